using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using HandoffBot.Core.Tests.FollowUps;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Conversations;

/// <summary>A turn handler between stores that a test speaks for. Readers find nothing and the store takes every commit, unless told otherwise.</summary>
internal sealed class TurnFlow
{
    private readonly Queue<Committed> _outcomes = new();

    /// <param name="options">When people work, for example; at any hour unless a test says otherwise.</param>
    public TurnFlow(HandoffOptions? options = null)
    {
        foreach (var kind in Enum.GetValues<SignalKind>().Except([SignalKind.AnswerConfidence]))
        {
            var reader = new Mock<ISignalReader>();
            reader.Setup(it => it.Kind).Returns(kind);
            reader.Setup(it => it.ReadAsync(It.IsAny<TurnContext>(), It.IsAny<CancellationToken>())).Returns(() => new(Signal.None(kind)));
            Readers[kind] = reader;
        }

        Answers.Setup(it => it.FindAsync(It.IsAny<TurnContext>(), It.IsAny<CancellationToken>())).Returns(() => new((IReadOnlyList<FoundAnswer>)[]));
        Conversations.Setup(it => it.CommitAsync(It.IsAny<BotCommit>())).ReturnsAsync((BotCommit commit) =>
        {
            Commits.Add(commit);
            return _outcomes.TryDequeue(out var outcome) ? outcome : new Committed(CommitOutcome.Done);
        });
        Handoffs.Setup(it => it.ReadWaitsAsync(It.IsAny<string>())).ReturnsAsync([]);
        Signals = new SignalPanel(Readers.Values.Select(reader => reader.Object), Answers.Object, Corvelle.Set, Time, NullLogger<SignalPanel>.Instance);
        var delivery = new Delivery(Nudges.Object, Promises.Sender(Time));
        FollowUps.Setup(it => it.OpenAsync(It.IsAny<NewFollowUp>())).ReturnsAsync(true);
        FollowUps.Setup(it => it.OfHandoffAsync(It.IsAny<HandoffId>())).ReturnsAsync([]);
        var followUps = Promises.Actions(FollowUps.Object, Conversations.Object, delivery, Time, options);
        Handler = new TurnHandler(
            Conversations.Object, Handoffs.Object, Signals, Corvelle.Set, Policies, delivery, followUps,
            new TurnsToPeople(Conversations.Object, Handoffs.Object, Signals, Corvelle.Set, Policies, delivery, followUps, Time), Time, NullLogger<TurnHandler>.Instance);
    }

    public PoliciesInForce Policies { get; } = new(new RoutingPolicy());
    public FakeTimeProvider Time { get; } = new(Noon);
    public Mock<IConversationStore> Conversations { get; } = new();
    public Mock<IHandoffStore> Handoffs { get; } = new();
    public Mock<IFollowUpStore> FollowUps { get; } = new();

    public Mock<INudges> Nudges { get; } = new();
    public Mock<IAnswerFinder> Answers { get; } = new();
    public Dictionary<SignalKind, Mock<ISignalReader>> Readers { get; } = [];
    public SignalPanel Signals { get; }
    public TurnHandler Handler { get; }

    /// <summary>What the store was asked to commit, refused ones included.</summary>
    public List<BotCommit> Commits { get; } = [];

    /// <summary>The conversation with these turns, the last one unanswered.</summary>
    public static Snapshot Snapshot(Conversation conversation, params IReadOnlyList<Turn> turns) =>
        new(conversation with { LastSeq = turns[^1].Seq }, turns);

    /// <summary>The store's answers to the next commits; Done after them.</summary>
    public void Answer(params Committed[] outcomes) => Array.ForEach(outcomes, _outcomes.Enqueue);

    /// <summary>What the conversation is when it is loaded, one after the other; the last one stays.</summary>
    public void Load(params Snapshot?[] snapshots)
    {
        var loads = 0;
        Conversations.Setup(it => it.LoadAsync(Id)).ReturnsAsync(() => snapshots[Math.Min(loads++, snapshots.Length - 1)]);
    }

    public void Reads(SignalKind kind, Func<TurnContext, CancellationToken, ValueTask<Signal>> read) =>
        Readers[kind].Setup(it => it.ReadAsync(It.IsAny<TurnContext>(), It.IsAny<CancellationToken>())).Returns(read);

    public void Finds(params FoundAnswer[] found) =>
        Answers.Setup(it => it.FindAsync(It.IsAny<TurnContext>(), It.IsAny<CancellationToken>())).Returns(() => new((IReadOnlyList<FoundAnswer>)found));

    public Task ReplyAsync(Snapshot snapshot) => Handler.ReplyAsync(snapshot, CancellationToken.None);

    public void VerifyDelivered(Times times, bool queueChanged = false) => Nudges.Verify(it => it.Conversation(Id, queueChanged), times);
}
