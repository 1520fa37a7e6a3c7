using System.Net;
using HandoffBot.Contracts.Agents;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>Two agents at one queue: one conversation, one holder, and nobody forgotten.</summary>
public sealed class TwoAgentsTests(TwoAgentsTests.ShortHolds fixture) : ServerTests<TwoAgentsTests.ShortHolds>(fixture)
{
    /// <summary>Holds as short as the options allow, so that a test can wait for their end; loops that look often.</summary>
    public sealed class ShortHolds : ServerFixture
    {
        protected override IReadOnlyList<string> Options => ["--Handoffs:HoldFor=00:00:15", "--Handoffs:OfferFor=00:00:30", "--Handoffs:SkipFor=00:10:00", "--Handoffs:ReclaimEvery=00:00:00.200", "--Handoffs:OfferEvery=00:00:00.200"];
    }

    [Fact]
    public async Task Of_many_claims_at_once_one_wins_and_the_others_hear_who()
    {
        var agents = await Task.WhenAll(AgentClient.AvailableAsync(Server, "alice"), AgentClient.AvailableAsync(Server, "bob"));
        for (var round = 0; round < 5; round++)
        {
            var (customer, id) = await WaitingAsync();
            var answers = await Task.WhenAll(agents.Select(agent => agent.TryClaimAsync(id)));
            var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK).As<HandoffView>();
            Assert.Equal("held", winner.State);
            var loser = Assert.Single(answers, answer => answer.Status != HttpStatusCode.OK);
            loser.IsConflict("already-taken");
            Assert.Equal(winner.Holder!.Name, loser.Json.GetProperty("holder").GetProperty("name").GetString());
            Assert.False(loser.Body.Contains(winner.LeaseToken!, StringComparison.Ordinal));
            await customer.HearAsync("the one who joined", heard => heard.Text == Said.In("en")["agent.joined", "agent", winner.Holder.Name]);
            Assert.Single(customer.Heard, heard => heard.ChannelData?.Handoff?.State == "held");
        }
    }

    [Fact]
    public async Task An_agent_with_no_room_is_refused_and_the_customer_keeps_waiting()
    {
        var carol = await AgentClient.AvailableAsync(Server, "carol", capacity: 1);
        var (_, first) = await WaitingAsync();
        var (_, second) = await WaitingAsync();
        (await carol.TryClaimAsync(first)).Is(HttpStatusCode.OK);
        (await carol.TryClaimAsync(second)).IsConflict("no-room");
        (await carol.SendAsync(HttpMethod.Post, "/api/agent/handoffs/next")).IsConflict("no-room");
        Assert.Equal("waiting", (await carol.ReadAsync(second)).State);
        Assert.Equal(1, (await carol.MeAsync()).Load);
    }

    [Fact]
    public async Task An_agent_who_is_away_is_refused()
    {
        var dora = await AgentClient.AvailableAsync(Server, "dora");
        var (_, id) = await WaitingAsync();
        await dora.SetPresenceAsync(new PresenceRequest("away"));
        (await dora.TryClaimAsync(id)).IsConflict("not-present");
        Assert.Equal("waiting", (await dora.ReadAsync(id)).State);
    }

    [Fact]
    public async Task Work_is_offered_to_an_agent_who_wants_it_and_declined_goes_back_to_its_place()
    {
        var (customer, id) = await WaitingAsync();
        var before = await WatchAsync(id);
        var erin = await AgentClient.AvailableAsync(Server, "erin", capacity: 1, takesOffers: true);
        var offered = await Poll.UntilAsync("an offer", async () => (await erin.ListAsync("offered")).FirstOrDefault(handoff => handoff.LeaseToken is not null));
        await erin.SetPresenceAsync(new PresenceRequest("available", TakesOffers: false));
        Assert.Equal("erin", offered.Holder!.Id);

        (await erin.PostAsync(offered.Id, "decline", lease: offered.LeaseToken)).Is(HttpStatusCode.NoContent);
        var back = await erin.ReadAsync(offered.Id);
        Assert.Equal(("waiting", offered.EnqueuedAt, (HolderView?)null), (back.State, back.EnqueuedAt, back.Holder));
        (await erin.PostAsync(offered.Id, "accept", lease: offered.LeaseToken)).IsConflict("lease-lost");
        Assert.Equal(before.EnqueuedAt, (await WatchAsync(id)).EnqueuedAt);
        await customer.ReadAsync();
        Assert.DoesNotContain(customer.Heard, heard => heard.ChannelData?.Handoff?.State == "held");
    }

    [Fact]
    public async Task An_offer_is_accepted_with_its_token()
    {
        await WaitingAsync();
        var frank = await AgentClient.AvailableAsync(Server, "frank", capacity: 1, takesOffers: true);
        var offered = await Poll.UntilAsync("an offer", async () => (await frank.ListAsync("offered")).FirstOrDefault(handoff => handoff.LeaseToken is not null));
        (await frank.PostAsync(offered.Id, "accept", lease: offered.LeaseToken)).As<LeaseView>();
        var held = await frank.ReadAsync(offered.Id);
        Assert.Equal(("held", "frank"), (held.State, held.Holder!.Id));
        Assert.NotNull(held.Receipt);
    }

    [Fact]
    public async Task A_lease_that_lapses_puts_the_customer_back_in_line_and_says_so()
    {
        var grace = await AgentClient.AvailableAsync(Server, "grace");
        var (customer, id) = await WaitingAsync();
        var held = (await grace.TryClaimAsync(id)).As<HandoffView>();
        await grace.SayAsync(held, "one moment");

        await customer.HearAsync(Said.In("en")["agent.lost", "agent", "Grace"]);
        var back = await grace.ReadAsync(id);
        Assert.Equal(("waiting", held.EnqueuedAt), (back.State, back.EnqueuedAt));
        (await grace.TrySayAsync(held, "a late reply")).IsConflict("lease-lost");
        await customer.ReadAsync();
        Assert.DoesNotContain(customer.Heard, heard => heard.Text == "a late reply");

        var heidi = await AgentClient.AvailableAsync(Server, "heidi");
        var again = (await heidi.TryClaimAsync(id)).As<HandoffView>();
        Assert.NotEqual(held.LeaseToken, again.LeaseToken);
        Assert.Contains((await heidi.TranscriptAsync(id)).Turns, turn => turn is { Speaker: "agent", Name: "Grace", Text: "one moment" });
    }

    [Fact]
    public async Task A_transfer_to_a_colleague_brings_the_note_and_the_story()
    {
        var ivan = await AgentClient.AvailableAsync(Server, "ivan");
        var judy = await AgentClient.AvailableAsync(Server, "judy");
        var (customer, id) = await WaitingAsync();
        var held = (await ivan.TryClaimAsync(id)).As<HandoffView>();
        (await ivan.PostAsync(id, "transfer", new TransferRequest(null, "judy", "knows the case"), held.LeaseToken)).Is(HttpStatusCode.NoContent);

        var offered = await Poll.UntilAsync("the transferred handoff", async () => (await judy.ListAsync("offered")).FirstOrDefault(handoff => handoff.Id == id));
        (await ivan.TrySayAsync(held, "late")).IsConflict("lease-lost");
        (await judy.PostAsync(id, "accept", lease: offered.LeaseToken)).As<LeaseView>();
        var mine = await judy.ReadAsync(id);
        await judy.SayAsync(mine, "Judy here");
        await customer.HearAsync("Judy here");
        Assert.Equal(["knows the case"], (await judy.GetAsync($"/api/agent/handoffs/{id}/notes")).As<NoteList>().Items.Select(note => note.Text));
    }

    [Fact]
    public async Task A_transfer_to_somebody_who_is_not_there_is_refused_and_changes_nothing()
    {
        var ken = await AgentClient.AvailableAsync(Server, "ken");
        var (_, id) = await WaitingAsync();
        var held = (await ken.TryClaimAsync(id)).As<HandoffView>();
        (await ken.PostAsync(id, "transfer", new TransferRequest(null, "nobody", null), held.LeaseToken)).IsConflict("target-unavailable");
        await ken.SayAsync(held, "still with you");
    }

    private async Task<(Customer Customer, string Handoff)> WaitingAsync()
    {
        var customer = await Customer.StartAsync(Server);
        return (customer, (await customer.AskForPersonAsync()).Id);
    }

    private async Task<HandoffView> WatchAsync(string id) => await (await AgentClient.SignInAsync(Server, "watcher")).ReadAsync(id);
}
