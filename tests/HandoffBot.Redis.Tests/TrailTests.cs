using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests;

public sealed class TrailOnRedis(RedisFixture stores) : TrailTests(stores), IClassFixture<RedisFixture>;

public sealed class TrailOnTheEmbeddedStore(EmbeddedFixture stores) : TrailTests(stores), IClassFixture<EmbeddedFixture>;

public abstract class TrailTests(StoreFixture stores)
{
    [Fact]
    public async Task The_trail_tells_what_happened_who_did_it_and_where_it_went()
    {
        var (store, time) = await stores.OpenAsync();
        var (handoff, alice, token) = await HoldAsync(store, time);
        var bob = await PresentAsync(store, "bob");
        await store.Handoffs.TransferAsync(handoff.Ref(), alice, token, TransferTarget.ToAgent(bob), Notice("to Bob"), "");
        time.Advance(TimeSpan.FromMinutes(5));
        var expired = Assert.Single(await store.Handoffs.FindExpiredAsync());
        await store.Handoffs.ReclaimAsync(expired, expired.Lease!.Token, null);
        var offer = await store.Handoffs.OfferAsync(handoff.Id, bob);
        await store.Handoffs.AcceptAsync(handoff.Ref(), bob, offer.Handoff!.Lease!.Token, Notice("Bob is here"));
        await store.Handoffs.SayAsync(handoff.Ref(), bob, offer.Handoff.Lease.Token, new Utterance { Speaker = Speaker.Agent, Text = "Hello", MessageId = "1" });
        await store.Handoffs.CloseAsync(handoff.Ref(), bob, offer.Handoff.Lease.Token, Resolution.Solved, "", [], BotMemory.Empty);

        var trail = await store.Handoffs.ReadTrailAsync(handoff.Id);

        Assert.Equal(
            [("opened", "bot", ""), ("offered", "alice", ""), ("accepted", "alice", ""), ("transferred", "alice", "bob"), ("missed", "bob", ""), ("offered", "bob", ""), ("accepted", "bob", ""), ("closed", "bob", "")],
            trail.Select(entry => (entry.What, entry.Who, entry.Why)));
        Assert.Equal(time.GetUtcNow(), trail[^1].At);
        Assert.Equal(handoff.EnqueuedAt, trail[0].At);
    }

    [Fact]
    public async Task A_refused_or_repeated_change_leaves_no_trail()
    {
        var (store, time) = await stores.OpenAsync();
        var (handoff, alice, token) = await HoldAsync(store, time);
        var before = await store.Handoffs.ReadTrailAsync(handoff.Id);

        await store.Handoffs.AcceptAsync(handoff.Ref(), alice, token, Notice("again"));
        await store.Handoffs.ReturnAsync(handoff.Ref(), alice, "another token", null);
        await store.Handoffs.RenewAsync(handoff.Ref(), alice, token);

        Assert.Equal(before, await store.Handoffs.ReadTrailAsync(handoff.Id));
    }

    [Fact]
    public async Task A_handoff_that_goes_around_for_days_keeps_its_beginning_and_its_end()
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = await EnqueueAsync(store, time);
        await SetTrailAsync(store, handoff.Id, "1790000000000|opened|bot|\n" + string.Concat(Enumerable.Repeat("1790000000000|missed|alice|\n", 2_500)));
        var alice = await PresentAsync(store, "alice");

        var offer = await store.Handoffs.OfferAsync(handoff.Id, alice);
        await store.Handoffs.AcceptAsync(handoff.Ref(), alice, offer.Handoff!.Lease!.Token, Notice("at last"));

        var trail = await store.Handoffs.ReadTrailAsync(handoff.Id);
        Assert.Equal((2_502, "opened", "accepted"), (trail.Count, trail[0].What, trail[^1].What));
    }

    private static async Task SetTrailAsync(Store store, HandoffId id, string trail)
    {
        var handoffs = store.Keys.Of(id).Handoffs;
        var state = ((string)(await store.Database.HashGetAsync(handoffs, id.Value))!).Split('\n')[0];
        await store.Database.HashSetAsync(handoffs, id.Value, state + "\n" + trail);
    }
}
