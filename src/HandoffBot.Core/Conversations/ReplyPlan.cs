using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Conversations;

/// <summary>
/// What the bot will commit for the customer turns it was read for: words, decisions, memory and at most one handoff. Built turn by turn; the first handoff ends it,
/// since from there a person answers; what the customer adds can only make it more urgent.
/// </summary>
/// <param name="policies">Taken once, so that one reply is decided by one policy.</param>
public sealed class ReplyPlan(Conversation conversation, DialogSet dialogs, PoliciesInForce.Pair policies, TimeProvider time)
{
    private readonly RoutingPolicy _policy = policies.Live;
    private readonly List<Utterance> _replies = [];
    private readonly List<DecisionRecord> _decisions = [];
    private readonly List<ShadowDecision> _shadow = [];
    private BotMemory _memory = conversation.Memory;

    public NewHandoff? Handoff { get; private set; }

    /// <summary>The person who said it was solved was too early: the customer says it is not.</summary>
    public bool IsReopened { get; private set; }

    /// <summary>How the watched policy would have decided; empty when none is watched.</summary>
    public IReadOnlyList<ShadowDecision> Shadow => _shadow;

    /// <summary>That of the last turn that was clearly in one; the handoff's, once there is one.</summary>
    public string Language { get; private set; } = conversation.Language;

    /// <summary>What the bot remembers after the turns so far.</summary>
    public BotMemory Memory => _memory;

    /// <summary>A handoff to which the customer has added what makes it more urgent; null when it does not.</summary>
    /// <param name="decision">On what they added.</param>
    public static NewHandoff? Raise(NewHandoff handoff, Conversation conversation, Decision decision, RoutingPolicy policy) => decision.Priority <= handoff.Priority && !IsFirstDanger(handoff, decision) ? null : handoff with
    {
        Priority = decision.Priority > handoff.Priority ? decision.Priority : handoff.Priority,
        Reasons = [.. decision.Reasons, .. handoff.Reasons],
        Stakes = decision.Stakes,
        EmergencyRegion = RegionOf(decision, conversation, policy) ?? handoff.EmergencyRegion,
    };

    /// <summary>Decides one turn. After a handoff, further turns are for the person, who comes sooner when more is at stake.</summary>
    /// <returns>What was decided.</returns>
    public Decision Add(TurnReading reading)
    {
        Language = Handoff is null ? reading.WrittenIn ?? Language : Language;
        var (decision, said) = Handoff is null ? Decide(reading, _policy) : (Router.Decide(conversation with { Owner = Owner.Queue }, reading, _policy), null);
        if (policies.Shadow is { } shadow && Handoff is null)
        {
            _shadow.Add(ShadowDecision.Compare(reading.Turn.Seq, shadow.Version, decision, () => Decide(reading, shadow).Decision));
        }

        if (said is var (reply, memory))
        {
            _replies.Add(reply);
            _memory = memory;
        }

        if (decision.Kind == DecisionKind.HandOff)
        {
            IsReopened = _memory.AskedSolved is not null && reading.Assent == Assent.No;
            HandOff(decision, reading.Turn);
        }
        else if (Handoff is not null)
        {
            Handoff = Raise(Handoff, conversation with { Language = Language }, decision, _policy) ?? Handoff;
        }

        _decisions.Add(new DecisionRecord(reading.Turn.Seq, decision, reading.Signals));
        return decision;
    }

    /// <summary>Hands off without a reading: the bot did not manage to answer in time (promise G8). The place is that of the first turn that nobody answered.</summary>
    public void HandOffUnread(IReadOnlyList<Turn> unanswered)
    {
        var decision = HandOffFor(new Reason(ReasonCode.Failure), skill: null, _policy);
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
        Shadow = _shadow,
        Memory = _memory,
        Language = Language == conversation.Language ? null : Language,
        Topics = [.. _decisions.Where(record => record.Decision.Reply is { Kind: ReplyKind.Dialog }).Select(record => record.Decision.Reply!.DialogId!).Where(topic => topic != conversation.Memory.Topic).Distinct()],
        Handoff = Handoff is null ? null : Handoff with { ToldWait = notice?.Handoff?.Wait },
        ExpectedAhead = expectedAhead,
    };

    /// <summary>What a policy makes of a turn, and what the bot then says, if it does.</summary>
    private (Decision Decision, (Utterance Reply, BotMemory Memory)? Said) Decide(TurnReading reading, RoutingPolicy policy)
    {
        var decision = Router.Decide(conversation with { Memory = _memory }, reading, policy);
        if (decision.Kind is not (DecisionKind.Answer or DecisionKind.Clarify))
        {
            return (decision, null);
        }

        var said = BotReplies.Compose(decision, Read(reading), dialogs, Language);
        // All steps were tried and none helped.
        return said is null ? (HandOffFor(new Reason(ReasonCode.NoProgress), dialogs.Get(Language, _memory.Topic!).Skill, policy) with { Topic = _memory.Topic }, null) : (decision, said);
    }

    /// <summary>The memory with what this turn showed of the customer.</summary>
    private BotMemory Read(TurnReading reading)
    {
        var (progress, distress) = (reading.Strongest(SignalKind.Progress), reading.Strongest(SignalKind.Distress));
        return _memory with
        {
            WithoutProgress = progress.IsUnknown ? _memory.WithoutProgress : (int)progress.Value,
            Distress = distress.IsUnknown ? _memory.Distress : distress.Value is > 0 and <= 1 ? Math.Round(distress.Value, 2) : null,
        };
    }

    /// <summary>Whoever is in danger reads where help is, however urgent their handoff already was.</summary>
    private static bool IsFirstDanger(NewHandoff handoff, Decision decision) => decision.Stakes == Stakes.SelfHarmOrSafety && handoff.Stakes != Stakes.SelfHarmOrSafety;

    private static string? RegionOf(Decision decision, Conversation conversation, RoutingPolicy policy) =>
        decision.Stakes == Stakes.SelfHarmOrSafety ? policy.Emergency.RegionFor(conversation.Address.Locale, conversation.Language) : null;

    private static Decision HandOffFor(Reason reason, string? skill, RoutingPolicy policy)
    {
        var row = policy.RowOf(reason.Code);
        return new Decision(DecisionKind.HandOff, policy.Version) { Reasons = [reason], Skill = row.Skill ?? skill ?? policy.DefaultSkill, Priority = row.Priority };
    }

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
            EmergencyRegion = RegionOf(decision, conversation with { Language = Language }, _policy),
            Topic = _memory.Topic,
            Language = Language,
            Channel = conversation.Address.Channel,
            Customer = conversation.Customer,
            EnqueuedAt = turn.At,
        };
        _memory = BotMemory.Empty;
    }
}
