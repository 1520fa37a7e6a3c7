using System.Net;
using System.Text.Json;
using HandoffBot.Core.Outbox;

namespace HandoffBot.Channels.BotFramework;

/// <summary>What a connector says when it refuses an activity: the status, and <c>{"error": {"code": "…", "message": "…"}}</c> where it gives a body.</summary>
internal static class ConnectorRefusal
{
    /// <summary>Bytes of an error body that are read. The code stands in the first hundred.</summary>
    private const int BodyBytes = 4096;

    /// <summary>Characters of a code that are kept: it is written into our records and logs.</summary>
    private const int CodeCharacters = 80;

    /// <summary>Why it will never be taken, and what operators are told: the status and the connector's own code, never its message, which may quote the customer.</summary>
    public static async Task<(Refusal Why, string Detail)> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var code = await ReadCodeAsync(response, cancellationToken);
        return (Why(response.StatusCode, code), $"the connector answered {(int)response.StatusCode}{(code is null ? "" : $" {code}")}");
    }

    /// <summary>The code is more exact than the status: Teams answers 403 for a blocked bot and for one that is not in the conversation any more.</summary>
    private static Refusal Why(HttpStatusCode status, string? code) => (code, status) switch
    {
        ("BotNotInConversationRoster" or "ConversationNotFound" or "UserNotInConversation", _) => Refusal.Gone,
        ("MessageSizeTooBig" or "MessageTooLarge" or "RequestEntityTooLarge", _) => Refusal.TooLong,
        (_, HttpStatusCode.Forbidden) => Refusal.Blocked,
        (_, HttpStatusCode.NotFound or HttpStatusCode.Gone) => Refusal.Gone,
        (_, HttpStatusCode.RequestEntityTooLarge) => Refusal.TooLong,
        _ => Refusal.Rejected,
    };

    private static async Task<string?> ReadCodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var bytes = new byte[BodyBytes];
            var length = await body.ReadAtLeastAsync(bytes, BodyBytes, throwOnEndOfStream: false, cancellationToken);
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length));
            return json.RootElement.TryGetProperty("error", out var error) && error.TryGetProperty("code", out var code) && code.GetString() is { Length: > 0 and <= CodeCharacters } text && text.All(char.IsAsciiLetterOrDigit)
                ? text
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or HttpRequestException or IOException)
        {
            // A refusal without a readable body is still a refusal.
            return null;
        }
    }
}
