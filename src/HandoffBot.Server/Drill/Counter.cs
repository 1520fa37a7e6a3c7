namespace HandoffBot.Server.Drill;

/// <summary>A count that many tasks raise.</summary>
internal sealed class Counter
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public void Add() => Interlocked.Increment(ref _value);
}
