namespace HandoffBot.Language.Models;

/// <summary>What the model answers about a text: each head is a yes or no of its own. The order is that of the weights in the model file.</summary>
internal static class Heads
{
    /// <summary>What the customer does with the turn; the strongest one is its label.</summary>
    public static IReadOnlyList<string> Acts { get; } =
        ["human_request", "contact_info", "bot_challenge", "decline_human", "complaint", "routine", "smalltalk", "gibberish", "abuse"];

    /// <summary>What is at stake, named as in labelled text.</summary>
    public static IReadOnlyList<string> Stakes { get; } =
        ["self_harm_or_safety", "fraud", "bereavement", "legal_threat", "vulnerability", "medical", "outage", "privacy", "large_money", "cancellation"];

    /// <summary>Anger and distress of at least this level, and the tone.</summary>
    public static IReadOnlyList<string> Feelings { get; } = ["anger1", "anger2", "anger3", "distress1", "distress2", "distress3", "positive", "negative"];

    public static IReadOnlyList<string> All { get; } = [.. Acts, .. Stakes, .. Feelings];

    public const string HumanRequest = "human_request";

    public static int IndexOf(string head) => Index[head];

    private static readonly Dictionary<string, int> Index = All.Select((head, index) => (head, index)).ToDictionary(pair => pair.head, pair => pair.index);
}
