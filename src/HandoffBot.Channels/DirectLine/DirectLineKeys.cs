using Microsoft.IdentityModel.Tokens;

namespace HandoffBot.Channels.DirectLine;

/// <summary>The key that signs chat tokens. All nodes share it.</summary>
public sealed class DirectLineKeys
{
    /// <param name="signingKey">At least 32 bytes.</param>
    public DirectLineKeys(byte[] signingKey)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(signingKey.Length, 32);
        SigningKey = new SymmetricSecurityKey(signingKey);
    }

    internal SymmetricSecurityKey SigningKey { get; }
}
