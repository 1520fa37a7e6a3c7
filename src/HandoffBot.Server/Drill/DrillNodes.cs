using System.Security.Cryptography;
using HandoffBot.Server.Hosting;
using HandoffBot.Server.SignIn;

namespace HandoffBot.Server.Drill;

/// <summary>The processes of one drill in a folder of their own.</summary>
internal sealed class DrillNodes : IDisposable
{
    private readonly string _signingKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SigningKey.Bytes));

    private DrillNodes(string folder, DrillRedis? redis, int nodes)
    {
        Redis = redis;
        All = [.. Enumerable.Range(1, nodes).Select(number => new DrillNode(number, Path.Combine(folder, $"node-{number}"), _signingKey, redis is null ? null : new RedisProxy(redis.Port)))];
    }

    public IReadOnlyList<DrillNode> All { get; }

    /// <summary>Null on the embedded store.</summary>
    public DrillRedis? Redis { get; }

    public static async Task<DrillNodes> StartAsync(DrillSettings settings, string folder, CancellationToken cancellationToken)
    {
        var redis = settings.IsEmbedded ? null : await DrillRedis.StartAsync(Path.Combine(folder, "redis"), cancellationToken);
        var nodes = new DrillNodes(folder, redis, settings.Nodes);
        try
        {
            await Task.WhenAll(nodes.All.Select(node => node.StartAsync(cancellationToken)));
            return nodes;
        }
        catch
        {
            nodes.Dispose();
            throw;
        }
    }

    public string Bearer(string name, params string[] roles) =>
        new BearerTokens(SigningKey.Load(_signingKey, new StoreFolder("")), TimeProvider.System).Issue(Person.Named(name, roles)!, TimeSpan.FromDays(1));

    public void Dispose()
    {
        foreach (var node in All)
        {
            node.Dispose();
        }

        Redis?.Dispose();
    }
}
