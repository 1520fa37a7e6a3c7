using HandoffBot.Channels.Activities;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Starting a conversation and coming back to it.</summary>
internal sealed class ConversationEndpoints(
    Intake intake, IConversationStore conversations, IStorePulse pulse, ChatTokens tokens, AccessCheck access, IOptions<DirectLineOptions> options, TimeProvider time)
{
    /// <summary>POST /conversations <c>{user?: {id}, locale?}</c>: 201 when this opened the conversation, 200 when it was open.</summary>
    public async Task<IResult> StartAsync(HttpContext context)
    {
        var (allowed, refusal) = await access.CheckAsync(context.Request);
        if (allowed is null)
        {
            return refusal!;
        }

        var (json, bodyFault) = await RequestBody.ReadAsync(context.Request);
        if (bodyFault != BodyFault.None)
        {
            return DirectLineError.Bad(bodyFault);
        }

        var fields = FieldReader.OfOptional(json);
        var locale = fields.Identifier(json, "locale", "locale") ?? allowed.Token?.Locale;
        var name = fields.DisplayName(fields.Object(json, "user", "user"), "name", "user.name");
        var (named, userFault) = allowed.IsSecret ? TokenEndpoints.ReadBoundUser(json) : (null, null);
        if ((fields.Fault ?? userFault) is { } fault)
        {
            return DirectLineError.Bad(fault);
        }

        var token = allowed.Token ?? new ChatToken(ConversationId.New(time), named);
        // Until an unbound client has named itself in a message, the conversation stands for its customer.
        var user = token.User ?? token.Conversation.Value;
        var isNew = await intake.StartAsync(token.Conversation, DirectLineChannel.Address(token.Conversation, user, name, locale), new Customer(user, name ?? ""));
        return Connection(context.Request, token with { Locale = locale }, watermark: null, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>GET /conversations/{id}?watermark=: a new stream address that goes on after the watermark.</summary>
    public async Task<IResult> ReconnectAsync(HttpContext context)
    {
        var (allowed, id, refusal) = await access.CheckConversationAsync(context.Request);
        if (allowed is null)
        {
            return refusal!;
        }

        return !await IsOpenAsync(id)
            ? DirectLineError.NotFound
            : Connection(context.Request, allowed.Token ?? new ChatToken(id, null), context.Request.Query["watermark"], StatusCodes.Status200OK);
    }

    /// <summary>A client that comes back while the store is away is believed.</summary>
    private Task<bool> IsOpenAsync(ConversationId id) => pulse.AskAsync(async () => await conversations.LoadAsync(id) is not null, () => true);

    private JsonHttpResult<ConversationBody> Connection(HttpRequest request, ChatToken token, string? watermark, int status)
    {
        var body = new ConversationBody(
            token.Conversation.Value,
            tokens.Issue(token, TokenPurpose.Chat),
            (int)ChatTokens.ChatLifetime.TotalSeconds,
            StreamUrl(request, token, watermark));
        return TypedResults.Json(body, DirectLineJson.Default.ConversationBody, statusCode: status);
    }

    private string StreamUrl(HttpRequest request, ChatToken token, string? watermark)
    {
        var http = options.Value.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
        var path = $"{DirectLineEndpoints.Root}/conversations/{token.Conversation.Value}/stream";
        var after = string.IsNullOrEmpty(watermark) ? "" : $"watermark={Uri.EscapeDataString(watermark)}&";
        return $"ws{http["http".Length..]}{path}?{after}t={tokens.Issue(token, TokenPurpose.Stream)}";
    }
}
