using HandoffBot.Server.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HandoffBot.Server.SignIn;

internal static class SignInSetup
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, StoreFolder folder)
    {
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => SigningKey.Load(provider.GetRequiredService<IOptions<AuthOptions>>().Value.SigningKey, folder));
        services.AddSingleton<BearerTokens>();
        services.AddSingleton<LocalSignIn>();

        folder.Create();
        services.AddDataProtection().SetApplicationName("HandoffBot").DisableAutomaticKeyGeneration();
        services.AddOptions<KeyManagementOptions>().Configure<SigningKey>((options, signing) => options.XmlRepository = new CookieKeys(signing));

        var schemes = services.AddAuthentication()
            .AddPolicyScheme(Access.Scheme, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? Access.BearerScheme : Access.CookieScheme)
            .AddJwtBearer(Access.BearerScheme, options => options.MapInboundClaims = false)
            .AddCookie(Access.CookieScheme);
        services.AddOptions<JwtBearerOptions>(Access.BearerScheme).Configure<BearerTokens>((options, tokens) => options.TokenValidationParameters = tokens.Rules);
        services.AddOptions<CookieAuthenticationOptions>(Access.CookieScheme).Configure<IOptions<AuthOptions>>((options, auth) => SetUp(options, auth.Value));
        if (configuration[$"{AuthOptions.Section}:{nameof(AuthOptions.Authority)}"] is { Length: > 0 })
        {
            schemes.AddOpenIdConnect(Access.ProviderScheme, _ => { });
            services.AddOptions<OpenIdConnectOptions>(Access.ProviderScheme).Configure<IOptions<AuthOptions>>((options, auth) => SetUp(options, auth.Value));
        }

        return services.AddAuthorization(Access.AddPolicies);
    }

    private static void SetUp(CookieAuthenticationOptions options, AuthOptions auth)
    {
        options.Cookie.Name = "HandoffBot.SignIn";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = auth.SignedInFor;
        options.SlidingExpiration = true;

        // Only APIs ask for the cookie: they answer with a status, the console shows where to sign in.
        options.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);

        static Task Answer(HttpResponse response, int status)
        {
            response.StatusCode = status;
            return Task.CompletedTask;
        }
    }

    private static void SetUp(OpenIdConnectOptions options, AuthOptions auth)
    {
        options.Authority = auth.Authority;
        options.ClientId = auth.ClientId;
        options.ClientSecret = auth.ClientSecret;
        options.RequireHttpsMetadata = new Uri(auth.Authority!).Scheme == Uri.UriSchemeHttps;
        options.SignInScheme = Access.CookieScheme;
        options.CallbackPath = "/sign-in/callback";
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = Person.NameClaim;
        options.TokenValidationParameters.RoleClaimType = Person.RolesClaim;
        options.Events.OnTokenValidated = context =>
        {
            // The cookie holds what we need and nothing else of what the provider knows.
            var provided = context.Principal!;
            var roles = Role.All.Where(role => provided.HasClaim(auth.RoleClaim, role)).ToList();
            context.Principal = (Person.Of(provided) with { Roles = roles }).ToPrincipal(Access.ProviderScheme);
            return Task.CompletedTask;
        };
    }
}
