using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using HandoffBot.Redis;
using HandoffBot.Redis.Tests.Linearizability;
using StackExchange.Redis;

namespace HandoffBot.Simulation.Tests;

/// <summary>
/// A node's connection to the store. Every command becomes a step of the stage, and there may get lost before or after it took effect; or the node dies before or after it.
/// Since a node touches nothing but the store, this is every await at which a process can die.
/// </summary>
public class Wire : DispatchProxy
{
    private static readonly MethodInfo Typed = typeof(Wire).GetMethod(nameof(CallAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly ConcurrentDictionary<MethodInfo, MethodInfo?> Calls = new();
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    private IDatabase _database = null!;
    private Stage _stage = null!;
    private Life _life = null!;
    private Machine _machine = null!;
    private Action<RedisKey[]> _happened = null!;

    /// <param name="happened">Told the keys of every script that has run.</param>
    internal static IDatabase Of(IDatabase database, Stage stage, Life life, Machine machine, Action<RedisKey[]> happened)
    {
        var proxy = Create<IDatabase, Wire>();
        var wire = (Wire)(object)proxy;
        (wire._database, wire._stage, wire._life, wire._machine, wire._happened) = (database, stage, life, machine, happened);
        return proxy;
    }

    /// <summary>Scripts are in the store from the start, so that the first call of one does not differ from the next.</summary>
    internal static void LoadScripts(IDatabase database)
    {
        foreach (var name in typeof(Store).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal)).Select(name => name[..^4]))
        {
            var text = Sabotage.Expand(name, []);
            Names[Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(text)))] = name;
            database.Execute("SCRIPT", "LOAD", text);
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var typed = Calls.GetOrAdd(targetMethod!, method =>
            method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>) ? Typed.MakeGenericMethod(method.ReturnType.GetGenericArguments()) : null);
        return typed is null ? targetMethod!.Invoke(_database, args) : typed.Invoke(this, [targetMethod, args]);
    }

    private Task<T> CallAsync<T>(MethodInfo method, object?[] args)
    {
        var answer = new TaskCompletionSource<T>();
        var what = $"{_life.Name} {NameOf(method, args)}";
        _stage.Open(_life, what, () =>
        {
            var fate = _stage.HasFaults ? _stage.Random.Next(600) : int.MaxValue;
            _stage.Note($"{what}{(fate < 8 ? $" fate {fate}" : "")}");
            if (fate is 0)
            {
                _life.End();
                return;
            }

            if (fate is 1 or 2 or 3 || _machine.IsCutOff)
            {
                answer.SetException(new RedisTimeoutException(CommandFlags.None, "lost on the way there", CommandStatus.WaitingToBeSent));
                return;
            }

            var done = ((Task<T>)method.Invoke(_database, args)!).GetAwaiter().GetResult();
            if (args is [byte[], RedisKey[] keys, ..])
            {
                _happened(keys);
            }

            if (fate is 4)
            {
                _life.End();
                return;
            }

            if (fate is 5 or 6 or 7)
            {
                answer.SetException(new RedisTimeoutException(CommandFlags.None, "lost on the way back", CommandStatus.Sent));
                return;
            }

            answer.SetResult(done);
        });
        return answer.Task;
    }

    private static string NameOf(MethodInfo method, object?[] args) => args switch
    {
        [byte[] digest, RedisKey[], RedisValue[], ..] => Names[Convert.ToHexString(digest)],
        [RedisKey key, ..] => $"{method.Name} {key.ToString().Split("}:", 2)[^1]}",
        _ => method.Name,
    };
}
