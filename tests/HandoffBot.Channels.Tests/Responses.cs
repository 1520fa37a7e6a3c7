using System.Text.Json;

namespace HandoffBot.Channels.Tests;

internal static class Responses
{
    public static Task<string> ReadTextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response) => JsonElement.Parse(await response.ReadTextAsync());
}
