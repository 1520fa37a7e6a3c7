namespace HandoffBot.Server.Drill;

/// <summary>How the nodes of a drill are configured: as in operation, but so impatient that much happens in a short time.</summary>
internal static class NodeOptions
{
    /// <summary>How long a handoff survives without a sign of its agent: the shortest that the options allow.</summary>
    public static TimeSpan HoldFor { get; } = TimeSpan.FromSeconds(15);

    public static IEnumerable<string> Of(RedisProxy? proxy)
    {
        IEnumerable<string> options =
        [
            $"--Handoffs:HoldFor={HoldFor}",
            "--Handoffs:OfferFor=00:00:10",
            "--Handoffs:SkipFor=00:00:02",
            "--Handoffs:ReclaimEvery=00:00:00.500",
            "--Handoffs:OfferEvery=00:00:00.500",
            "--DirectLine:TokensPerMinute=100000",
            "--Redis:CommandTimeout=00:00:02",
        ];
        return proxy is null ? options : options.Append($"--Redis:Connection=127.0.0.1:{proxy.Port},connectTimeout=1000,connectRetry=1");
    }
}
