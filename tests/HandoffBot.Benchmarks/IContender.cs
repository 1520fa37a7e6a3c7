namespace HandoffBot.Benchmarks;

/// <summary>A queue that takes work through its whole life; all of them run on the same Redis, one after the other.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>How many cycles are under way at once, for each setting that is tried; its best one counts.</summary>
    IReadOnlyList<int> Levels { get; }

    /// <param name="count">How many cycles.</param>
    Task<Rate> RunAsync(int count, int level);
}
