using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Channels.DirectLine;

/// <summary>What every Direct Line request passes: the origin check, and an answer in Direct Line's form whatever happens.</summary>
internal sealed partial class DirectLineGate(EmbeddingPages pages, ILogger<DirectLineGate> logger)
{
    public RequestDelegate Guard(Func<HttpContext, Task<IResult>> handle) => async context =>
    {
        var result = pages.Admits(context) ? await AnswerAsync(handle, context) : DirectLineError.OriginRefused;
        if (!context.Response.HasStarted)
        {
            context.Response.Headers.CacheControl = "no-store";
            await result.ExecuteAsync(context);
        }
    };

    /// <summary>Preflights, and every path that is no endpoint.</summary>
    public async Task ElseAsync(HttpContext context)
    {
        if (!pages.Admits(context))
        {
            await DirectLineError.OriginRefused.ExecuteAsync(context);
        }
        else if (HttpMethods.IsOptions(context.Request.Method))
        {
            EmbeddingPages.AnswerPreflight(context);
        }
        else
        {
            await DirectLineError.NotFound.ExecuteAsync(context);
        }
    }

    private async Task<IResult> AnswerAsync(Func<HttpContext, Task<IResult>> handle, HttpContext context)
    {
        try
        {
            return await handle(context);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            ClientGone(exception);
            return Results.Empty;
        }
        catch (Exception exception)
        {
            Failed(exception);
            return DirectLineError.Unavailable;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A Direct Line client went away")]
    private partial void ClientGone(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A Direct Line request failed; the client was asked to try again")]
    private partial void Failed(Exception exception);
}
