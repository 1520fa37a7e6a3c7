using HandoffBot.Core.Outages;

namespace HandoffBot.Server.Spool;

internal static class SpoolSetup
{
    public static IServiceCollection AddSpool(this IServiceCollection services)
    {
        services.AddOptions<SpoolOptions>().BindConfiguration(SpoolOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<SpoolFiles>().AddSingleton<ISpool>(provider => provider.GetRequiredService<SpoolFiles>()).AddSingleton<Intake>();
    }
}
