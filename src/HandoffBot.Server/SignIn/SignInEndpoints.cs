using HandoffBot.Server.Pages;
using HandoffBot.Server.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.SignIn;

/// <summary><c>GET /sign-in</c> and <c>POST /sign-out</c>.</summary>
internal static class SignInEndpoints
{
    private const string Console = "/console";

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/sign-in", SignInAsync).ExcludeFromDescription();
        endpoints.MapPost("/sign-out", (Delegate)SignOutAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(HttpContext context, string? key, string? name, LocalSignIn local, IOptions<AuthOptions> auth)
    {
        if (auth.Value.HasIdentityProvider)
        {
            return TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Console }, [Access.ProviderScheme]);
        }

        if (!local.IsOpen)
        {
            return PlainPage.Forbidden("Sign-in is not set up", "This server can be reached from other machines, so it needs an identity provider: set Auth:Authority, Auth:ClientId and Auth:ClientSecret, then start it again.");
        }

        if (!local.IsKey(key))
        {
            return PlainPage.Forbidden("This link is no longer valid", "Open the sign-in link that the server printed when it was last started. Each start prints a new one.");
        }

        if (Person.Named(name is { Length: > 0 } ? name : LocalSignIn.DefaultName, Role.All) is not { } person)
        {
            return PlainPage.Forbidden("This name cannot be used", "The name in the link needs at least one letter or digit, and 120 characters at most.");
        }

        await context.SignInAsync(Access.CookieScheme, person.ToPrincipal("Link"));
        return TypedResults.Redirect(Console);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        if (!SameOrigin.Allows(context.Request))
        {
            return Problem.CrossSite();
        }

        await context.SignOutAsync(Access.CookieScheme);
        return TypedResults.Redirect(Console);
    }
}
