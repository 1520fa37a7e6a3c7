namespace HandoffBot.Redis.Tests.Linearizability;

/// <summary>One call of the store.</summary>
/// <param name="Text">For a person who reads a failed history.</param>
/// <param name="Run">Calls the store.</param>
/// <param name="Apply">What the rules say to it; given the token that the store told the caller, since the store makes them up.</param>
internal sealed record Operation(string Text, Func<Task<Answer>> Run, Func<World, string?, (World Next, Answer Expected)> Apply)
{
    /// <summary>
    /// For a claim over several partitions, which is not one step: the world after it, or null when it may not answer so. Null for all that is one step, whose answer follows
    /// from the rules.
    /// </summary>
    public Func<World, Answer, World?>? Weakly { get; init; }
}

/// <param name="Begun">Before the call, on a counter shared by all callers.</param>
/// <param name="Ended">After the answer; <see cref="long.MaxValue"/> when the answer was lost: then nobody knows whether and when it happened.</param>
/// <param name="Answer">Null when it was lost.</param>
internal sealed record Call(Operation Operation, long Begun, long Ended, Answer? Answer)
{
    public override string ToString() => $"{Begun,4}-{(Answer is null ? "   ?" : $"{Ended,4}")}  {Operation.Text}  ->  {Answer?.ToString() ?? "answer lost"}";
}
