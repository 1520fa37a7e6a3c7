namespace HandoffBot.Core.Routing;

/// <summary>Whose emergency numbers a customer in danger is told. Regions are ISO 3166 codes such as <c>GB</c>; the words of each stand in the wording, <c>crisis.GB</c>.</summary>
/// <param name="Served">Regions whose numbers a customer reads when their channel says that they are there.</param>
/// <param name="ByLanguage">The region for everybody else who speaks a language.</param>
public sealed record EmergencyRegions(IReadOnlySet<string> Served, IReadOnlyDictionary<string, string> ByLanguage)
{
    /// <summary>No numbers at all: a wrong one would be worse.</summary>
    public static EmergencyRegions None { get; } = new(new HashSet<string>(), new Dictionary<string, string>());

    /// <param name="locale">BCP 47 tag as the channel sent it, for example <c>fr-CA</c>; null when it sent none.</param>
    /// <param name="language">What the product speaks in the conversation.</param>
    /// <returns>Null where no region is known: then no number is named.</returns>
    public string? RegionFor(string? locale, string language) =>
        locale is not null && RegionOf(locale) is { } region && Served.Contains(region) ? region : ByLanguage.GetValueOrDefault(language);

    /// <summary>The region subtag: two letters after the language, and after the script where there is one.</summary>
    private static string? RegionOf(string locale) =>
        Array.Find(locale.Split('-', '_')[1..], part => part.Length == 2 && part.All(char.IsAsciiLetter))?.ToUpperInvariant();
}
