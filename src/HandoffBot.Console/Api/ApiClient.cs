using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HandoffBot.Console.Api;

/// <summary>Sends one request to our own server and turns whatever happens into an <see cref="ApiResult{T}"/>. The browser adds the sign-in cookie.</summary>
public sealed class ApiClient(HttpClient http)
{
    /// <summary>Proves to the server that our own script made the request; another site's form cannot set it.</summary>
    private const string CrossSiteHeader = "X-Requested-With";

    private const string LeaseHeader = "Lease-Token";

    private const string IdempotencyHeader = "Idempotency-Key";

    public Task<ApiResult<T>> GetAsync<T>(string path, JsonTypeInfo<T> reply, CancellationToken cancellationToken)
        where T : class => SendAsync(HttpMethod.Get, path, null, reply, null, cancellationToken);

    /// <param name="body">Null sends none.</param>
    /// <param name="leaseToken">For actions of the holder.</param>
    /// <param name="wish">Our id for it, where only that makes a repeat harmless.</param>
    public async Task<ApiResult<T>> SendAsync<T>(
        HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> reply, string? leaseToken, CancellationToken cancellationToken, string? wish = null)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add(CrossSiteHeader, "HandoffBot");
        if (leaseToken is not null)
        {
            request.Headers.Add(LeaseHeader, leaseToken);
        }

        if (wish is not null)
        {
            request.Headers.Add(IdempotencyHeader, wish);
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? new ApiResult<T>(await ReadAsync(response, reply, cancellationToken), null)
                : new ApiResult<T>(null, ApiProblem.From(response.StatusCode, await ReadProblemAsync(response, cancellationToken)));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new ApiResult<T>(null, ApiProblem.Unreachable);
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> reply, CancellationToken cancellationToken)
        where T : class =>
        response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentType?.MediaType != "application/json"
            ? null
            : await response.Content.ReadFromJsonAsync(reply, cancellationToken);

    private static async Task<ProblemBody?> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(ProblemJson.Default.ProblemBody, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            // A proxy between us and the server answers with a page of its own: the status says enough.
            return null;
        }
    }
}
