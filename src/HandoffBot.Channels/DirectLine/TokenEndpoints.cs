using System.Text.Json;
using HandoffBot.Channels.Activities;
using HandoffBot.Core.Conversations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Tokens: for the widget, for a company's own server, and their renewal.</summary>
internal sealed class TokenEndpoints(ChatTokens tokens, AccessCheck access, ChatTokenLimit limit, TimeProvider time)
{
    /// <summary>POST /chat/token <c>{locale?, resume?}</c>: a token for a new conversation, or again for the one of an earlier token.</summary>
    public async Task<IResult> ChatAsync(HttpContext context)
    {
        if (limit.WaitFor(context.Connection.RemoteIpAddress) is { } wait)
        {
            return DirectLineError.TooMany("Too many tokens were asked for.") with { RetryAfter = wait };
        }

        var (json, bodyFault) = await RequestBody.ReadAsync(context.Request);
        if (bodyFault != BodyFault.None)
        {
            return DirectLineError.Bad(bodyFault);
        }

        var fields = FieldReader.OfOptional(json);
        var locale = fields.Identifier(json, "locale", "locale");
        var resume = fields.Text(json, "resume", "resume");
        if (fields.Fault is { } fault)
        {
            return DirectLineError.Bad(fault);
        }

        var token = new ChatToken(ConversationId.New(time), ChatToken.NewUser(), locale);
        if (!string.IsNullOrEmpty(resume))
        {
            if (await tokens.ReadAsync(resume, TokenPurpose.Chat, ChatTokens.ResumeWithin) is not { User: not null } earlier)
            {
                return DirectLineError.TokenExpired;
            }

            token = earlier with { Locale = locale ?? earlier.Locale };
        }

        var body = new ChatTokenBody(tokens.Issue(token, TokenPurpose.Chat), token.Conversation.Value, token.User!, (int)ChatTokens.ChatLifetime.TotalSeconds);
        return TypedResults.Json(body, DirectLineJson.Default.ChatTokenBody);
    }

    /// <summary>POST /tokens/generate <c>{user?: {id}}</c>, with the secret only. Does not start the conversation.</summary>
    public async Task<IResult> GenerateAsync(HttpContext context)
    {
        var (allowed, refusal) = await access.CheckAsync(context.Request);
        if (allowed is not { IsSecret: true })
        {
            return refusal == DirectLineError.MissingToken ? refusal : DirectLineError.SecretNeeded;
        }

        var (json, bodyFault) = await RequestBody.ReadAsync(context.Request);
        if (bodyFault != BodyFault.None)
        {
            return DirectLineError.Bad(bodyFault);
        }

        var (user, fault) = ReadBoundUser(json);
        return fault is null ? Token(new ChatToken(ConversationId.New(time), user)) : DirectLineError.Bad(fault);
    }

    /// <summary>POST /tokens/refresh: the same conversation and user for another half hour.</summary>
    public async Task<IResult> RefreshAsync(HttpContext context)
    {
        var (allowed, refusal) = await access.CheckAsync(context.Request);
        return allowed switch
        {
            null => refusal!,
            { Token: { } token } => Token(token),
            _ => DirectLineError.TokenExpired,
        };
    }

    /// <summary>The user that a server binds into a token: <c>{user: {id}}</c>, or none.</summary>
    public static (string? User, Fault? Fault) ReadBoundUser(JsonElement json)
    {
        var fields = FieldReader.OfOptional(json);
        var user = fields.Identifier(fields.Object(json, "user", "user"), "id", "user.id");
        if (user is not null && !user.StartsWith(ChatToken.BoundPrefix, StringComparison.Ordinal))
        {
            fields.Reject("user.id", $"must begin with {ChatToken.BoundPrefix}");
        }

        return (user, fields.Fault);
    }

    private JsonHttpResult<ConversationBody> Token(ChatToken token) => TypedResults.Json(
        new ConversationBody(token.Conversation.Value, tokens.Issue(token, TokenPurpose.Chat), (int)ChatTokens.ChatLifetime.TotalSeconds), DirectLineJson.Default.ConversationBody);
}
