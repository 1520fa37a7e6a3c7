using HandoffBot.Core.Alerts;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests;

public sealed class OverdueStoreOnRedis(RedisFixture stores) : OverdueStoreTests(stores), IClassFixture<RedisFixture>;

public sealed class OverdueStoreOnTheEmbeddedStore(EmbeddedFixture stores) : OverdueStoreTests(stores), IClassFixture<EmbeddedFixture>;

public abstract class OverdueStoreTests(StoreFixture stores)
{
    [Fact]
    public async Task A_mark_is_reached_once_whoever_looks_and_the_customer_is_told_once()
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = await EnqueueAsync(store, time);

        var marked = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.Overdue.MarkAsync(handoff.Ref(), OverdueMark.AtRisk, Notice("It takes long."))));

        Assert.Single(marked, isFirst => isFirst);
        Assert.Single((await store.Conversations.ReadTurnsAsync(handoff.Conversation, 0)), turn => turn.Said.Text == "It takes long.");
        Assert.Equal(new OverdueCounts(1, 0), await store.Overdue.CountAsync());
        Assert.True(await store.Overdue.MarkAsync(handoff.Ref(), OverdueMark.Overdue, null));
        Assert.False(await store.Overdue.MarkAsync(handoff.Ref(), OverdueMark.AtRisk, null));
        Assert.Equal(new OverdueCounts(0, 1), await store.Overdue.CountAsync());
        Assert.Equal(HandoffState.Waiting, (await store.Handoffs.FindAsync(handoff.Id))!.State);
    }

    [Fact]
    public async Task Whoever_was_told_a_reference_is_found_by_it_also_after_the_end()
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = await EnqueueAsync(store, time);
        var reference = Reference.Of(handoff.Id);
        Assert.Empty(await store.Handoffs.FindByReferenceAsync(reference));

        await store.Overdue.MarkAsync(handoff.Ref(), OverdueMark.AtRisk, null);
        Assert.True(await store.WithdrawAsync(handoff.Ref(), [Notice("bye")]));

        Assert.Equal((handoff.Id, HandoffState.Closed), Assert.Single(await store.Handoffs.FindByReferenceAsync(reference)) is var found ? (found.Id, found.State) : default);
    }

    [Fact]
    public async Task Who_is_being_talked_to_is_not_marked_and_the_closed_are_forgotten()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, _, _) = await HoldAsync(store, time);
        Assert.False(await store.Overdue.MarkAsync(held.Ref(), OverdueMark.Overdue, Notice("It takes long.")));

        var gone = await EnqueueAsync(store, time);
        var waiting = await EnqueueAsync(store, time);
        await store.Overdue.MarkAsync(gone.Ref(), OverdueMark.Overdue, null);
        await store.Overdue.MarkAsync(waiting.Ref(), OverdueMark.Overdue, null);
        await store.WithdrawAsync(gone.Ref(), [Notice("bye")]);
        await store.Overdue.ForgetClosedAsync();

        Assert.Equal(new OverdueCounts(0, 1), await store.Overdue.CountAsync());
        Assert.False(await store.Overdue.MarkAsync(waiting.Ref(), OverdueMark.Overdue, null));
    }

    [Fact]
    public async Task Long_waits_are_read_from_the_queue_with_their_marks()
    {
        var (store, time) = await stores.OpenAsync();
        var first = await EnqueueAsync(store, time);
        time.Advance(TimeSpan.FromMinutes(1));
        var second = await EnqueueAsync(store, time);
        var upTo = time.GetUtcNow().ToUnixTimeMilliseconds();
        time.Advance(TimeSpan.FromMinutes(1));
        await EnqueueAsync(store, time);
        await store.Overdue.MarkAsync(first.Ref(), OverdueMark.AtRisk, null);

        var oldest = await store.Overdue.FindWaitingAsync("general", upTo, 0, latestFirst: false);
        Assert.Equal([(first.Id, OverdueMark.AtRisk), (second.Id, OverdueMark.None)], oldest.Select(marked => (marked.Handoff.Id, marked.Mark)));
        Assert.Equal(second.Id, (await store.Overdue.FindWaitingAsync("general", upTo, 0, latestFirst: true))[0].Handoff.Id);
        Assert.Equal(second.Id, Assert.Single(await store.Overdue.FindWaitingAsync("general", upTo, 1, latestFirst: false)).Handoff.Id);
        Assert.Empty(await store.Overdue.FindWaitingAsync("billing", upTo, 0, latestFirst: false));
    }

    [Fact]
    public async Task An_alert_is_sent_by_one_node_at_a_time_until_it_is_taken()
    {
        var (store, time) = await stores.OpenAsync();
        var alert = Alert.Waiting((await EnqueueAsync(store, time)).Ref(), isOverdue: true, time.GetUtcNow(), time.GetUtcNow());
        await store.Alerts.RaiseAsync(alert);
        await store.Alerts.RaiseAsync(alert);
        Assert.Equal(alert.Id, Assert.Single(await store.Alerts.FindDueAsync()));

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => store.Alerts.ClaimAsync(alert.Id, time.GetUtcNow().AddSeconds(20))));
        Assert.Equal((alert, 0), Assert.Single(claims, claim => claim is not null));
        Assert.Empty(await store.Alerts.FindDueAsync());

        time.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal((alert, 1), await store.Alerts.ClaimAsync(alert.Id, time.GetUtcNow().AddSeconds(20)));
        await store.Alerts.RetryAsync(alert.Id, time.GetUtcNow().AddSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((alert, 2), await store.Alerts.ClaimAsync(alert.Id, time.GetUtcNow().AddSeconds(20)));
        await store.Alerts.SettleAsync(alert.Id);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await store.Alerts.FindDueAsync());
    }
}
