using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outbox;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Channels.BotFramework;

/// <summary>
/// Answers a message that expects its replies in the response (<c>deliveryMode: expectReplies</c>). The response takes the connector's place for what is in the
/// outbox: it is claimed like by any sender, so nothing is sent twice, and acknowledged once it is written.
/// </summary>
internal sealed class InlineReplies(BackgroundReplies replies, IOutboxStore outbox, TimeProvider time)
{
    /// <param name="snapshot">Null for a message that was recorded before: then only what is still unsent is answered.</param>
    public async Task<IResult> ReplyAsync(ConversationId id, Snapshot? snapshot)
    {
        if (snapshot is not null)
        {
            await replies.ReplyAsync(WithoutConnector(snapshot));
        }

        var batch = await outbox.ClaimAsync(id, time.GetUtcNow() + OutboxSender.ClaimFor);
        return new Response(batch, outbox);
    }

    /// <summary>With no connector in the address the reply is recorded, but not sent at once.</summary>
    private static Snapshot WithoutConnector(Snapshot snapshot) =>
        snapshot with { Conversation = snapshot.Conversation with { Address = snapshot.Conversation.Address with { ServiceUrl = null } } };

    private sealed class Response(OutboxBatch? batch, IOutboxStore outbox) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var body = new ExpectedReplies(batch is null ? [] : [.. batch.Turns.Select(turn => ActivityWriter.Write(batch.Conversation, turn))]);
            await TypedResults.Json(body, BotFrameworkJson.Default.ExpectedReplies).ExecuteAsync(httpContext);
            if (batch is not null)
            {
                await outbox.AcknowledgeAsync(batch.Conversation.Id, batch.LastSeq, null);
            }
        }
    }
}
