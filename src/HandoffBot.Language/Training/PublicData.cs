using System.Text.Json;
using HandoffBot.Language.Models;

namespace HandoffBot.Language.Training;

/// <summary>
/// The public families that a shipped model may learn from, as <see cref="Example"/>s. Files are JSON Lines named <c>family.train.jsonl</c>; a family that is not in the folder
/// is left out. HINT3 may only be measured on and is never read here.
/// </summary>
internal static class PublicData
{
    /// <summary>Public text outweighs the product's own by far; it must not drown it.</summary>
    private const float Request = 1f;
    private const float Topic = 0.5f;
    private const float Emotion = 0.3f;

    private static readonly string[] Parts = ["train", "dev"];

    private const int MostTopics = 9_000;
    private const int MostRoutine = 8_000;
    private const int MostEmotions = 9_000;

    private static readonly HashSet<string> Unrecognised =
        ["compromised_card", "card_payment_not_recognised", "cash_withdrawal_not_recognised", "direct_debit_payment_not_recognised", "report_fraud"];

    /// <summary>About as grave as fraud or cancelling, but not quite; better not learned from at all.</summary>
    private static readonly HashSet<string> Doubtful =
        ["lost_or_stolen_card", "lost_or_stolen_phone", "report_lost_card", "account_blocked", "damaged_card", "freeze_account", "terminate_account", "cancel_order", "delete_account", "complaint", "contact_human_agent", "contact_customer_service", "repeat", "transfer_not_received_by_recipient"];

    /// <param name="leaveOut">Source in <c>human_request</c> that is not learned from, for measuring on what was never seen; with it goes the family it was taken from.</param>
    public static IEnumerable<Example> Read(string folder, string? leaveOut) =>
    [
        .. Requests(folder, leaveOut),
        .. Rows(folder, "human_request_fr_AUTHORED").Select(row => Labelled(row, "human_request_fr_AUTHORED")),
        .. Rows(folder, "high_stakes_AUTHORED").Select(Stakes),
        .. Some(Rows(folder, "intents_banking77").Where(IsClear), MostTopics).Select(row => Topics(row, "intents_banking77")),
        .. leaveOut == "clinc150" ? [] : Some(Rows(folder, "intents_clinc150").Where(IsClear), MostTopics).Select(row => Topics(row, "intents_clinc150")),
        .. leaveOut == "bitext" ? [] : Some(Rows(folder, "intents_bitext").Where(IsClear), MostTopics).Select(row => Topics(row, "intents_bitext")),
        .. Some(Rows(folder, "multidogo_customer_turns").SelectMany(RoutineTurns), MostRoutine),
        .. Some(Rows(folder, "emotion_goemotions"), MostEmotions * 2).Select(row => Emotions(row, "emotion_goemotions")),
        .. Some(Rows(folder, "emotion_xed_en"), MostEmotions).Select(row => Emotions(row, "emotion_xed_en")),
        .. Some(Rows(folder, "emotion_xed_fr"), MostEmotions).Select(row => Emotions(row, "emotion_xed_fr")),
    ];

    /// <summary>Everything labelled of one source of <c>human_request</c>, for measuring: whether each text asks for a person.</summary>
    public static IEnumerable<(string Text, bool IsRequest)> Source(string folder, string source) => Parts
        .SelectMany(part => Rows(folder, "human_request", part))
        .Where(row => Text(row, "source").StartsWith(source, StringComparison.Ordinal))
        .Select(row => (Text(row, "text"), Text(row, "label") == Heads.HumanRequest));

    private static IEnumerable<Example> Requests(string folder, string? leaveOut) => Rows(folder, "human_request")
        .Where(row => Text(row, "source") is var source && !source.StartsWith("hint3", StringComparison.Ordinal) && (leaveOut is null || !source.StartsWith(leaveOut, StringComparison.Ordinal)))
        .Select(row => Labelled(row, Text(row, "source")));

    private static Example Labelled(JsonElement row, string source)
    {
        var example = new Example(Text(row, "text"), source, Request);
        return Text(row, "label") is var label && label != "other"
            ? example.Act(label)
            : example.With([Heads.HumanRequest, "contact_info", "bot_challenge"], false);
    }

    private static Example Stakes(JsonElement row)
    {
        var kind = Text(row, "label") switch { "privacy_gdpr" => "privacy", "utility_outage" => "outage", var known => known };
        return new Example(Text(row, "text"), "high_stakes_AUTHORED").Stakes(kind == "none" ? [] : [kind]).With([Heads.HumanRequest], false);
    }

    private static bool IsClear(JsonElement row) => !Doubtful.Contains(Text(row, "intent"));

    private static Example Topics(JsonElement row, string source)
    {
        var isFraud = Unrecognised.Contains(Text(row, "intent"));
        var example = new Example(Text(row, "text"), source, Topic).Stakes(isFraud ? ["fraud"] : []).With([Heads.HumanRequest, "contact_info", "decline_human", "gibberish", "abuse"], false);
        return isFraud ? example : example.Feelings(null, null);
    }

    private static IEnumerable<Example> RoutineTurns(JsonElement conversation)
    {
        foreach (var turn in conversation.GetProperty("turns").EnumerateArray())
        {
            if (Text(turn, "text") is { Length: > 3 } text)
            {
                yield return new Example(text, "multidogo_customer_turns", Topic).Stakes().Feelings(0, 0).With(["gibberish", "abuse", "decline_human"], false);
            }
        }
    }

    private static Example Emotions(JsonElement row, string source)
    {
        var emotions = row.GetProperty("emotions").EnumerateArray().Select(emotion => emotion.GetString()!).ToHashSet();
        var isAngry = emotions.Overlaps(["anger", "annoyance", "disgust"]);
        var isDistressed = emotions.Overlaps(["sadness", "fear", "grief", "nervousness", "remorse"]);
        var isGood = emotions.Overlaps(["joy", "love", "gratitude", "admiration", "amusement", "approval", "excitement", "relief", "trust"]);
        var isBad = isAngry || isDistressed || emotions.Overlaps(["disappointment", "disapproval", "embarrassment"]);
        return new Example(Text(row, "text"), source, Emotion)
            .With(["anger1"], isAngry)
            .With(["distress1"], isDistressed)
            .With(["anger2", "anger3"], isAngry ? null : false)
            .With(["distress2", "distress3"], isDistressed ? null : false)
            .Tone(isGood && !isBad, isBad && !isGood)
            .With([Heads.HumanRequest, "contact_info", "decline_human"], false);
    }

    /// <summary>Evenly spread over the file.</summary>
    private static IEnumerable<T> Some<T>(IEnumerable<T> rows, int most)
    {
        var all = rows.ToList();
        return all.Count <= most ? all : Enumerable.Range(0, most).Select(index => all[(int)((long)index * all.Count / most)]);
    }

    private static IEnumerable<JsonElement> Rows(string folder, string family, string part = "train")
    {
        var path = Path.Combine(folder, $"{family}.{part}.jsonl");
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (line.Length > 0)
            {
                yield return JsonElement.Parse(line);
            }
        }
    }

    private static string Text(JsonElement row, string field) => row.TryGetProperty(field, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
