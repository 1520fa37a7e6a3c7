using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HandoffBot.Channels.Activities;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outbox;

namespace HandoffBot.Channels.BotFramework;

/// <summary>
/// Sends through a channel's connector: always <c>sendToConversation</c>. <c>replyToActivity</c> would need the activity that a turn answers, and most of what we
/// send answers none: greetings, notices, a person's words.
/// </summary>
internal sealed class ConnectorClient(IHttpClientFactory http, ServiceUrls serviceUrls, TimeProvider time) : IConnector
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "connector";

    /// <summary>Channels answer within a second or two; more is an outage, which the outbox sits out.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = http.CreateClient(Client);

    public Task<SendResult> SendAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken) =>
        PostAsync(conversation.Address, ActivityWriter.Write(conversation, turn), cancellationToken);

    private async Task<SendResult> PostAsync(ChannelAddress address, Activity activity, CancellationToken cancellationToken)
    {
        if (!serviceUrls.Allows(address.ServiceUrl))
        {
            return new SendResult(SendOutcome.Refused, Detail: "the service URL is not allowed", Why: Refusal.NotAllowed);
        }

        var url = $"{address.ServiceUrl!.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(address.ExternalId)}/activities";
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(activity, BotFrameworkJson.Default.Activity));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        try
        {
            using var response = await _http.PostAsync(new Uri(url), content, cancellationToken);
            return await ToResultAsync(response, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendResult(SendOutcome.TryAgain, Detail: "no answer in time");
        }
        catch (HttpRequestException exception)
        {
            return new SendResult(SendOutcome.TryAgain, Detail: exception.HttpRequestError.ToString());
        }
    }

    /// <summary>401 is our credentials' trouble, not the customer's: their message waits until it is mended.</summary>
    private async Task<SendResult> ToResultAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return new SendResult(SendOutcome.Sent);
        }

        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout or HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
        {
            return new SendResult(SendOutcome.TryAgain, RetryAfter(response), $"the connector answered {(int)response.StatusCode}");
        }

        var (why, detail) = await ConnectorRefusal.ReadAsync(response, cancellationToken);
        return new SendResult(SendOutcome.Refused, Detail: detail, Why: why);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait > TimeSpan.Zero ? wait : null;
    }
}
