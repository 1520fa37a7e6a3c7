using System.Runtime.CompilerServices;
using HandoffBot.Core;
using HandoffBot.Core.Conversations;
using StackExchange.Redis;

namespace HandoffBot.Redis.Conversations;

/// <inheritdoc cref="IConversationHistory"/>
internal sealed class ConversationHistory(ConnectionMultiplexer connection, Keys keys) : IConversationHistory
{
    public async IAsyncEnumerable<Conversation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A scan may show a key twice, and each node of a cluster has its own.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var server in connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            foreach (var at in keys.All)
            {
                await foreach (var key in server.KeysAsync(pattern: at.AllConversations, pageSize: Limits.KeysPerScan).WithCancellation(cancellationToken))
                {
                    if (seen.Add(key!) && await FindAsync(at, at.ConversationOf(key)) is { } conversation)
                    {
                        yield return conversation;
                    }
                }
            }
        }
    }

    private async Task<Conversation?> FindAsync(PartitionKeys at, ConversationId id)
    {
        var database = connection.GetDatabase();
        var fields = await database.HashGetAsync(at.Conversation(id), ConversationRecord.Fields);
        return fields[0].IsNull ? null : ConversationRecord.Read(id, fields, await database.ListLengthAsync(at.Turns(id)));
    }
}
