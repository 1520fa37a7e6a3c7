using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Tests.FollowUps;
using Microsoft.Extensions.Time.Testing;
using Moq;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class AgentActionsTests
{
    private const string Token = "t1";

    private static readonly Agent Alice = new(new("alice"), "Alice", Presence.Available, ["general"], 3, TakesOffers: true);
    private static readonly Handoff Offered = new(Opened(), HandoffState.Offered, "general") { Holder = Alice.Id, Lease = new(Token, Noon.AddMinutes(1)) };
    private static readonly Handoff Held = Offered with { State = HandoffState.Held };
    private static readonly LeaseResult Done = new(LeaseOutcome.Done, Noon.AddMinutes(2), 2);
    private static readonly LeaseResult Lost = new(LeaseOutcome.LeaseLost);

    private readonly Mock<IHandoffStore> _handoffs = new();
    private readonly Mock<IConversationStore> _conversations = new();
    private readonly Mock<IFollowUpStore> _followUps = new();
    private readonly Mock<INudges> _nudges = new();
    private readonly AgentActions _actions;

    public AgentActionsTests()
    {
        var delivery = new Delivery(_nudges.Object, Promises.Sender(new FakeTimeProvider(Noon)));
        _followUps.Setup(it => it.OfHandoffAsync(It.IsAny<HandoffId>())).ReturnsAsync([]);
        _actions = new AgentActions(_handoffs.Object, _conversations.Object, Set, delivery, Promises.Actions(_followUps.Object, _conversations.Object, delivery, new FakeTimeProvider(Noon)), new WidePool());
        _conversations.Setup(it => it.LoadAsync(Samples.Id)).ReturnsAsync(new Snapshot(Talk, []));
        _handoffs.Setup(it => it.FindAsync(Offered.Id)).ReturnsAsync(Held);
    }

    [Fact]
    public async Task Who_takes_the_next_one_joins_with_a_receipt_of_every_turn_up_to_then_page_by_page()
    {
        Turn[] turns = [Asked(1, "a person"), At(2, HandoffNotices.Joined(English, Offered.Id, "Alice")), Asked(3, "typed after it")];
        _conversations.Setup(it => it.ReadTurnsAsync(Samples.Id, 0)).ReturnsAsync([turns[0]]);
        _conversations.Setup(it => it.ReadTurnsAsync(Samples.Id, 1)).ReturnsAsync([turns[1], turns[2]]);
        _handoffs.Setup(it => it.OfferNextAsync(Alice, null)).ReturnsAsync(new OfferResult(OfferOutcome.Offered, Offered));
        _handoffs.Setup(it => it.AcceptAsync(Offered, Alice.Id, Token, It.Is<Utterance>(said => said.Text == "agent.joined(Alice)"))).ReturnsAsync(Done);

        Assert.Equal(new OfferResult(OfferOutcome.Offered, Held), await _actions.NextAsync(Alice));

        _handoffs.Verify(it => it.RecordReceiptAsync(Offered.Id, Receipt.Of(turns.Take(2))), Times.Once());
        VerifyDelivered(Times.Once(), queueChanged: true);
    }

    [Theory]
    [InlineData(OfferOutcome.NoWork)]
    [InlineData(OfferOutcome.NoRoom)]
    [InlineData(OfferOutcome.NotPresent)]
    public async Task Who_gets_nothing_is_told_why(OfferOutcome outcome)
    {
        _handoffs.Setup(it => it.OfferNextAsync(Alice, null)).ReturnsAsync(new OfferResult(outcome));

        Assert.Equal(outcome, (await _actions.NextAsync(Alice)).Outcome);
        _nudges.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Claiming_what_one_holds_changes_nothing()
    {
        _handoffs.Setup(it => it.OfferAsync(Held.Id, Alice.Id)).ReturnsAsync(new OfferResult(OfferOutcome.Offered, Held));

        Assert.Same(Held, (await _actions.ClaimAsync(Alice, Held.Id)).Handoff);
        _handoffs.Verify(it => it.AcceptAsync(It.IsAny<Handoff>(), It.IsAny<AgentId>(), It.IsAny<string>(), It.IsAny<Utterance>()), Times.Never());
        _nudges.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task An_offer_that_ran_out_before_it_was_accepted_is_taken()
    {
        _handoffs.Setup(it => it.OfferAsync(Offered.Id, Alice.Id)).ReturnsAsync(new OfferResult(OfferOutcome.Offered, Offered));
        _handoffs.Setup(it => it.AcceptAsync(Offered, Alice.Id, Token, It.IsAny<Utterance>())).ReturnsAsync(Lost);

        Assert.Equal(OfferOutcome.AlreadyTaken, (await _actions.ClaimAsync(Alice, Offered.Id)).Outcome);
        _handoffs.Verify(it => it.RecordReceiptAsync(It.IsAny<HandoffId>(), It.IsAny<Receipt>()), Times.Never());
        _nudges.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_person_speaks_in_their_own_name()
    {
        _handoffs.Setup(it => it.SayAsync(Held, Alice.Id, Token, It.Is<Utterance>(said => said.Speaker == Speaker.Agent && said.Name == "Alice" && said.Text == "Hello" && said.MessageId == "m1")))
            .ReturnsAsync(Done);

        Assert.Equal(Done, await _actions.SayAsync(Alice, Held, Token, "m1", "Hello"));
        VerifyDelivered(Times.Once());
    }

    [Fact]
    public async Task With_a_lost_lease_nothing_is_delivered()
    {
        _handoffs.SetReturnsDefault(Task.FromResult(Lost));

        Assert.Equal(Lost, await _actions.SayAsync(Alice, Held, Token, "m1", "Hello"));
        Assert.Equal(Lost, await _actions.DeclineAsync(Alice, Held, Token));
        Assert.Equal(Lost, await _actions.TransferAsync(Alice, Held, Token, TransferTarget.ToSkill("billing"), "note"));
        Assert.Equal(Lost, await _actions.ResolveAsync(Alice, Held, Token, Resolution.Solved, "note", 7));
        Assert.Equal(Lost, await _actions.ReturnToBotAsync(Alice, Held, Token, "note", 7));
        Assert.Equal(Lost, await _actions.ReclaimAsync(Held, Alice));
        _nudges.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task The_customer_hears_of_a_return_only_when_the_person_had_joined()
    {
        _handoffs.SetReturnsDefault(Task.FromResult(Done));

        await _actions.DeclineAsync(Alice, Offered, Token);
        await _actions.DeclineAsync(Alice, Held, Token);
        await _actions.ReclaimAsync(Offered, Alice);
        await _actions.ReclaimAsync(Held, agent: null);

        _handoffs.Verify(it => it.ReturnAsync(Offered, Alice.Id, Token, null), Times.Once());
        _handoffs.Verify(it => it.ReturnAsync(Held, Alice.Id, Token, It.Is<Utterance?>(said => said != null && said.Text == "agent.returned(Alice)")), Times.Once());
        _handoffs.Verify(it => it.ReclaimAsync(Offered, Token, null), Times.Once());
        _handoffs.Verify(it => it.ReclaimAsync(Held, Token, It.Is<Utterance?>(said => said != null && said.Text == "agent.lost(alice)")), Times.Once());
        VerifyDelivered(Times.Exactly(4), queueChanged: true);
    }

    [Fact]
    public async Task What_another_node_took_back_first_is_left_alone()
    {
        Assert.Equal(Lost, await _actions.ReclaimAsync(Held with { State = HandoffState.Waiting, Holder = null, Lease = null }, agent: null));
        _handoffs.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_transfer_takes_the_note_along_and_tells_the_customer_where_to()
    {
        _handoffs.SetReturnsDefault(Task.FromResult(Done));
        var billing = TransferTarget.ToSkill("billing");

        Assert.Equal(Done, await _actions.TransferAsync(Alice, Held, Token, billing, "has paid twice"));

        _handoffs.Verify(it => it.TransferAsync(Held, Alice.Id, Token, billing, It.Is<Utterance>(said => said.Text == "agent.transferred(Alice,the billing team)"), "has paid twice"), Times.Once());
    }

    [Fact]
    public async Task A_transfer_to_a_person_tells_the_customer_that_name()
    {
        _handoffs.SetReturnsDefault(Task.FromResult(Done));
        var bob = TransferTarget.ToAgent(new AgentId("bob"), "Bob");

        Assert.Equal(Done, await _actions.TransferAsync(Alice, Held, Token, bob, ""));

        _handoffs.Verify(it => it.TransferAsync(Held, Alice.Id, Token, bob, It.Is<Utterance>(said => said.Text == "agent.transferred_to(Alice,Bob)"), ""), Times.Once());
    }

    [Fact]
    public async Task A_supervisor_who_takes_over_is_named_to_the_customer_as_the_new_person_and_joins()
    {
        var (sue, offered) = (new Agent(new("sue"), "Sue", Presence.Available, ["general"], 3, TakesOffers: false), Offered with { Holder = new("sue") });
        _handoffs.Setup(it => it.ReassignAsync(Held, sue.Id, It.Is<TransferTarget>(target => target.Agent == sue.Id), It.Is<Utterance?>(said => said != null && said.Text == "agent.reassigned_to(Alice,Sue)"), "stuck", null))
            .ReturnsAsync(Done);
        _handoffs.Setup(it => it.OfferAsync(Held.Id, sue.Id)).ReturnsAsync(new OfferResult(OfferOutcome.Offered, offered));
        _handoffs.Setup(it => it.AcceptAsync(offered, sue.Id, Token, It.Is<Utterance>(said => said.Text == "agent.joined(Sue)"))).ReturnsAsync(Done);
        _conversations.Setup(it => it.ReadTurnsAsync(Samples.Id, It.IsAny<long>())).ReturnsAsync([]);

        var (result, taken) = await _actions.TakeOverAsync(sue, Held, Alice, "stuck");

        Assert.Equal((Done, Held), (result, taken));
    }

    [Fact]
    public async Task Reassigning_tells_a_waiting_customer_only_of_another_line()
    {
        _handoffs.SetReturnsDefault(Task.FromResult(Done));
        var waiting = Held with { State = HandoffState.Waiting, Holder = null, Lease = null };

        await _actions.ReassignAsync(Alice, waiting, holder: null, TransferTarget.ToAgent(new AgentId("bob"), "Bob"), "");
        await _actions.ReassignAsync(Alice, waiting, holder: null, TransferTarget.ToSkill("billing"), "");
        await _actions.ReassignAsync(Alice, Held, holder: null, TransferTarget.ToSkill("billing"), "");

        _handoffs.Verify(it => it.ReassignAsync(waiting, Alice.Id, It.Is<TransferTarget>(target => target.Agent != null), null, "", null), Times.Once());
        _handoffs.Verify(it => it.ReassignAsync(waiting, Alice.Id, It.Is<TransferTarget>(target => target.Skill == "billing"), It.Is<Utterance?>(said => said != null && said.Text == "queue.moved(the billing team)"), "", null), Times.Once());
        _handoffs.Verify(it => it.ReassignAsync(Held, Alice.Id, It.Is<TransferTarget>(target => target.Skill == "billing"), It.Is<Utterance?>(said => said != null && said.Text == "agent.reassigned(alice,the billing team)"), "", null), Times.Once());
    }

    [Fact]
    public async Task Resolving_makes_the_bot_ask_and_remember_that_it_asked()
    {
        _handoffs.SetReturnsDefault(Task.FromResult(Done));

        Assert.Equal(Done, await _actions.ResolveAsync(Alice, Held, Token, Resolution.Solved, "explained", 7));

        _handoffs.Verify(
            it => it.CloseAsync(
                Held, Alice.Id, Token, Resolution.Solved, "explained", It.Is<IReadOnlyList<Utterance>>(closing => closing[1].Text == WordingKeys.SolvedAsk), new BotMemory { AskedSolved = "h1" }, 7),
            Times.Once());
        VerifyDelivered(Times.Once(), queueChanged: true);
    }

    [Fact]
    public async Task Returning_to_the_bot_leaves_no_question_open()
    {
        _handoffs.SetReturnsDefault(Task.FromResult(Done));

        Assert.Equal(Done, await _actions.ReturnToBotAsync(Alice, Held, Token, "note", 7));

        _handoffs.Verify(it => it.CloseAsync(Held, Alice.Id, Token, Resolution.ReturnedToBot, "note", It.IsAny<IReadOnlyList<Utterance>>(), BotMemory.Empty, 7), Times.Once());
    }

    private void VerifyDelivered(Times times, bool queueChanged = false) => _nudges.Verify(it => it.Conversation(Samples.Id, queueChanged), times);
}
