using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;
using Microsoft.Extensions.Time.Testing;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Conversations;

public sealed class ReplyPlanTests
{
    private static readonly Signal PersonWanted = Read(SignalKind.HumanRequest, 1, "a person");

    [Fact]
    public void Several_unanswered_turns_are_answered_together_in_order()
    {
        var plan = Plan(BotMemory.Empty);

        plan.Add(Reading("how do I pay", seq: 2, answers: [Found(PayBill)]));
        plan.Add(Reading("hm", seq: 3));
        plan.Add(Reading("the meter", seq: 4, answers: [Found(MeterReading)]));

        var commit = plan.ToCommit(4, notice: null, expectedAhead: null);
        Assert.Equal(["answer of pay-bill", WordingKeys.ClarifyNone, "answer of meter-reading"], commit.Replies.Select(reply => reply.Text));
        Assert.Equal([2, 3, 4], commit.Decisions.Select(record => record.Seq));
        Assert.Equal(new BotMemory { Topic = "meter-reading" }, commit.Memory);
        Assert.Equal((Id, 1, 4), (commit.Conversation, commit.ExpectedVersion, commit.AnsweredSeq));
        Assert.Null(commit.Handoff);
    }

    [Fact]
    public void Each_turn_is_decided_with_what_the_turn_before_left_in_memory()
    {
        var plan = Plan(BotMemory.Empty);

        plan.Add(Reading("hm", seq: 2));
        plan.Add(Reading("hm hm", seq: 3));

        Assert.Equal(ReasonCode.LowConfidence, Assert.Single(plan.Handoff!.Reasons).Code);
    }

    [Fact]
    public void The_first_handoff_ends_the_plan_and_what_follows_is_for_the_person()
    {
        var plan = Plan(new() { Topic = "pay-bill" });

        plan.Add(Reading("the meter", seq: 2, answers: [Found(MeterReading)]));
        plan.Add(Reading("a person please", seq: 3, signals: PersonWanted));
        plan.Add(Reading("how do I pay", seq: 4, answers: [Found(PayBill)]));
        plan.Add(Reading("a person, now", seq: 5, signals: PersonWanted));

        var notice = new Utterance { Speaker = Speaker.System, Text = "notice" };
        var commit = plan.ToCommit(5, notice, expectedAhead: 3);
        Assert.Equal(["answer of meter-reading", "notice"], commit.Replies.Select(reply => reply.Text));
        Assert.Equal([DecisionKind.Answer, DecisionKind.HandOff, DecisionKind.PassToAgent, DecisionKind.PassToAgent], commit.Decisions.Select(record => record.Decision.Kind));
        Assert.Equal((3, BotMemory.Empty), (commit.ExpectedAhead, commit.Memory));
    }

