using System.Collections.Concurrent;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests;

/// <summary>A primary and its replica: what is promised is on both, and survives the loss of the primary with its disk.</summary>
public sealed class ReplicaTests
{
    private const int Partitions = 3;

    /// <summary>So many that each of three primaries has some.</summary>
    private const int ManyPartitions = 9;
    private static readonly TimeSpan TakesOverWithin = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_message_counts_only_once_the_replica_has_it_also_when_it_is_sent_again()
    {
        using var cluster = await StartAsync();
        var (store, time) = await OpenAsync(cluster, replicas: 1);
        await using var _ = store;
        var id = ConversationId.New(time);
        Assert.False((await ReceiveAsync(store, time, id, "1")).IsDuplicate);

        cluster.Replica!.Freeze();
        await Assert.ThrowsAsync<TimeoutException>(() => ReceiveAsync(store, time, id, "2"));
        await Assert.ThrowsAsync<TimeoutException>(() => ReceiveAsync(store, time, id, "2"));
        await using (var trusting = await StoreFixture.ConnectAsync(cluster.Connection, "", "other", time, Partitions))
        {
            Assert.False((await ReceiveAsync(trusting, time, id, "1")).IsDuplicate);
        }

        cluster.Replica.Thaw();
        var repeated = await ReceiveAsync(store, time, id, "2");
        Assert.Equal((true, 2L), (repeated.IsDuplicate, repeated.Seq));
    }

    [Fact]
    public async Task No_person_is_promised_before_the_replica_has_the_request()
    {
        using var cluster = await StartAsync();
        var (store, time) = await OpenAsync(cluster, replicas: 1);
        await using var _ = store;
        var id = ConversationId.New(time);
        var asked = await ReceiveAsync(store, time, id, "1");
        var commit = Answer(asked.Snapshot!, "A colleague will.") with { Handoff = Handoff(id, time) };

        cluster.Replica!.Freeze();
        await Assert.ThrowsAsync<TimeoutException>(() => store.Conversations.CommitAsync(commit));
        var unchanged = (await store.Conversations.LoadAsync(id))!;
        Assert.Equal((Owner.Bot, 1L), (unchanged.Conversation.Owner, unchanged.Conversation.LastSeq));

        cluster.Replica.Thaw();
        Assert.Equal(CommitOutcome.Done, (await store.Conversations.CommitAsync(commit)).Outcome);
    }

    [Fact]
    public async Task What_people_do_is_not_answered_as_done_before_the_replica_has_it_and_then_as_it_was()
    {
        using var cluster = await StartAsync();
        var (store, time) = await OpenAsync(cluster, replicas: 1);
        await using var _ = store;
        var (leaving, offered) = (await EnqueueAsync(store, time), await EnqueueAsync(store, time));
        var alice = await PresentAsync(store, "alice", 9);
        var (kept, passed, ended) = (await HoldAsync(store, time), await HoldAsync(store, time), await HoldAsync(store, time));
        await PresentAsync(store, "alice", 9);
        var offer = (await store.Handoffs.OfferAsync(offered.Id, alice)).Handoff!;
        var version = (await store.Conversations.LoadAsync(leaving.Conversation))!.Conversation.Version;
        var reference = (await store.Handoffs.FindAsync(offered.Id))!;
        Func<Task<LeaseResult>>[] acts =
        [
            () => store.Handoffs.AcceptAsync(reference, alice, offer.Lease!.Token, Notice("joined")),
            () => store.Handoffs.AddNoteAsync(kept.Handoff.Ref(), alice, kept.Token, "note", "n1"),
            () => store.Handoffs.CloseAsync(ended.Handoff.Ref(), alice, ended.Token, Resolution.Solved, "", [], BotMemory.Empty),
        ];

        cluster.Replica!.Freeze();
        foreach (var act in acts)
        {
            await Assert.ThrowsAsync<TimeoutException>(act);
        }

        await Assert.ThrowsAsync<TimeoutException>(() => store.Handoffs.TransferAsync(passed.Handoff.Ref(), alice, passed.Token, TransferTarget.ToSkill("billing"), Notice("t"), ""));
        await Assert.ThrowsAsync<TimeoutException>(() => store.Handoffs.ReturnAsync(kept.Handoff.Ref(), alice, kept.Token, Notice("back")));
        await Assert.ThrowsAsync<TimeoutException>(() => store.Handoffs.WithdrawAsync(leaving.Ref(), version, [Notice("left")]));
        // That it was done before is no answer either while the replica may lack it.
        await Assert.ThrowsAsync<TimeoutException>(() => store.Handoffs.HasDoneAsync(passed.Handoff.Ref(), alice, HandoffAct.Transferred, passed.Token));

        cluster.Replica.Thaw();
        foreach (var act in acts.Where((_, i) => i != 1))
        {
            Assert.Equal(LeaseOutcome.Done, (await act()).Outcome);
        }

        Assert.Single(await store.Handoffs.ReadNotesAsync(kept.Handoff.Id));
        Assert.True(await store.Handoffs.HasDoneAsync(passed.Handoff.Ref(), alice, HandoffAct.Transferred, passed.Token));
        Assert.True(await store.Handoffs.HasDoneAsync(kept.Handoff.Ref(), alice, HandoffAct.Declined, kept.Token));
        Assert.Equal(HandoffState.Closed, (await store.Handoffs.FindAsync(leaving.Id))!.State);
    }

