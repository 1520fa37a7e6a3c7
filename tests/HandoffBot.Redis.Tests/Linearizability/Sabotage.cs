using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace HandoffBot.Redis.Tests.Linearizability;

/// <summary>A database on which one script has a fault that is put in here: proof that a check can fail.</summary>
public class Sabotage : DispatchProxy
{
    private IDatabase _database = null!;
    private string _spoilt = "";
    private byte[] _digest = [];

    /// <param name="script">Its name.</param>
    /// <param name="sound">A part of its text.</param>
    /// <param name="spoilt">What stands there instead.</param>
    public static IDatabase Of(IDatabase database, string script, string sound, string spoilt)
    {
        var text = Expand(script, []);
        if (!text.Contains(sound, StringComparison.Ordinal))
        {
            // No failed assertion: those are what a fault is found out by.
            throw new ArgumentException($"{script}.lua does not say '{sound}' any more.", nameof(sound));
        }

        var proxy = Create<IDatabase, Sabotage>();
        var sabotage = (Sabotage)(object)proxy;
        (sabotage._database, sabotage._digest, sabotage._spoilt) = (database, SHA1.HashData(Encoding.UTF8.GetBytes(text)), text.Replace(sound, spoilt, StringComparison.Ordinal));
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IDatabase.ScriptEvaluateAsync) && args![0] is byte[] digest && digest.AsSpan().SequenceEqual(_digest)
            ? _database.ScriptEvaluateAsync(_spoilt, (RedisKey[])args[1]!, (RedisValue[])args[2]!)
            : targetMethod.Invoke(_database, args);

    internal static string Expand(string name, HashSet<string> included)
    {
        const string Include = "--- @include ";
        using var stream = typeof(Store).Assembly.GetManifestResourceStream(name + ".lua")!;
        using var reader = new StreamReader(stream);
        var expanded = new StringBuilder();
        foreach (var line in reader.ReadToEnd().Split('\n'))
        {
            if (!line.StartsWith(Include, StringComparison.Ordinal))
            {
                expanded.Append(line).Append('\n');
            }
            else if (included.Add(line[Include.Length..].Trim()))
            {
                expanded.Append(Expand(line[Include.Length..].Trim(), included));
            }
        }

        return expanded.ToString();
    }
}
