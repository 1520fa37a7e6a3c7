using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Tests.Routing;

public sealed class EmergencyRegionsTests
{
    private static readonly EmergencyRegions Regions = new(new HashSet<string> { "GB", "CA", "FR" }, new Dictionary<string, string> { ["en"] = "GB", ["fr"] = "FR" });

    [Theory]
    [InlineData("fr-CA", "fr", "CA")]
    [InlineData("en_ca", "en", "CA")]
    [InlineData("fr", "fr", "FR")]
    [InlineData(null, "en", "GB")]
    [InlineData("de-DE", "en", "GB")]
    [InlineData("zh-Hant-CA", "en", "CA")]
    [InlineData("es", "es", null)]
    [InlineData("", "es", null)]
    public void The_region_the_channel_names_comes_before_that_of_the_language(string? locale, string language, string? expected) => Assert.Equal(expected, Regions.RegionFor(locale, language));

    [Fact]
    public void Where_no_region_is_known_no_number_is_named()
    {
        Assert.Null(EmergencyRegions.None.RegionFor("fr-FR", "fr"));
        Assert.Equal(Corvelle.English.Texts["handoff.crisis"], Corvelle.English.Crisis(null));
        Assert.Equal(Corvelle.English.Texts["handoff.crisis"], Corvelle.English.Crisis("ZZ"));
    }
}
