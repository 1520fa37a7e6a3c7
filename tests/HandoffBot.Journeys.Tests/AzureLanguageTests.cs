using System.Text.Json.Nodes;
using HandoffBot.Journeys.Tests.Harness;
using HandoffBot.Tests;

namespace HandoffBot.Journeys.Tests;

/// <summary>The built server with Azure AI Language switched on, and Microsoft's own clients against the same stub of the service.</summary>
public sealed class AzureLanguageTests(AzureLanguageFixture fixture) : ServerTests<AzureLanguageFixture>(fixture)
{
    private const string Upset = "The driver was rude and the website is useless and the app was terrible.";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly AzureLanguageStub _stub = fixture.Stub;

    [Fact]
    public async Task What_only_the_service_hears_hands_off_by_the_machines_own_identity_and_is_counted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there can a process be told whose certificates to trust.");

        // On a busy machine an answer may be late, which is allowed to change nothing.
        await Poll.UntilAsync("a handoff", async () => (await (await Customer.StartAsync(Server)).AskAsync(Upset)).ChannelData?.Handoff, Patience);

        Assert.Contains(_stub.Requests, request => request.Texts.Contains(Upset) && request.Authorization == $"Bearer {AzureLanguageStub.Token}");
        var ready = JsonNode.Parse(await Server.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken))!;
        Assert.True((long)ready["azureLanguage"]!["textRecords"]! >= 1);
        Assert.Contains("handoffbot_azure_language_text_records", await Server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("rude", Server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Microsofts_clients_read_what_the_stub_says_and_ask_as_the_product_asks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there can a process be told whose certificates to trust.");
        Needs.ClientPackages();
        const string Text = "The line is slow and the man at the door was friendly. I wait.";
        var ours = await Poll.UntilAsync("the product's own request", async () =>
        {
            await (await Customer.StartAsync(Server)).AskAsync(Text);
            return AskedFor(Text).FirstOrDefault();
        }, Patience);
        await ClientProgram.FindsNoFaultAsync(
            "azure-language.js",
            ["--endpoint", _stub.Endpoint.GetLeftPart(UriPartial.Authority), "--key", AzureLanguageStub.Key, "--text", Text],
            new Dictionary<string, string> { ["NODE_EXTRA_CA_CERTS"] = _stub.Certificate.File });

        var theirs = Assert.Single(AskedFor(Text), request => request.Authorization.Length == 0);
        Assert.Equal(theirs.Path, ours.Path);
        Assert.True(JsonNode.DeepEquals(theirs.Body, ours.Body), $"{theirs.Body}\n{ours.Body}");
    }

    private IEnumerable<StubRequest> AskedFor(string text) => _stub.Requests.Where(request => request.Kind == "SentimentAnalysis" && request.Texts.SequenceEqual([text]));
}
