using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using HandoffBot.Contracts;

namespace HandoffBot.Server.Drill;

/// <summary>After the drill: reads everything over HTTP and checks every promise against the journal.</summary>
/// <param name="bearer">May read agents' and operations' figures.</param>
internal sealed class Inspection(Journal journal, IReadOnlyList<DrillNode> nodes, string bearer, int seed, DrillTally tally)
{
    private const int AtOnce = 16;

    public async Task<DrillVerdict> RunAsync(IReadOnlyList<DateOnly> days, CancellationToken cancellationToken)
    {
        var verdict = new DrillVerdict();
        foreach (var refused in journal.Violations)
        {
            verdict.Lost.Add(refused);
        }

        var handoffs = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(journal.Conversations, options, async (log, token) =>
        {
            var http = new DrillHttp(nodes, new Random(seed), tally);
            var activities = await ReadAsync(http, log, token);
            foreach (var handoff in new StoryCheck(log, activities, verdict).Run())
            {
                handoffs[handoff] = log.Id;
            }

            if (activities.LastOrDefault(activity => activity.Handoff is { State: "held" }) is { Handoff: { } last })
            {
                await CheckStoryOfAgentAsync(http, last.Id, log, activities, verdict, token);
            }
        });
        CheckTenures(verdict);
        verdict.Handoffs = handoffs.Count;
        await CheckFiguresAsync(verdict, handoffs.Count, days, cancellationToken);
        return verdict;
    }

    private static async Task<List<HeardActivity>> ReadAsync(DrillHttp http, ConversationLog log, CancellationToken cancellationToken)
    {
        var token = log.Token;
        var all = new List<HeardActivity>();
        while (true)
        {
            var (reply, _) = await http.SendUntilAnsweredAsync(HttpMethod.Get, $"/v3/directline/conversations/{log.Id}/activities?watermark={all.Count}", token, null, null, cancellationToken);
            if (reply.Status == HttpStatusCode.Forbidden && token == log.Token)
            {
                var (renewed, _) = await http.SendUntilAnsweredAsync(HttpMethod.Post, "/chat/token", null, new { resume = log.Token }, null, cancellationToken);
                token = JsonSerializer.Deserialize<ChatTicket>(renewed.Body, JsonSerializerOptions.Web)!.Token;
                continue;
            }

            List<HeardActivity> read = reply.IsDone ? JsonSerializer.Deserialize<HeardSet>(reply.Body, JsonSerializerOptions.Web)!.Activities.Where(activity => HeardActivity.IsTurn(activity.Id)).ToList() : [];
            all.AddRange(read);
            if (read.Count == 0)
            {
                return all;
            }
        }
    }

    /// <summary>What an agent is given: the same turns, with a receipt that fits. A receipt covers all turns before it, so the last one of a conversation covers the earlier ones.</summary>
    private async Task CheckStoryOfAgentAsync(DrillHttp http, string handoff, ConversationLog log, List<HeardActivity> activities, DrillVerdict verdict, CancellationToken cancellationToken)
    {
        var (reply, _) = await http.SendUntilAnsweredAsync(HttpMethod.Get, $"/api/agent/handoffs/{handoff}/transcript", bearer, null, null, cancellationToken);
        var transcript = reply.IsDone ? JsonSerializer.Deserialize(reply.Body, ContractsJson.Default.TranscriptView) : null;
        if (transcript is not { IsComplete: true, Receipt: not null })
        {
            verdict.Receipts.Add($"{log.Id}: handoff {handoff} has {(transcript?.Receipt is null ? "no receipt" : "a receipt that its transcript does not give")} ({reply.Status})");
        }

        if (transcript is not null && !transcript.Turns.Select(turn => turn.Text).SequenceEqual(activities.Select(activity => activity.Text)))
        {
            verdict.Turns.Add($"{log.Id}: the agent of handoff {handoff} reads {transcript.Turns.Count} turns, the customer {activities.Count}, or not the same");
        }
    }

    private void CheckTenures(DrillVerdict verdict)
    {
        foreach (var tenures in journal.TenuresByHandoff)
        {
            var inOrder = tenures.OrderBy(tenure => tenure.ToldAt).ToList();
            for (var at = 1; at < inOrder.Count; at++)
            {
                for (var before = 0; before < at; before++)
                {
                    if (inOrder[before].Overlaps(inOrder[at]))
                    {
                        verdict.DoublyHeld.Add($"handoff {inOrder[at].Handoff} was held by {inOrder[before].Agent} and by {inOrder[at].Agent} at the same time");
                    }
                }
            }
        }
    }

    private async Task CheckFiguresAsync(DrillVerdict verdict, int handoffs, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken)
    {
        var http = new DrillHttp(nodes, new Random(seed), tally);
        var opened = 0L;
        foreach (var day in days)
        {
            var (reply, _) = await http.SendUntilAnsweredAsync(HttpMethod.Get, $"/api/ops/ledger?date={day:yyyy-MM-dd}", bearer, null, null, cancellationToken);
            var ledger = JsonSerializer.Deserialize(reply.Body, ContractsJson.Default.LedgerView)!;
            opened += ledger.Opened;
            if (ledger.Difference != 0 || ledger.Open != 0)
            {
                verdict.Ledger.Add($"{day:yyyy-MM-dd}: {ledger}");
            }
        }

        if (opened != handoffs)
        {
            verdict.Ledger.Add($"counts {opened} handoffs, customers were told of {handoffs}");
        }

        var (live, _) = await http.SendUntilAnsweredAsync(HttpMethod.Get, "/api/ops/live", bearer, null, null, cancellationToken);
        var now = JsonSerializer.Deserialize(live.Body, ContractsJson.Default.LiveView)!;
        if (now.Waiting + now.Offered + now.Held != 0 || now.Agents.Any(agent => agent.Load != 0))
        {
            verdict.Ledger.Add($"{now.Waiting} waiting, {now.Offered} offered, {now.Held} held, loads {string.Join(", ", now.Agents.Where(agent => agent.Load != 0).Select(agent => $"{agent.Id}={agent.Load}"))} when nobody works any more");
        }

        await CheckGuaranteesAsync(http, verdict, cancellationToken);
    }

    private async Task CheckGuaranteesAsync(DrillHttp http, DrillVerdict verdict, CancellationToken cancellationToken)
    {
        var (reply, _) = await http.SendUntilAnsweredAsync(HttpMethod.Get, "/api/ops/guarantees", bearer, null, null, cancellationToken);
        if (!reply.IsDone)
        {
            return;
        }

        using var guarantees = JsonDocument.Parse(reply.Body);
        foreach (var guarantee in guarantees.RootElement.EnumerateArray().Where(guarantee => guarantee.GetProperty("state").GetString() == "broken"))
        {
            verdict.Guarantees.Add(guarantee.GetRawText());
        }
    }
}
