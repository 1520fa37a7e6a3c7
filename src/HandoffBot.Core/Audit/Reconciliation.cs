namespace HandoffBot.Core.Audit;

/// <summary>A day counted twice: by the counters that every change raises, and over the records themselves.</summary>
/// <param name="Opened">Counter and records.</param>
/// <param name="Answered">Counter and records.</param>
/// <param name="Ended">Withdrawn or owed, before anybody answered: counters and records.</param>
public sealed record Reconciliation(DateOnly Day, DateTimeOffset At, Twice Opened, Twice Answered, Twice Ended)
{
    public bool Agrees => Opened.Agrees && Answered.Agrees && Ended.Agrees;
}

public readonly record struct Twice(long Counted, long Recorded)
{
    public bool Agrees => Counted == Recorded;
}
