using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace HandoffBot.Language.Azure;

/// <summary>The way of a request: key or token, one retry, no text in logs or traces, no redirect.</summary>
internal static class LanguagePipeline
{
    private const string Scope = "https://cognitiveservices.azure.com/.default";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(50);

    public static HttpPipeline Build(AzureLanguageOptions options, HttpPipelineTransport? transport = null, TokenCredential? identity = null)
    {
        var client = new LanguageClientOptions { RetryPolicy = new PatientRetry(), Diagnostics = { IsLoggingContentEnabled = false, IsTelemetryEnabled = false } };
        // Whoever asks cancels at the deadline, both tries together.
        client.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
        if (transport is not null)
        {
            client.Transport = transport;
        }

        HttpPipelinePolicy authentication = options.Key.Length > 0
            ? new KeyHeader(options.Key)
            : new BearerTokenAuthenticationPolicy(identity ?? new ManagedIdentityCredential(Identity(options)), Scope);
        return HttpPipelineBuilder.Build(client, authentication);
    }

    private static ManagedIdentityId Identity(AzureLanguageOptions options) =>
        options.IdentityClientId.Length > 0 ? ManagedIdentityId.FromUserAssignedClientId(options.IdentityClientId) : ManagedIdentityId.SystemAssigned;

    private sealed class LanguageClientOptions : ClientOptions;

    private sealed class KeyHeader(string key) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue("Ocp-Apim-Subscription-Key", key);
    }

    /// <summary>Once more after a moment, but not where the service says when: that is later than any customer waits, and the circuit breaker's business.</summary>
    private sealed class PatientRetry() : RetryPolicy(maxRetries: 1, DelayStrategy.CreateFixedDelayStrategy(RetryAfter))
    {
        protected override bool ShouldRetry(HttpMessage message, Exception? exception) => MayAnswerSoon(message) && base.ShouldRetry(message, exception);

        protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) => MayAnswerSoon(message) ? base.ShouldRetryAsync(message, exception) : new(false);

        private static bool MayAnswerSoon(HttpMessage message) => !message.HasResponse || (message.Response.Status != 429 && !message.Response.Headers.Contains("Retry-After"));
    }
}
