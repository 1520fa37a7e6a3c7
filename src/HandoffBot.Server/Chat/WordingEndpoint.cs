using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Core.Dialogs;
using HandoffBot.Server.Pages;
using Microsoft.AspNetCore.Mvc;

namespace HandoffBot.Server.Chat;

/// <summary><c>GET /chat/wording?language=&amp;for=</c>: the widget's own texts, which it loads on every page that embeds it; with <c>for=demo</c> the demo page's too.</summary>
internal static class WordingEndpoint
{
    private const string Widget = "widget.";
    private const string Demo = "demo.";

    public static void MapWording(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/chat/wording", (string? language, [FromQuery(Name = "for")] string? page, DialogSet dialogs, HttpResponse response) =>
        {
            response.Headers.CacheControl = EmbeddedAssets.Revalidate;
            return TypedResults.Json(View(dialogs.Wording(dialogs.LanguageFor(language)), page == "demo" ? [Widget, Demo] : [Widget]), WordingJson.Default.WidgetWording);
        })
        .WithSummary("The chat widget's texts, with for=demo also the demo page's; the default language when the one asked for is not spoken here");

    private static WidgetWording View(Wording wording, string[] prefixes) => new(
        wording.Language,
        wording.Texts.Where(text => prefixes.Any(prefix => text.Key.StartsWith(prefix, StringComparison.Ordinal))).ToDictionary(StringComparer.Ordinal));
}

internal sealed record WidgetWording(string Language, IReadOnlyDictionary<string, string> Wording);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WidgetWording))]
internal sealed partial class WordingJson : JsonSerializerContext;
