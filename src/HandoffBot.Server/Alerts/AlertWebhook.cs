using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HandoffBot.Core.Alerts;
using HandoffBot.Server.Agents;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Alerts;

/// <summary>Posts one alert as JSON, signed: <c>HandoffBot-Signature</c> is <c>sha256=</c> and the HMAC-SHA256 of the time in <c>HandoffBot-Timestamp</c>, a dot and the body.</summary>
internal sealed partial class AlertWebhook(IHttpClientFactory clients, IOptions<AlertOptions> options, TimeProvider time, ILogger<AlertWebhook> logger)
{
    public const string Client = "alerts";
    public const string SignatureHeader = "HandoffBot-Signature";
    public const string TimestampHeader = "HandoffBot-Timestamp";

    /// <summary>What the receiver gets to answer.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    private readonly ILogger<AlertWebhook> _logger = logger;

    /// <returns>Whether the receiver has taken it (any 2xx).</returns>
    public async Task<bool> TrySendAsync(Alert alert, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(View(alert), AlertJson.Default.AlertView);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Webhook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, Sign(options.Value.Secret, timestamp, body));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ended.CancelAfter(Patience);
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended.Token);
            if (!response.IsSuccessStatusCode)
            {
                Refused(alert.Id.Value, (int)response.StatusCode);
            }

            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Unreachable(alert.Id.Value, exception.GetType().Name);
            return false;
        }
    }

    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(timestamp), (byte)'.', .. body]))}";

    private static AlertView View(Alert alert) => new(
        alert.Id.Value,
        PublicName.Of(alert.Kind),
        alert.At,
        alert.Skill,
        alert.Priority is { } priority ? PublicName.Of(priority) : null,
        alert.DueAt,
        alert.Reference,
        alert.Handoff?.Value,
        alert.FollowUp?.Value);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook refused alert {Alert} with {Status}; it is tried again")]
    private partial void Refused(string alert, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook could not be reached for alert {Alert} ({Error}); it is tried again")]
    private partial void Unreachable(string alert, string error);
}
