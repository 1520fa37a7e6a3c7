using System.Text;

namespace HandoffBot.Channels.BotFramework;

/// <summary>Keeps plain words plain where the channel reads Markdown.</summary>
internal static class Markdown
{
    private const string Special = @"\`*_{}[]()#+-.!|~>";

    /// <summary>The text with every sign of Markdown and HTML made literal. Line ends become paragraphs: Markdown joins single lines.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            escaped.Append(escaped.Length > 0 ? "\n\n" : "");
            AppendLine(escaped, line);
        }

        return escaped.ToString();
    }

    /// <summary>Dots, dashes and the like mean something only at the start of a line or before a space, but escaped they look the same everywhere.</summary>
    private static void AppendLine(StringBuilder escaped, string line)
    {
        foreach (var character in line)
        {
            _ = character switch
            {
                '<' => escaped.Append("&lt;"),
                '&' => escaped.Append("&amp;"),
                _ when Special.Contains(character, StringComparison.Ordinal) => escaped.Append('\\').Append(character),
                _ => escaped.Append(character),
            };
        }
    }
}
