using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using StackExchange.Redis;

namespace HandoffBot.Server.Problems;

/// <summary>Whatever an endpoint throws becomes a problem: bad requests name the field, a store that is away asks for patience, everything else says no more than that it failed.</summary>
internal sealed partial class ProblemOnException(IProblemDetailsService problems, ILogger<ProblemOnException> log) : IExceptionHandler
{
    /// <summary>What a store needs to come back, as a rule.</summary>
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } malformed)
        {
            await Problem.InvalidInput(new Dictionary<string, string[]> { [FieldOf(malformed)] = ["It is missing, or not of the expected JSON type."] }).ExecuteAsync(httpContext);
            return true;
        }

        httpContext.Response.StatusCode = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            RedisException or TimeoutException => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (httpContext.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        if (httpContext.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            Failed(exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName ?? "no endpoint");
        }

        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext });
    }

    /// <summary>The framework logs nothing of what a handler has dealt with.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed at {Endpoint}")]
    private partial void Failed(Exception exception, string method, string endpoint);

    /// <summary>The field from a path such as <c>$.text</c>; <c>body</c> when the body as a whole cannot be read.</summary>
    private static string FieldOf(BadHttpRequestException exception) =>
        exception.InnerException is JsonException { Path: { Length: > 2 } path } ? path[2..] : "body";
}
