using HandoffBot.Channels.Activities;
using HandoffBot.Channels.Outages;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HandoffBot.Channels.DirectLine;

/// <summary>What the customer says and what is said to them, over plain HTTP.</summary>
internal sealed class ActivityEndpoints(
    Intake intake, BackgroundReplies replies, IConversationStore conversations, AccessCheck access, AwayNotices away, IStorePulse pulse, MessageLimit limit, TimeProvider time)
{
    /// <summary>GET /conversations/{id}/activities?watermark=: what was said after the watermark.</summary>
    public async Task<IResult> ReadAsync(HttpContext context)
    {
        var (allowed, id, refusal) = await access.CheckConversationAsync(context.Request);
        if (allowed is null)
        {
            return refusal!;
        }

        var after = DirectLineChannel.ReadWatermark(context.Request.Query["watermark"]);
        return await pulse.AskAsync<IResult>(() => ReadAsync(id, allowed, after), () => Outage(id, after));
    }

    private async Task<IResult> ReadAsync(ConversationId id, Access allowed, long after)
    {
        var customer = allowed.User ?? (await conversations.LoadAsync(id))?.Conversation.Customer.Id;
        var said = customer is null ? [] : await conversations.ReadTurnsAsync(id, after);
        // An open conversation has at least one turn.
        return said.Count == 0 && (customer is null || after == 0)
            ? DirectLineError.NotFound
            : TypedResults.Json(TranscriptActivity.Set(id, customer!, said, after), DirectLineJson.Default.ActivitySet);
    }

    /// <summary>Nothing new can be read; a customer who has written is told so.</summary>
    private JsonHttpResult<ActivitySet> Outage(ConversationId id, long after) => TypedResults.Json(
        away.Of(id) is { } notice ? TranscriptActivity.Unrecorded(id, notice, after, time) : new ActivitySet([], DirectLineChannel.Watermark(after)), DirectLineJson.Default.ActivitySet);

    /// <summary>
    /// POST /conversations/{id}/activities: records a message and answers with its id; the bot's reply comes later. Other types are taken and ignored. 429 with
    /// <c>Retry-After</c> when they come too fast.
    /// </summary>
    public async Task<IResult> PostAsync(HttpContext context)
    {
        var (allowed, id, refusal) = await access.CheckConversationAsync(context.Request);
        if (allowed is null)
        {
            return refusal!;
        }

        if (limit.WaitFor(id, context.Connection.RemoteIpAddress) is { } wait)
        {
            return DirectLineError.TooMany("Messages come faster than they are taken. Nothing of this one was kept: send it again.") with { RetryAfter = wait };
        }

        var (json, bodyFault) = await RequestBody.ReadAsync(context.Request);
        if (bodyFault != BodyFault.None)
        {
            return DirectLineError.Bad(bodyFault);
        }

        var (activity, fault) = ActivityReader.Read(json);
        if (activity is null)
        {
            return DirectLineError.Bad(fault!);
        }

        if (activity.Type != Activity.Message)
        {
            return Resource(DirectLineChannel.PassingId(id, time));
        }

        var (message, messageFault) = ToMessage(activity, id, allowed);
        return message is null ? DirectLineError.Bad(messageFault!) : Resource(await RecordAsync(message));
    }

    /// <summary>POST /conversations/{id}/upload: files are not taken.</summary>
    public async Task<IResult> UploadAsync(HttpContext context)
    {
        var (_, _, refusal) = await access.CheckConversationAsync(context.Request);
        return refusal ?? DirectLineError.NoFiles;
    }

    /// <returns>The activity's id.</returns>
    private async Task<string> RecordAsync(InboundMessage message)
    {
        var received = await intake.ReceiveAsync(message);
        if (received.IsKept)
        {
            away.Tell(message);
            return DirectLineChannel.PassingId(message.Conversation, time);
        }

        if (received.Snapshot is { } snapshot)
        {
            _ = replies.ReplyAsync(snapshot);
        }

        return DirectLineChannel.ActivityId(message.Conversation, received.Seq);
    }

    private (InboundMessage? Message, Fault? Fault) ToMessage(IncomingActivity activity, ConversationId id, Access allowed)
    {
        var (text, fault) = MessageText.Of(activity.Text, activity.Value);
        var user = allowed.User ?? activity.From?.Id ?? id.Value;
        if (allowed.User is null && (user == DirectLineChannel.BotId || user.StartsWith(ChatToken.BoundPrefix, StringComparison.Ordinal)))
        {
            fault ??= new Fault("from.id", "is reserved");
        }

        if (fault is not null)
        {
            return (null, fault);
        }

        return (new InboundMessage
        {
            Conversation = id,
            MessageId = activity.ClientActivityId ?? activity.Id ?? DirectLineChannel.PassingId(id, time),
            Address = DirectLineChannel.Address(id, user, activity.From?.Name, activity.Locale ?? allowed.Token?.Locale),
            Customer = new Customer(user, activity.From?.Name ?? ""),
            Text = text!,
            ChannelData = activity.ChannelData,
            Value = activity.Value,
        }, null);
    }

    private static JsonHttpResult<ResourceBody> Resource(string id) => TypedResults.Json(new ResourceBody(id), DirectLineJson.Default.ResourceBody);
}
