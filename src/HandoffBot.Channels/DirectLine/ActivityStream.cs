using System.Net.WebSockets;
using HandoffBot.Channels.Outages;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outages;

namespace HandoffBot.Channels.DirectLine;

/// <summary>
/// One client's live view of its conversation. It holds no state but how far it has got: nudges say when to look, the transcript says what is new, and a slow
/// poll makes up for nudges that were lost.
/// </summary>
internal sealed class ActivityStream(
    IConversationStore conversations, FrameWriter writer, HandoffWatch watch, INudgeSubscription nudges, AwayNotices away, IStorePulse pulse, TimeProvider time)
{
    public static TimeSpan PollEvery { get; } = TimeSpan.FromSeconds(15);

    /// <summary>While the store is away.</summary>
    private static readonly TimeSpan LookAgainEvery = TimeSpan.FromSeconds(1);

    /// <summary>Clients send an empty frame every 20 s; one that missed four is gone.</summary>
    public static TimeSpan IdleFor { get; } = TimeSpan.FromSeconds(90);

    /// <summary>What a client gets to say goodbye.</summary>
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(3);

    private Turn? _toldOutage;

    /// <summary>Runs until the client goes, falls silent, or the process stops.</summary>
    public async Task RunAsync(WebSocket socket, CancellationToken stopping)
    {
        using var idle = new CancellationTokenSource(IdleFor, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, stopping);
        var listening = ListenAsync(socket, heard: () => idle.CancelAfter(IdleFor), gone: ended.Cancel);
        try
        {
            await FollowAsync(ended.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // Ended, by whichever side: what is left is to say so.
        }
        finally
        {
            await CloseAsync(socket, ended.IsCancellationRequested && !stopping.IsCancellationRequested ? WebSocketCloseStatus.NormalClosure : WebSocketCloseStatus.EndpointUnavailable, listening);
        }
    }

    private async Task FollowAsync(CancellationToken ended)
    {
        var news = new NudgeSet([writer.Conversation], Queue: true, Typing: false);
        var patience = PollEvery;
        while (true)
        {
            try
            {
                await TellNewsAsync(news, patience, ended);
                patience = watch.DueIn is { } due && due < PollEvery ? due : PollEvery;
            }
            catch (Exception exception) when (pulse.Explains(exception))
            {
                patience = LookAgainEvery;
            }

            await TellOutageAsync(ended);
            news = await nudges.WaitAsync(patience, ended);
        }
    }

    /// <param name="waited">How long there was at most.</param>
    private async Task TellNewsAsync(NudgeSet news, TimeSpan waited, CancellationToken ended)
    {
        var isPoll = news is { Conversations.Count: 0, Queue: false, Typing: false };
        var isQuiet = waited == PollEvery && isPoll;
        if (news.Queue || isQuiet)
        {
            watch.QueueChanged();
        }

        if (news.Conversations.Count > 0 || isPoll)
        {
            isQuiet &= !await CatchUpAsync(ended);
        }

        isQuiet &= !await TellStatusAsync(ended);
        if (news.Typing)
        {
            await writer.WriteTypingAsync(ended);
        }

        if (isQuiet)
        {
            await writer.WriteEmptyAsync(ended);
        }
    }

    /// <summary>Says once that the store is away, when this customer has written something that is kept.</summary>
    private async Task TellOutageAsync(CancellationToken ended)
    {
        if (away.Of(writer.Conversation) is { } notice && notice != _toldOutage)
        {
            _toldOutage = notice;
            await writer.WriteUnrecordedAsync(notice, ended);
        }
    }

    /// <summary>Sends what the client does not have yet; whether there was anything.</summary>
    private async Task<bool> CatchUpAsync(CancellationToken ended)
    {
        var wasBehind = false;
        while (await conversations.ReadTurnsAsync(writer.Conversation, writer.SentSeq) is { Count: > 0 } turns)
        {
            await writer.WriteTurnsAsync(turns, ended);
            wasBehind = true;
            if (turns.LastOrDefault(turn => turn.Said.Handoff is not null)?.Said.Handoff is { } notice)
            {
                watch.Noticed(notice);
            }
        }

        return wasBehind;
    }

    private async Task<bool> TellStatusAsync(CancellationToken ended)
    {
        if (await watch.LookAsync() is not { } status)
        {
            return false;
        }

        await writer.WriteStatusAsync(status, ended);
        return true;
    }

    /// <summary>Clients say nothing here but that they are there.</summary>
    private static async Task ListenAsync(WebSocket socket, Action heard, Action gone)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
                heard();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection broke: the same as a goodbye.
        }

        gone();
    }

    /// <summary>Says goodbye and waits for the client's; the listener must be over before the socket is.</summary>
    private async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, Task listening)
    {
        using var patience = new CancellationTokenSource(CloseWithin, time);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, null, patience.Token);
            }

            await listening.WaitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
            await listening;
        }
    }
}
