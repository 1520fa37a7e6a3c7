using HandoffBot.Core.Agents;
using HandoffBot.Core.Alerts;
using HandoffBot.Core.Audit;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outages;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Reports;
using HandoffBot.Redis.Agents;
using HandoffBot.Redis.Alerts;
using HandoffBot.Redis.Audit;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Durability;
using HandoffBot.Redis.Embedded;
using HandoffBot.Redis.FollowUps;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Nudges;
using HandoffBot.Redis.Outbox;
using HandoffBot.Redis.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Redis;

/// <summary>An open connection to Redis, or to the embedded store that it starts, with everything that is kept there.</summary>
public sealed class Store : IAsyncDisposable
{
    private readonly EmbeddedStore? _embedded;
    private readonly ConnectionMultiplexer _connection;
    private readonly ConnectionMultiplexer? _waiting;
    private readonly NudgeHub _nudges;
    private readonly StorePulse _pulse;

    private Store(EmbeddedStore? embedded, ConnectionMultiplexer connection, ConnectionMultiplexer? waiting, RedisOptions redis, IOptions<HandoffOptions> handoffs, TimeProvider time, ILoggerFactory loggers)
    {
        (_embedded, _connection, _waiting) = (embedded, connection, waiting);
        var (database, keys, replicas) = (connection.GetDatabase(), new Keys(redis.Prefix, redis.Partitions), waiting is null ? Replicas.None : Replicas.Asked(connection, waiting, redis));
        (Database, Keys) = (database, keys);
        _nudges = new NudgeHub(connection, keys);
        _pulse = new StorePulse(database, keys, time, loggers.CreateLogger<StorePulse>());
        Conversations = new ConversationStore(database, keys, replicas, time);
        Agents = new AgentStore(database, keys, time);
        Handoffs = new HandoffStore(database, keys, replicas, handoffs, time);
        Outbox = new OutboxStore(database, keys, time);
        FollowUps = new FollowUpStore(database, keys, replicas, time);
        Overdue = new OverdueStore(database, keys, time);
        Alerts = new AlertStore(database, keys, time);
        Audit = new AuditStore(database, keys, handoffs, time);
        Reports = new ReportStore(database, keys, handoffs);
        Health = new StoreHealth(connection, keys, redis.Connection.Length == 0, redis.Replicas, time);
    }

    public IConversationStore Conversations { get; }
    public IHandoffStore Handoffs { get; }
    public IAgentStore Agents { get; }
    public IOutboxStore Outbox { get; }
    public IFollowUpStore FollowUps { get; }
    public IOverdueStore Overdue { get; }
    public IAlertStore Alerts { get; }
    public IReportStore Reports { get; }
    public IAuditStore Audit { get; }
    public INudges Nudges => _nudges;
    public IStorePulse Pulse => _pulse;
    public StoreHealth Health { get; }

    /// <summary>For tests, which damage what is kept to see it found.</summary>
    internal IDatabase Database { get; }

    internal Keys Keys { get; }

    /// <summary>Opens the store. A Redis that is away does not keep the server from starting: it says "not ready" until it is there.</summary>
    /// <param name="path">Folder of the node's own data; the embedded store gets a folder in it.</param>
    /// <exception cref="IOException">The embedded store's folder is used by another process.</exception>
    /// <exception cref="InvalidDataException">The embedded store's data is damaged.</exception>
    public static Task<Store> OpenAsync(RedisOptions redis, string path, IOptions<HandoffOptions> handoffs, TimeProvider time, ILoggerFactory loggers)
    {
        var embedded = redis.Connection.Length == 0 ? EmbeddedStore.Start(Path.Combine(path, "store"), time, loggers) : null;
        return OpenAsync(embedded, embedded?.Configuration ?? ConfigurationOptions.Parse(redis.Connection), redis, handoffs, time, loggers);
    }

    /// <param name="owned">The embedded store that goes with this one.</param>
    /// <param name="configuration">Where to find the data.</param>
    internal static async Task<Store> OpenAsync(EmbeddedStore? owned, ConfigurationOptions configuration, RedisOptions redis, IOptions<HandoffOptions> handoffs, TimeProvider time, ILoggerFactory loggers)
    {
        configuration.AbortOnConnectFail = false;
        // A command that finds no connection fails at once: there is a spool for customers, and agents' programs ask again. Waiting would only pile them up.
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ClientName = "handoffbot";
        configuration.AsyncTimeout = (int)redis.CommandTimeout.TotalMilliseconds;
        // Only to read how Redis persists and evicts (CONFIG GET).
        configuration.AllowAdmin = true;
        var store = new Store(owned, await ConnectionMultiplexer.ConnectAsync(configuration), redis.Replicas > 0 ? await WaitingAsync(configuration, redis) : null, redis, handoffs, time, loggers);
        store._nudges.Start();
        store._pulse.Start();
        return store;
    }

    /// <summary>A connection for WAIT alone, with time for it.</summary>
    private static Task<ConnectionMultiplexer> WaitingAsync(ConfigurationOptions configuration, RedisOptions redis)
    {
        var waiting = configuration.Clone();
        waiting.ClientName += "-replicas";
        waiting.BacklogPolicy = BacklogPolicy.FailFast;
        waiting.AsyncTimeout = (int)(redis.CommandTimeout + redis.ReplicasWithin).TotalMilliseconds;
        return ConnectionMultiplexer.ConnectAsync(waiting);
    }

    public async ValueTask DisposeAsync()
    {
        await _pulse.DisposeAsync();
        await _connection.DisposeAsync();
        if (_waiting is not null)
        {
            await _waiting.DisposeAsync();
        }

        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }
}
