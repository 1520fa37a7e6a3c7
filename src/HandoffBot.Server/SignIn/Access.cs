using Microsoft.AspNetCore.Authorization;

namespace HandoffBot.Server.SignIn;

/// <summary>The schemes and policies of the agent and ops APIs.</summary>
internal static class Access
{
    /// <summary>Bearer where the request has an Authorization header, else the cookie.</summary>
    public const string Scheme = "HandoffBot";

    public const string BearerScheme = "Bearer";
    public const string CookieScheme = "Cookie";
    public const string ProviderScheme = "OpenIdConnect";

    public const string AgentPolicy = "agent";
    public const string SupervisorPolicy = "supervisor";
    public const string OpsPolicy = "ops";

    public static void AddPolicies(AuthorizationOptions options)
    {
        options.AddPolicy(AgentPolicy, AnyOf(Role.Agent, Role.Supervisor, Role.Admin));
        options.AddPolicy(SupervisorPolicy, AnyOf(Role.Supervisor, Role.Admin));
        options.AddPolicy(OpsPolicy, AnyOf(Role.Ops, Role.Supervisor, Role.Admin));
    }

    /// <summary>Names the scheme, so that no other endpoint pays for reading tokens that are not ours.</summary>
    private static Action<AuthorizationPolicyBuilder> AnyOf(params string[] roles) =>
        policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().RequireClaim(Person.SubjectClaim).RequireRole(roles);
}
