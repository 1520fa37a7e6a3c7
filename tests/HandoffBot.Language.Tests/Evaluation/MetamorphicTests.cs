using System.Globalization;
using System.Text;
using HandoffBot.Language.Evaluation;
using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Evaluation;

/// <summary>How a turn is written does not change what is wanted or at stake.</summary>
public sealed class MetamorphicTests
{
    private const double MostChanged = 0.02;

    private static readonly IReadOnlyList<GoldUtterance> Lines = GoldFile.ReadUtterances(Path.Combine(AppContext.BaseDirectory, "Gold", "utterances.jsonl"));

    private static readonly Dictionary<string, Func<string, string, string>> Ways = new()
    {
        ["a typing slip"] = (text, _) => Slip(text),
        ["no accents"] = (text, _) => new string([.. text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)]),
        ["upper case"] = (text, _) => text.ToUpperInvariant(),
        ["emoji"] = (text, _) => $"😡 {text} 🙏🏾",
        ["chit-chat first"] = (text, language) => (language == "fr" ? "bonjour, j'espère que vous allez bien. " : "hi there, hope you are well. ") + text,
        ["zero-width characters"] = (text, _) => string.Join("\u200B", text.AsEnumerable()),
        ["lookalikes"] = (text, _) => text.Replace('a', 'а').Replace('e', 'е').Replace('o', 'ο'),
        ["wide letters"] = (text, _) => string.Concat(text.Select(letter => char.IsAsciiLetter(letter) ? (char)(letter + 0xFEE0) : letter)),
        ["more spaces"] = (text, _) => text.Replace(" ", "   ", StringComparison.Ordinal),
    };

    public static TheoryData<string, string> Cases => [.. Ways.Keys.SelectMany(way => new[] { (way, "en"), (way, "fr") })];

    [Theory]
    [MemberData(nameof(Cases))]
    public void How_a_turn_is_written_changes_hardly_any_decision(string way, string language)
    {
        var lines = Lines.Where(line => line.Lang == language).ToList();
        var changed = lines.Where(line => Changes(line.Text, Ways[way](line.Text, language)) > 0).Select(line => line.Text).ToList();
        var share = (double)lines.Sum(line => Changes(line.Text, Ways[way](line.Text, language))) / (2 * lines.Count);

        Assert.True(share <= MostChanged, $"{share:P1}: {string.Join(" | ", changed)}");
    }

    /// <summary>Of the two decisions on a turn.</summary>
    private static int Changes(string one, string other)
    {
        var (before, after) = (Decisions(one), Decisions(other));
        return (before.Request == after.Request ? 0 : 1) + (before.Stakes == after.Stakes ? 0 : 1);
    }

    private static (bool Request, bool Stakes) Decisions(string written)
    {
        var text = FoldedText.Of(written);
        return (HumanRequestReader.Read(text).Value >= 0.5, StakesReader.Read(text).Value >= 0.5);
    }

    /// <summary>Two neighbours swapped in the middle of the longest word.</summary>
    private static string Slip(string text)
    {
        var word = text.Split(' ').MaxBy(word => word.Length)!;
        var middle = word.Length / 2;
        return word.Length < 6 ? text : text.Replace(word, word[..(middle - 1)] + word[middle] + word[middle - 1] + word[(middle + 1)..], StringComparison.Ordinal);
    }
}
