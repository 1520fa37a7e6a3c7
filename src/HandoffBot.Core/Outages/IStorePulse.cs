namespace HandoffBot.Core.Outages;

/// <summary>Whether the store answers. Looked at all the time, so that nobody has to wait to find out.</summary>
public interface IStorePulse
{
    /// <summary>The store did not answer when it was last asked, a moment ago. Whoever has another way takes it at once.</summary>
    bool IsAway { get; }

    /// <summary>It has answered since this process began.</summary>
    bool HasAnswered { get; }

    /// <summary>When it was last found away or back; null when it has always been there.</summary>
    DateTimeOffset? Changed { get; }

    /// <summary>
    /// Whether an exception means that the store is away: no connection, no answer in time, failing over, or unable to write. The operation may have happened or not;
    /// it is safe to repeat.
    /// </summary>
    bool Explains(Exception exception);
}
