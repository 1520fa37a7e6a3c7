using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Language.Azure;
using HandoffBot.Redis;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace HandoffBot.Server.Ops;

internal static class MetricsSetup
{
    public static IServiceCollection AddMeasurements(this IServiceCollection services)
    {
        services.AddSingleton(provider => new StoreReport(provider.GetRequiredService<StoreHealth>().CheckAsync, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LiveFigures>().AddSingleton<LiveMetrics>().AddSingleton<ITurnObserver, TurnMetrics>();
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("handoffbot")).WithMetrics(metrics => metrics
            .AddMeter(TurnMetrics.MeterName, AzureLanguageUsage.MeterName, "Microsoft.AspNetCore.Hosting")
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = (int)Limits.ProbedFor.TotalMilliseconds));
        return services;
    }

    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        // Gauges stand for as long as somebody holds them.
        endpoints.ServiceProvider.GetRequiredService<LiveMetrics>();
        endpoints.MapPrometheusScrapingEndpoint("/metrics");
    }
}
