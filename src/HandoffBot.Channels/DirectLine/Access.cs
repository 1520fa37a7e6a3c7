using System.Security.Cryptography;
using System.Text;
using HandoffBot.Core.Conversations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HandoffBot.Channels.DirectLine;

/// <summary>What the sender of a request has proved.</summary>
/// <param name="Token">The token sent; null when it was the secret, which opens every conversation of the channel.</param>
internal sealed record Access(ChatToken? Token)
{
    public bool IsSecret => Token is null;

    /// <summary>The user that the token binds, if any.</summary>
    public string? User => Token?.User;

    public bool Opens(string conversation) => Token is null ? DirectLineChannel.IsOurs(conversation) : Token.Conversation.Value == conversation;
}

/// <summary>Checks the Authorization header.</summary>
internal sealed class AccessCheck(ChatTokens tokens, IOptions<DirectLineOptions> options)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _secret = options.Value.Secret is { } secret ? SHA256.HashData(Encoding.UTF8.GetBytes(secret)) : null;

    public async ValueTask<(Access? Access, DirectLineError? Refusal)> CheckAsync(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length)
        {
            return (null, DirectLineError.MissingToken);
        }

        var sent = header[Scheme.Length..].Trim();
        if (IsSecret(sent))
        {
            return (new Access((ChatToken?)null), null);
        }

        return await tokens.ReadAsync(sent, TokenPurpose.Chat) is { } token ? (new Access(token), null) : (null, DirectLineError.TokenExpired);
    }

    /// <summary>As <see cref="CheckAsync(HttpRequest)"/>, for the conversation in the path.</summary>
    public async ValueTask<(Access? Access, ConversationId Conversation, DirectLineError? Refusal)> CheckConversationAsync(HttpRequest request)
    {
        var id = (string)request.RouteValues["conversationId"]!;
        var (access, refusal) = await CheckAsync(request);
        return access is null || access.Opens(id) ? (access, new ConversationId(id), refusal) : (null, default, DirectLineError.NotFound);
    }

    /// <summary>Compared by digest, in constant time.</summary>
    private bool IsSecret(string sent) => _secret is not null && CryptographicOperations.FixedTimeEquals(_secret, SHA256.HashData(Encoding.UTF8.GetBytes(sent)));
}
