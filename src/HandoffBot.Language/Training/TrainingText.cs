using System.Globalization;
using System.Text;
using HandoffBot.Language.Models;

namespace HandoffBot.Language.Training;

/// <summary>
/// Reads the training text written for this product. A file is a list of sections: a line <c>[act=human_request stakes=fraud+privacy anger=1 distress=?]</c> says what the lines
/// below it are (left out: act by the stakes or routine, no stakes, calm; <c>?</c>: not known), <c>#</c> starts a comment. In a line <c>(this|that|)</c> stands for each of the
/// three; a line is learned in some of its forms.
/// </summary>
internal static class TrainingText
{
    private const string Unknown = "?";

    /// <summary>Forms of a line that are learned.</summary>
    private const int Forms = 9;

    public static IEnumerable<Example> ReadEmbedded()
    {
        var assembly = typeof(TrainingText).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Training/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var example in Read(name, reader))
            {
                yield return example;
            }
        }
    }

    /// <exception cref="FormatException">A line breaks the format; the message names file and line.</exception>
    public static IEnumerable<Example> Read(string file, TextReader text)
    {
        Dictionary<string, string>? section = null;
        var dice = new Dice(1);
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                section = Section(line, $"{file}:{number}");
                continue;
            }

            var labels = section ?? throw new FormatException($"{file}:{number}: a line stands before the first section.");
            foreach (var form in Expand(line, dice, $"{file}:{number}"))
            {
                yield return Label(new Example(form, file), labels);
            }
        }
    }

    private static Dictionary<string, string> Section(string line, string place)
    {
        var fields = line.Trim('[', ']', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=')).ToList();
        var broken = fields.Find(field => field.Length != 2 || !IsKnown(field[0], field[1]));
        return broken is null ? fields.ToDictionary(field => field[0], field => field[1]) : throw new FormatException($"{place}: {string.Join('=', broken)} is not known.");
    }

    private static bool IsKnown(string field, string value) => value == Unknown || field switch
    {
        "act" => Heads.Acts.Contains(value),
        "stakes" => value.Split('+').All(Heads.Stakes.Contains),
        "anger" or "distress" => value is "0" or "1" or "2" or "3",
        "tone" => value is "good" or "bad",
        _ => false,
    };

    private static Example Label(Example example, Dictionary<string, string> section)
    {
        var stakes = section.GetValueOrDefault("stakes");
        var act = section.GetValueOrDefault("act", stakes is null ? "routine" : Unknown);
        example.Act(act == Unknown ? null : act);
        if (act == Unknown)
        {
            // Whatever it is, it is none of these.
            example.With(["decline_human", "gibberish", "smalltalk", "bot_challenge", "contact_info"], false);
        }

        if (stakes == Unknown)
        {
            example.With(Heads.Stakes, null);
        }
        else
        {
            example.Stakes(stakes?.Split('+') ?? []);
        }

        var isCalm = stakes is null && act is not ("abuse" or "complaint" or Heads.HumanRequest);
        example.Feelings(Level("anger"), Level("distress"));
        var tone = section.GetValueOrDefault("tone");
        return tone is null
            ? example.Tone(null, (Level("anger"), Level("distress")) switch { (0, 0) => false, var (anger, distress) => (anger ?? 0) + (distress ?? 0) >= 2 ? true : null })
            : example.Tone(tone == "good", tone == "bad");

        int? Level(string feeling) => section.TryGetValue(feeling, out var level)
            ? level == Unknown ? null : int.Parse(level, CultureInfo.InvariantCulture)
            : isCalm ? 0 : null;
    }

    /// <summary>The forms of a line: all of them where they are few, else some.</summary>
    private static HashSet<string> Expand(string line, Dice dice, string place)
    {
        var parts = Parts(line, place);
        var forms = parts.Aggregate(1L, (count, part) => Math.Min(1_000_000, count * part.Length));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var form = 0; form < Math.Min(forms, Forms) * 2 && seen.Count < Math.Min(forms, Forms); form++)
        {
            var text = new StringBuilder();
            foreach (var part in parts)
            {
                text.Append(dice.Pick(part));
            }

            seen.Add(string.Join(' ', text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        return seen;
    }

    private static List<string[]> Parts(string line, string place)
    {
        var parts = new List<string[]>();
        for (var at = 0; at < line.Length;)
        {
            var open = line.IndexOf('(', at);
            if (open < 0)
            {
                parts.Add([line[at..]]);
                break;
            }

            var close = line.IndexOf(')', open);
            if (close < 0)
            {
                throw new FormatException($"{place}: a parenthesis is not closed.");
            }

            parts.Add([line[at..open]]);
            parts.Add(line[(open + 1)..close].Split('|'));
            at = close + 1;
        }

        return parts;
    }
}
