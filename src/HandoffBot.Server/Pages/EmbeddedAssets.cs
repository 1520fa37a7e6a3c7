namespace HandoffBot.Server.Pages;

/// <summary>What other sites load from here to show the chat widget: anyone may read it, none of it is secret.</summary>
internal static class EmbeddedAssets
{
    /// <summary>Kept, but asked for again with its ETag: a new release reaches every site at once.</summary>
    public const string Revalidate = "no-cache";

    private static readonly string[] Files = ["/widget.js", "/tokens.css", "/chat/wording"];

    public static IApplicationBuilder UseEmbeddedAssets(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsEmbedded(context.Request.Path))
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
            context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }

        return next(context);
    });

    public static bool IsEmbedded(PathString path) => path.StartsWithSegments("/widget") || Files.Any(file => path.Equals(file, StringComparison.Ordinal));
}
