using HandoffBot.Contracts.Agents;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>Customer, bot, handoff, agent, and the question whether it is solved: over Direct Line and the agent API.</summary>
public sealed class DirectLineJourneyTests(ServerFixture fixture) : ServerTests<ServerFixture>(fixture)
{
    private static readonly string[] Routine = ["pay-bill", "opening-hours"];

    public static TheoryData<string, string, string, string> Languages => new()
    {
        { "en-US", "How do I pay my bill?", "what are your opening hours", "can I just talk to someone please" },
        { "fr-FR", "Comment payer ma facture ?", "quels sont vos horaires", "passez-moi quelqu'un svp" },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_customer_gets_two_answers_then_a_person_who_has_the_whole_story(string locale, string first, string second, string asking)
    {
        var said = Said.In(locale);
        var alice = await AgentClient.AvailableAsync(Server, "alice");
        var customer = await Customer.StartAsync(Server, locale);
        string[] questions = [first, second];
        foreach (var (question, dialog) in questions.Zip(Routine))
        {
            var answer = await customer.AskAsync(question);
            Assert.Contains(said.AnswerOf(dialog), answer.Text, StringComparison.Ordinal);
            Assert.Equal(("bot", "bot", said["bot.name"]), (answer.Speaker, answer.From!.Role, answer.From.Name));
            Assert.Null(answer.ChannelData!.Handoff);
        }

        var place = await customer.AskForPersonAsync(asking);
        Assert.True(place.Position >= 1);
        var waiting = await alice.FindAsync(customer);
        Assert.Equal(place.Id, waiting.Id);
        Assert.Contains(waiting.Reasons, reason => reason.Code == "human_request");

        var held = await alice.ClaimAsync(customer);
        var transcript = await alice.TranscriptAsync(held.Id);
        Assert.Equal([.. questions, asking], transcript.Turns.Where(turn => turn.Speaker == "customer").Select(turn => turn.Text));
        Assert.Equal(Enumerable.Range(1, transcript.Turns.Count).Select(seq => (long)seq), transcript.Turns.Select(turn => turn.Seq));
        Assert.Equal(Routine.Select(Said.In("en").Title), transcript.Turns.Where(turn => turn.Decision?.Kind == "answer").Select(turn => turn.Decision!.Topic));
        await customer.ReadAsync();
        Assert.Equal(customer.Activities.Select(activity => activity.Text), transcript.Turns.Select(turn => turn.Text));
        Assert.True(transcript.IsComplete);
        Assert.Equal(transcript.Turns.Count, transcript.Receipt!.Turns);
    }

    [Fact]
    public async Task While_a_person_has_the_conversation_only_the_person_answers()
    {
        var alice = await AgentClient.AvailableAsync(Server, "alice");
        var customer = await Customer.StartAsync(Server);
        await customer.AskForPersonAsync();
        var held = await alice.ClaimAsync(customer);
        var joined = await customer.HearAsync("who has joined", said => said.ChannelData?.Handoff?.State == "held");
        Assert.Equal(("system", "Alice"), (joined.Speaker, joined.ChannelData!.Handoff!.Agent));

        await alice.SayAsync(held, "Hello, Alice here <b>1&2</b>", "m1");
        await alice.SayAsync(held, "Hello, Alice here <b>1&2</b>", "m1");
        var heard = await customer.HearAsync("Alice here");
        Assert.Equal(("agent", "Alice", "Hello, Alice here <b>1&2</b>"), (heard.Speaker, heard.From!.Name, heard.Text));

        // The signals beside the customer's turn show that the bot has read it, and had its chance to speak.
        await customer.SayAsync("How do I pay my bill?");
        await Poll.UntilAsync("the reading of the customer's words", async () => (await alice.TranscriptAsync(held.Id)).Turns[^1] is { Speaker: "customer", Decision.Kind: "pass_to_agent" });
        await alice.SayAsync(held, "by card");
        await customer.HearAsync("by card");
        var sinceJoined = (await alice.TranscriptAsync(held.Id)).Turns.SkipWhile(turn => turn.Speaker != "agent").Select(turn => $"{turn.Speaker}: {turn.Text}");
        Assert.Equal(["agent: Hello, Alice here <b>1&2</b>", "customer: How do I pay my bill?", "agent: by card"], sinceJoined);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("fr-FR")]
    public async Task After_resolving_the_customer_who_says_yes_is_thanked(string locale)
    {
        var said = Said.In(locale);
        var (alice, customer, held) = await ResolvedAsync(locale);
        var question = await customer.HearAsync(said["solved.ask"]);
        Assert.Equal([said["solved.yes"], said["solved.no"]], question.Suggestions);

        var thanks = await customer.AskAsync(said["solved.yes"]);
        Assert.Equal((said["solved.thanks"], "bot"), (thanks.Text, thanks.Speaker));
        Assert.Equal(("closed", "solved"), await StateAsync(alice, held.Id));
        (await alice.TrySayAsync(held, "late")).IsConflict("lease-lost");
        await BalancesAsync(alice);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("fr-FR")]
    public async Task After_resolving_the_customer_who_says_no_is_in_line_again(string locale)
    {
        var said = Said.In(locale);
        var (alice, customer, held) = await ResolvedAsync(locale);
        await customer.HearAsync(said["solved.ask"]);

        var notice = await customer.AskAsync(said["solved.no"]);
        Assert.Contains(said["solved.reopened"], notice.Text, StringComparison.Ordinal);
        Assert.Equal("waiting", notice.ChannelData!.Handoff!.State);
        Assert.NotEqual(held.Id, notice.ChannelData.Handoff.Id);
        var again = await alice.FindAsync(customer);
        Assert.Equal(["no_progress"], again.Reasons.Select(reason => reason.Code));
        var whole = await alice.TranscriptAsync(again.Id);
        Assert.Equal(1, whole.Turns[0].Seq);
        await BalancesAsync(alice);
    }

    private async Task<(AgentClient Alice, Customer Customer, HandoffView Held)> ResolvedAsync(string locale)
    {
        var alice = await AgentClient.AvailableAsync(Server, "alice");
        var customer = await Customer.StartAsync(Server, locale);
        await customer.AskForPersonAsync(Said.In(locale)["suggest.person"]);
        var held = await alice.ClaimAsync(customer);
        await alice.SayAsync(held, "It is done.");
        await alice.ResolveAsync(held);
        return (alice, customer, held);
    }

    private static async Task<(string State, string? Resolution)> StateAsync(AgentClient agent, string id) => await agent.ReadAsync(id) is var handoff ? (handoff.State, handoff.Resolution) : default;

    private static async Task BalancesAsync(AgentClient agent)
    {
        var ledger = await agent.LedgerAsync();
        Assert.Equal(0, ledger.Difference);
        Assert.True(ledger.Opened >= 1);
    }
}
