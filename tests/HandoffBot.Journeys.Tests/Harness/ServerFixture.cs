namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>One server for the tests of a class, which keep to conversations of their own.</summary>
public class ServerFixture : IAsyncLifetime
{
    private ServerProcess? _server;

    public ServerProcess Server => _server!;

    /// <summary>Configuration, as on the command line.</summary>
    protected virtual IReadOnlyList<string> Options => [];

    /// <summary>Environment of the process, where secrets stand.</summary>
    protected virtual IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>();

    public virtual async ValueTask InitializeAsync() => _server = await ServerProcess.StartWithAsync(Variables, [.. Options]);

    public virtual async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

/// <summary>Tests that share a server; its log stands beside what failed.</summary>
public abstract class ServerTests<T>(T fixture) : IClassFixture<T>, IDisposable
    where T : ServerFixture
{
    protected ServerProcess Server { get; } = fixture.Server;

    public void Dispose()
    {
        Server.ShowLogOfFailure();
        GC.SuppressFinalize(this);
    }
}
