using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Conversations;

/// <summary>
/// What the bot will commit for the customer turns it was read for: words, decisions, memory and at most one handoff. Built turn by turn; the first handoff ends it,
/// since from there a person answers.
/// </summary>
public sealed class ReplyPlan(Conversation conversation, DialogSet dialogs, RoutingPolicy policy, TimeProvider time)
{
    private readonly List<Utterance> _replies = [];
    private readonly List<DecisionRecord> _decisions = [];
    private BotMemory _memory = conversation.Memory;

    public NewHandoff? Handoff { get; private set; }

    /// <summary>The person who said it was solved was too early: the customer says it is not.</summary>
    public bool IsReopened { get; private set; }

    /// <summary>Decides one turn. After a handoff, further turns are for the person.</summary>
    public void Add(TurnReading reading)
    {
        var decision = Handoff is null
            ? Router.Decide(conversation with { Memory = _memory }, reading, policy)
            : new Decision(DecisionKind.PassToAgent, policy.Version);
        var progress = reading.Strongest(SignalKind.Progress);
        var memory = _memory with { WithoutProgress = progress.IsUnknown ? _memory.WithoutProgress : (int)progress.Value };

        if (decision.Kind is DecisionKind.Answer or DecisionKind.Clarify)
        {
            if (BotReplies.Compose(decision, memory, dialogs, conversation.Language) is var (reply, next))
            {
                _replies.Add(reply);
                _memory = next;
            }
            else
            {
                // All steps were tried and none helped.
                decision = decision with { Kind = DecisionKind.HandOff, Reply = null, Reasons = [new Reason(ReasonCode.NoProgress)], Skill = dialogs.Get(conversation.Language, _memory.Topic!).Skill };
            }
        }

        if (decision.Kind == DecisionKind.HandOff)
        {
            IsReopened = _memory.AskedSolved is not null && reading.Assent == Assent.No;
            HandOff(decision, reading.Turn);
        }

        _decisions.Add(new DecisionRecord(reading.Turn.Seq, decision, reading.Signals));
    }

    /// <summary>Hands off without a reading: the bot did not manage to answer in time (promise G8). The place is that of the first turn that nobody answered.</summary>
    public void HandOffUnread(IReadOnlyList<Turn> unanswered)
    {
        var decision = new Decision(DecisionKind.HandOff, policy.Version) { Reasons = [new Reason(ReasonCode.Failure)], Skill = policy.DefaultSkill };
        HandOff(decision, unanswered[0]);
        _decisions.Add(new DecisionRecord(unanswered[^1].Seq, decision, []));
    }

    /// <summary>The commit, with the handoff's notice last.</summary>
    public BotCommit ToCommit(long answeredSeq, Utterance? notice, long? expectedAhead) => new()
    {
        Conversation = conversation.Id,
        ExpectedVersion = conversation.Version,
        AnsweredSeq = answeredSeq,
        Replies = notice is null ? _replies : [.. _replies, notice],
        Decisions = _decisions,
        Memory = _memory,
        Topics = [.. _decisions.Where(record => record.Decision.Reply is { Kind: ReplyKind.Dialog }).Select(record => record.Decision.Reply!.DialogId!).Where(topic => topic != conversation.Memory.Topic).Distinct()],
        Handoff = Handoff is null ? null : Handoff with { ToldWait = notice?.Handoff?.Wait },
        ExpectedAhead = expectedAhead,
    };

    /// <summary>The place in the line is that of the instant the customer spoke, however long the message lay on a disk or the reply took.</summary>
    private void HandOff(Decision decision, Turn turn)
    {
        Handoff = new NewHandoff
        {
            Id = HandoffId.For(conversation.Id, time),
            Conversation = conversation.Id,
            Skill = decision.Skill!,
            Priority = decision.Priority,
            Reasons = decision.Reasons,
            Stakes = decision.Stakes,
            Topic = _memory.Topic,
            Language = conversation.Language,
            Channel = conversation.Address.Channel,
            Customer = conversation.Customer,
            EnqueuedAt = turn.At,
        };
        _memory = BotMemory.Empty;
    }
}
