using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Conversations;

/// <summary>Proof of what an agent was given at pickup (promise G5).</summary>
/// <param name="Turns">Number of turns.</param>
/// <param name="Sha256">SHA-256 over the turns in order, lower-case hexadecimal.</param>
public sealed record Receipt(long Turns, string Sha256)
{
    /// <summary>The receipt of the first pickup of a handoff: of the turns up to the notice that told the customer of it. Null when nobody has picked it up.</summary>
    /// <param name="turns">From the first one.</param>
    public static Receipt? AtPickup(IReadOnlyCollection<Turn> turns, HandoffId id) =>
        turns.FirstOrDefault(turn => turn.Said.Handoff is { State: HandoffState.Held } notice && notice.Id == id) is { } joined ? Of(turns.TakeWhile(turn => turn.Seq <= joined.Seq)) : null;

    /// <summary>
    /// Digests turns: for each, <c>seq LF at (Unix ms) LF speaker LF name LF text LF</c> in UTF-8, with the byte length before every name and text,
    /// so that no two different transcripts give the same input.
    /// </summary>
    public static Receipt Of(IEnumerable<Turn> turns)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        foreach (var turn in turns)
        {
            var name = turn.Said.Name ?? "";
            var line = string.Create(CultureInfo.InvariantCulture, $"{turn.Seq}\n{turn.At.ToUnixTimeMilliseconds()}\n{turn.Said.Speaker}\n{Encoding.UTF8.GetByteCount(name)}:{name}\n{Encoding.UTF8.GetByteCount(turn.Said.Text)}:{turn.Said.Text}\n");
            hash.AppendData(Encoding.UTF8.GetBytes(line));
            count++;
        }

        return new Receipt(count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
