using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HandoffBot.Language.Signals;

/// <summary>Amounts of money as people write them in English and French: <c>£1,250.00</c>, <c>1 250,00 €</c>, <c>310'000 francs</c>, <c>2k euros</c>, <c>54 lakhs</c>.</summary>
internal static partial class Amounts
{
    /// <summary>From here on a number with parted thousands may be money even where no currency stands beside it.</summary>
    private const decimal LeastBare = 20_000;

    /// <summary>The largest amount in a text in whole units of its currency, 0 when there is none.</summary>
    /// <param name="bare">Also what is only written like one: <c>65,000</c>, <c>340k</c>. For whoever knows otherwise that the text is about money.</param>
    public static decimal Largest(string text, bool bare = false)
    {
        decimal largest = 0;
        foreach (Match match in Amount().Matches(Plain(text)))
        {
            var (written, factor) = (match.Groups["number"].Value, match.Groups["factor"].Value);
            var number = Number(written) * Factor(factor);
            var isMoney = match.Groups["before"].Success || match.Groups["after"].Success || IsMoneyItself(factor);
            if (isMoney || (bare && number >= LeastBare && (factor is "k" or "K" || written.AsSpan().IndexOfAny(" ,.'’") is > 0 and < 4)))
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

    private static bool IsMoneyItself(string factor) =>
        factor.StartsWith("grand", StringComparison.OrdinalIgnoreCase) || factor.StartsWith("lakh", StringComparison.OrdinalIgnoreCase) || factor.StartsWith("crore", StringComparison.OrdinalIgnoreCase);

    private static decimal Factor(string factor) => factor.ToLowerInvariant() switch
    {
        "" => 1,
        "m" or "million" or "millions" or "million d'" or "millions d'" or "million de" or "millions de" => 1_000_000,
        "lakh" or "lakhs" => 100_000,
        "crore" or "crores" => 10_000_000,
        _ => 1_000,
    };

    // The digits are bounded so that no text can make this slow; more than twelve are no amount.
    [GeneratedRegex(
        @"(?<before>[£€$₹]|\b(?:gbp|eur|usd|chf|inr)\b)?\s?(?<![\d.,])(?<number>\d{1,3}(?:[ ,.'’]\d{3}){1,3}(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?)(?![\d])\s?(?<factor>k|m|grand|lakhs?|crores?|thousand|mille|milliers|millions?)?\b\s?(?:d'|d’|de )?(?<after>[£€$₹]|\b(?:pounds?|quid|euros?|eur|gbp|dollars?|bucks|usd|balles|francs?|chf|f?cfa|xof|xaf|piastres?|rupees?|roupies?|inr|naira|rands?|dirhams?|mad)\b)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}
