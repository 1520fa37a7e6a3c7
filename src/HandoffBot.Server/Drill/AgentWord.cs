namespace HandoffBot.Server.Drill;

/// <summary>What an agent tried to say, and what they know of it.</summary>
/// <param name="Text">Unlike anything else said in the drill.</param>
/// <param name="Seq">The place the server named; 0 when not accepted.</param>
internal sealed record AgentWord(string Agent, string Text, WordOutcome Outcome, long Seq);

internal enum WordOutcome
{
    /// <summary>It must stand in the transcript once.</summary>
    Accepted,

    /// <summary>It must not stand there.</summary>
    Refused,

    /// <summary>Once or not at all.</summary>
    Unknown,
}
