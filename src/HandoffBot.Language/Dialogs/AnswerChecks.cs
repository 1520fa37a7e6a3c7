using System.Text.RegularExpressions;

namespace HandoffBot.Language.Dialogs;

/// <summary>What an answer's Markdown may not hold: raw HTML, and links to anywhere but https.</summary>
internal static partial class AnswerChecks
{
    public static void Check(ReadOnlySpan<string> lines, int firstLine, Action<int, string> fault)
    {
        var isEmpty = true;
        for (var index = 0; index < lines.Length; index++)
        {
            isEmpty &= string.IsNullOrWhiteSpace(lines[index]);
            foreach (Match link in Link().Matches(lines[index]))
            {
                if (!link.Groups["target"].Value.StartsWith("https://", StringComparison.Ordinal))
                {
                    fault(firstLine + index, $"the link to \"{link.Groups["target"].Value}\" is not https: expected https://…");
                }
            }

            foreach (Match html in Html().Matches(lines[index]))
            {
                fault(firstLine + index, $"raw HTML {html.Value}: expected Markdown (paragraphs, lists, **bold**, links).");
            }
        }

        if (isEmpty)
        {
            fault(firstLine, "has no answer: expected Markdown below the front matter.");
        }
    }

    [GeneratedRegex(@"\]\(\s*<?(?<target>[^\s)>]*)|^\s{0,3}\[[^\]]+\]:\s*<?(?<target>[^\s>]+)|<(?<target>[a-zA-Z][a-zA-Z0-9+.-]*:[^\s>]*)>|(?<![\w(<:])(?<target>(?:http|ftp|javascript|data):[^\s)>]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"<(?:/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])[^>]*>?|!--|!\w|\?)")]
    private static partial Regex Html();
}