    [Fact]
    public void What_is_graver_in_the_words_that_follow_moves_the_handoff_ahead()
    {
        var plan = Plan(new());

        plan.Add(Reading("a person please", seq: 2, signals: PersonWanted));
        plan.Add(Reading("i want to die", seq: 3, signals: Read(SignalKind.Stakes, 1, "want to die", Stakes.SelfHarmOrSafety)));
        plan.Add(Reading("and my card was stolen", seq: 4, signals: Read(SignalKind.Stakes, 1, "stolen", Stakes.Fraud)));

        Assert.Equal((Priority.Crisis, Stakes.SelfHarmOrSafety, Noon.AddSeconds(2)), (plan.Handoff!.Priority, plan.Handoff.Stakes, plan.Handoff.EnqueuedAt));
        Assert.Equal([ReasonCode.HighStakes, ReasonCode.HumanRequest], plan.Handoff.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void The_bot_answers_in_the_language_that_the_customer_turns_to()
    {
        var plan = Plan(new());

        plan.Add(Reading("et le compteur", seq: 2, answers: [Found(MeterReading)]) with { WrittenIn = "fr" });
        plan.Add(Reading("4711", seq: 3, answers: [Found(PayBill)]));

        var commit = plan.ToCommit(3, null, null);
        Assert.Equal("fr", commit.Language);
        Assert.All(commit.Replies, reply => Assert.StartsWith("fr:", reply.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_person_is_sought_in_the_language_that_the_customer_turned_to()
    {
        var plan = Plan(new());

        plan.Add(Reading("une personne", seq: 2, signals: PersonWanted) with { WrittenIn = "fr" });

        Assert.Equal("fr", plan.Handoff!.Language);
    }

    [Fact]
    public void A_handoff_and_its_conversation_stay_in_one_language()
    {
        var plan = Plan(new());

        plan.Add(Reading("a person please", seq: 2, signals: PersonWanted));
        plan.Add(Reading("je ne sais pas", seq: 3) with { WrittenIn = "fr" });

        Assert.Equal("en", plan.Handoff!.Language);
        Assert.Null(plan.ToCommit(3, null, null).Language);
    }

    [Fact]
    public void Whoever_is_in_danger_is_told_so_however_urgent_the_handoff_was()
    {
        var raised = ReplyPlan.Raise(Opened(Priority.Crisis, stakes: Stakes.Fraud), Talk, new Decision(DecisionKind.PassToAgent, "1") { Priority = Priority.Crisis, Stakes = Stakes.SelfHarmOrSafety }, new RoutingPolicy());

        Assert.Equal((Priority.Crisis, Stakes.SelfHarmOrSafety), (raised!.Priority, raised.Stakes));
    }

    [Fact]
    public void A_conversation_that_goes_on_in_its_language_is_not_changed()
    {
        var plan = Plan(new());

        plan.Add(Reading("the meter", seq: 2, answers: [Found(MeterReading)]) with { WrittenIn = "en" });

        Assert.Null(plan.ToCommit(2, null, null).Language);
    }

    [Fact]
    public void A_handoff_says_whose_it_is_why_and_since_when_it_was_asked_for()
    {
        var plan = Plan(new() { Topic = "pay-bill" });

        plan.Add(Reading("stolen", seq: 2, signals: Read(SignalKind.Stakes, 1, "stolen", Stakes.Fraud)));

        var handoff = plan.Handoff!;
        Assert.Equal(
            (Id, "fraud", Priority.Urgent, Stakes.Fraud, "pay-bill", "en", "directline", Zoe, Noon.AddSeconds(2)),
            (handoff.Conversation, handoff.Skill, handoff.Priority, handoff.Stakes, handoff.Topic, handoff.Language, handoff.Channel, handoff.Customer, handoff.EnqueuedAt));
        Assert.Equal([new Reason(ReasonCode.HighStakes, "stolen") { Stakes = Stakes.Fraud }], handoff.Reasons);
    }

    [Fact]
    public void A_dialog_with_steps_is_answered_with_the_first_one()
    {
        var commit = Added(BotMemory.Empty, Reading(answers: [Found(RouterReset)]));

        var reply = Assert.Single(commit.Replies);
        Assert.Equal($"answer of router-reset\n\nswitch it off\n\n{WordingKeys.StepsAsk}", reply.Text);
        Assert.Equal([WordingKeys.StepsWorked, WordingKeys.StepsNext, WordingKeys.SuggestPerson], reply.Suggestions);
        Assert.Equal(new BotMemory { Topic = "router-reset", Step = 0 }, commit.Memory);
    }

    [Fact]
    public void No_brings_the_next_step()
    {
        var commit = Added(new() { Topic = "router-reset", Step = 0 }, Reading(assent: Assent.No));

        Assert.Equal($"hold the button\n\n{WordingKeys.StepsAsk}", Assert.Single(commit.Replies).Text);
        Assert.Equal(new BotMemory { Topic = "router-reset", Step = 1 }, commit.Memory);
    }

    [Fact]
    public void Yes_closes_the_steps()
    {
        var commit = Added(new() { Topic = "router-reset", Step = 1, WithoutProgress = 1 }, Reading(assent: Assent.Yes));

        Assert.Equal(WordingKeys.StepsDone, Assert.Single(commit.Replies).Text);
        Assert.Equal(new BotMemory { Topic = "router-reset" }, commit.Memory);
    }

    [Fact]
    public void When_no_step_helped_a_person_of_the_topics_skill_takes_over()
    {
        var plan = Plan(new() { Topic = "router-reset", Step = 1 });

        plan.Add(Reading("no", seq: 2, assent: Assent.No));

        Assert.Equal(("technical", "router-reset"), (plan.Handoff!.Skill, plan.Handoff.Topic));
        Assert.Equal(ReasonCode.NoProgress, Assert.Single(plan.Handoff.Reasons).Code);
        var commit = plan.ToCommit(2, notice: null, expectedAhead: null);
        Assert.Empty(commit.Replies);
        var decision = Assert.Single(commit.Decisions).Decision;
        Assert.Equal((DecisionKind.HandOff, null), (decision.Kind, decision.Reply));
    }

    [Fact]
    public void Not_solved_after_all_reopens()
    {
        var plan = Plan(new() { AskedSolved = "h0" });

        plan.Add(Reading("no", assent: Assent.No));

        Assert.True(plan.IsReopened);
        Assert.NotNull(plan.Handoff);
    }

    [Fact]
    public void A_request_for_a_person_instead_of_yes_or_no_is_not_a_reopening()
    {
        var plan = Plan(new() { AskedSolved = "h0" });

        plan.Add(Reading("a person please", signals: PersonWanted));

        Assert.False(plan.IsReopened);
        Assert.NotNull(plan.Handoff);
    }

    [Fact]
    public void Solved_is_thanked_for_and_forgotten()
    {
        var commit = Added(new() { AskedSolved = "h0" }, Reading(assent: Assent.Yes));

        Assert.Equal(WordingKeys.SolvedThanks, Assert.Single(commit.Replies).Text);
        Assert.Equal(BotMemory.Empty, commit.Memory);
    }

    [Fact]
    public void A_topic_counts_once_when_it_is_opened_and_not_again_while_it_stays_open()
    {
        var plan = Plan(new() { Topic = "pay-bill" });

        plan.Add(Reading(seq: 2, answers: [Found(PayBill)]));
        plan.Add(Reading(seq: 3, answers: [Found(MeterReading)]));
        plan.Add(Reading(seq: 4, answers: [Found(MeterReading)]));

        Assert.Equal(["meter-reading"], plan.ToCommit(4, notice: null, expectedAhead: null).Topics);
    }

    [Fact]
    public void Turns_without_progress_are_remembered_and_an_unknown_reading_keeps_the_count()
    {
        Assert.Equal(1, Added(BotMemory.Empty, Reading(answers: [Found(PayBill)], signals: Read(SignalKind.Progress, 1))).Memory.WithoutProgress);
        Assert.Equal(1, Added(new() { WithoutProgress = 1 }, Reading(answers: [Found(PayBill)], signals: Signal.Unknown(SignalKind.Progress))).Memory.WithoutProgress);
        Assert.Equal(0, Added(new() { WithoutProgress = 1 }, Reading(answers: [Found(PayBill)])).Memory.WithoutProgress);
    }

    [Fact]
    public void The_bot_asks_back_with_the_topics_titles_and_always_offers_a_person()
    {
        var commit = Added(new() { Topic = "router-reset", Step = 1 }, Reading(answers: [Found(PayBill, 0.4), Found(MeterReading, 0.3)]));

        var reply = Assert.Single(commit.Replies);
        Assert.Equal((WordingKeys.ClarifyWhich, Speaker.Bot, WordingKeys.BotName), (reply.Text, reply.Speaker, reply.Name));
        Assert.Equal(["title of pay-bill", "title of meter-reading", WordingKeys.SuggestPerson], reply.Suggestions);
        Assert.Equal(new BotMemory { Topic = "router-reset", Clarifications = 1 }, commit.Memory);
    }

    [Fact]
    public void A_single_candidate_is_asked_about_and_none_is_admitted()
    {
        Assert.Equal(WordingKeys.ClarifyOne, Assert.Single(Added(BotMemory.Empty, Reading(answers: [Found(PayBill, 0.4)])).Replies).Text);
        Assert.Equal(WordingKeys.ClarifyNone, Assert.Single(Added(BotMemory.Empty, Reading(answers: [])).Replies).Text);
    }

    [Fact]
    public void The_bot_speaks_the_conversations_language()
    {
        var plan = new ReplyPlan(Talk with { Language = "fr" }, Set, new PoliciesInForce(new RoutingPolicy()).Current, new FakeTimeProvider(Noon));

        plan.Add(Reading("la boîte", answers: [Found(RouterReset)]));

        Assert.Equal("fr:answer of router-reset\n\nfr:switch it off\n\nfr:steps.ask", Assert.Single(plan.ToCommit(1, notice: null, expectedAhead: null).Replies).Text);
    }

    [Fact]
    public void The_greeting_names_bot_and_company_and_offers_a_person()
    {
        var greeting = BotReplies.Greeting(English);

        Assert.Equal(("greeting(bot.name,company.name)", Speaker.Bot), (greeting.Text, greeting.Speaker));
        Assert.Equal([WordingKeys.SuggestPerson], greeting.Suggestions);
    }

    private static ReplyPlan Plan(BotMemory memory) => new(Talk with { Memory = memory }, Set, new PoliciesInForce(new RoutingPolicy()).Current, new FakeTimeProvider(Noon));

    private static BotCommit Added(BotMemory memory, TurnReading reading)
    {
        var plan = Plan(memory);
        plan.Add(reading);
        return plan.ToCommit(reading.Turn.Seq, notice: null, expectedAhead: null);
    }
}
