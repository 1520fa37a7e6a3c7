using HandoffBot.Core.Alerts;
using HandoffBot.Redis.Scripts;
using StackExchange.Redis;

namespace HandoffBot.Redis.Alerts;

/// <inheritdoc cref="IAlertStore"/>
internal sealed class AlertStore(IDatabase database, Keys keys, TimeProvider time) : IAlertStore
{
    private static readonly Script Raise = Script.Load("raise-alert");
    private static readonly Script Claim = Script.Load("claim-alert");
    private static readonly Script Settle = Script.Load("settle-alert");

    public Task RaiseAsync(Alert alert)
    {
        var at = keys.Of(alert.Id);
        return Raise.RunAsync(database, [at.Alerts, at.AlertTries], [time.GetUtcNow().Ms(), alert.Id.Value, Records.Write(alert, StoreJson.Default.StoredAlert)]);
    }

    public async Task<IReadOnlyList<AlertId>> FindDueAsync() => [.. (await database.FindDueAsync(keys, at => at.AlertTries, time.GetUtcNow())).Select(id => new AlertId(id!))];

    public async Task<(Alert Alert, int Attempts)?> ClaimAsync(AlertId id, DateTimeOffset until)
    {
        var at = keys.Of(id);
        var reply = await Claim.RunAsync(database, [at.Alerts, at.AlertTries, at.AlertAttempts], [time.GetUtcNow().Ms(), id.Value, until.Ms()]);
        return reply.Length == 0 ? null : (Records.Read((RedisValue)reply[0], StoreJson.Default.StoredAlert), (int)reply[1]);
    }

    public Task SettleAsync(AlertId id)
    {
        var at = keys.Of(id);
        return Settle.RunAsync(database, [at.Alerts, at.AlertTries, at.AlertAttempts], [id.Value]);
    }

    public Task RetryAsync(AlertId id, DateTimeOffset at) => database.SortedSetUpdateAsync(keys.Of(id).AlertTries, id.Value, at.ToUnixTimeMilliseconds(), SortedSetWhen.Exists);
}
