using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using HandoffBot.Redis.Reports;
using StackExchange.Redis;

namespace HandoffBot.Redis.Shadow;

/// <inheritdoc cref="IShadowStore"/>
internal sealed class ShadowStore(IDatabase database, Keys keys, TimeProvider time) : IShadowStore
{
    public async Task KeepAsync(ConversationId conversation, IReadOnlyList<ShadowDecision> differing)
    {
        var (key, now) = (keys.Of(conversation).ShadowExamples, time.GetUtcNow());
        RedisValue[] examples = [.. differing.Select(one => Records.Write(new ShadowExample(conversation, now, one), StoreJson.Default.StoredShadowExample))];
        await database.ListLeftPushAsync(key, examples);
        // Examples, not a record: that two nodes may cut at once does no harm.
        await database.ListTrimAsync(key, 0, Limits.ShadowExamples - 1);
    }

    public async Task<IReadOnlyDictionary<ShadowVerdict, long>> CountAsync(string version, DateTimeOffset from, DateTimeOffset to)
    {
        var counts = Enum.GetValues<ShadowVerdict>().ToDictionary(verdict => verdict, _ => 0L);
        foreach (var (_, figure, count) in await HourFigures.ReadAsync(database, keys, from, to))
        {
            if (figure.Name == Figure.Shadow && figure.KeysOf("version").Contains(version) && Enum.TryParse<ShadowVerdict>(figure.KeysOf("verdict").FirstOrDefault(), out var verdict))
            {
                counts[verdict] += count;
            }
        }

        return counts;
    }

    public async Task<IReadOnlyList<ShadowExample>> ListAsync(string version)
    {
        var kept = await Task.WhenAll(keys.All.Select(at => database.ListRangeAsync(at.ShadowExamples)));
        return [.. kept.SelectMany(values => values).Select(value => Records.Read(value, StoreJson.Default.StoredShadowExample))
            .Where(example => example.Decided.Version == version).OrderByDescending(example => example.At).Take(Limits.ShadowExamples)];
    }
}
