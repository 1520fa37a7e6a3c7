using HandoffBot.Console.Look;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Conversations;

/// <summary>Which readings of a turn are worth a chip, and what they say. All of them stay in the turn's details.</summary>
public static class SignalWords
{
    /// <summary>From here on a strength is shown without being asked for.</summary>
    private const double Noticeable = 0.4;

    public static bool IsNoticeable(SignalView signal) => !signal.Unknown && signal.Value is { } value && signal.Kind switch
    {
        "sentiment" => value <= -Noticeable,
        "progress" => value >= 1,
        "answer_confidence" or "amount" => false,
        _ => value >= Noticeable,
    };

    /// <summary>The chip's few words.</summary>
    public static string Brief(SignalView signal) => signal.Kind switch
    {
        "human_request" => "asks for a person",
        "sentiment" => signal.Value <= -0.7 ? "very negative" : "negative",
        "distress" => "distress",
        "stakes" => signal.Label is { } label ? $"at stake: {Words.Sentence(label).ToLowerInvariant()}" : "something at stake",
        "complexity" => "complicated",
        "progress" => signal.Value >= 2 ? "still no progress" : "no progress",
        _ => Name(signal),
    };

    public static string Name(SignalView signal) => Words.Sentence(signal.Kind);

    /// <summary>The value in the kind's own unit.</summary>
    public static string Value(SignalView signal) => (signal.Unknown || signal.Value is null, signal.Kind) switch
    {
        (true, _) => "not read",
        (_, "progress") => signal.Value is 0 ? "goes on" : $"{signal.Value:0} in a row without progress",
        (_, "sentiment") => signal.Value switch { < -0.2 => $"negative ({signal.Value:0.0})", > 0.2 => $"positive ({signal.Value:0.0})", _ => "neutral" },
        (_, "amount") => signal.Value is 0 ? "none" : $"{signal.Value:#,0.##}",
        _ => $"{signal.Value:0%}",
    };
}
