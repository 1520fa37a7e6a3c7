using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Core.Dialogs;
using HandoffBot.Server.Pages;

namespace HandoffBot.Server.Chat;

/// <summary><c>GET /chat/wording?language=</c>: the widget's and the demo page's own texts.</summary>
internal static class WordingEndpoint
{
    private static readonly string[] Prefixes = ["widget.", "demo."];

    public static void MapWording(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/chat/wording", (string? language, DialogSet dialogs, HttpResponse response) =>
        {
            response.Headers.CacheControl = EmbeddedAssets.Revalidate;
            return TypedResults.Json(View(dialogs.Wording(dialogs.LanguageFor(language))), WordingJson.Default.WidgetWording);
        })
        .WithSummary("The chat widget's texts; the default language when the one asked for is not spoken here");

    private static WidgetWording View(Wording wording) => new(
        wording.Language,
        wording.Texts.Where(text => Prefixes.Any(prefix => text.Key.StartsWith(prefix, StringComparison.Ordinal))).ToDictionary(StringComparer.Ordinal));
}

internal sealed record WidgetWording(string Language, IReadOnlyDictionary<string, string> Wording);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WidgetWording))]
internal sealed partial class WordingJson : JsonSerializerContext;
