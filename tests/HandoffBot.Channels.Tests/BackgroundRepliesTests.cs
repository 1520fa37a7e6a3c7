using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace HandoffBot.Channels.Tests;

public sealed class BackgroundRepliesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_lines_at_once_are_read_one_reply_at_a_time_and_not_once_for_each()
    {
        await using var host = await ChannelsHost.StartAsync();
        var (gate, nudges) = (new Gate(), new Mock<INudges>());
        using var replies = Replies(host, gate, nudges.Object);
        var chat = await Chat.StartAsync(host);
        var snapshots = new List<Snapshot>();
        foreach (var line in Enumerable.Range(1, 10))
        {
            snapshots.Add((await host.Conversations.ReceiveAsync(Message(chat.Id, line), "en", host.Time.GetUtcNow())).Snapshot!);
        }

        var first = replies.ReplyAsync(snapshots[0]);
        await gate.Entered.WaitAsync(Stop);
        var rest = snapshots.Skip(1).Select(replies.ReplyAsync).ToArray();
        Assert.All(rest, reply => Assert.False(reply.IsCompleted));
        gate.Open();
        await Task.WhenAll([first, .. rest]).WaitAsync(Stop);

        Assert.Equal(1, gate.MostAtOnce);
        nudges.Verify(it => it.Typing(chat.Id), Times.Exactly(2));
        Assert.Equal(11, host.Conversations[chat.Id].AnsweredSeq);
    }

    [Fact]
    public async Task A_conversation_that_is_read_for_long_does_not_hold_up_another()
    {
        await using var host = await ChannelsHost.StartAsync();
        var gate = new Gate { Holds = "line 1" };
        using var replies = Replies(host, gate, Mock.Of<INudges>());
        var (slow, quick) = (await Chat.StartAsync(host), await Chat.StartAsync(host));

        var waits = replies.ReplyAsync((await host.Conversations.ReceiveAsync(Message(slow.Id, 1), "en", host.Time.GetUtcNow())).Snapshot!);
        await gate.Entered.WaitAsync(Stop);
        await replies.ReplyAsync((await host.Conversations.ReceiveAsync(Message(quick.Id, 2), "en", host.Time.GetUtcNow())).Snapshot!).WaitAsync(Stop);

        Assert.False(waits.IsCompleted);
        Assert.Equal(2, host.Conversations[quick.Id].AnsweredSeq);
        gate.Open();
        await waits.WaitAsync(Stop);
    }

    private static InboundMessage Message(ConversationId id, int line) => new()
    {
        Conversation = id,
        MessageId = $"{line}",
        Address = new ChannelAddress { Channel = "directline", ExternalId = id.Value, BotId = "bot", UserId = "dl_1" },
        Customer = new Customer("dl_1", ""),
        Text = $"line {line}",
    };

    private static BackgroundReplies Replies(ChannelsHost host, Gate gate, INudges nudges)
    {
        var signals = new SignalPanel([gate], host.Get<IAnswerFinder>(), host.Get<DialogSet>(), host.Time, NullLogger<SignalPanel>.Instance);
        var turns = new TurnHandler(
            host.Conversations, host.Get<IHandoffStore>(), signals, host.Get<DialogSet>(), host.Get<PoliciesInForce>(), host.Get<Delivery>(), host.Get<FollowUpActions>(), host.Get<TurnsToPeople>(), host.Time, NullLogger<TurnHandler>.Instance);
        return new BackgroundReplies(turns, nudges, NullLogger<BackgroundReplies>.Instance);
    }

    /// <summary>A reader that waits until the test lets it go on.</summary>
    private sealed class Gate : ISignalReader
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _now;
        private int _most;

        /// <summary>The words it waits at; any when null.</summary>
        public string? Holds { get; init; }

        public SignalKind Kind => SignalKind.Sentiment;

        public Task Entered => _entered.Task;

        public int MostAtOnce => _most;

        public void Open() => _open.SetResult();

        public async ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
        {
            _most = Math.Max(_most, Interlocked.Increment(ref _now));
            _entered.TrySetResult();
            if (Holds is null || turn.Text == Holds)
            {
                await _open.Task;
            }

            Interlocked.Decrement(ref _now);
            return Signal.None(Kind);
        }
    }
}
