using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests.Handoffs;

public sealed class RepeatsOnRedis(RedisFixture stores) : RepeatTests(stores), IClassFixture<RedisFixture>;

public sealed class RepeatsOnTheEmbeddedStore(EmbeddedFixture stores) : RepeatTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class RepeatsOnACluster(ClusterFixture stores) : RepeatTests(stores), IClassFixture<ClusterFixture>;

/// <summary>What is sent again because its answer was lost does nothing more, and says what the first said.</summary>
public abstract class RepeatTests(StoreFixture stores)
{
    [Fact]
    public async Task A_wish_sent_again_is_answered_with_the_same_handoff_and_lease_while_they_stand()
    {
        var (store, time) = await stores.OpenAsync();
        await EnqueueAsync(store, time);
        await EnqueueAsync(store, time, "billing");
        var alice = await AgentAsync(store, "alice", capacity: 1);

        var first = await store.Handoffs.OfferNextAsync(alice, "wish%1-(é)");
        var second = await store.Handoffs.OfferNextAsync(alice, "wish%1-(é)");
        var other = await store.Handoffs.OfferNextAsync(alice, "another");

        Assert.Equal((OfferOutcome.Offered, first.Handoff!.Id, first.Handoff.Lease), (second.Outcome, second.Handoff!.Id, second.Handoff.Lease));
        Assert.Equal(OfferOutcome.NoRoom, other.Outcome);
        Assert.Equal(1, (await store.Agents.FindAsync(alice.Id))!.Load);
        await store.Handoffs.AcceptAsync(first.Handoff, alice.Id, first.Handoff.Lease!.Token, Notice("joined"));
        var held = await store.Handoffs.OfferNextAsync(alice, "wish%1-(é)");
        Assert.Equal((HandoffState.Held, first.Handoff.Lease.Token), (held.Handoff!.State, held.Handoff.Lease!.Token));
        await store.Handoffs.CloseAsync(first.Handoff, alice.Id, first.Handoff.Lease.Token, Resolution.Solved, "", [], BotMemory.Empty);
        Assert.NotEqual(first.Handoff.Id, (await store.Handoffs.OfferNextAsync(alice, "wish%1-(é)")).Handoff!.Id);
    }

    [Fact]
    public async Task A_wish_sent_many_times_at_once_is_given_one_handoff()
    {
        var (store, time) = await stores.OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            await EnqueueAsync(store, time, i % 2 == 0 ? "general" : "billing");
        }

        var alice = await AgentAsync(store, "alice", capacity: 9);

