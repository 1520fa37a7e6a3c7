using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace HandoffBot.Server.Problems;

/// <summary>Whatever an endpoint throws becomes a problem: bad requests name the field, everything else says no more than that it failed.</summary>
internal sealed class ProblemOnException(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } malformed)
        {
            await Problem.InvalidInput(new Dictionary<string, string[]> { [FieldOf(malformed)] = ["It is missing, or not of the expected JSON type."] }).ExecuteAsync(httpContext);
            return true;
        }

        httpContext.Response.StatusCode = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext });
    }

    /// <summary>The field from a path such as <c>$.text</c>; <c>body</c> when the body as a whole cannot be read.</summary>
    private static string FieldOf(BadHttpRequestException exception) =>
        exception.InnerException is JsonException { Path: { Length: > 2 } path } ? path[2..] : "body";
}