    [Fact]
    public async Task Customers_who_come_together_share_a_question_to_the_replicas_and_all_are_answered()
    {
        using var cluster = await StartAsync();
        var (store, time) = await OpenAsync(cluster, replicas: 1);
        await using var _ = store;

        var received = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => ReceiveAsync(store, time, ConversationId.New(time), "1")));

        Assert.All(received, one => Assert.Equal(1, one.Seq));
        using var admin = await ConnectionMultiplexer.ConnectAsync(cluster.First.Connection + ",allowAdmin=true");
        var asked = (string)(await admin.GetServers()[0].ExecuteAsync("INFO", "commandstats"))!;
        Assert.InRange(int.Parse(asked.Split("cmdstat_wait:calls=")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture), 1, 299);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_the_primary_is_killed_and_its_replica_takes_over()
    {
        using var cluster = await StartAsync();
        var (store, time) = await OpenAsync(cluster, replicas: 1);
        await using var _ = store;
        var acknowledged = new ConcurrentBag<(NewHandoff Handoff, bool IsEnqueued)>();
        using var over = new CancellationTokenSource();
        var halfway = new TaskCompletionSource();
        var customers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => AskUntilItFailsAsync(store, time, acknowledged, halfway, over.Token))).ToList();

        await halfway.Task.WaitAsync(TakesOverWithin, TestContext.Current.CancellationToken);
        cluster.First.Kill();
        await TakeOverAsync(cluster.Replica!);
        await over.CancelAsync();
        await Task.WhenAll(customers);

        await using var after = await StoreFixture.ConnectAsync(cluster.Replica!.Connection, "", "hb", time, Partitions);
        Assert.NotEmpty(acknowledged);
        foreach (var (handoff, isEnqueued) in acknowledged)
        {
            var snapshot = await after.Conversations.LoadAsync(handoff.Conversation);
            Assert.Equal("A person please", snapshot?.Recent[0].Said.Text);
            if (isEnqueued)
            {
                Assert.Equal((Owner.Queue, HandoffState.Waiting), (snapshot!.Conversation.Owner, (await after.Handoffs.FindAsync(handoff.Id))?.State));
            }
        }
    }

    [Fact]
    public async Task Nothing_promised_is_lost_or_doubled_when_a_primary_dies_and_the_others_vote_for_its_replica()
    {
        using var cluster = await StartAsync(primaries: 3);
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000));
        await using var store = await StoreFixture.ConnectAsync(cluster.Connection, "", "hb", time, ManyPartitions, replicas: 1);
        var promised = new ConcurrentBag<NewHandoff>();
        using var over = new CancellationTokenSource();
        var customers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                promised.Add(await AskUntilPromisedAsync(store, time));
            }
        })).ToList();

        await UntilAsync(() => promised.Count >= 100);
        cluster.First.Kill();
        using (var admin = await ConnectionMultiplexer.ConnectAsync(cluster.Replica!.Connection + ",allowAdmin=true,abortConnect=false"))
        {
            await IsPrimaryAsync(admin.GetServer(cluster.Replica.Connection));
        }

        // As a replica of the one that was voted in: alone, that one could promise nothing.
        cluster.First.Restart();
        var before = promised.Count;
        await UntilAsync(() => promised.Count >= before + 100);
        await over.CancelAsync();
        await Task.WhenAll(customers);

        foreach (var handoff in promised)
        {
            var turns = await store.Conversations.ReadTurnsAsync(handoff.Conversation, 0);
            Assert.Equal(["A person please", "A colleague will."], turns.Select(turn => turn.Said.Text));
            Assert.Equal(HandoffState.Waiting, (await store.Handoffs.FindAsync(handoff.Id))?.State);
        }

        Assert.Equal(promised.Count, (await store.Handoffs.ListAsync(HandoffState.Waiting, null)).Total);
    }

    [Fact]
    public async Task Alone_after_a_failover_the_store_is_not_ready_until_it_may_do_without_a_replica()
    {
        using var cluster = await StartAsync();
        var (store, time) = await OpenAsync(cluster, replicas: 1);
        await using var _ = store;
        Assert.True((await store.Health.CheckAsync()).IsReady);

        cluster.First.Kill();
        await TakeOverAsync(cluster.Replica!);

        await using var strict = await StoreFixture.ConnectAsync(cluster.Replica!.Connection, "", "hb", time, Partitions, replicas: 1);
        var report = await strict.Health.CheckAsync();
        Assert.False(report.IsReady);
        Assert.Contains("0 replicas online", report.Detail, StringComparison.Ordinal);
        await using var lenient = await StoreFixture.ConnectAsync(cluster.Replica.Connection, "", "hb", time, Partitions);
        Assert.True((await lenient.Health.CheckAsync()).IsReady);
    }

    [Fact]
    public async Task With_only_a_replica_connected_the_store_is_not_ready()
    {
        using var cluster = await StartAsync();
        cluster.First.Kill();

        await using var store = await StoreFixture.ConnectAsync(cluster.Replica!.Connection, "", "hb", new FakeTimeProvider(), Partitions);

        Assert.False((await store.Health.CheckAsync()).IsReady);
    }

    private static async Task AskUntilItFailsAsync(Store store, TimeProvider time, ConcurrentBag<(NewHandoff Handoff, bool IsEnqueued)> acknowledged, TaskCompletionSource halfway, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var handoff = Handoff(ConversationId.New(time), time);
            try
            {
                var asked = await ReceiveAsync(store, time, handoff.Conversation, "1");
                acknowledged.Add((handoff, false));
                await store.Conversations.CommitAsync(Answer(asked.Snapshot!, "A colleague will.") with { Handoff = handoff });
                acknowledged.Add((handoff, true));
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                // Not acknowledged, so nothing was promised.
            }

            if (acknowledged.Count > 200)
            {
                halfway.TrySetResult();
            }
        }
    }

    /// <summary>Repeats what was not acknowledged, as a channel and the pending loop do.</summary>
    private static async Task<NewHandoff> AskUntilPromisedAsync(Store store, TimeProvider time)
    {
        var handoff = Handoff(ConversationId.New(time), time);
        while (true)
        {
            try
            {
                var asked = await ReceiveAsync(store, time, handoff.Conversation, "1");
                var snapshot = asked.Snapshot ?? (await store.Conversations.LoadAsync(handoff.Conversation))!;
                if (snapshot.Conversation.Owner == Owner.Queue || (await store.Conversations.CommitAsync(Answer(snapshot, "A colleague will.") with { Handoff = handoff })).Outcome == CommitOutcome.Done)
                {
                    return handoff;
                }
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                await Task.Delay(50);
            }
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(TakesOverWithin);
        while (!holds())
        {
            await Task.Delay(50, deadline.Token);
        }
    }

    /// <summary>By order, as a watchdog gives it: a cluster of one primary has no majority to vote.</summary>
    private static async Task TakeOverAsync(RedisServer replica)
    {
        using var admin = await ConnectionMultiplexer.ConnectAsync(replica.Connection + ",allowAdmin=true,abortConnect=false");
        var server = admin.GetServer(replica.Connection);
        await server.ExecuteAsync("CLUSTER", "FAILOVER", "TAKEOVER");
        await IsPrimaryAsync(server);
    }

    private static async Task IsPrimaryAsync(IServer server)
    {
        using var deadline = new CancellationTokenSource(TakesOverWithin);
        while (!((string)(await server.ExecuteAsync("CLUSTER", "INFO"))!).Contains("cluster_state:ok", StringComparison.Ordinal) || !((string)(await server.ExecuteAsync("INFO", "replication"))!).Contains("role:master", StringComparison.Ordinal))
        {
            await Task.Delay(50, deadline.Token);
        }
    }

    private static Task<Received> ReceiveAsync(Store store, TimeProvider time, ConversationId id, string messageId) =>
        store.Conversations.ReceiveAsync(Message(id, messageId, "A person please"), "en", time.GetUtcNow().AddSeconds(10));

    private static Task<RedisCluster> StartAsync(int primaries = 1)
    {
        if (!RedisServer.IsInstalled && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Assert.Skip("redis-server is not installed.");
        }

        return RedisCluster.StartAsync(primaries, replicas: primaries);
    }

    private static async Task<(Store Store, FakeTimeProvider Time)> OpenAsync(RedisCluster cluster, int replicas)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000));
        return (await StoreFixture.ConnectAsync(cluster.Connection, "", "hb", time, Partitions, replicas), time);
    }
}
