using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Tests;

/// <summary>
/// Azure AI Language on loopback over TLS: <c>:analyze-text</c> of 2023-04-01 and, over the same documents, the older <c>/text/analytics/v3.1</c>, so that both of Microsoft's
/// clients can be held against it. It refuses what the service refuses, and remembers what it was asked.
/// </summary>
internal sealed class AzureLanguageStub : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    /// <summary>The token that <see cref="IdentityPath"/> gives and that is taken instead of the key.</summary>
    public const string Token = "stub-token";

    /// <summary>Where a machine asks for a token of its managed identity.</summary>
    public const string IdentityPath = "/msi/token";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<StubRequest> _requests = new();

    private AzureLanguageStub(WebApplication app, StubCertificate certificate) => (_app, Certificate) = (app, certificate);

    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The address without TLS: only for tokens.</summary>
    public Uri Plain { get; private set; } = null!;

    public StubCertificate Certificate { get; }

    /// <summary>All requests for analysis so far, refused ones included.</summary>
    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>What stands in the way of an answer; null answers.</summary>
    public StubFault? Fault { get; set; }

    public static async Task<AzureLanguageStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var certificate = StubCertificate.Create();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate.Certificate));
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var stub = new AzureLanguageStub(builder.Build(), certificate);
        stub._app.MapGet(IdentityPath, GiveToken);
        stub._app.MapPost("/language/{action}", stub.AnalyzeTextAsync);
        stub._app.MapPost("/text/analytics/v3.1/sentiment", (Delegate)((HttpContext context) => stub.AnswerOlderAsync(context, "SentimentAnalysis")));
        stub._app.MapPost("/text/analytics/v3.1/entities/recognition/pii", (Delegate)((HttpContext context) => stub.AnswerOlderAsync(context, "PiiEntityRecognition")));
        await stub._app.StartAsync();
        var addresses = stub._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        stub.Endpoint = new Uri(addresses.Single(address => address.StartsWith("https:", StringComparison.Ordinal)).Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        stub.Plain = new Uri(addresses.Single(address => address.StartsWith("http:", StringComparison.Ordinal)));
        return stub;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }

    /// <summary>As App Service gives tokens to the identity of an application.</summary>
    private static IResult GiveToken(HttpContext context) =>
        context.Request.Query["resource"] == "https://cognitiveservices.azure.com" && context.Request.Headers["X-IDENTITY-HEADER"] == Key
            ? Results.Json(new { access_token = Token, expires_on = $"{TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}", resource = "https://cognitiveservices.azure.com", token_type = "Bearer" })
            : Results.Json(new { error = "invalid_request" }, statusCode: 400);

    private async Task<IResult> AnalyzeTextAsync(HttpContext context, string action)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        if (await RefuseAsync(context, body) is { } refused)
        {
            return refused;
        }

        if (action != ":analyze-text" || context.Request.Query["api-version"] != "2023-04-01")
        {
            return Error(404, "NotFound", "Resource not found.");
        }

        var (kind, parameters) = ((string?)body["kind"], body["parameters"]!.AsObject());
        string[] known = kind switch
        {
            "SentimentAnalysis" => ["loggingOptOut", "modelVersion", "opinionMining", "stringIndexType"],
            "PiiEntityRecognition" => ["loggingOptOut", "modelVersion", "domain", "piiCategories", "stringIndexType"],
            _ => [],
        };
        return parameters.Any(parameter => !known.Contains(parameter.Key)) || (string?)parameters["stringIndexType"] != "Utf16CodeUnit"
            ? Error(400, "InvalidRequest", "A parameter is not known here.")
            : StubAnalysis.TryRead(kind!, body["analysisInput"]!["documents"]!.AsArray(), (bool?)parameters["opinionMining"] ?? false) is { } results
                ? Json(new JsonObject { ["kind"] = $"{kind}Results", ["results"] = results })
                : Error(400, "InvalidRequest", "Too many documents, or two with the same id.");
    }

    private async Task<IResult> AnswerOlderAsync(HttpContext context, string kind)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        return await RefuseAsync(context, body)
            ?? (StubAnalysis.TryRead(kind, body["documents"]!.AsArray(), context.Request.Query["opinionMining"] == "true") is { } results ? Json(results) : Error(400, "InvalidRequest", "Too many documents."));
    }

    private async Task<IResult?> RefuseAsync(HttpContext context, JsonObject body)
    {
        _requests.Enqueue(new StubRequest(context.Request.Path, body, context.Request.Headers.Authorization.ToString()));
        if (Fault is { } fault)
        {
            if (fault.Status is not { } status)
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return null;
            }

            if (fault.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds;
            }

            return Error(status, "Fault", $"Refused: {body.ToJsonString()}");
        }

        return context.Request.Headers["Ocp-Apim-Subscription-Key"] == Key || context.Request.Headers.Authorization == $"Bearer {Token}"
            ? null
            : Error(401, "401", "Access denied due to invalid subscription key or wrong API endpoint.");
    }

    private static IResult Error(int status, string code, string message) =>
        Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }, status);

    private static IResult Json(JsonNode body, int status = 200) => Results.Text(body.ToJsonString(), "application/json", statusCode: status);
}
