using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HandoffBot.Redis.Embedded;

/// <summary>The scripts that clients have loaded, by digest. A script stands in the log before its first call there, so that an old log is replayed with the texts of its time.</summary>
internal sealed partial class ScriptTexts
{
    private readonly Dictionary<string, ScriptText> _texts = new(StringComparer.Ordinal);

    /// <summary>The script of this digest; null when nobody has loaded it.</summary>
    public ScriptText? Find(string digest) => _texts.GetValueOrDefault(digest);

    public ScriptText Add(ReadOnlySpan<byte> text)
    {
        // Redis names scripts by SHA-1; nothing secret rests on it.
#pragma warning disable CA5350
        var digest = Convert.ToHexStringLower(SHA1.HashData(text));
#pragma warning restore CA5350
        if (!_texts.TryGetValue(digest, out var script))
        {
            _texts[digest] = script = new ScriptText(digest, Resp.Command("SCRIPT"u8.ToArray(), "LOAD"u8.ToArray(), text.ToArray()), OnlyReads(Encoding.UTF8.GetString(text)));
        }

        return script;
    }

    /// <summary>Whether every use of <c>redis</c> in it is plainly a call of a command that only reads; in doubt, no.</summary>
    private static bool OnlyReads(string text)
    {
        var code = Comment.Replace(text, "");
        var calls = Call.Matches(code);
        return calls.Count == Redis.Count(code) && calls.All(call => CommandKinds.OnlyReads(call.Groups["command"].Value));
    }

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"redis\.call\('(?<command>\w+)'")]
    private static partial Regex Call { get; }

    [GeneratedRegex("redis|_G|load|getfenv")]
    private static partial Regex Redis { get; }
}

/// <param name="Load">The command that loads it.</param>
/// <param name="OnlyReads">Calls of it need not be logged.</param>
internal sealed record ScriptText(string Digest, byte[] Load, bool OnlyReads);
