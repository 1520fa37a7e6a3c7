using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace HandoffBot.Redis.Scripts;

/// <summary>One state change: a Lua file with the files it includes. Sent by its digest, so that only the first call carries the text.</summary>
internal sealed class Script
{
    private const string Include = "--- @include ";
    private readonly string _text;
    private readonly byte[] _digest;

    private Script(string text)
    {
        _text = text;
        // Redis names scripts by SHA-1; nothing secret rests on it.
#pragma warning disable CA5350
        _digest = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
    }

    /// <summary>The embedded script of this name, without ending.</summary>
    public static Script Load(string name) => new(Expand(Read(name), []));

    public async Task<RedisResult> RunAsync(IDatabase database, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return await database.ScriptEvaluateAsync(_digest, keys, arguments);
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return await database.ScriptEvaluateAsync(_text, keys, arguments);
        }
    }

    private static string Expand(string text, HashSet<string> included)
    {
        var expanded = new StringBuilder(text.Length * 2);
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith(Include, StringComparison.Ordinal))
            {
                expanded.Append(line).Append('\n');
            }
            else if (included.Add(line[Include.Length..].Trim()))
            {
                expanded.Append(Expand(Read(line[Include.Length..].Trim()), included));
            }
        }

        return expanded.ToString();
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".lua") ?? throw new InvalidOperationException($"There is no script {name}.lua.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
