using System.Diagnostics.Metrics;
using Azure.Core.Pipeline;
using HandoffBot.Core.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.Language.Azure;

/// <summary>Registers what asks Azure AI Language.</summary>
public static class AzureLanguageSetup
{
    /// <summary>Adds the readers that ask the service beside the product's own. Needs bound <see cref="AzureLanguageOptions"/>, a <see cref="TimeProvider"/> and logging.</summary>
    /// <param name="transport">Another way to the service than the default one.</param>
    public static IServiceCollection AddAzureLanguage(this IServiceCollection services, HttpPipelineTransport? transport = null)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<AzureLanguageOptions>>().Value);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<AzureLanguageOptions>();
            return new CircuitBreaker(options.FailuresAllowed, options.RestFor, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton(provider => new AzureLanguageUsage(provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<CircuitBreaker>()));
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<AzureLanguageOptions>();
            return new AzureLanguageService(
                new AnalyzeTextClient(LanguagePipeline.Build(options, transport), options.Endpoint),
                provider.GetRequiredService<CircuitBreaker>(),
                provider.GetRequiredService<AzureLanguageUsage>(),
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<AzureLanguageService>>());
        });
        return services
            .AddSingleton<TurnMoods>()
            .AddSingleton<ISignalReader, AzureSentimentReader>()
            .AddSingleton<ISignalReader, AzureDistressReader>();
    }

    /// <summary>Says at start all that is wrong with <see cref="AzureLanguageOptions"/>.</summary>
    public static IServiceCollection AddAzureLanguageValidation(this IServiceCollection services) => services.AddSingleton<IValidateOptions<AzureLanguageOptions>, AzureLanguageValidation>();
}
