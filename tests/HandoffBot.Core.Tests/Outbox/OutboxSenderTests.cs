using CsCheck;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Tests.FollowUps;
using Microsoft.Extensions.Time.Testing;
using Moq;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Outbox;

public sealed class OutboxSenderTests
{
    private static readonly Conversation OnTeams = Talk with { Address = Teams };

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly Mock<IOutboxStore> _outbox = new();
    private readonly Mock<IConnector> _connector = new();
    private readonly Mock<IFollowUpStore> _followUps = new();
    private readonly Mock<IHandoffStore> _handoffs = new();
    private readonly Mock<INudges> _nudges = new();
    private readonly List<string> _kept = [];
    private readonly List<long> _sent = [];
    private readonly List<(long SentSeq, DateTimeOffset? RetryAt)> _acknowledged = [];

    public OutboxSenderTests()
    {
        _outbox.Setup(it => it.AcknowledgeAsync(Id, It.IsAny<long>(), It.IsAny<DateTimeOffset?>()))
            .Callback((ConversationId _, long sentSeq, DateTimeOffset? retryAt) => _acknowledged.Add((sentSeq, retryAt)))
            .Returns(Task.CompletedTask);
        _outbox.Setup(it => it.RecordUndeliveredAsync(Id, It.IsAny<Undelivered>()))
            .Callback((ConversationId _, Undelivered one) => _kept.Add($"mark {one.Seq} {one.Why}"))
            .Returns(Task.CompletedTask);
        _followUps.Setup(it => it.OpenAsync(It.IsAny<NewFollowUp>()))
            .Callback((NewFollowUp owed) => _kept.Add($"owe {owed.Kind} {owed.Responsible}"))
            .ReturnsAsync(true);
        Answers(_ => new SendResult(SendOutcome.Sent));
    }

    [Fact]
    public async Task Turns_are_sent_in_order_and_acknowledged_up_to_the_last_one_looked_at()
    {
        Claims(Batch(lastSeq: 5, 2, 4));

        await Sender().SendAsync(Id);

        Assert.Equal([2, 4], _sent);
        Assert.Equal([(5L, (DateTimeOffset?)null)], _acknowledged);
    }

    [Fact]
    public async Task What_arrived_while_sending_is_sent_too()
    {
        Claims(Batch(lastSeq: 2, 2), Batch(lastSeq: 3, 3));

        await Sender().SendAsync(Id);

        Assert.Equal([2, 3], _sent);
        Assert.Equal([2L, 3L], _acknowledged.Select(one => one.SentSeq));
    }

    [Fact]
    public async Task The_first_failure_stops_the_batch_so_that_the_order_is_kept()
    {
        Claims(Batch(lastSeq: 4, 2, 3, 4), Batch(lastSeq: 4, 4));
        Answers(turn => new SendResult(turn.Seq == 3 ? SendOutcome.TryAgain : SendOutcome.Sent));

        await Sender().SendAsync(Id);

        Assert.Equal([2, 3], _sent);
        var (sentSeq, retryAt) = Assert.Single(_acknowledged);
        Assert.Equal(2, sentSeq);
        Assert.InRange(retryAt!.Value, Noon.AddSeconds(1), Noon.AddSeconds(1.25));
    }

    [Fact]
    public async Task The_channels_wish_for_patience_is_honoured()
    {
        Claims(Batch(lastSeq: 2, 2));
        Answers(_ => new SendResult(SendOutcome.TryAgain, TimeSpan.FromSeconds(42)));

        await Sender().SendAsync(Id);

        Assert.Equal([(1L, (DateTimeOffset?)Noon.AddSeconds(42))], _acknowledged);
    }

