using HandoffBot.Contracts.Agents;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests.Browser;

/// <summary>Tests in a browser. They share one queue, which each begins by emptying.</summary>
public abstract class BrowserTests(BrowserFixture fixture) : ServerTests<BrowserFixture>(fixture), IAsyncLifetime
{
    private readonly BrowserFixture _fixture = fixture;
    private AgentClient? _watcher;

    protected BrowserFixture People => _fixture;

    /// <summary>Reads what the console shows by the agent API.</summary>
    protected AgentClient Watcher => _watcher!;

    public async ValueTask InitializeAsync()
    {
        Needs.Browser();
        _watcher = await AgentClient.AvailableAsync(Server, "watcher");
        foreach (var left in await Watcher.ListAsync("waiting"))
        {
            await Watcher.ResolveAsync((await Watcher.TryClaimAsync(left.Id)).As<HandoffView>());
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The only handoff that waits.</summary>
    protected async Task<string> WaitingAsync() =>
        await Poll.UntilAsync("the waiting handoff", async () => (await Watcher.ListAsync("waiting")) is [var only] ? only.Id : null);
}
