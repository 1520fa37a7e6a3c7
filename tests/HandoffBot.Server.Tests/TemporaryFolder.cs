using HandoffBot.Server.Hosting;

namespace HandoffBot.Server.Tests;

/// <summary>A store folder of its own, gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public StoreFolder Store => new(Path);

    public string KeyFile => System.IO.Path.Combine(Store.Keys, "signing.key");

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
