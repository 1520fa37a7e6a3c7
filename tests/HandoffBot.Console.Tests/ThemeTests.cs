using System.Text.RegularExpressions;
using HandoffBot.Console.Look;
using MudBlazor;

namespace HandoffBot.Console.Tests;

/// <summary>MudBlazor's theme and the shared tokens are one design.</summary>
public sealed partial class ThemeTests
{
    private static readonly string Tokens = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "tokens.css"));

    [Fact]
    public void The_light_palette_has_the_tokens_values() => AssertAgree(ConsoleTheme.Theme.PaletteLight, Tokens[..Tokens.IndexOf("@media", StringComparison.Ordinal)]);

    [Fact]
    public void The_dark_palette_has_the_tokens_values() => AssertAgree(ConsoleTheme.Theme.PaletteDark, Tokens[Tokens.IndexOf("@media", StringComparison.Ordinal)..]);

    private static void AssertAgree(Palette palette, string css)
    {
        var tokens = Token().Matches(css).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var pairs = new Dictionary<string, MudBlazor.Utilities.MudColor>
        {
            ["accent"] = palette.Primary,
            ["on-accent"] = palette.PrimaryContrastText,
            ["surface"] = palette.Surface,
            ["surface-low"] = palette.Background,
            ["text"] = palette.TextPrimary,
            ["text-soft"] = palette.TextSecondary,
            ["line"] = palette.Divider,
            ["control"] = palette.LinesInputs,
            ["green"] = palette.Success,
            ["amber"] = palette.Warning,
            ["red"] = palette.Error,
        };
        Assert.All(pairs, pair => Assert.Equal(tokens[pair.Key], pair.Value.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex)));
    }

    [GeneratedRegex(@"--hb-([a-z-]+): (#[0-9a-f]{6});")]
    private static partial Regex Token();
}
