using System.Security.Cryptography;
using System.Text;

namespace HandoffBot.Core.Handoffs;

/// <summary>
/// The number a customer is told for their handoff, such as <c>K7QF-3MP</c>: short, derived from the id, in Douglas Crockford's base 32, which leaves out the letters
/// that are read as digits. 35 bits: two handoffs may share one in a very large store, which is why a search returns a list.
/// </summary>
public static class Reference
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Characters = 7, FirstGroup = 4, BitsEach = 5;

    public static string Of(HandoffId id)
    {
        var digest = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(id.Value)));
        var written = new StringBuilder(Characters + 1);
        for (var at = 0; at < Characters; at++)
        {
            written.Append(at == FirstGroup ? "-" : "").Append(Alphabet[(int)((digest >> (at * BitsEach)) & 31)]);
        }

        return written.ToString();
    }

    /// <summary>The reference somebody typed, in its written form; null when it cannot be one. Case, spaces and hyphens do not matter, nor O for 0, I or L for 1.</summary>
    public static string? Read(string typed)
    {
        var read = new StringBuilder(Characters + 1);
        foreach (var letter in typed.ToUpperInvariant().Where(letter => letter is not (' ' or '-' or '\u2011')))
        {
            var meant = letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter };
            if (!Alphabet.Contains(meant, StringComparison.Ordinal))
            {
                return null;
            }

            read.Append(read.Length == FirstGroup ? "-" : "").Append(meant);
        }

        return read.Length == Characters + 1 ? read.ToString() : null;
    }
}
