using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using HandoffBot.Channels.Activities;
using HandoffBot.Core.Conversations;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Writes frames <c>{"activities":[…],"watermark":"7"}</c>, and empty ones, which only keep the connection alive.</summary>
internal sealed class FrameWriter(WebSocket socket, Snapshot start, long after, TimeProvider time)
{
    private readonly ArrayBufferWriter<byte> _frame = new();
    private readonly TypingSpeaker _typing = new(start);

    public ConversationId Conversation => start.Conversation.Id;

    /// <summary>The last sequence number that the client has.</summary>
    public long SentSeq { get; private set; } = after;

    public async Task WriteTurnsAsync(IReadOnlyList<Turn> turns, CancellationToken cancellationToken)
    {
        await WriteAsync(TranscriptActivity.Set(Conversation, start.Conversation.Customer.Id, turns, SentSeq), cancellationToken);
        SentSeq = turns[^1].Seq;
        foreach (var turn in turns)
        {
            _typing.Follow(turn);
        }
    }

    /// <summary>Writes nothing while nobody can be typing.</summary>
    public Task WriteTypingAsync(CancellationToken cancellationToken) => _typing.Speaker is { } speaker
        ? WritePassingAsync(Passing(Activity.Typing, _typing.Name) with { ChannelData = new ChannelData(speaker) }, cancellationToken)
        : Task.CompletedTask;

    public Task WriteStatusAsync(HandoffStatus status, CancellationToken cancellationToken) =>
        WritePassingAsync(Passing(Activity.Event, null) with { Name = "handoff.status", Value = status, ChannelData = new ChannelData(Speaker.System) }, cancellationToken);

    /// <summary>Something that is said but not recorded.</summary>
    public Task WriteUnrecordedAsync(Turn notice, CancellationToken cancellationToken) =>
        WriteAsync(TranscriptActivity.Unrecorded(Conversation, notice, SentSeq, time), cancellationToken);

    public Task WriteEmptyAsync(CancellationToken cancellationToken) => socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, cancellationToken).AsTask();

    /// <summary>Not part of the transcript: the watermark stays.</summary>
    private Task WritePassingAsync(Activity activity, CancellationToken cancellationToken) =>
        WriteAsync(new ActivitySet([activity], DirectLineChannel.Watermark(SentSeq)), cancellationToken);

    private Activity Passing(string type, string? name) => new()
    {
        Type = type,
        Id = DirectLineChannel.PassingId(Conversation, time),
        Timestamp = time.GetUtcNow().UtcDateTime,
        ChannelId = DirectLineChannel.Id,
        Conversation = new ConversationAccount(Conversation.Value),
        From = new Account(DirectLineChannel.BotId, name, "bot"),
    };

    private async Task WriteAsync(ActivitySet set, CancellationToken cancellationToken)
    {
        _frame.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_frame))
        {
            JsonSerializer.Serialize(json, set, DirectLineJson.Default.ActivitySet);
        }

        await socket.SendAsync(_frame.WrittenMemory, WebSocketMessageType.Text, true, cancellationToken);
    }
}
