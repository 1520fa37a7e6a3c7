namespace HandoffBot.Server.Pages;

/// <summary>What browsers may do with our answers (Content Security Policy Level 3, OWASP Secure Headers).</summary>
internal static class SecurityHeaders
{
    // Components style themselves inline; scripts never are.
    private const string Shared =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string PagePolicy = Shared + "; script-src 'self'";

    // The console is .NET compiled to WebAssembly, which the browser compiles in turn.
    private const string AppPolicy = Shared + "; script-src 'self' 'wasm-unsafe-eval'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PageRoutes.IsApp(context.Request.Path) ? AppPolicy : PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    });
}
