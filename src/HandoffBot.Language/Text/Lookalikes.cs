using System.Collections.Frozen;

namespace HandoffBot.Language.Text;

/// <summary>Letters of other scripts that are drawn like Latin ones, used to get words past a filter. English and French need none of them.</summary>
internal static class Lookalikes
{
    // Cyrillic, then Greek; each stands above the letter it is drawn like.
    private const string Drawn = "аеорсухіјѕԁԛԝһкмтвнАЕОРСУХІЈЅКМТВНабгзαορνικτυχεΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string Latin = "aeopcyxijsdqwhkmtbhAEOPCYXIJSKMTBHabr3aopviktuxeABEZHIKMNOPTYX";

    private static readonly FrozenDictionary<char, char> Letters = Drawn.Zip(Latin).DistinctBy(pair => pair.First).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    public static char Latinised(char letter) => Letters.GetValueOrDefault(letter, letter);
}
