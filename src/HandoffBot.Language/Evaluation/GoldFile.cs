using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HandoffBot.Language.Evaluation;

/// <summary>Reads labelled text: JSON Lines, UTF-8, one object a line.</summary>
public static class GoldFile
{
    public static IReadOnlyList<GoldUtterance> ReadUtterances(string path) => Read(path, GoldJson.Default.GoldUtterance, row => row is { Text: not null, Lang: not null, Label: not null });

    public static IReadOnlyList<GoldDialogue> ReadDialogues(string path) =>
        Read(path, GoldJson.Default.GoldDialogue, row => row is { Lang: not null, Turns.Count: > 0, Gold: not null }
            && (!row.Gold.Handoff || row.Gold is { FirstTurn: not null, MustBy: not null })
            && (row.PerTurn is null || row.PerTurn.Count == row.Turns.Count(turn => turn.IsFromCustomer)));

    public static IReadOnlyList<GoldIntent> ReadIntents(string path) => Read(path, GoldJson.Default.GoldIntent, row => row is { Text: not null, Intent: not null });

    /// <exception cref="InvalidDataException">A line is not what it must be; the message names file and line.</exception>
    private static List<T> Read<T>(string path, JsonTypeInfo<T> type, Predicate<T> isWhole)
    {
        var rows = new List<T>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length > 0)
            {
                rows.Add(Parse(line, number));
            }
        }

        return rows.Count > 0 ? rows : throw new InvalidDataException($"{path} has no lines.");

        T Parse(string line, int at)
        {
            try
            {
                return JsonSerializer.Deserialize(line, type) is { } row && isWhole(row) ? row : throw new InvalidDataException($"{path}:{at}: a field is missing.");
            }
            catch (JsonException exception)
            {
                throw new InvalidDataException($"{path}:{at}: {exception.Message}", exception);
            }
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GoldUtterance))]
[JsonSerializable(typeof(GoldDialogue))]
[JsonSerializable(typeof(GoldIntent))]
internal sealed partial class GoldJson : JsonSerializerContext;
