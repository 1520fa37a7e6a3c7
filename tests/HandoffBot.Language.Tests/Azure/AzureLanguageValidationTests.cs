using HandoffBot.Language.Azure;

namespace HandoffBot.Language.Tests.Azure;

public sealed class AzureLanguageValidationTests
{
    [Fact]
    public void Nothing_configured_and_an_address_alone_are_both_fine()
    {
        Assert.True(Validate(new AzureLanguageOptions()).Succeeded);
        Assert.True(Validate(new AzureLanguageOptions { Endpoint = "https://corvelle.cognitiveservices.azure.com" }).Succeeded);
        Assert.True(Validate(new AzureLanguageOptions { Endpoint = "https://corvelle.cognitiveservices.azure.com/", Key = "0123456789abcdef" }).Succeeded);
    }

    [Theory]
    [InlineData("http://corvelle.cognitiveservices.azure.com")]
    [InlineData("http://localhost:8080")]
    [InlineData("corvelle.cognitiveservices.azure.com")]
    [InlineData("https://corvelle.cognitiveservices.azure.com/language")]
    [InlineData("https://corvelle.cognitiveservices.azure.com/?key=1")]
    [InlineData("https://user@corvelle.cognitiveservices.azure.com/")]
    public void Text_goes_to_an_https_address_only(string endpoint) =>
        Assert.Contains("https address", Assert.Single(Validate(new AzureLanguageOptions { Endpoint = endpoint }).Failures!), StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var told = Validate(new AzureLanguageOptions
        {
            Endpoint = "http://corvelle.example",
            Key = "with a space",
            IdentityClientId = "also-this",
            Deadline = TimeSpan.FromSeconds(3),
            BatchWindow = TimeSpan.FromSeconds(2),
            FailuresAllowed = 0,
            RestFor = TimeSpan.Zero,
            NegativeWeight = double.NaN,
        }).Failures!.ToList();

        foreach (var key in new[] { "Endpoint", "Key holds", "only one of them", "Deadline", "BatchWindow", "FailuresAllowed", "RestFor", "NegativeWeight" })
        {
            Assert.Contains(told, fault => fault.Contains(key, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_key_without_an_address_is_a_fault() =>
        Assert.Contains("Endpoint must say", Assert.Single(Validate(new AzureLanguageOptions { Key = "0123456789abcdef" }).Failures!), StringComparison.Ordinal);

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(AzureLanguageOptions options) => new AzureLanguageValidation().Validate(null, options);
}
