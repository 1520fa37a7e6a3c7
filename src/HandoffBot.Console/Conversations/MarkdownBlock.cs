using System.Text.RegularExpressions;

namespace HandoffBot.Console.Conversations;

/// <summary>A paragraph or a list of the bot's Markdown.</summary>
/// <param name="Lines">A list's items, without their marks.</param>
public sealed partial record MarkdownBlock(bool IsList, IReadOnlyList<string> Lines)
{
    public static IReadOnlyList<MarkdownBlock> Parse(string text)
    {
        var blocks = new List<MarkdownBlock>();
        var lines = new List<string>();
        var isList = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            var mark = ListMark().Match(line);
            if (lines.Count > 0 && (line.Trim().Length == 0 || mark.Success != isList))
            {
                blocks.Add(new MarkdownBlock(isList, lines));
                lines = [];
            }

            if (line.Trim().Length > 0)
            {
                isList = mark.Success;
                lines.Add(line[mark.Length..].Trim());
            }
        }

        return blocks;
    }

    /// <summary>Bold and plain stretches. Links are written out: text, then address.</summary>
    public static IEnumerable<(string Text, bool IsBold)> Spans(string line) =>
        Link().Replace(line, "$1 ($2)").Split("**").Select((text, i) => (text, i % 2 == 1)).Where(span => span.text.Length > 0);

    [GeneratedRegex(@"^\s*([-*]|\d+[.)])\s+")]
    private static partial Regex ListMark();

    [GeneratedRegex(@"\[([^\]]*)\]\(([^)]*)\)")]
    private static partial Regex Link();
}
