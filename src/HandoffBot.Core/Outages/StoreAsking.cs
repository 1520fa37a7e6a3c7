namespace HandoffBot.Core.Outages;

/// <summary>Asks the store where there is something else to say while it is away.</summary>
public static class StoreAsking
{
    /// <param name="whenAway">What to go on with when the store is known to be away, or turns out to be; then nobody knows whether <paramref name="ask"/> was done.</param>
    public static async Task<T> AskAsync<T>(this IStorePulse pulse, Func<Task<T>> ask, Func<T> whenAway)
    {
        if (pulse.IsAway)
        {
            return whenAway();
        }

        try
        {
            return await ask();
        }
        catch (Exception exception) when (pulse.Explains(exception))
        {
            return whenAway();
        }
    }
}
