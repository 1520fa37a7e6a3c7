using HandoffBot.Core.Conversations;
using OpenTelemetry.Metrics;

namespace HandoffBot.Server.Ops;

internal static class MetricsSetup
{
    public static IServiceCollection AddMeasurements(this IServiceCollection services)
    {
        services.AddSingleton<LiveFigures>().AddSingleton<LiveMetrics>().AddSingleton<ITurnObserver, TurnMetrics>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(TurnMetrics.MeterName, "Microsoft.AspNetCore.Hosting")
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
        return services;
    }

    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        // Gauges stand for as long as somebody holds them.
        endpoints.ServiceProvider.GetRequiredService<LiveMetrics>();
        endpoints.MapPrometheusScrapingEndpoint("/metrics");
    }
}
