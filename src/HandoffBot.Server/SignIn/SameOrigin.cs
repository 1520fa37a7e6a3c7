namespace HandoffBot.Server.SignIn;

/// <summary>
/// Refuses requests that another site makes a signed-in browser send (CSRF). Whoever sends an Authorization header is a program; what changes nothing is
/// harmless; everything else must show that it comes from our own pages: a header that a form cannot send, or the browser's own word for it.
/// </summary>
internal static class SameOrigin
{
    public const string Header = "X-Requested-With";
    public const string HeaderValue = "HandoffBot";

    public static bool Allows(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method)
        || HttpMethods.IsOptions(request.Method)
        || request.Headers.Authorization.Count > 0
        || request.Headers[Header] == HeaderValue
        || IsFromOurPages(request);

    private static bool IsFromOurPages(HttpRequest request)
    {
        // Sec-Fetch-Site cannot be set by a script; Origin is for browsers that do not send it.
        var site = request.Headers["Sec-Fetch-Site"];
        return site.Count > 0
            ? site == "same-origin"
            : Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
                && origin.Scheme == request.Scheme
                && string.Equals(origin.Authority, new UriBuilder(request.Scheme, request.Host.Host, request.Host.Port ?? -1).Uri.Authority, StringComparison.OrdinalIgnoreCase);
    }
}
