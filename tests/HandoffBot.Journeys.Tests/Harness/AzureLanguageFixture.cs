using HandoffBot.Tests;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>A server that asks the stub of Azure AI Language, by the managed identity of its machine. It trusts the stub's certificate as the machine's own.</summary>
public sealed class AzureLanguageFixture : ServerFixture
{
    private AzureLanguageStub? _stub;

    internal AzureLanguageStub Stub => _stub!;

    protected override IReadOnlyList<string> Options => [$"--AzureLanguage:Endpoint={Stub.Endpoint.AbsoluteUri}", "--AzureLanguage:Deadline=00:00:01.500", "--AzureLanguage:RestFor=00:00:01"];

    protected override IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["SSL_CERT_FILE"] = Stub.Certificate.File,
        ["IDENTITY_ENDPOINT"] = new Uri(Stub.Plain, AzureLanguageStub.IdentityPath).AbsoluteUri,
        ["IDENTITY_HEADER"] = AzureLanguageStub.Key,
    };

    public override async ValueTask InitializeAsync()
    {
        _stub = await AzureLanguageStub.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Stub.DisposeAsync();
    }
}
