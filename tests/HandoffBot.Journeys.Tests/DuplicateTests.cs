using System.Net;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>Channels and clients send again what they believe lost. It must count once.</summary>
public sealed class DuplicateTests(ServerFixture fixture) : ServerTests<ServerFixture>(fixture)
{
    private const int Times = 5;

    [Fact]
    public async Task The_same_message_five_times_at_once_on_Direct_Line_is_one_turn_and_one_reply()
    {
        var said = Said.In("en");
        var customer = await Customer.StartAsync(Server);
        var ids = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => customer.SayAsync("How do I pay my bill?", "the-same")));
        Assert.Single(ids.Distinct());

        await customer.HearAsync(said.AnswerOf("pay-bill"));
        await customer.AskAsync("what are your opening hours");
        Assert.Collection(
            customer.Activities.Skip(1),
            own => Assert.Equal((ids[0], "How do I pay my bill?"), (own.Id, own.Text)),
            reply => Assert.Contains(said.AnswerOf("pay-bill"), reply.Text, StringComparison.Ordinal),
            own => Assert.Equal("what are your opening hours", own.Text),
            reply => Assert.Contains(said.AnswerOf("opening-hours"), reply.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_activity_five_times_at_once_on_a_Bot_Framework_channel_is_one_turn_and_one_reply()
    {
        var said = Said.In("en");
        using var connector = new StubConnector();
        var customer = new TeamsCustomer(Server, connector);
        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => customer.PostAsync(customer.Activity("How do I pay my bill?", "the-same"))));
        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
        await customer.HearAsync(said.AnswerOf("pay-bill"));

        // Replies go out in order: once the next one is here, no second one to the first can come.
        await customer.PostAsync(customer.Activity("what are your opening hours", "another"));
        await customer.HearAsync(said.AnswerOf("opening-hours"));
        Assert.Single(customer.Heard, text => text.Contains(said.AnswerOf("pay-bill"), StringComparison.Ordinal));
        Assert.Single(customer.Heard, text => text.Contains(said.AnswerOf("opening-hours"), StringComparison.Ordinal));

        var alice = await AgentClient.AvailableAsync(Server, "alice");
        await customer.PostAsync(customer.Activity("can I talk to someone", "third"));
        var waiting = await Poll.UntilAsync("the handoff", async () => (await alice.ListAsync("waiting")).FirstOrDefault(handoff => handoff.Channel == "msteams"));
        var turns = (await alice.TranscriptAsync(waiting.Id)).Turns;
        Assert.Equal(["How do I pay my bill?", "what are your opening hours", "can I talk to someone"], turns.Where(turn => turn.Speaker == "customer").Select(turn => turn.Text));
    }
}
