using HandoffBot.Contracts;
using HandoffBot.Contracts.Ops;

namespace HandoffBot.Console.Api;

/// <summary>The ops API, one method per route.</summary>
public sealed class OpsApi(ApiClient client)
{
    /// <param name="by"><c>reason</c>, <c>channel</c>, <c>topic</c>, <c>skill</c> or <c>hour</c>.</param>
    public Task<ApiResult<OpsSummary>> SummaryAsync(DateTimeOffset from, DateTimeOffset to, string by, CancellationToken cancellationToken) =>
        client.GetAsync($"api/ops/summary?from={Instant(from)}&to={Instant(to)}&by={by}", ContractsJson.Default.OpsSummary, cancellationToken);

    public Task<ApiResult<LedgerView>> LedgerAsync(CancellationToken cancellationToken) =>
        client.GetAsync("api/ops/ledger", ContractsJson.Default.LedgerView, cancellationToken);

    public Task<ApiResult<LiveView>> LiveAsync(CancellationToken cancellationToken) =>
        client.GetAsync("api/ops/live", ContractsJson.Default.LiveView, cancellationToken);

    public Task<ApiResult<IReadOnlyList<GuaranteeView>>> GuaranteesAsync(CancellationToken cancellationToken) =>
        client.GetAsync("api/ops/guarantees", ContractsJson.Default.IReadOnlyListGuaranteeView, cancellationToken);

    public Task<ApiResult<IReadOnlyList<FindingView>>> FindingsAsync(CancellationToken cancellationToken) =>
        client.GetAsync("api/ops/findings", ContractsJson.Default.IReadOnlyListFindingView, cancellationToken);

    public Task<ApiResult<ShadowView>> ShadowAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        client.GetAsync($"api/ops/shadow?from={Instant(from)}&to={Instant(to)}", ContractsJson.Default.ShadowView, cancellationToken);

    private static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
