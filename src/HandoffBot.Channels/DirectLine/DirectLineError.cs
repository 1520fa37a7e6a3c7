using HandoffBot.Channels.Activities;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Channels.DirectLine;

/// <summary>A refusal in Direct Line's error body: <c>{"error":{"code","message"}}</c>. Messages are for developers.</summary>
internal sealed record DirectLineError(int Status, string Code, string Message) : IResult
{
    /// <summary>For 429: when to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static DirectLineError MissingToken { get; } = new(StatusCodes.Status401Unauthorized, "MissingToken", "Send 'Authorization: Bearer <token>'.");

    /// <summary>403, not 401: it is what tells a client to take a new token.</summary>
    public static DirectLineError TokenExpired { get; } = new(StatusCodes.Status403Forbidden, "TokenExpired", "The token is invalid or has expired.");

    public static DirectLineError SecretNeeded { get; } = new(StatusCodes.Status403Forbidden, "BadSecret", "Only the Direct Line secret opens this, where one is configured.");

    public static DirectLineError OriginRefused { get; } = new(StatusCodes.Status403Forbidden, "BadOrigin", "This page may not embed the chat.");

    public static DirectLineError NotFound { get; } = new(StatusCodes.Status404NotFound, "NotFound", "There is no such conversation or endpoint.");

    public static DirectLineError TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "The request body is too large.");

    public static DirectLineError NoFiles { get; } = new(StatusCodes.Status415UnsupportedMediaType, "NotSupported", "Files are not taken.");

    public static DirectLineError Unavailable { get; } = new(StatusCodes.Status503ServiceUnavailable, "ServiceError", "Try again.");

    public static DirectLineError TooMany(string message) => new(StatusCodes.Status429TooManyRequests, "TooManyRequests", message);

    public static DirectLineError Bad(Fault fault) => Bad($"{fault.Field} {fault.Detail}.");

    public static DirectLineError Bad(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static DirectLineError Bad(BodyFault fault) => fault == BodyFault.TooLarge ? TooLarge : Bad("The request body is not valid JSON.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } patience)
        {
            httpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(patience.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var body = new ErrorBody(new ErrorDetail(Code, Message));
        return TypedResults.Json(body, DirectLineJson.Default.ErrorBody, statusCode: Status).ExecuteAsync(httpContext);
    }
}
