using HandoffBot.Channels.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HandoffBot.Channels.BotFramework;

/// <summary>Why <c>/api/messages</c> does not take an activity.</summary>
internal static class Refusals
{
    /// <summary>No reason and no body: a stranger learns nothing.</summary>
    public static IResult Unauthorized { get; } = Results.StatusCode(StatusCodes.Status401Unauthorized);

    public static IResult NotImplemented { get; } = Results.StatusCode(StatusCodes.Status501NotImplemented);

    public static IResult Of(BodyFault fault) => fault == BodyFault.TooLarge
        ? Json(new Problem(StatusCodes.Status413PayloadTooLarge, "The request body is too large."))
        : Json(new Problem(StatusCodes.Status400BadRequest, "The request body is not valid JSON."));

    public static IResult Of(Fault fault) =>
        Json(new Problem(StatusCodes.Status400BadRequest, "The activity is not valid.", new Dictionary<string, string[]> { [fault.Field] = [fault.Detail] }));

    private static JsonHttpResult<Problem> Json(Problem problem) => TypedResults.Json(problem, BotFrameworkJson.Default.Problem, Problem.ContentType, problem.Status);
}
