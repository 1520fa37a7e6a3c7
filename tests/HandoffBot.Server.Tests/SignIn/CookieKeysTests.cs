using System.Security.Cryptography;
using HandoffBot.Server.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Server.Tests.SignIn;

public sealed class CookieKeysTests
{
    private const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private const string OtherKey = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    [Fact]
    public void Nodes_with_the_same_signing_key_read_each_others_cookies_and_others_do_not()
    {
        var cookie = Node(Key).Protect("alice");

        Assert.NotEqual(cookie, Node(Key).Protect("alice"));
        Assert.Equal("alice", Node(Key).Unprotect(cookie));
        Assert.ThrowsAny<CryptographicException>(() => Node(OtherKey).Unprotect(cookie));
    }

    [Fact]
    public void A_node_alone_reads_its_cookies_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var cookie = Node(null, folder).Protect("alice");

        Assert.Equal("alice", Node(null, folder).Unprotect(cookie));
    }

    private static IDataProtector Node(string? key)
    {
        using var folder = new TemporaryFolder();
        return Node(key, folder);
    }

    private static IDataProtector Node(string? key, TemporaryFolder folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Auth:SigningKey"] = key }).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddLogging().AddSignIn(configuration, folder.Store)
            .BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("a cookie");
    }
}
