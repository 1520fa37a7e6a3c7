using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HandoffBot.Server.SignIn;

/// <summary>Tokens for programs: JWT signed with HS256 (RFC 7515), made and checked by this installation only.</summary>
internal sealed class BearerTokens(SigningKey key, TimeProvider time)
{
    private const string Party = "handoffbot";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private readonly SymmetricSecurityKey _key = new(key.For("bearer"));

    /// <summary>What a token must fulfil: our signature, algorithm, issuer and audience, and the instant lies in its time.</summary>
    public TokenValidationParameters Rules => new()
    {
        IssuerSigningKey = _key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidIssuer = Party,
        ValidAudience = Party,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        NameClaimType = Person.NameClaim,
        RoleClaimType = Person.RolesClaim,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return expires is { } until && now < until + Skew && (notBefore is not { } from || now >= from - Skew);
        },
    };

    public string Issue(Person person, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Party,
            Audience = Party,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = new Dictionary<string, object>
            {
                [Person.SubjectClaim] = person.Id.Value,
                [Person.NameClaim] = person.Name,
                [Person.RolesClaim] = person.Roles.ToArray(),
            },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
    }
}
