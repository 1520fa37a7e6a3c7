using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests.Agents;

public sealed class PresenceOnRedis(RedisFixture stores) : PresenceTests(stores), IClassFixture<RedisFixture>;

public sealed class PresenceOnTheEmbeddedStore(EmbeddedFixture stores) : PresenceTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class PresenceOnACluster(ClusterFixture stores) : PresenceTests(stores), IClassFixture<ClusterFixture>;

/// <summary>Who is there, by the signs they give and the offers they answer.</summary>
public abstract class PresenceTests(StoreFixture stores)
{
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Whoever_gives_no_sign_for_long_is_offline_and_gets_nothing_more()
    {
        var (store, time) = await stores.OpenAsync();
        var alice = await PresentAsync(store, "alice");
        await store.Agents.TouchAsync(alice);
        await EnqueueAsync(store, time);
        time.Advance(TwoMinutes - TimeSpan.FromSeconds(1));
        Assert.Empty(await store.Agents.FindGoneAsync(TwoMinutes));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([alice], await store.Agents.FindGoneAsync(TwoMinutes));
        var left = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Agents.LeaveAsync(alice, TwoMinutes)));

        Assert.Single(left, isFirst => isFirst);
        var gone = (await store.Agents.FindAsync(alice))!;
        Assert.Equal((Presence.Offline, PresenceCause.Gone), (gone.Presence, gone.Cause));
        Assert.Equal(OfferOutcome.NotPresent, (await store.OfferNextAsync(alice)).Outcome);
        Assert.Empty(await store.Agents.FindGoneAsync(TwoMinutes));
    }

    [Fact]
    public async Task A_sign_at_the_last_moment_keeps_an_agent_where_they_are()
    {
        var (store, time) = await stores.OpenAsync();
        var alice = await PresentAsync(store, "alice");
        await store.Agents.TouchAsync(alice);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal([alice], await store.Agents.FindGoneAsync(TwoMinutes));
        await store.Agents.TouchAsync(alice);

        Assert.False(await store.Agents.LeaveAsync(alice, TwoMinutes));
        Assert.Equal(Presence.Available, (await store.Agents.FindAsync(alice))!.Presence);
    }

    [Fact]
    public async Task What_a_gone_agent_had_goes_back_at_its_original_place_before_the_lease_is_over()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);
        time.Advance(TimeSpan.FromSeconds(1));
        await EnqueueAsync(store, time);

        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.TakeBackAsync(held.Ref(), new AgentId("bob"), token, Notice("gone"))).Outcome);
        Assert.Equal(LeaseOutcome.Done, (await store.Handoffs.TakeBackAsync(held.Ref(), alice, token, Notice("gone"))).Outcome);

        var waiting = (await store.Handoffs.FindAsync(held.Id))!;
        Assert.Equal((HandoffState.Waiting, 1L), (waiting.State, waiting.Position));
        Assert.Equal("gone", (await store.Conversations.LoadAsync(held.Conversation))!.Recent[^1].Said.Text);
        Assert.Equal(0, (await store.Agents.FindAsync(alice))!.Load);
        Assert.Equal(LeaseOutcome.LeaseLost, (await store.Handoffs.RenewAsync(held.Ref(), alice, token)).Outcome);
    }

    [Fact]
    public async Task Missing_offers_in_a_row_means_not_responding_until_the_agent_answers()
    {
        var (store, _) = await stores.OpenAsync();
        var alice = await PresentAsync(store, "alice");

        Assert.False(await store.Agents.MissOfferAsync(alice, 2));
        await store.Agents.AnswerOfferAsync(alice);
        Assert.False(await store.Agents.MissOfferAsync(alice, 2));
        Assert.True(await store.Agents.MissOfferAsync(alice, 2));

        var silent = (await store.Agents.FindAsync(alice))!;
        Assert.Equal((Presence.NotResponding, PresenceCause.MissedOffers), (silent.Presence, silent.Cause));
        Assert.Equal(OfferOutcome.NotPresent, (await store.OfferNextAsync(alice)).Outcome);
        Assert.False(await store.Agents.MissOfferAsync(alice, 2));
        await store.Agents.SetAsync(silent with { Presence = Presence.Available, Cause = PresenceCause.Self });
        Assert.False(await store.Agents.MissOfferAsync(alice, 2));
        Assert.Equal(Presence.Available, (await store.Agents.FindAsync(alice))!.Presence);
    }
}
