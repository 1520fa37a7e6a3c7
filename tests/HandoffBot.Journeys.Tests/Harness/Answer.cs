using System.Net;
using System.Text.Json;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>Status and body of a response, read to its end.</summary>
public sealed record Answer(HttpStatusCode Status, string Body)
{
    /// <summary>The body as JSON; undefined when it is none.</summary>
    public JsonElement Json
    {
        get
        {
            try
            {
                return JsonElement.Parse(Body);
            }
            catch (JsonException)
            {
                return default;
            }
        }
    }

    /// <summary>Last segment of an RFC 9457 problem type.</summary>
    public string? ProblemType => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("type", out var type) ? type.GetString()?.Split('/')[^1] : null;

    public static async Task<Answer> ToAsync(HttpClient http, HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public T As<T>()
    {
        Assert.True((int)Status is >= 200 and < 300, $"{(int)Status} {Body}");
        return JsonSerializer.Deserialize<T>(Body, JsonSerializerOptions.Web)!;
    }

    public void Is(HttpStatusCode expected) => Assert.True(Status == expected, $"Expected {(int)expected}, but was {(int)Status}: {Body}");

    /// <summary>A conflict, as the agent API says it.</summary>
    public void IsConflict(string problemType)
    {
        Is(HttpStatusCode.Conflict);
        Assert.Equal(problemType, ProblemType);
    }
}
