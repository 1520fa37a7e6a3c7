using System.Collections.Concurrent;
using HandoffBot.Core.Agents;
using HandoffBot.Server.SignIn;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Agents;

/// <summary>Notes signs of agents: every call of their API, and an open event stream. The store hears of each agent now and then only, since a call must not cost two.</summary>
internal sealed class Heartbeat(IAgentStore agents, IOptions<AgentOptions> options, TimeProvider time)
{
    /// <summary>Signs kept to oneself make an agent look this part of <see cref="AgentOptions.GoneAfter"/> older than they are.</summary>
    private const int PartKept = 8;

    private readonly ConcurrentDictionary<AgentId, DateTimeOffset> _noted = new();

    public async ValueTask BeatAsync(HttpContext context)
    {
        var (id, now) = (Person.Of(context.User).Id, time.GetUtcNow());
        if (_noted.TryGetValue(id, out var last) && now - last < options.Value.GoneAfter / PartKept)
        {
            return;
        }

        await agents.TouchAsync(id);
        _noted[id] = now;
    }

    /// <summary>An endpoint filter.</summary>
    public static async ValueTask<object?> NoteAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        await context.HttpContext.RequestServices.GetRequiredService<Heartbeat>().BeatAsync(context.HttpContext);
        return await next(context);
    }
}
