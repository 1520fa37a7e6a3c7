using System.Text.Json;
using HandoffBot.Channels.Activities;
using HandoffBot.Channels.Outages;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outages;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Channels.BotFramework;

/// <summary>POST /api/messages: what a Bot Framework channel tells us. Answered as soon as it is recorded; replies go out through the connector.</summary>
internal sealed class MessagesEndpoint(
    AnonymousInDevelopment anonymous, ServiceUrls serviceUrls, Intake intake, BackgroundReplies replies, InlineReplies inline, AwayNotices away, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        await (await AnswerAsync(context)).ExecuteAsync(context);
    }

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        if (!anonymous.AdmitsSender(context))
        {
            return Refusals.Unauthorized;
        }

        var (json, bodyFault) = await RequestBody.ReadAsync(context.Request);
        if (bodyFault != BodyFault.None)
        {
            return Refusals.Of(bodyFault);
        }

        var (activity, fault) = ActivityReader.Read(json);
        if ((fault ?? CustomerActivity.MissingField(activity!)) is { } found)
        {
            return Refusals.Of(found);
        }

        if (!AnonymousInDevelopment.AdmitsAnswering(activity!.ServiceUrl) || !serviceUrls.Allows(activity.ServiceUrl))
        {
            return Refusals.Unauthorized;
        }

        return activity.Type switch
        {
            Activity.Message => await MessageAsync(activity),
            "conversationUpdate" or "installationUpdate" => await NewcomerAsync(activity),
            "invoke" => await InvokeAsync(activity),
            _ => Results.Ok(),
        };
    }

    private async Task<IResult> MessageAsync(IncomingActivity activity)
    {
        var (text, fault) = MessageText.Of(CustomerActivity.Words(activity), activity.Value);
        if (fault is not null)
        {
            return Refusals.Of(fault);
        }

        var message = ToMessage(activity, text!, activity.Value);
        var received = await ReceiveAsync(message);
        if (activity.DeliveryMode == "expectReplies" && !received.IsKept)
        {
            return await inline.ReplyAsync(message.Conversation, received.Snapshot);
        }

        Reply(received);
        return Results.Ok();
    }

    private async Task<IResult> NewcomerAsync(IncomingActivity activity)
    {
        if (CustomerActivity.Newcomer(activity) is { } customer)
        {
            await intake.StartAsync(CustomerActivity.Conversation(activity), CustomerActivity.Address(activity, customer), CustomerActivity.Customer(customer));
        }

        return Results.Ok();
    }

    /// <summary>Only a card's Action.Execute is known: it is the customer's message, as Action.Submit is.</summary>
    private async Task<IResult> InvokeAsync(IncomingActivity activity)
    {
        if (activity.Name != "adaptiveCard/action")
        {
            return Refusals.NotImplemented;
        }

        var fields = new FieldReader();
        var action = fields.Object(activity.Value, "action", "value.action");
        var data = FieldReader.Find(action, "data");
        var title = fields.Text(action, "title", "value.action.title");
        if (action is null || fields.Text(action, "type", "value.action.type") != "Action.Execute")
        {
            fields.Reject("value.action", "must be an Action.Execute");
        }

        var (text, fault) = MessageText.Of(data is null ? title : null, data);
        if ((fields.Fault ?? fault) is { } found)
        {
            return Refusals.Of(found);
        }

        Reply(await ReceiveAsync(ToMessage(activity, text!, data)));
        return TypedResults.Json(new CardResponse(text!), BotFrameworkJson.Default.CardResponse);
    }

    private async Task<Received> ReceiveAsync(InboundMessage message)
    {
        var received = await intake.ReceiveAsync(message);
        if (received.IsKept)
        {
            away.Tell(message);
        }

        return received;
    }

    private void Reply(Received received)
    {
        if (received.Snapshot is { } snapshot)
        {
            _ = replies.ReplyAsync(snapshot);
        }
    }

    private InboundMessage ToMessage(IncomingActivity activity, string text, JsonElement? value) => new()
    {
        Conversation = CustomerActivity.Conversation(activity),
        MessageId = activity.Id ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
        Address = CustomerActivity.Address(activity, activity.From!),
        Customer = CustomerActivity.Customer(activity.From!),
        Text = text,
        ChannelData = activity.ChannelData,
        Value = value,
    };
}
