using System.Security.Claims;
using System.Text;
using HandoffBot.Core;
using HandoffBot.Core.Agents;

namespace HandoffBot.Server.SignIn;

/// <summary>Who is signed in.</summary>
/// <param name="Id">The subject: stable for as long as the person has this sign-in.</param>
/// <param name="Name">What customers and colleagues see.</param>
internal sealed record Person(AgentId Id, string Name, IReadOnlyList<string> Roles)
{
    public const string SubjectClaim = "sub";
    public const string NameClaim = "name";
    public const string RolesClaim = "roles";

    /// <summary>The person behind a principal that one of our schemes has authenticated. Providers put any character into a subject; an id has none that separates.</summary>
    public static Person Of(ClaimsPrincipal principal)
    {
        var subject = principal.FindFirstValue(SubjectClaim) ?? throw new InvalidOperationException("A signed-in principal has no subject.");
        return new Person(new AgentId(WithoutSeparators(subject)), DisplayName(principal.FindFirstValue(NameClaim) ?? subject), [.. Role.All.Where(principal.IsInRole)]);
    }

    /// <summary>Somebody we name ourselves, by token or by the printed link. Null when the name has no letter or digit, or is too long.</summary>
    public static Person? Named(string name, IReadOnlyList<string> roles)
    {
        var subject = Slug(name);
        return subject.Length is 0 or > Limits.NameCharacters ? null : new Person(new AgentId(subject), DisplayName(name), roles);
    }

    public ClaimsPrincipal ToPrincipal(string authenticationType) => new(new ClaimsIdentity(
        [new Claim(SubjectClaim, Id.Value), new Claim(NameClaim, Name), .. Roles.Select(role => new Claim(RolesClaim, role))],
        authenticationType,
        NameClaim,
        RolesClaim));

    /// <summary>Escapes what separates values in the store, and the escape character.</summary>
    private static string WithoutSeparators(string subject) =>
        string.Concat(subject.Select(character => character is '|' or '=' or ';' or ':' or '%' ? $"%{(int)character:X2}" : character.ToString()));

    private static string DisplayName(string name)
    {
        var trimmed = name.Trim();
        var cut = trimmed.Length > Limits.NameCharacters ? trimmed[..Limits.NameCharacters] : trimmed;
        return cut.Length == 0 ? cut : char.ToUpperInvariant(cut[0]) + cut[1..];
    }

    /// <summary>Lower case, with everything but letters and digits as single hyphens between them.</summary>
    private static string Slug(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var character in name.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(character))
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
