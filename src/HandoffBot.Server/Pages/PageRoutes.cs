namespace HandoffBot.Server.Pages;

/// <summary>Which page stands behind an address: the demo at the root, the console's app under <c>/console</c> and <c>/ops</c>, however deep the link.</summary>
internal static class PageRoutes
{
    private const string Demo = "/index.html";
    private const string App = "/app.html";

    /// <summary>Before routing, so that pages are served as the static assets they are.</summary>
    public static IApplicationBuilder UsePages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        if (path == "/")
        {
            context.Request.Path = Demo;
        }
        else if (IsApp(path))
        {
            context.Request.Path = App;
        }

        return next(context);
    });

    public static bool IsApp(PathString path) => path.StartsWithSegments("/console") || path.StartsWithSegments("/ops") || path == App;
}
