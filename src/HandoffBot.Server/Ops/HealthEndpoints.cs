using System.Text.Json.Serialization;
using HandoffBot.Contracts.Ops;
using HandoffBot.Core.Outages;
using HandoffBot.Language.Azure;
using HandoffBot.Server.Loops;
using HandoffBot.Server.Spool;

namespace HandoffBot.Server.Ops;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can take customers, that is, what they say is kept.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.MapGroup("/health");
        health.MapGet("/live", () => TypedResults.Text("live")).WithSummary("The process answers");
        health.MapGet("/ready", ReadyAsync).WithSummary("Customers can be served; 503 when not").Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(StoreReport store, IStorePulse pulse, SpoolFiles spool, IEnumerable<Loop> loops, IServiceProvider services)
    {
        var report = await store.ReadAsync();
        if (report.IsAway && pulse.HasAnswered && spool.HasRoom)
        {
            // Every node shares the store. Taking them all out of the balancer would leave customers with nobody; as it is, what they say is kept.
            report = report with { IsReady = true, AtRisk = "The store is away: messages are kept on this node's disk only." };
        }

        // A service that reads beside the product's own readers is told, not needed.
        var azureLanguage = services.GetService<AzureLanguageUsage>() is { } usage ? AzureLanguageView.Of(usage) : null;

        // A loop that fails is told, not refused: it shares its store with every node, and taking this one out would help nobody.
        var readiness = new Readiness(report.IsReady, report.Detail, report.AtRisk, [.. loops.Select(View)], azureLanguage);
        return TypedResults.Json(readiness, HealthJson.Default.Readiness, statusCode: report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    public static LoopView View(Loop loop) => new(loop.Name, loop.LastSuccess, loop.IsHealthy);
}

/// <param name="IsReady">Customers can be served: the store keeps what it is told, or is away and this node's disk does.</param>
/// <param name="Store">What it is, or what is wrong with it and what to do.</param>
/// <param name="AtRisk">What could still be lost when the machine stops now; null when nothing.</param>
/// <param name="AzureLanguage">How it goes with Azure AI Language; null where it is not used.</param>
internal sealed record Readiness(bool IsReady, string Store, string? AtRisk, IReadOnlyList<LoopView> Loops, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AzureLanguageView? AzureLanguage);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class HealthJson : JsonSerializerContext;
