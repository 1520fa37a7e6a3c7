using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Conversations;

/// <summary>How the customer has been over their last turns.</summary>
/// <param name="InWords">Null when nothing was read.</param>
/// <param name="Course">Sentiment of the last turns that have one, oldest first, −1 to 1.</param>
public sealed record Mood(string? InWords, IReadOnlyList<double> Course)
{
    private const int TurnsLookedAt = 8;

    public static Mood Of(IReadOnlyList<TurnView> turns)
    {
        var course = turns
            .Where(turn => turn.Speaker == "customer")
            .Select(Sentiment)
            .OfType<double>()
            .TakeLast(TurnsLookedAt)
            .ToArray();
        if (course.Length == 0)
        {
            return new Mood(null, []);
        }

        var now = course[^1];
        var state = now switch { <= -0.7 => "very upset", <= -0.4 => "upset", <= -0.15 => "tense", < 0.3 => "calm", _ => "friendly" };
        var change = course.Length > 1 ? now - course[..^1].Average() : 0;
        return new Mood(change switch { <= -0.3 => $"{state}, getting worse", >= 0.3 => $"{state}, getting better", _ => state }, course);
    }

    private static double? Sentiment(TurnView turn) =>
        turn.Signals?.FirstOrDefault(signal => signal is { Kind: "sentiment", Unknown: false })?.Value;
}