        var offers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => store.Handoffs.OfferNextAsync(alice, "wish")));

        // One that was overtaken each time it looked says that there is nothing, and may be sent again.
        var given = offers.Where(offer => offer.Outcome == OfferOutcome.Offered).ToArray();
        Assert.NotEmpty(given);
        Assert.Single(given.Select(offer => (offer.Handoff!.Id, offer.Handoff.Lease!.Token)).Distinct());
        Assert.Equal(1, (await store.Agents.FindAsync(alice.Id))!.Load);
    }

    [Fact]
    public async Task Wishes_that_overlap_are_each_remembered_and_one_agents_are_not_anothers()
    {
        var (store, time) = await stores.OpenAsync();
        await EnqueueAsync(store, time);
        await EnqueueAsync(store, time);
        await EnqueueAsync(store, time);
        var (alice, bob) = (await AgentAsync(store, "alice", 3), await AgentAsync(store, "bob", 3));

        var first = await store.Handoffs.OfferNextAsync(alice, "1");
        var second = await store.Handoffs.OfferNextAsync(alice, "2");
        var bobs = await store.Handoffs.OfferNextAsync(bob, "1");

        Assert.Equal(3, new[] { first, second, bobs }.Select(offer => offer.Handoff!.Id).Distinct().Count());
        Assert.Equal(first.Handoff!.Id, (await store.Handoffs.OfferNextAsync(alice, "1")).Handoff!.Id);
        Assert.Equal(second.Handoff!.Id, (await store.Handoffs.OfferNextAsync(alice, "2")).Handoff!.Id);
    }

    [Fact]
    public async Task A_repeat_tells_how_long_the_lease_is_and_prolongs_nothing()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, agent, token) = await HoldAsync(store, time);
        var words = new Utterance { Speaker = Speaker.Agent, Name = "Alice", Text = "Hello", MessageId = "1" };
        var said = await store.Handoffs.SayAsync(held.Ref(), agent, token, words);
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(said.Until, (await store.Handoffs.AcceptAsync(held.Ref(), agent, token, Notice("joined"))).Until);
        Assert.Equal(said, await store.Handoffs.SayAsync(held.Ref(), agent, token, words));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((LeaseOutcome.Done, time.GetUtcNow(), said.Seq), await store.Handoffs.SayAsync(held.Ref(), agent, token, words) is var late ? (late.Outcome, late.Until!.Value, late.Seq) : default);
    }

    [Fact]
    public async Task What_was_given_up_or_passed_on_is_known_as_done_whoever_has_it_by_then()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, alice, token) = await HoldAsync(store, time);
        Assert.False(await store.Handoffs.HasDoneAsync(held.Ref(), alice, HandoffAct.Declined, token));
        await store.Handoffs.ReturnAsync(held.Ref(), alice, token, Notice("back"));
        var bob = await PresentAsync(store, "bob");
        var taken = (await store.OfferNextAsync(bob)).Handoff!;

        Assert.True(await store.Handoffs.HasDoneAsync(held.Ref(), alice, HandoffAct.Declined, token));
        Assert.False(await store.Handoffs.HasDoneAsync(held.Ref(), bob, HandoffAct.Declined, token));
        Assert.False(await store.Handoffs.HasDoneAsync(held.Ref(), alice, HandoffAct.Transferred, token));
        await store.Handoffs.AcceptAsync(taken, bob, taken.Lease!.Token, Notice("joined"));
        await store.Handoffs.TransferAsync(taken, bob, taken.Lease.Token, TransferTarget.ToSkill("billing"), Notice("t"), "");
        Assert.True(await store.Handoffs.HasDoneAsync(held.Ref(), bob, HandoffAct.Transferred, taken.Lease.Token));
    }

    [Fact]
    public async Task A_reassignment_sent_again_takes_nothing_from_whoever_was_given_it_meanwhile()
    {
        var (store, time) = await stores.OpenAsync();
        var (held, _, _) = await HoldAsync(store, time);
        var (sue, bob) = (new AgentId("sue"), await PresentAsync(store, "bob"));
        var before = (await store.Handoffs.FindAsync(held.Id))!;
        Assert.Equal(LeaseOutcome.Done, (await store.Handoffs.ReassignAsync(before, sue, TransferTarget.ToSkill("billing"), Notice("moved"), "why", "w1")).Outcome);
        var taken = await store.OfferNextAsync(bob);
        Assert.Equal(held.Id, taken.Handoff!.Id);

        var again = await store.Handoffs.ReassignAsync((await store.Handoffs.FindAsync(held.Id))!, sue, TransferTarget.ToSkill("billing"), Notice("moved"), "why", "w1");

        Assert.Equal(LeaseOutcome.Done, again.Outcome);
        Assert.Equal((HandoffState.Offered, bob), (await store.Handoffs.FindAsync(held.Id)) is { } now ? (now.State, now.Holder!.Value) : default);
        Assert.Single(await store.Handoffs.ReadNotesAsync(held.Id));
        Assert.True(await store.Handoffs.HasDoneAsync(held.Ref(), sue, HandoffAct.Reassigned, "w1"));
    }

    private static async Task<Agent> AgentAsync(Store store, string name, int capacity) => (await store.Agents.FindAsync(await PresentAsync(store, name, capacity)))!;
}
