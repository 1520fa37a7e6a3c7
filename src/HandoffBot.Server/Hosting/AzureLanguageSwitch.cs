using HandoffBot.Language.Azure;

namespace HandoffBot.Server.Hosting;

/// <summary>Reads the section <c>AzureLanguage</c>; without an endpoint in it nothing but its validation is registered.</summary>
internal static class AzureLanguageSwitch
{
    private const string Key = $"{AzureLanguageOptions.Section}:{nameof(AzureLanguageOptions.Key)}";

    public static IServiceCollection AddAzureLanguage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AzureLanguageOptions>()
            .BindConfiguration(AzureLanguageOptions.Section)
            .Validate(options => options.Key.Length == 0 || options.Key == KeyInEnvironment(), $"{Key} must come from the environment: AzureLanguage__Key.")
            .ValidateOnStart();
        services.AddAzureLanguageValidation();
        var isConfigured = configuration.GetSection(AzureLanguageOptions.Section).Get<AzureLanguageOptions>()?.IsConfigured ?? false;
        return isConfigured ? services.AddAzureLanguage() : services;
    }

    private static string? KeyInEnvironment() => new ConfigurationBuilder().AddEnvironmentVariables().Build()[Key];
}
