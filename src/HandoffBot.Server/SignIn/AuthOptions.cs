using System.ComponentModel.DataAnnotations;

namespace HandoffBot.Server.SignIn;

/// <summary>Section <c>Auth</c>. <see cref="SigningKey"/> and <see cref="ClientSecret"/> are secrets: they come from the environment (<c>Auth__SigningKey</c>), never from a file.</summary>
internal sealed class AuthOptions : IValidatableObject
{
    public const string Section = "Auth";

    /// <summary>Base64, at least 32 bytes: signs the tokens and protects the cookies of every node. Without it, each store folder has a key of its own.</summary>
    public string? SigningKey { get; set; }

    /// <summary>The identity provider's OpenID Connect address.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }

    /// <summary>The provider's claim that holds <c>agent</c>, <c>supervisor</c>, <c>ops</c> or <c>admin</c>.</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>How long a person stays signed in without being seen.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan SignedInFor { get; set; } = TimeSpan.FromHours(12);

    public bool HasIdentityProvider => Authority is { Length: > 0 };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SigningKey is { Length: > 0 } key && !SignIn.SigningKey.IsUsable(key))
        {
            yield return new ValidationResult($"Auth:SigningKey must be base64 of at least {SignIn.SigningKey.Bytes} bytes.", [nameof(SigningKey)]);
        }

        var given = new[] { Authority, ClientId, ClientSecret }.Count(value => value is { Length: > 0 });
        if (given is not (0 or 3))
        {
            yield return new ValidationResult("Auth:Authority, Auth:ClientId and Auth:ClientSecret belong together: give all three or none.", [nameof(Authority)]);
        }

        if (HasIdentityProvider && !(Uri.TryCreate(Authority, UriKind.Absolute, out var authority) && (authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback)))
        {
            yield return new ValidationResult("Auth:Authority must be an https address.", [nameof(Authority)]);
        }
    }
}