    [Fact]
    public void Pauses_double_up_to_five_minutes_with_up_to_a_quarter_more() => Gen.Int[0, 1_000_000].Sample(attempts =>
    {
        var test = new OutboxSenderTests();
        test.Claims(Batch(lastSeq: 2, 2) with { Attempts = attempts });
        test.Answers(_ => new SendResult(SendOutcome.TryAgain));

        Assert.True(test.Sender().SendAsync(Id).IsCompletedSuccessfully);

        var pause = Assert.Single(test._acknowledged).RetryAt!.Value - Noon;
        var least = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempts, 30)), 300));
        Assert.InRange(pause, least, least * 1.25);
    });

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 32)]
    [InlineData(8, 256)]
    [InlineData(9, 300)]
    public async Task The_pause_grows_with_the_tries(int attempts, int seconds)
    {
        Claims(Batch(lastSeq: 2, 2) with { Attempts = attempts });
        Answers(_ => new SendResult(SendOutcome.TryAgain));

        await Sender().SendAsync(Id);

        Assert.InRange(Assert.Single(_acknowledged).RetryAt!.Value, Noon.AddSeconds(seconds), Noon.AddSeconds(seconds * 1.25));
    }

    [Fact]
    public async Task A_turn_that_the_channel_will_never_take_does_not_hold_up_the_others()
    {
        Claims(Batch(lastSeq: 4, 2, 3, 4));
        Answers(turn => new SendResult(turn.Seq == 3 ? SendOutcome.Refused : SendOutcome.Sent, Detail: "403"));

        await Sender().SendAsync(Id);

        Assert.Equal([2, 3, 4], _sent);
        Assert.Equal([(4L, (DateTimeOffset?)null)], _acknowledged);
    }

    [Fact]
    public async Task Words_of_a_person_that_the_channel_refuses_are_owed_before_the_outbox_moves_on()
    {
        Claims(Spoken(2));
        Answers(_ => new SendResult(SendOutcome.Refused, Detail: "the connector answered 403", Why: Refusal.Blocked));
        _outbox.Setup(it => it.AcknowledgeAsync(Id, It.IsAny<long>(), It.IsAny<DateTimeOffset?>())).Callback(() => _kept.Add("move on")).Returns(Task.CompletedTask);

        await Sender().SendAsync(Id);

        Assert.Equal(["owe DeliveryFailed alice", "mark 2 Blocked", "move on"], _kept);
        _nudges.Verify(it => it.Conversation(Id, false), Times.Once());
        _followUps.Verify(it => it.OpenAsync(It.Is<NewFollowUp>(owed => owed.Handoff == Opened().Id && owed.Skill == "general" && owed.Customer == Zoe && owed.DueAt > Noon)), Times.Once());
    }

    [Fact]
    public async Task Words_of_the_bot_that_the_channel_refuses_are_marked_only()
    {
        Claims(Batch(lastSeq: 2, 2));
        Answers(_ => new SendResult(SendOutcome.Refused, Why: Refusal.Gone));

        await Sender().SendAsync(Id);

        Assert.Equal(["mark 2 Gone"], _kept);
    }

    [Theory]
    [InlineData(FollowUpState.Open, 0)]
    [InlineData(FollowUpState.Done, 1)]
    [InlineData(FollowUpState.Withdrawn, 1)]
    public async Task One_handoff_owes_once_what_it_could_not_deliver_until_somebody_has_dealt_with_it(FollowUpState state, int more)
    {
        Claims(Spoken(2));
        Answers(_ => new SendResult(SendOutcome.Refused, Why: Refusal.Blocked));
        var known = FollowUpId.Of(FollowUpKind.DeliveryFailed, Opened().Id);
        _followUps.Setup(it => it.OpenAsync(It.Is<NewFollowUp>(owed => owed.Id == known))).ReturnsAsync(false);
        _followUps.Setup(it => it.FindAsync(known)).ReturnsAsync(() => new FollowUp(Promises.Plans(_time).DeliveryFailed(OnTeams, new Handoff(Opened(), HandoffState.Held, "general"), ""), state));

        await Sender().SendAsync(Id);

        _followUps.Verify(it => it.OpenAsync(It.Is<NewFollowUp>(owed => owed.Id == FollowUpId.Of(FollowUpKind.DeliveryFailed, Id, "turn 2"))), Times.Exactly(more));
    }

    [Fact]
    public async Task What_cannot_be_marked_stays_in_the_outbox()
    {
        Claims(Spoken(2));
        Answers(_ => new SendResult(SendOutcome.Refused, Why: Refusal.Blocked));
        _followUps.Setup(it => it.OpenAsync(It.IsAny<NewFollowUp>())).ThrowsAsync(new TimeoutException("store away"));

        await Assert.ThrowsAsync<TimeoutException>(() => Sender().SendAsync(Id));
        Assert.Empty(_acknowledged);
    }

    [Fact]
    public async Task No_channel_makes_a_customer_wait_for_days()
    {
        Claims(Batch(lastSeq: 2, 2));
        Answers(_ => new SendResult(SendOutcome.TryAgain, TimeSpan.FromDays(30)));

        await Sender().SendAsync(Id);

        Assert.Equal([(1L, (DateTimeOffset?)Noon.AddHours(1))], _acknowledged);
    }

    [Fact]
    public async Task A_second_sender_does_nothing()
    {
        Claims();

        await Sender().SendAsync(Id);

        Assert.Empty(_sent);
        Assert.Empty(_acknowledged);
    }

    [Fact]
    public async Task A_conversation_is_claimed_for_longer_than_a_send_may_take()
    {
        Claims();

        await Sender().SendAsync(Id);

        _outbox.Verify(it => it.ClaimAsync(Id, Noon + OutboxSender.ClaimFor), Times.Once());
    }

    [Fact]
    public async Task A_slow_channel_never_outlasts_the_claim_so_that_no_second_sender_overtakes_the_first()
    {
        long[] waiting = [2, 3, 4, 5, 6];
        DateTimeOffset? until = null;
        _outbox.Setup(it => it.ClaimAsync(Id, It.IsAny<DateTimeOffset>())).ReturnsAsync((ConversationId _, DateTimeOffset claimedUntil) =>
        {
            until = claimedUntil;
            long[] left = [.. waiting.Where(seq => seq > (_acknowledged.Count > 0 ? _acknowledged[^1].SentSeq : 0))];
            return left.Length > 0 ? Batch(lastSeq: 6, left) : null;
        });
        Answers(_ =>
        {
            _time.Advance(OutboxSender.ClaimFor / 3);
            Assert.True(_time.GetUtcNow() <= until, "The claim was over before the send was.");
            return new SendResult(SendOutcome.Sent);
        });

        await Sender().SendAsync(Id);

        Assert.Equal(waiting, _sent);
        Assert.Equal((6L, null), _acknowledged[^1]);
    }

    [Fact]
    public async Task A_send_that_breaks_acknowledges_nothing()
    {
        Claims(Batch(lastSeq: 2, 2));
        Answers(_ => throw new HttpRequestException("connection reset"));

        await Assert.ThrowsAsync<HttpRequestException>(() => Sender().SendAsync(Id));
        Assert.Empty(_acknowledged);
    }

    [Fact]
    public async Task A_send_in_the_background_never_throws()
    {
        _outbox.Setup(it => it.ClaimAsync(Id, It.IsAny<DateTimeOffset>())).ThrowsAsync(new TimeoutException("store away"));

        await Sender().TrySendAsync(Id);

        _outbox.Verify(it => it.ClaimAsync(Id, It.IsAny<DateTimeOffset>()), Times.Once());
    }

    [Fact]
    public async Task Words_for_a_channel_with_a_connector_are_sent_at_once_and_others_only_announced()
    {
        var claimed = new TaskCompletionSource();
        _outbox.Setup(it => it.ClaimAsync(Id, It.IsAny<DateTimeOffset>())).Callback(() => claimed.SetResult()).ReturnsAsync((OutboxBatch?)null);
        var nudges = new Mock<INudges>();
        var delivery = new Delivery(nudges.Object, Sender());

        delivery.Deliver(Id, Web);
        _outbox.VerifyNoOtherCalls();
        delivery.Deliver(Id, Teams, queueChanged: true);
        await claimed.Task.WaitAsync(TestContext.Current.CancellationToken);

        nudges.Verify(it => it.Conversation(Id, false), Times.Once());
        nudges.Verify(it => it.Conversation(Id, true), Times.Once());
    }

    private static OutboxBatch Batch(long lastSeq, params long[] seqs) =>
        new(OnTeams, [.. seqs.Select(seq => At(seq, new Utterance { Speaker = Speaker.Bot, Text = $"turn {seq}" }))], lastSeq, Attempts: 0);

    /// <summary>Alice, who holds the conversation, has said something.</summary>
    private OutboxBatch Spoken(long seq)
    {
        var conversation = OnTeams with { Owner = Owner.Agent, Agent = new AgentId("alice"), Handoff = Opened().Id };
        _handoffs.Setup(it => it.FindAsync(Opened().Id)).ReturnsAsync(new Handoff(Opened(), HandoffState.Held, "general"));
        return new(conversation, [At(seq, new Utterance { Speaker = Speaker.Agent, Name = "Alice", Text = "hello" })], seq, Attempts: 0);
    }

    private OutboxSender Sender() => Promises.Sender(_outbox.Object, _connector.Object, _followUps.Object, _handoffs.Object, _nudges.Object, _time);

    private void Claims(params OutboxBatch[] batches)
    {
        var left = new Queue<OutboxBatch>(batches);
        _outbox.Setup(it => it.ClaimAsync(Id, It.IsAny<DateTimeOffset>())).ReturnsAsync(() => left.TryDequeue(out var batch) ? batch : null);
    }

    private void Answers(Func<Turn, SendResult> answer) =>
        _connector.Setup(it => it.SendAsync(It.Is<Conversation>(conversation => conversation.Address == Teams), It.IsAny<Turn>(), It.IsAny<CancellationToken>())).ReturnsAsync((Conversation _, Turn turn, CancellationToken _) =>
        {
            _sent.Add(turn.Seq);
            return answer(turn);
        });
}
