using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;

namespace HandoffBot.Server.Pages;

/// <summary>A page that only says something: for people who sign in, never for customers.</summary>
internal static class PlainPage
{
    public static IResult Forbidden(string title, string text) => TypedResults.Text(Html(title, text), MediaTypeNames.Text.Html, Encoding.UTF8, StatusCodes.Status403Forbidden);

    private static string Html(string title, string text) => $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{HtmlEncoder.Default.Encode(title)} · HandoffBot</title>
          <link rel="stylesheet" href="/tokens.css">
          <link rel="stylesheet" href="/plain-page.css">
        </head>
        <body>
          <main>
            <h1>{HtmlEncoder.Default.Encode(title)}</h1>
            <p>{HtmlEncoder.Default.Encode(text)}</p>
          </main>
        </body>
        </html>
        """;
}
