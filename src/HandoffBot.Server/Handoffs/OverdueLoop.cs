using HandoffBot.Core;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Handoffs;

/// <summary>
/// Looks at those who wait long. The queues themselves say who does: each pass reads the handoffs that may just have come to be at risk, and goes on by a page
/// through those that have waited longer, so that its cost does not grow with the line and no handoff that came back late is overlooked.
/// </summary>
internal sealed class OverdueLoop(
    IOverdueStore overdue, IHandoffStore handoffs, OverdueActions actions, WaitPromise promise, WidePool wide, IOptions<HandoffOptions> options, TimeProvider time, ILogger<OverdueLoop> logger)
    : Loop("overdue", options.Value.OverdueEvery, time, logger)
{
    private readonly TimeProvider _time = time;
    private readonly Dictionary<string, long> _cursors = new(StringComparer.Ordinal);

    /// <summary>Whose promise this node has seen to, and when it last looked for news, by handoff.</summary>
    private readonly Dictionary<HandoffId, DateTimeOffset> _seen = [];

    private DateTimeOffset _newsAt = DateTimeOffset.MinValue;

    public override async Task PassAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var atRisk = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new List<MarkedHandoff>();
        foreach (var skill in options.Value.Skills)
        {
            waiting.AddRange(await FindAsync(skill, promise.ScoreAtRisk(now)));
        }

        await EachAsync(waiting, LookAsync, cancellationToken);
        wide.Set(atRisk);
        await overdue.ForgetClosedAsync();
        await TellNewsAsync(now, cancellationToken);

        async Task LookAsync(MarkedHandoff marked)
        {
            if (_seen.TryAdd(marked.Handoff.Id, now))
            {
                await actions.KeepPromiseAsync(marked.Handoff);
            }

            if (await actions.LookAsync(marked) != OverdueMark.None)
            {
                atRisk.Add(marked.Handoff.Skill);
            }
        }
    }

    private async Task<IEnumerable<MarkedHandoff>> FindAsync(string skill, long scoreUpTo)
    {
        var latest = await overdue.FindWaitingAsync(skill, scoreUpTo, 0, latestFirst: true);
        if (latest.Count < Limits.OverduePerPage)
        {
            return latest;
        }

        var cursor = _cursors.GetValueOrDefault(skill);
        var page = await overdue.FindWaitingAsync(skill, scoreUpTo, cursor, latestFirst: false);
        _cursors[skill] = page.Count == 0 ? 0 : cursor + Limits.OverduePerPage;
        return latest.UnionBy(page, marked => marked.Handoff.Id);
    }

    /// <summary>As seldom as a customer may be told: the transcript of everybody at the head of the line is read for it.</summary>
    private async Task TellNewsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - _newsAt < options.Value.Targets.NewsEvery / 4)
        {
            return;
        }

        _newsAt = now;
        foreach (var skill in options.Value.Skills)
        {
            var (items, _) = await handoffs.ListAsync(HandoffState.Waiting, skill);
            await EachAsync(items.Take(Limits.ToldOfNews), actions.TellNewsAsync, cancellationToken);
        }

        foreach (var (id, _) in _seen.Where(seen => now - seen.Value > TimeSpan.FromDays(1)).ToList())
        {
            _seen.Remove(id);
        }
    }
}
