namespace HandoffBot.Language.Azure;

/// <summary>What became of a request; <see cref="NotSent"/> while the circuit is open.</summary>
internal enum RequestOutcome
{
    Answered,
    Failed,
    Late,
    NotSent,
}
