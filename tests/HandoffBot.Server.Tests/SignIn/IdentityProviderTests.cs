using System.Security.Claims;
using HandoffBot.Server.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Tests.SignIn;

public sealed class IdentityProviderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly OpenIdConnectOptions _options;

    public IdentityProviderTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:Authority"] = "https://login.example/tenant",
            ["Auth:ClientId"] = "console",
            ["Auth:ClientSecret"] = "s3cret",
            ["Auth:RoleClaim"] = "groups",
        }).Build();
        _services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddLogging().AddSignIn(configuration, _folder.Store).BuildServiceProvider();
        _options = _services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Access.ProviderScheme);
    }

    [Fact]
    public void A_code_is_exchanged_with_proof_and_no_token_is_kept()
    {
        Assert.Equal("code", _options.ResponseType);
        Assert.True(_options.UsePkce);
        Assert.False(_options.SaveTokens);
        Assert.Equal(Access.CookieScheme, _options.SignInScheme);
    }

    [Fact]
    public async Task The_cookie_holds_subject_name_and_known_roles_and_nothing_else()
    {
        var provided = new ClaimsIdentity(
            [new("sub", "AbC-1"), new("name", "carol"), new("email", "carol@example.com"), new("groups", "agent"), new("groups", "everyone"), new("roles", "admin")], "provider");
        var scheme = new AuthenticationScheme(Access.ProviderScheme, null, typeof(OpenIdConnectHandler));
        var context = new TokenValidatedContext(new DefaultHttpContext(), scheme, _options, new ClaimsPrincipal(provided), new AuthenticationProperties());
        await _options.Events.TokenValidated(context);
        Assert.Equal(["name=Carol", "roles=agent", "sub=AbC-1"], context.Principal!.Claims.Select(claim => $"{claim.Type}={claim.Value}").Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }
}
