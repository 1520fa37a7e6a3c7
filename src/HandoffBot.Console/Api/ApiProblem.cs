using System.Net;

namespace HandoffBot.Console.Api;

/// <summary>Why a request did not succeed, as far as a person needs to know (RFC 9457).</summary>
/// <param name="Status">HTTP status; 0 when the server could not be reached.</param>
/// <param name="Type">The last segment of the problem type, for example <c>lease-lost</c>.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Errors">Field name to what is wrong with it; empty unless the input was bad.</param>
/// <param name="Holder">Who has it, when another agent was faster.</param>
public sealed record ApiProblem(int Status, string? Type, string Title, IReadOnlyDictionary<string, string[]> Errors, string? Holder)
{
    private static readonly Dictionary<string, string[]> NoErrors = [];

    /// <summary>The request or its reply was lost: it may or may not have taken effect.</summary>
    public static ApiProblem Unreachable { get; } = new(0, null, "The server cannot be reached.", NoErrors, null);

    public bool IsUnreachable => Status == 0;

    /// <summary>It may have been done: the server could not be heard, or could not say.</summary>
    public bool HasUnknownOutcome => IsUnreachable || Status >= 500;

    public bool IsSignedOut => Status == (int)HttpStatusCode.Unauthorized;

    public bool IsForbidden => Status == (int)HttpStatusCode.Forbidden;

    public bool IsUnknown => Status == (int)HttpStatusCode.NotFound;

    public bool IsLeaseLost => Type == "lease-lost";

    public bool IsAlreadyTaken => Type == "already-taken";

    /// <summary>The problem in words for the person at the screen: what happened, and what the field errors say.</summary>
    public string InWords => Type switch
    {
        "lease-lost" => "You no longer hold this conversation.",
        "already-taken" => Holder is null ? "Somebody else has taken this conversation." : $"{Holder} has taken this conversation.",
        "no-room" => "You have as many conversations as your capacity allows.",
        "unseen-turns" => "The customer has just written something. Read it first; your note is kept.",
        "target-unavailable" => "The colleague cannot take it now: not there, no room, or without the skill or the language. It stays where it is.",
        "changed" => "It changed hands at this moment. Nothing was changed.",
        "closed" => "This conversation is closed already.",
        "not-present" => "Set yourself to Available first.",
        _ when Errors.Count > 0 => string.Join(' ', Errors.SelectMany(error => error.Value)),
        _ when IsSignedOut => "You are not signed in.",
        _ when IsForbidden => "Your roles do not allow this.",
        _ when IsUnknown => "This conversation does not exist or is no longer kept.",
        _ when Status >= 500 => "The server could not do this just now.",
        _ => Title,
    };

    internal static ApiProblem From(HttpStatusCode status, ProblemBody? body) => new(
        (int)status,
        body?.Type?.Split('/')[^1],
        body?.Title ?? $"The server answered {(int)status}.",
        body?.Errors ?? NoErrors,
        body?.Holder?.Name);
}
