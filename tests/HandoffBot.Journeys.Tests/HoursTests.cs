using System.Net;
using HandoffBot.Contracts.Agents;
using HandoffBot.Contracts.Ops;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>Out of hours and overdue: the customer hears the truth, supervisors are alerted, and what is promised is owed until a person has done it.</summary>
public sealed class HoursTests(HoursTests.ShortTargets fixture) : ServerTests<HoursTests.ShortTargets>(fixture)
{
    /// <summary>Billing never opens; elsewhere waits are overdue within seconds, and loops look often.</summary>
    public sealed class ShortTargets : ServerFixture
    {
        protected override IReadOnlyList<string> Options =>
        [
            "--Handoffs:Hours:default:Zone=Europe/Paris", "--Handoffs:Hours:default:Openings:2000-01-01=00:00-24:00", "--Handoffs:Hours:default:AlwaysFor=Urgent, Crisis",
            "--Handoffs:Targets:Urgent=00:00:02", "--Handoffs:OverdueEvery=00:00:00.200", "--FollowUps:LookEvery=00:00:00.200", "--FollowUps:Responsible:default=carol",
        ];
    }

    [Theory]
    [InlineData("en-GB", "I want to speak to a person")]
    [InlineData("fr-FR", "Je veux parler à une personne")]
    public async Task Out_of_hours_a_customer_is_in_the_queue_with_a_reference_and_is_owed_an_answer(string locale, string asks)
    {
        var (said, alice) = (Said.In(locale), await AgentClient.AvailableAsync(Server, "alice"));
        var customer = await Customer.StartAsync(Server, locale);
        await customer.SayAsync(asks);

        await customer.HearAsync("that nobody is on shift", heard => heard.Text?.Contains(said["queue.closed.unknown"], StringComparison.Ordinal) ?? false);

        var waiting = await alice.FindAsync(customer);
        Assert.Contains(customer.Heard, heard => heard.Text!.Contains(waiting.Reference!, StringComparison.Ordinal));
        Assert.Equal(waiting.Id, Assert.Single((await alice.GetAsync($"/api/agent/handoffs?reference={waiting.Reference!.ToLowerInvariant()}")).As<HandoffList>().Items).Id);
        var owed = await OwedAsync(alice, waiting.Id, "message");
        Assert.Equal(("carol", false, waiting.Reference), (owed.Owner!.Id, owed.IsTaken, owed.Reference));
    }

    [Fact]
    public async Task An_overdue_customer_is_called_back_by_a_named_person_and_every_handoff_is_accounted_for()
    {
        var (said, alice) = (Said.In("en"), await AgentClient.AvailableAsync(Server, "alice"));
        var customer = await Customer.StartAsync(Server);
        await customer.SayAsync("Someone stole my bank card and made payments I never authorised, this is fraud");
        var waiting = await alice.FindAsync(customer);
        await customer.HearAsync("the offer to be called", heard => heard.Suggestions.Contains(said["overdue.callback"]) && heard.Text == said["overdue.offer", "reference", waiting.Reference!]);
        await Poll.UntilAsync("an overdue handoff", async () => (await alice.ReadAsync(waiting.Id)) is { Promise: "overdue", State: "waiting" } overdue ? overdue : null);
        await Poll.UntilAsync("the alert on the ops board", async () => (await alice.GetAsync("/api/ops/live")).As<LiveView>() is { Overdue: > 0 } live ? live : null);

        await customer.SayAsync(said["overdue.callback"]);
        await customer.HearAsync("the question for a number", heard => heard.Text == said["callback.ask"]);
        await customer.SayAsync("020 7946 0123, after six");
        await customer.HearAsync("the promise", heard => heard.Text?.StartsWith(said["callback.noted"].Split('{')[0], StringComparison.Ordinal) ?? false);

        var owed = await OwedAsync(alice, waiting.Id, "callback");
        Assert.Equal("020 7946 0123, after six", owed.Contact);
        Assert.DoesNotContain("7946 0123", Server.Log, StringComparison.Ordinal);
        var bob = await AgentClient.SignInAsync(Server, "bob", "agent");
        (await ActAsync(bob, owed, "done", new NoteRequest("no"))).IsConflict("not-yours");
        (await ActAsync(alice, owed, "take")).Is(HttpStatusCode.OK);
        await customer.HearAsync("who will call", heard => heard.Text?.StartsWith(said["callback.taken"].Replace("{agent}", "Alice", StringComparison.Ordinal).Split('{')[0], StringComparison.Ordinal) ?? false);
        Assert.Equal(("closed", "followUpOwed"), (await alice.ReadAsync(waiting.Id)) is var taken ? (taken.State, taken.Resolution) : default);
        (await ActAsync(bob, owed, "take")).IsConflict("not-yours");
        (await ActAsync(alice, owed, "done", new NoteRequest("Called; card blocked."))).Is(HttpStatusCode.OK);

        Assert.Equal("followUpDone", (await alice.ReadAsync(waiting.Id)).Resolution);
        (await ActAsync(alice, owed, "take")).IsConflict("ended");
        var ledger = await alice.LedgerAsync();
        Assert.Equal((true, 0L), (ledger.FollowUpOwed >= 1, ledger.Difference));
    }

    private static Task<Answer> ActAsync(AgentClient agent, FollowUpView owed, string action, object? body = null) =>
        agent.SendAsync(HttpMethod.Post, $"/api/agent/follow-ups/{owed.Id}/{action}", body);

    private static Task<FollowUpView> OwedAsync(AgentClient agent, string handoff, string kind) => Poll.UntilAsync(
        $"a {kind} that is owed", async () => (await agent.GetAsync("/api/agent/follow-ups")).As<FollowUpList>().Items.FirstOrDefault(owed => owed.HandoffId == handoff && owed.Kind == kind));
}
