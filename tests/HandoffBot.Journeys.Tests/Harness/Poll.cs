namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>Waits for what happens in another process.</summary>
internal static class Poll
{
    /// <summary>How long anything may take on a busy build machine.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The first non-null answer of the probe; fails with <paramref name="what"/> when there is none in time.</summary>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T?>> probe, TimeSpan? patience = null)
        where T : class
    {
        var end = DateTimeOffset.UtcNow + (patience ?? Patience);
        while (true)
        {
            if (await probe() is { } found)
            {
                return found;
            }

            if (DateTimeOffset.UtcNow > end)
            {
                Assert.Fail($"Waited in vain for: {what}.");
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task UntilAsync(string what, Func<Task<bool>> holds, TimeSpan? patience = null) => UntilAsync(what, async () => await holds() ? what : null, patience);
}
