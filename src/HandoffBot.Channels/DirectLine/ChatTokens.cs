using HandoffBot.Core.Conversations;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HandoffBot.Channels.DirectLine;

/// <summary>What a token is good for; one never passes for the other.</summary>
internal enum TokenPurpose
{
    /// <summary>All endpoints of its conversation.</summary>
    Chat,

    /// <summary>Connecting to the stream. It stands in a URL, which ends up in logs: so it is short-lived.</summary>
    Stream,
}

/// <summary>Issues and reads signed tokens. They are JWTs because clients read the claim <c>user</c> out of them.</summary>
internal sealed class ChatTokens
{
    public static TimeSpan ChatLifetime { get; } = TimeSpan.FromMinutes(30);

    public static TimeSpan StreamLifetime { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after its end a token still proves who the customer was.</summary>
    public static TimeSpan ResumeWithin { get; } = TimeSpan.FromHours(24);

    private const string Issuer = "handoffbot";

    /// <summary>Another node's clock may be ahead of ours.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false, MaximumTokenSizeInBytes = 8 * 1024 };
    private readonly SigningCredentials _credentials;
    private readonly TokenValidationParameters _rules;
    private readonly TimeProvider _time;

    public ChatTokens(DirectLineKeys keys, TimeProvider time)
    {
        _time = time;
        _credentials = new SigningCredentials(keys.SigningKey, SecurityAlgorithms.HmacSha256);
        _rules = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = DirectLineChannel.Id,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = keys.SigningKey,
            // The end is checked where the purpose is known; here only that there is one and that it has begun.
            LifetimeValidator = (notBefore, expires, _, _) => expires is not null && notBefore <= (_time.GetUtcNow() + ClockSkew).UtcDateTime,
        };
    }

    public string Issue(ChatToken token, TokenPurpose purpose)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            ["bot"] = DirectLineChannel.BotId,
            ["site"] = Issuer,
            ["conv"] = token.Conversation.Value,
            ["purpose"] = purpose.ToString(),
        };
        if (token.User is { } user)
        {
            claims["user"] = user;
        }

        if (token.Locale is { } locale)
        {
            claims["locale"] = locale;
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = DirectLineChannel.Id,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + (purpose == TokenPurpose.Chat ? ChatLifetime : StreamLifetime),
            Claims = claims,
            SigningCredentials = _credentials,
        });
    }

    /// <summary>What the token says, or null when it is not ours, not for this purpose, or over.</summary>
    /// <param name="overSince">How long it may have been over.</param>
    public async Task<ChatToken?> ReadAsync(string token, TokenPurpose purpose, TimeSpan overSince = default)
    {
        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || jwt.ValidTo + overSince <= _time.GetUtcNow().UtcDateTime)
        {
            return null;
        }

        return jwt.TryGetPayloadValue("purpose", out string? said) && said == purpose.ToString() && jwt.TryGetPayloadValue("conv", out string? conversation) && conversation is not null
            ? new ChatToken(new ConversationId(conversation), Optional(jwt, "user"), Optional(jwt, "locale"))
            : null;
    }

    private static string? Optional(JsonWebToken jwt, string claim) => jwt.TryGetPayloadValue(claim, out string? value) ? value : null;
}
