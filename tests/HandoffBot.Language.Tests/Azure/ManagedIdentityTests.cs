using Azure.Core;
using Azure.Core.Pipeline;
using HandoffBot.Language.Azure;
using HandoffBot.Tests;

namespace HandoffBot.Language.Tests.Azure;

public sealed class ManagedIdentityTests
{
    [Fact]
    public async Task Without_a_key_the_machines_token_for_the_service_is_sent()
    {
        await using var stub = await AzureLanguageStub.StartAsync();
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented?.Thumbprint == stub.Certificate.Certificate.Thumbprint };
        var identity = new OneToken();
        var client = new AnalyzeTextClient(LanguagePipeline.Build(new AzureLanguageOptions { Endpoint = stub.Endpoint.AbsoluteUri }, new HttpClientTransport(handler), identity), stub.Endpoint.AbsoluteUri);

        var read = await client.AnalyzeAsync(AnalyzeTextKinds.Sentiment, Document.Of("hello", "en"), TestContext.Current.CancellationToken);

        Assert.Equal("neutral", Assert.Single(read)!.Sentiment);
        Assert.Equal($"Bearer {AzureLanguageStub.Token}", Assert.Single(stub.Requests).Authorization);
        Assert.Equal(["https://cognitiveservices.azure.com/.default"], identity.AskedFor);
    }

    private sealed class OneToken : TokenCredential
    {
        public string[] AskedFor { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            AskedFor = requestContext.Scopes;
            return new AccessToken(AzureLanguageStub.Token, TimeProvider.System.GetUtcNow().AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
