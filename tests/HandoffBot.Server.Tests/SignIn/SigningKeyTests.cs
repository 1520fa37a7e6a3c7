using System.Security.Cryptography;
using HandoffBot.Server.SignIn;

namespace HandoffBot.Server.Tests.SignIn;

public sealed class SigningKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_first_use_creates_a_key_and_the_next_finds_it()
    {
        var first = SigningKey.Load(null, _folder.Store).For("bearer");
        Assert.Equal(first, SigningKey.Load(null, _folder.Store).For("bearer"));
        Assert.Equal(SigningKey.Bytes, first.Length);
    }

    [Fact]
    public void Only_the_owner_may_read_the_key()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix permissions; the folder has those of its user.");
            return;
        }

        SigningKey.Load(null, _folder.Store);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.KeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
    }

    [Fact]
    public async Task Processes_that_start_together_end_up_with_one_key()
    {
        using var start = new ManualResetEventSlim();
        var loading = Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.Wait();
                return Convert.ToHexString(SigningKey.Load(null, _folder.Store).For("bearer"));
            },
            Stop,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToList();
        start.Set();
        Assert.Single((await Task.WhenAll(loading)).Distinct());
        Assert.Equal([_folder.KeyFile], Directory.GetFiles(_folder.Store.Keys));
    }

    [Fact]
    public void What_is_signed_for_one_purpose_is_worth_nothing_for_another()
    {
        var key = SigningKey.Load(null, _folder.Store);
        Assert.NotEqual(key.For("bearer"), key.For("direct-line"));
    }

    [Fact]
    public void A_configured_key_is_used_and_no_file_is_written()
    {
        var configured = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SigningKey.Bytes));
        Assert.Equal(SigningKey.Load(configured, _folder.Store).For("bearer"), SigningKey.Load(configured, new TemporaryFolder().Store).For("bearer"));
        Assert.False(Directory.Exists(_folder.Path));
    }

    [Fact]
    public void A_damaged_key_file_is_named()
    {
        _folder.Store.Create();
        File.WriteAllText(_folder.KeyFile, "short");
        var refused = Assert.Throws<InvalidDataException>(() => SigningKey.Load(null, _folder.Store));
        Assert.Contains(_folder.KeyFile, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
