using MudBlazor;

namespace HandoffBot.Console.Look;

/// <summary>MudBlazor's theme, from the values of <c>tokens.css</c>; a test compares the two.</summary>
public static class ConsoleTheme
{
    private static readonly string[] SystemFonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5cad",
            PrimaryContrastText = "#ffffff",
            Surface = "#ffffff",
            Background = "#f4f6f8",
            AppbarBackground = "#ffffff",
            AppbarText = "#1a232d",
            TextPrimary = "#1a232d",
            TextSecondary = "#55606c",
            TextDisabled = "#76828e",
            ActionDefault = "#55606c",
            LinesDefault = "#d8dee4",
            LinesInputs = "#76828e",
            TableLines = "#d8dee4",
            Divider = "#d8dee4",
            Success = "#17693f",
            Warning = "#7a4f00",
            Error = "#a8201a",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7fb8f0",
            PrimaryContrastText = "#06213c",
            Surface = "#14191f",
            Background = "#1c232a",
            AppbarBackground = "#14191f",
            AppbarText = "#e9edf1",
            TextPrimary = "#e9edf1",
            TextSecondary = "#abb6c1",
            TextDisabled = "#82909d",
            ActionDefault = "#abb6c1",
            LinesDefault = "#333e48",
            LinesInputs = "#82909d",
            TableLines = "#333e48",
            Divider = "#333e48",
            Success = "#74d3a0",
            SuccessContrastText = "#06213c",
            Warning = "#f0b95a",
            WarningContrastText = "#06213c",
            Error = "#ff938b",
            ErrorContrastText = "#06213c",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = SystemFonts, FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal", TextTransform = "none", FontWeight = "600" },
            H6 = new H6Typography { FontFamily = SystemFonts, FontSize = "1.125rem", LineHeight = "1.45", LetterSpacing = "normal", FontWeight = "600" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
    };
}
