using System.Globalization;
using System.Text.Json;

namespace HandoffBot.Benchmarks;

/// <summary>
/// The product's sentiment reader and VADER on the same labelled lines: GoEmotions (positive, negative, neutral), XED (the same from its emotions, where they agree) and authored
/// dialogues (anger or distress of 2 or more is negative, everything else is not). VADER knows English only; what it scores in French stands there as that.
/// </summary>
internal static class SentimentBenchmark
{
    /// <summary>Compound score from which VADER's authors call a text positive or negative; the reader's own scale is cut at the same place.</summary>
    private const double Polar = 0.05;

    private static readonly HashSet<string> Negative = ["negative", "anger", "sadness", "disappointment", "fear", "disgust"];
    private static readonly HashSet<string> Positive = ["positive", "joy", "trust"];

    public static async Task<int> RunAsync(string data)
    {
        var vader = new NodeProgram("Vader");
        await vader.InstallAsync();
        (string Name, string Language, List<Row> Rows)[] sets =
        [
            ("goemotions", "en", Lines(data, "emotion_goemotions.dev.jsonl").Select(Polarity).OfType<Row>().ToList()),
            ("xed_en", "en", Lines(data, "emotion_xed_en.dev.jsonl").Select(Polarity).OfType<Row>().ToList()),
            ("xed_fr", "fr", Lines(data, "emotion_xed_fr.dev.jsonl").Select(Polarity).OfType<Row>().ToList()),
            ("authored_en", "en", Authored(data, "en")),
            ("authored_fr", "fr", Authored(data, "fr")),
        ];
        await using var readers = LoadedReaders.Load();
        foreach (var (name, language, rows) in sets)
        {
            var theirs = (await vader.RunAsync("node", ["scores.js"], rows.Select(row => JsonSerializer.Serialize(row.Text)))).Split('\n').Select(score => double.Parse(score, CultureInfo.InvariantCulture)).ToList();
            var ours = new List<double>();
            foreach (var row in rows)
            {
                ours.Add((await readers.Sentiment.ReadAsync(BenchmarkTurn.Of(row.Text, language), default)).Value);
            }

            Print(name, "handoffbot", rows, ours);
            Print(name, language == "en" ? "vader" : "vader (made for English only)", rows, theirs);
        }

        return 0;
    }

    private static void Print(string set, string reader, List<Row> rows, List<double> values)
    {
        var read = values.Select(value => value >= Polar ? 1 : value <= -Polar ? -1 : 0).ToList();
        var isBinary = rows.TrueForAll(row => row.Sign is null or -1);
        var right = rows.Zip(read).Count(pair => isBinary ? (pair.First.Sign == -1) == (pair.Second == -1) : pair.First.Sign == pair.Second);
        double[] f1 = isBinary ? [F1(rows, read, -1)] : [F1(rows, read, -1), F1(rows, read, 0), F1(rows, read, 1)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $$"""{"benchmark":"sentiment","set":"{{set}}","reader":"{{reader}}","n":{{rows.Count}},"accuracy":{{(double)right / rows.Count:F3}},"macroF1":{{(isBinary ? "null" : f1.Average().ToString("F3", CultureInfo.InvariantCulture))}},"negativeF1":{{f1[0]:F3}}}"""));
    }

    private static double F1(List<Row> rows, List<int> read, int sign)
    {
        var (right, found, there) = (rows.Zip(read).Count(pair => pair.First.Sign == sign && pair.Second == sign), read.Count(value => value == sign), rows.Count(row => row.Sign == sign));
        return found + there == 0 ? 0 : 2.0 * right / (found + there);
    }

    /// <summary>A line whose emotions agree; null where they do not, or say nothing of the tone (surprise, confusion).</summary>
    private static Row? Polarity(JsonElement line)
    {
        var names = (line.TryGetProperty("coarse", out var coarse) ? coarse : line.GetProperty("emotions")).EnumerateArray().Select(name => name.GetString()!).ToList();
        return (names.Exists(Negative.Contains), names.Exists(Positive.Contains), names.TrueForAll(name => name == "neutral")) switch
        {
            (true, false, _) => new Row(Text(line), -1),
            (false, true, _) => new Row(Text(line), 1),
            (false, false, true) => new Row(Text(line), 0),
            _ => null,
        };
    }

    private static List<Row> Authored(string data, string language) =>
    [
        .. Lines(data, Path.Combine("authored", "dev.jsonl")).Where(line => line.GetProperty("lang").GetString() == language).SelectMany(line =>
            line.GetProperty("turns").EnumerateArray().Where(turn => turn.GetProperty("role").GetString() == "customer")
                .Zip(line.GetProperty("per_turn").EnumerateArray(), (turn, gold) => new Row(Text(turn), gold.GetProperty("anger").GetInt32() >= 2 || gold.GetProperty("distress").GetInt32() >= 2 ? -1 : null))),
    ];

    private static string Text(JsonElement line) => line.GetProperty("text").GetString()!;

    private static IEnumerable<JsonElement> Lines(string data, string file) => File.ReadLines(Path.Combine(data, file)).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    /// <param name="Sign">1, 0 or −1; null: anything but negative.</param>
    private sealed record Row(string Text, int? Sign);
}
