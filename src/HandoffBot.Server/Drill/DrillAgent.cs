using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using HandoffBot.Contracts;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Server.Drill;

/// <summary>One agent: takes work, speaks, writes notes, passes on, gives back, ends it, and now and then walks away. After an answer that did not come, looks at what they hold.</summary>
internal sealed class DrillAgent(string name, string bearer, IReadOnlyList<string> colleagues, DrillHttp http, Random random, Journal journal, DrillTally tally)
{
    private const int Capacity = 3;
    private const string Path = "/api/agent/handoffs";
    private static readonly TimeSpan PresentEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);

    private readonly List<HeldHandoff> _held = [];
    private long _presentAt;
    private long _lookedAt;
    private int _words;
    private bool _mustLook = true;

    /// <summary>Id of a wish for work that has no definite answer yet.</summary>
    private string? _wish;

    /// <param name="patience">Works until then: a drill ends by taking its agents away.</param>
    public async Task RunAsync(CancellationToken patience)
    {
        while (!patience.IsCancellationRequested)
        {
            await BePresentAsync(patience);
            if (_mustLook || Stopwatch.GetElapsedTime(_lookedAt) > LookEvery)
            {
                await LookAsync(patience);
            }

            if (_held.Count < Capacity && !await TakeNextAsync(patience) && _held.Count == 0)
            {
                await Task.Delay(Idle, TimeProvider.System, patience);
            }

            foreach (var held in _held.ToList())
            {
                await WorkAsync(held, patience);
            }
        }
    }

    private async Task BePresentAsync(CancellationToken patience)
    {
        if (_presentAt == 0 || Stopwatch.GetElapsedTime(_presentAt) > PresentEvery)
        {
            var (reply, _) = await http.SendUntilAnsweredAsync(HttpMethod.Put, "/api/agent/presence", bearer, new PresenceRequest("available", Capacity), null, patience);
            Expect(reply, HttpStatusCode.OK, "to be there");
            _presentAt = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>What was given to this agent without their knowing: a transfer, or a claim whose answer was lost.</summary>
    private async Task LookAsync(CancellationToken patience)
    {
        _mustLook = false;
        foreach (var state in (string[])["offered", "held"])
        {
            var (reply, _) = await http.SendUntilAnsweredAsync(HttpMethod.Get, $"{Path}?state={state}", bearer, null, null, patience);
            Expect(reply, HttpStatusCode.OK, $"what is {state}");
            foreach (var handoff in JsonSerializer.Deserialize(reply.Body, ContractsJson.Default.HandoffList)!.Items)
            {
                if (handoff.LeaseToken is { } token && !_held.Exists(known => known.Id == handoff.Id && known.Token == token))
                {
                    // Accepting what one holds is harmless, and gives the receipt.
                    var (accepted, _) = await http.SendUntilAnsweredAsync(HttpMethod.Post, $"{Path}/{handoff.Id}/accept", bearer, null, token, patience);
                    if (accepted.IsDone)
                    {
                        Take(handoff.Id, handoff.ConversationId, token);
                    }
                }
            }
        }

        _lookedAt = Stopwatch.GetTimestamp();
    }

    private async Task<bool> TakeNextAsync(CancellationToken patience)
    {
        // The same wish until there is a definite answer: what it was given is not given twice.
        _wish ??= Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        var reply = await http.SendAsync(HttpMethod.Post, $"{Path}/next", bearer, null, null, patience, _wish);
        if (!reply.IsUnknown)
        {
            _wish = null;
        }

        if (reply.Status == HttpStatusCode.OK)
        {
            var handoff = JsonSerializer.Deserialize(reply.Body, ContractsJson.Default.HandoffView)!;
            if (handoff is { State: "held", LeaseToken: { } token })
            {
                Take(handoff.Id, handoff.ConversationId, token);
                return true;
            }
        }

        if (reply.IsUnknown)
        {
            await http.PauseAsync(patience);
        }

        _mustLook |= reply.IsUnknown || reply.Status is HttpStatusCode.Conflict or HttpStatusCode.OK;
        return false;
    }

    private void Take(string id, string conversation, string token)
    {
        var tenure = new Tenure(name, id, token, Stopwatch.GetTimestamp());
        journal.Add(tenure);
        tally.Taken.Add();
        _held.RemoveAll(known => known.Id == id);
        _held.Add(new HeldHandoff(tenure, conversation));
        journal.Find(conversation)?.Nudge();
    }

    private async Task WorkAsync(HeldHandoff held, CancellationToken patience)
    {
        if (!held.HasSpoken || random.NextDouble() < 0.1)
        {
            held.HasSpoken = true;
            await SayAsync(held, patience);
            return;
        }

        switch (random.NextDouble())
        {
            case < 0.03:
                await ActAsync(held, "notes", new NoteRequest("A note for colleagues."), ends: false, patience);
                break;
            case < 0.05:
                tally.Declined.Add();
                await ActAsync(held, "decline", null, ends: true, patience);
                break;
            case < 0.07:
                tally.Transfers.Add();
                await ActAsync(held, "transfer", new TransferRequest("care", null, null), ends: true, patience);
                break;
            case < 0.09:
                tally.Transfers.Add();
                await ActAsync(held, "transfer", new TransferRequest(null, colleagues[random.Next(colleagues.Count)], "You know this one."), ends: true, patience);
                break;
            case < 0.0905:
                tally.Vanished.Add();
                await Task.Delay(NodeOptions.HoldFor + TimeSpan.FromSeconds(2), TimeProvider.System, patience);
                break;
            case < 0.2:
                await ActAsync(held, "return-to-bot", new NoteRequest("The bot can go on."), ends: true, patience);
                break;
            default:
                await ActAsync(held, "resolve", new ResolveRequest("solved", "Done."), ends: true, patience);
                break;
        }
    }

    private async Task SayAsync(HeldHandoff held, CancellationToken patience)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{++_words}");
        var text = $"Let me see what I can do for you ({id}).";
        var sentAt = Stopwatch.GetTimestamp();
        var (reply, wasUnknown) = await http.SendUntilAnsweredAsync(HttpMethod.Post, $"{Path}/{held.Id}/messages", bearer, new MessageRequest(id, text), held.Token, patience);
        var said = reply.IsDone ? JsonSerializer.Deserialize(reply.Body, ContractsJson.Default.LeaseView) : null;
        var outcome = said is not null ? WordOutcome.Accepted : wasUnknown ? WordOutcome.Unknown : WordOutcome.Refused;
        journal.Find(held.Conversation)?.AgentWords.Enqueue(new AgentWord(name, text, outcome, said?.LastSeq ?? 0));
        Settle(held, reply, wasUnknown, sentAt, ends: false);
        if (said is not null)
        {
            tally.AgentWords.Add();
        }
    }

    private async Task ActAsync(HeldHandoff held, string action, object? body, bool ends, CancellationToken patience)
    {
        var sentAt = Stopwatch.GetTimestamp();
        var (reply, wasUnknown) = await http.SendUntilAnsweredAsync(HttpMethod.Post, $"{Path}/{held.Id}/{action}", bearer, body, held.Token, patience);
        Settle(held, reply, wasUnknown, sentAt, ends);
        if (reply.IsDone && action is "resolve" or "return-to-bot")
        {
            tally.Closed.Add();
        }

        journal.Find(held.Conversation)?.Nudge();
    }

    private void Settle(HeldHandoff held, DrillReply reply, bool wasUnknown, long sentAt, bool ends)
    {
        switch (reply.Status)
        {
            // A repeated request may be answered from memory long after the lease: it says nothing about who held when.
            case HttpStatusCode.OK or HttpStatusCode.NoContent when !wasUnknown:
                held.Tenure.Acted(sentAt);
                break;
            case HttpStatusCode.OK or HttpStatusCode.NoContent:
                break;
            case HttpStatusCode.Conflict when System.Text.Encoding.UTF8.GetString(reply.Body).Contains("lease-lost", StringComparison.Ordinal):
                tally.LeasesLost.Add();
                _held.Remove(held);
                return;
            case HttpStatusCode.Conflict:
                // Nobody can take the transfer: it stays here.
                return;
            default:
                Expect(reply, HttpStatusCode.OK, $"to act on {held.Id} in {held.Conversation}");
                break;
        }

        if (ends)
        {
            _held.Remove(held);
        }
    }

    private void Expect(DrillReply reply, HttpStatusCode status, string what)
    {
        if (reply.Status != status)
        {
            var violation = $"refused: {name} was not allowed {what}: {reply.Status} {System.Text.Encoding.UTF8.GetString(reply.Body)}";
            journal.Violations.Enqueue(violation);
            throw new InvalidOperationException(violation);
        }
    }
}
