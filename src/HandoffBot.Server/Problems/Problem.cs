using HandoffBot.Contracts.Agents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HandoffBot.Server.Problems;

/// <summary>Refusals of the agent and ops APIs as RFC 9457 problem details. The type's last segment is stable: clients decide by it.</summary>
internal static class Problem
{
    private const string Types = "https://handoffbot.example/problems/";

    /// <param name="errors">What is wrong, by the name of the field, query parameter or header.</param>
    public static IResult InvalidInput(IDictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, title: "The input is not valid.", type: Types + "invalid-input");

    public static IResult Unknown(string what) => Of(StatusCodes.Status404NotFound, "unknown", $"There is no such {what}.");

    /// <param name="holder">Who has it now; null when nobody has.</param>
    /// <param name="state">Where it is now.</param>
    public static IResult LeaseLost(HolderView? holder, string state) =>
        Of(StatusCodes.Status409Conflict, "lease-lost", "You do not have this handoff any more.", "Nothing was sent or changed.", ("holder", holder), ("state", state));

    /// <inheritdoc cref="LeaseLost"/>
    public static IResult AlreadyTaken(HolderView? holder, string state) => Of(
        StatusCodes.Status409Conflict,
        "already-taken",
        holder is null ? "This handoff cannot be taken any more." : $"{holder.Name} has this handoff.",
        detail: null,
        ("holder", holder),
        ("state", state));

    public static IResult NoRoom(int capacity) =>
        Of(StatusCodes.Status409Conflict, "no-room", "Your capacity is used up.", $"You have {capacity} handoffs. Finish one, or raise your capacity.");

    public static IResult NotPresent() => Of(StatusCodes.Status409Conflict, "not-present", "You are away or offline.", "Set your presence to available to take handoffs.");

    public static IResult TargetUnavailable() =>
        Of(StatusCodes.Status409Conflict, "target-unavailable", "The person cannot take it now.", "They are unknown, not available, have no room, or lack the skill or the language. The handoff stays where it is.");

    public static IResult UnseenTurns() =>
        Of(StatusCodes.Status409Conflict, "unseen-turns", "The customer has written something you have not seen yet.", "Nothing was changed. Read it, then end the conversation or answer.");

    public static IResult Changed() =>
        Of(StatusCodes.Status409Conflict, "changed", "The handoff changed hands at this moment.", "Nothing was changed. Look at it again.");

    public static IResult Closed() => Of(StatusCodes.Status409Conflict, "closed", "The handoff is closed.");

    /// <param name="owner">Who has it; null when nobody has taken it.</param>
    public static IResult NotYours(HolderView? owner) => Of(
        StatusCodes.Status409Conflict,
        "not-yours",
        owner is null ? "Nobody has taken this follow-up yet." : $"{owner.Name} has this follow-up.",
        owner is null ? "Take it first." : "Ask them to hand it over.",
        ("owner", owner));

    public static IResult HasEnded(string state) => Of(StatusCodes.Status409Conflict, "ended", $"This follow-up is {state}.", detail: null, ("state", state));

    public static IResult CrossSite() =>
        Of(StatusCodes.Status403Forbidden, "cross-site", "The request does not come from our own pages.", $"Send the header {SignIn.SameOrigin.Header}: {SignIn.SameOrigin.HeaderValue}.");

    private static ProblemHttpResult Of(int status, string type, string title, string? detail = null, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                extensions[name] = value;
            }
        }

        return TypedResults.Problem(detail, statusCode: status, title: title, type: Types + type, extensions: extensions);
    }
}
