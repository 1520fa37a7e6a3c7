using System.Net;
using System.Net.Sockets;
using System.Text;
using HandoffBot.Contracts.Ops;
using HandoffBot.Journeys.Tests.Harness;
using HandoffBot.Redis.Tests;

namespace HandoffBot.Journeys.Tests;

/// <summary>What operations read of the promises, while the auditor of a running server finds what somebody breaks behind its back.</summary>
public sealed class GuaranteeTests
{
    [Fact]
    public async Task A_customer_whose_place_was_lost_is_put_back_and_the_board_says_so()
    {
        Needs.RedisServer();
        using var redis = new RedisServer();
        await using var server = await ServerProcess.StartAsync($"--Redis:Connection={redis.Connection}", "--Loops:AuditEvery=00:00:00.200");
        var alice = await AgentClient.AvailableAsync(server, "alice");
        var customer = await Customer.StartAsync(server);
        var handoff = await customer.AskForPersonAsync();
        await Poll.UntilAsync("ten promises, all kept", async () => await GuaranteesAsync(alice) is { Count: 10 } promises && promises.All(promise => promise.State == "kept"));
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"G{number}"), (await GuaranteesAsync(alice)).Select(promise => promise.Id));
        Assert.Empty(await FindingsAsync(alice));

        Assert.Equal(":1", await SendAsync(redis, $"ZREM {{hb:0}}:queue:general {handoff.Id}"));

        var finding = Assert.Single(await Poll.UntilAsync("a finding", async () => await FindingsAsync(alice) is { Count: > 0 } found ? found : null));
        Assert.Equal(("waiting_without_place", handoff.Id), (finding.Kind, finding.Subject));
        Assert.NotNull(finding.RepairedAt);
        Assert.Equal("at_risk", (await GuaranteesAsync(alice)).Single(promise => promise.Id == "G3").State);
        Assert.Equal(handoff.Id, (await alice.ClaimAsync(customer)).Id);
    }

    [Fact]
    public async Task Only_operations_may_read_them()
    {
        await using var server = await ServerProcess.StartAsync();
        var (bob, olga) = (await AgentClient.SignInAsync(server, "bob", "agent"), await AgentClient.SignInAsync(server, "olga", "ops"));
        foreach (var path in new[] { "/api/ops/guarantees", "/api/ops/findings" })
        {
            (await Answer.ToAsync(server.Http, new HttpRequestMessage(HttpMethod.Get, path))).Is(HttpStatusCode.Unauthorized);
            (await bob.GetAsync(path)).Is(HttpStatusCode.Forbidden);
            (await olga.GetAsync(path)).Is(HttpStatusCode.OK);
        }
    }

    private static async Task<IReadOnlyList<GuaranteeView>> GuaranteesAsync(AgentClient agent) => (await agent.GetAsync("/api/ops/guarantees")).As<IReadOnlyList<GuaranteeView>>();

    private static async Task<IReadOnlyList<FindingView>> FindingsAsync(AgentClient agent) => (await agent.GetAsync("/api/ops/findings")).As<IReadOnlyList<FindingView>>();

    /// <summary>A command as somebody types it by hand.</summary>
    /// <returns>The first line of the reply.</returns>
    private static async Task<string?> SendAsync(RedisServer redis, string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, redis.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }
}
