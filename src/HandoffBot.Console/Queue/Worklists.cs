using HandoffBot.Console.Api;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Queue;

/// <summary>What waits, and what this agent is offered and holds.</summary>
public sealed class Worklists(AgentApi api, TimeProvider time)
{
    private DateTimeOffset _loadedAt;

    /// <summary>All waiting, next first.</summary>
    public IReadOnlyList<HandoffView> Waiting { get; private set; } = [];

    /// <summary>Waiting, also those beyond the page.</summary>
    public long WaitingTotal { get; private set; }

    /// <summary>Offered to this agent.</summary>
    public IReadOnlyList<HandoffView> Offered { get; private set; } = [];

    /// <summary>Held by this agent.</summary>
    public IReadOnlyList<HandoffView> Held { get; private set; } = [];

    public bool IsLoaded { get; private set; }

    /// <summary>Why the lists could not be brought up to date; they stay as they were.</summary>
    public ApiProblem? Problem { get; private set; }

    /// <summary>Only waiting handoffs of this skill are shown; null = all.</summary>
    public string? Skill { get; set; }

    public IEnumerable<HandoffView> Shown => Skill is null ? Waiting : Waiting.Where(handoff => handoff.Skill == Skill);

    /// <summary>Skills that somebody waits for, with how many, in alphabetical order.</summary>
    public IEnumerable<KeyValuePair<string, int>> SkillCounts =>
        Waiting.CountBy(handoff => handoff.Skill).OrderBy(count => count.Key, StringComparer.Ordinal);

    /// <param name="me">Whose offers and conversations.</param>
    public async Task RefreshAsync(string me, CancellationToken cancellationToken)
    {
        var waiting = api.ListAsync("waiting", cancellationToken);
        var offered = api.ListAsync("offered", cancellationToken);
        var held = api.ListAsync("held", cancellationToken);
        ApiResult<HandoffList>[] results = [await waiting, await offered, await held];
        Problem = results.Select(result => result.Problem).FirstOrDefault(problem => problem is not null);
        if (Problem is not null)
        {
            return;
        }

        _loadedAt = time.GetUtcNow();
        Waiting = results[0].Value?.Items ?? [];
        WaitingTotal = results[0].Value?.Total ?? 0;
        Offered = Mine(results[1].Value, me);
        Held = Mine(results[2].Value, me);
        IsLoaded = true;
    }

    /// <summary>How long they have waited until this instant. Counted on from the server's figure, so that the browser's clock does not matter.</summary>
    public TimeSpan Waited(HandoffView handoff)
    {
        var waited = TimeSpan.FromSeconds(handoff.WaitedSeconds);
        return handoff.State is "waiting" or "offered" ? waited + (time.GetUtcNow() - _loadedAt) : waited;
    }

    private static List<HandoffView> Mine(HandoffList? list, string me) =>
        [.. (list?.Items ?? []).Where(handoff => handoff.Holder?.Id == me).OrderBy(handoff => handoff.EnqueuedAt)];
}
