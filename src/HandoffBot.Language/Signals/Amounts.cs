using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HandoffBot.Language.Signals;

/// <summary>Amounts of money as people write them in English and French: <c>£1,250.00</c>, <c>1 250,00 €</c>, <c>2k euros</c>, <c>three grand</c>.</summary>
internal static partial class Amounts
{
    /// <summary>The largest amount in a text in whole units of its currency, 0 when there is none.</summary>
    public static decimal Largest(string text)
    {
        decimal largest = 0;
        foreach (Match match in Amount().Matches(Plain(text)))
        {
            var number = Number(match.Groups["number"].Value) * Factor(match.Groups["factor"].Value);
            if (match.Groups["before"].Success || match.Groups["after"].Success || match.Groups["factor"].Value.StartsWith("grand", StringComparison.OrdinalIgnoreCase))
            {
                largest = Math.Max(largest, number);
            }
        }

        return largest;
    }

    /// <summary>The three spaces that French sets inside numbers become plain ones; other compatibility forms are unified where the text allows it.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            plain.Append(character switch
            {
                '\u00A0' or '\u202F' or '\u2009' => ' ',
                >= '\uFF10' and <= '\uFF19' => (char)(character - '\uFF10' + '0'),
                _ => character,
            });
        }

        return plain.ToString();
    }

    /// <summary>A point or comma followed by one or two digits at the end parts the cents; every other one parts thousands.</summary>
    private static decimal Number(string written)
    {
        var cents = written.AsSpan().LastIndexOfAny(',', '.');
        var hasCents = cents >= 0 && written.Length - cents - 1 is 1 or 2;
        var whole = string.Concat((hasCents ? written[..cents] : written).Where(char.IsAsciiDigit));
        return decimal.TryParse(hasCents ? $"{whole}.{written[(cents + 1)..]}" : whole, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static decimal Factor(string factor) => factor.ToLowerInvariant() switch
    {
        "" => 1,
        "m" or "million" or "millions" or "million d'" or "millions d'" or "million de" or "millions de" => 1_000_000,
        _ => 1_000,
    };

    // The digits are bounded so that no text can make this slow; more than twelve are no amount.
    [GeneratedRegex(
        @"(?<before>[£€$]|\b(?:gbp|eur|usd)\b)?\s?(?<![\d.,])(?<number>\d{1,3}(?:[ ,.]\d{3}){1,3}(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?)(?![\d])\s?(?<factor>k|m|grand|thousand|mille|milliers|millions?)?\b\s?(?:d'|d’|de )?(?<after>[£€$]|\b(?:pounds?|quid|euros?|eur|gbp|dollars?|usd|balles)\b)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}
