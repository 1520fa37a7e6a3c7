using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HandoffBot.Tests;

/// <summary>What the stub reads in a text, by a few words, in the service's shapes.</summary>
internal static partial class StubAnalysis
{
    private const int MaxElements = 5_120;

    private static readonly HashSet<string> Negative = ["rude", "useless", "terrible", "slow", "impoli", "inutile", "lente", "décevant"];
    private static readonly HashSet<string> Positive = ["great", "friendly", "parfait", "aimable"];

    /// <returns>Null when the service refuses the whole request.</returns>
    public static JsonObject? TryRead(string kind, JsonArray documents, bool opinionMining)
    {
        var ids = documents.Select(document => (string?)document!["id"]).ToList();
        if (documents.Count is 0 || documents.Count > (kind == "SentimentAnalysis" ? 10 : 5) || ids.Distinct().Count() != ids.Count)
        {
            return null;
        }

        var (read, errors) = (new JsonArray(), new JsonArray());
        foreach (var document in documents)
        {
            var (id, text) = ((string)document!["id"]!, (string)document["text"]!);
            if (Refuse(text, (string?)document["language"]) is { } code)
            {
                errors.Add(Error(id, code));
            }
            else
            {
                read.Add(kind == "SentimentAnalysis" ? Sentiment(id, text, read.Count, opinionMining) : PersonalData(id, text));
            }
        }

        return new JsonObject { ["documents"] = read, ["errors"] = errors, ["modelVersion"] = "2022-11-01" };
    }

    private static string? Refuse(string text, string? language) =>
        string.IsNullOrWhiteSpace(text) || new StringInfo(text).LengthInTextElements > MaxElements ? "InvalidDocument" : language is "xx" ? "UnsupportedLanguageCode" : null;

    private static JsonObject Error(string id, string code) => new()
    {
        ["id"] = id,
        ["error"] = new JsonObject
        {
            ["code"] = "InvalidArgument",
            ["message"] = "Invalid document in request.",
            ["innererror"] = new JsonObject { ["code"] = code, ["message"] = "The document cannot be read." },
        },
    };

    private static JsonObject Sentiment(string id, string text, int index, bool opinionMining)
    {
        var sentences = new JsonArray();
        var (negative, positive) = (false, false);
        foreach (Match match in Sentences().Matches(text))
        {
            var (bad, good) = (Words(match.Value).Any(Negative.Contains), Words(match.Value).Any(Positive.Contains));
            (negative, positive) = (negative || bad, positive || good);
            var sentence = Span(match.Index, match.Value);
            (sentence["sentiment"], sentence["confidenceScores"]) = (bad ? "negative" : good ? "positive" : "neutral", Scores(bad, good));
            if (opinionMining)
            {
                AddOpinions(sentence, match, index, sentences.Count);
            }

            sentences.Add(sentence);
        }

        return new JsonObject
        {
            ["id"] = id,
            ["sentiment"] = (negative, positive) switch { (true, true) => "mixed", (true, false) => "negative", (false, true) => "positive", _ => "neutral" },
            ["confidenceScores"] = Scores(negative, positive),
            ["sentences"] = sentences,
            ["warnings"] = new JsonArray(),
        };
    }

    /// <summary>"the driver was rude": target driver, assessment rude.</summary>
    private static void AddOpinions(JsonObject sentence, Match said, int document, int place)
    {
        var (targets, assessments) = (new JsonArray(), new JsonArray());
        foreach (Match opinion in Opinions().Matches(said.Value))
        {
            var bad = Negative.Contains(opinion.Groups["how"].Value);
            if (bad || Positive.Contains(opinion.Groups["how"].Value))
            {
                targets.Add(Opinion(opinion.Groups["what"], bad));
                targets[^1]!["relations"] = new JsonArray(new JsonObject { ["relationType"] = "assessment", ["ref"] = $"#/documents/{document}/sentences/{place}/assessments/{assessments.Count}" });
                assessments.Add(Opinion(opinion.Groups["how"], bad));
                assessments[^1]!["isNegated"] = false;
            }
        }

        (sentence["targets"], sentence["assessments"]) = (targets, assessments);

        JsonObject Opinion(Group group, bool bad)
        {
            var span = Span(said.Index + group.Index, group.Value);
            (span["sentiment"], span["confidenceScores"]) = (bad ? "negative" : "positive", new JsonObject { ["positive"] = bad ? 0.01 : 0.99, ["negative"] = bad ? 0.99 : 0.01 });
            return span;
        }
    }

    private static JsonObject PersonalData(string id, string text)
    {
        var (redacted, entities) = (text.ToCharArray(), new JsonArray());
        foreach (Match number in Numbers().Matches(text))
        {
            Array.Fill(redacted, '*', number.Index, number.Length);
            var entity = Span(number.Index, number.Value);
            (entity["category"], entity["confidenceScore"]) = ("PhoneNumber", 0.8);
            entities.Add(entity);
        }

        return new JsonObject { ["id"] = id, ["redactedText"] = new string(redacted), ["entities"] = entities, ["warnings"] = new JsonArray() };
    }

    private static JsonObject Span(int offset, string text) => new() { ["text"] = text, ["offset"] = offset, ["length"] = text.Length };

    private static JsonObject Scores(bool negative, bool positive) => new()
    {
        ["positive"] = positive ? (negative ? 0.49 : 0.98) : 0.01,
        ["neutral"] = negative || positive ? 0.01 : 0.98,
        ["negative"] = negative ? (positive ? 0.5 : 0.98) : 0.01,
    };

    private static IEnumerable<string> Words(string text) => Word().Matches(text.ToLowerInvariant()).Select(word => word.Value);

    [GeneratedRegex(@"[^.!?\s][^.!?]*[.!?]*")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"(?<what>\p{L}+) (was|is|est|était) (?<how>\p{L}+)")]
    private static partial Regex Opinions();

    [GeneratedRegex(@"\+?\d[\d ]{6,}\d")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
