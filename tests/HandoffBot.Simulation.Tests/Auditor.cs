using System.Globalization;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis;
using HandoffBot.Redis.Conversations;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Reports;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Simulation.Tests;

/// <summary>Reads the store past the product and holds it against the promises: what a step touched after each step, everything now and then and at the end.</summary>
internal sealed class Auditor(IDatabase database, Keys keys, Stage stage)
{
    /// <summary>Nodes' clocks differ by up to six seconds, and a loop that looks may have been cut off from the store, or dead, for half a minute.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(6), LooksWithin = TimeSpan.FromMinutes(2);

    private readonly PartitionKeys _at = keys.First;
    private readonly ReportStore _reports = new(database, keys, Options.Create(Town.Handoffs));
    private readonly Dictionary<string, Talk> _talks = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _began = stage.Time.GetUtcNow();
    private readonly Dictionary<string, DateTimeOffset> _beats = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _takers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _lateAndUnmarked = new(StringComparer.Ordinal);

    public Dictionary<string, int> Capacities { get; } = new(StringComparer.Ordinal);
    public long Handoffs => ReadHandoffs().Length;
    public int Deaths { get; set; }

    public void Wrote(string talk, string message, string text) => Of(talk).Wrote[message] = text;

    public void Acknowledged(string talk, string message) => Of(talk).Acknowledged.Add(message);

    public void AgentWasHeard(string talk, string message) => Of(talk).Acknowledged.Add(message);

    /// <summary>The store has heard of an agent, now or before.</summary>
    public void Beat(string agent) => _beats[agent] = stage.Time.GetUtcNow();

    /// <summary>A person was told that a follow-up is theirs.</summary>
    public void Took(string followUp, string agent)
    {
        Assert.True(_takers.TryAdd(followUp, agent) || _takers[followUp] == agent, $"{agent} was given {followUp}, which {_takers[followUp]} has.");
    }

    /// <summary>Whether it is theirs to end, as far as it is known: an answer may have been lost.</summary>
    public bool MayEnd(string followUp, string agent) => !_takers.TryGetValue(followUp, out var taker) || taker == agent;

    /// <summary>The conversation that a script has touched, and who is there when it touched that.</summary>
    public void Check(RedisKey[] touched)
    {
        if (touched.Contains(_at.Agents))
        {
            CheckPresence();
        }

        const string Marker = ":conversation:";
        foreach (var key in touched)
        {
            var name = key.ToString();
            var at = name.IndexOf(Marker, StringComparison.Ordinal);
            if (at > 0)
            {
                CheckTalk(name[(at + Marker.Length)..]);
            }
        }
    }

    public void CheckAll()
    {
        foreach (var talk in _talks.Keys)
        {
            CheckTalk(talk);
        }

        CheckPlaces();
        CheckPromises();
        foreach (var day in Enumerable.Range(0, 1 + (stage.Time.GetUtcNow() - _began).Days + 1).Select(days => _began.AddDays(days)))
        {
            // Not on the stage: it would wait for itself.
            var ledger = Task.Run(() => _reports.ReadLedgerAsync(DateOnly.FromDateTime(day.UtcDateTime))).GetAwaiter().GetResult();
            Assert.True(ledger.Difference == 0, $"The ledger does not balance: {ledger}");
        }
    }

    /// <summary>Nobody waits, nobody holds, nothing is pending, nothing is to be sent.</summary>
    public bool IsQuiet() => Town.Skills.Sum(skill => database.SortedSetLength(_at.Queue(skill))) + database.SortedSetLength(_at.Leases) + database.SortedSetLength(_at.Pending) + database.SortedSetLength(_at.Outbox) + database.SortedSetLength(_at.FollowUpsDue) == 0;

    public void CheckEnd(Recipient recipient)
    {
        CheckAll();
        var handoffs = ReadHandoffs();
        var owed = database.HashGetAll(_at.FollowUpState).ToDictionary(entry => (string)entry.Name!, entry => (string)entry.Value!);
        Assert.All(owed, followUp => Assert.False(followUp.Value.StartsWith("O|", StringComparison.Ordinal), $"{followUp.Key} is still owed, and nobody would see it."));
        var promised = database.HashGetAll(_at.FollowUps).Select(entry => (string)entry.Value!).ToArray();
        foreach (var (name, talk) in _talks)
        {
            var missing = talk.Acknowledged.Except(talk.Ids).ToArray();
            Assert.True(missing.Length == 0, $"{name} lost {string.Join(", ", missing)}, which had been acknowledged.");
            var own = handoffs.Where(it => it.Opened.Conversation.Value == name).ToArray();
            Assert.All(own, it => Assert.Equal(HandoffState.Closed, it.State));
            Assert.True(!talk.Wrote.Any(wrote => talk.Acknowledged.Contains(wrote.Key) && wrote.Value == Town.Person) || own.Length > 0, $"{name} asked for a person and got none.");
            Assert.True(!talk.WasPromised || promised.Any(record => record.Contains($"\"{name}\"", StringComparison.Ordinal)), $"{name} was promised a call or a message, and nobody owes one.");
            var conversation = database.HashGet(_at.Conversation(new(name)), ["answered"]);
            Assert.True((long)conversation[0] >= talk.LastFromCustomer, $"{name} has words that nobody dealt with.");
            if (name.StartsWith("msteams", StringComparison.Ordinal))
            {
                Assert.Equal(talk.ForCustomer, recipient.Arrived(name));
            }
        }
    }

    private void CheckTalk(string name)
    {
        var id = new ConversationId(name);
        var talk = Of(name);
        var fields = database.HashGet(_at.Conversation(id), ["owner", "agent", "handoff", "answered"]);
        if (fields[0].IsNull)
        {
            return;
        }

        var (owner, agent, handoff) = ((string)fields[0]!, (string)fields[1]!, (string)fields[2]!);
        Assert.True(database.ListLength(_at.Turns(id)) >= talk.Count, $"{name} has fewer turns than before.");
        foreach (var turn in TurnRecord.ReadAll(talk.Count + 1, database.ListRange(_at.Turns(id), talk.Count, -1)))
        {
            CheckTurn(name, talk, turn, owner);
        }

        (talk.Owner, talk.Agent) = (owner, agent);
        Assert.True(owner != "B" || talk.LastFromCustomer <= (long)fields[3] || database.SortedSetScore(_at.Pending, name) is not null, $"Nobody would notice that {name} waits for the bot.");
        if (handoff.Length == 0)
        {
            Assert.True(owner == "B", $"{name} belongs to {owner} without a handoff.");
            return;
        }

        var state = HandoffRecord.Read(database.HashGet(_at.Handoffs, HandoffFields.Record(handoff)), database.HashGet(_at.Handoffs, handoff));
        var expected = state.State switch { HandoffState.Held => ("A", state.Holder!.Value.Value), HandoffState.Closed => ("closed", ""), _ => ("Q", "") };
        Assert.True(expected == (owner, agent), $"{name} belongs to {owner} {agent}, but its handoff is {state.State} with {state.Holder}.");
    }

    private static void CheckTurn(string name, Talk talk, Turn turn, string owner)
    {
        Assert.True(turn.At > talk.LastAt, $"Turn {turn.Seq} of {name} is not later than the one before.");
        Assert.True(turn.Said.MessageId is not { } message || talk.Ids.Add(message), $"{name} has {turn.Said.MessageId} twice.");
        switch (turn.Said.Speaker)
        {
            case Speaker.Customer:
                talk.LastFromCustomer = turn.Seq;
                break;
            case Speaker.Bot:
                Assert.True(talk.Owner == "B" || owner == "B", $"The bot speaks in {name}, which belongs to {talk.Owner} {talk.Agent}.");
                break;
            case Speaker.Agent:
                Assert.True((talk.Owner, talk.Agent) == ("A", turn.Said.Name), $"{turn.Said.Name} speaks in {name}, which belongs to {talk.Owner} {talk.Agent}.");
                break;
        }

        if (!turn.IsFromCustomer)
        {
            talk.ForCustomer.Add(turn.Seq);
        }

        talk.WasPromised |= turn.Said is { Speaker: Speaker.System, Text: WordingKeys.CallbackNoted or WordingKeys.MessageNoted };
        Assert.True(
            turn.Said is not { Text: WordingKeys.OverdueOffer, Handoff: { } late } || talk.ToldOfLateness.Add(late.Id.Value),
            $"{name} is offered a callback twice for the same wait.");

        (talk.Count, talk.LastAt) = (turn.Seq, turn.At);
    }

    /// <summary>Only who is available has room for work, and nobody is set offline who has given a sign.</summary>
    private void CheckPresence()
    {
        foreach (var entry in database.HashGetAll(_at.Agents))
        {
            var (agent, record) = ((string)entry.Name!, Records.Read(entry.Value, StoreJson.Default.StoredAgent));
            var hasRoom = database.HashExists(_at.Handoffs, "c:" + agent);
            Assert.True(hasRoom == (record.Presence == Presence.Available), $"{agent} is {record.Presence}, but {(hasRoom ? "has" : "has no")} room for work.");
            var silent = stage.Time.GetUtcNow() - _beats.GetValueOrDefault(agent, _began);
            if (record.Cause != PresenceCause.Gone)
            {
                _gone.Remove(agent);
            }
            else if (_gone.Add(agent))
            {
                Assert.True(silent >= new AgentOptions().GoneAfter - Skew, $"{agent} is taken for gone after {silent}.");
            }
        }
    }

    /// <summary>A follow-up stays with the person who took it, and a wait beyond its target is noticed.</summary>
    private void CheckPromises()
    {
        foreach (var entry in database.HashGetAll(_at.FollowUpState))
        {
            var (id, parts) = ((string)entry.Name!, ((string)entry.Value!).Split('|'));
            Assert.True(parts[0] != "O" || !_takers.TryGetValue(id, out var taker) || (parts[1], parts[2]) == (taker, "1"), $"{id} was taken by {_takers.GetValueOrDefault(id)} and is now {entry.Value}.");
        }

        var now = stage.Time.GetUtcNow();
        var late = ReadHandoffs().Where(it => it.State == HandoffState.Waiting && now - it.Opened.EnqueuedAt > Town.Handoffs.Targets.For(it.Opened.Priority) && (long)database.HashGet(_at.OverdueMarks, it.Id.Value) < (long)OverdueMark.Overdue)
            .Select(it => it.Id.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var noticed in _lateAndUnmarked.Keys.Except(late).ToList())
        {
            _lateAndUnmarked.Remove(noticed);
        }

        foreach (var id in late)
        {
            _lateAndUnmarked.TryAdd(id, now);
            Assert.True(now - _lateAndUnmarked[id] < LooksWithin, $"Nobody notices that {id} waits beyond its target.");
        }
    }

    /// <summary>Every handoff is in exactly one place, and every agent has as many as there are leases, within their capacity.</summary>
    private void CheckPlaces()
    {
        var queues = Town.Skills.ToDictionary(skill => skill, skill => database.SortedSetRangeByRankWithScores(_at.Queue(skill)).ToDictionary(entry => (string)entry.Element!, entry => (long)entry.Score));
        var leases = database.SortedSetRangeByRankWithScores(_at.Leases).ToDictionary(entry => (string)entry.Element!, entry => (long)entry.Score);
        var loads = Capacities.Keys.ToDictionary(agent => agent, _ => 0);
        var places = 0;
        foreach (var handoff in ReadHandoffs())
        {
            var id = handoff.Id.Value;
            var place = handoff.State switch
            {
                HandoffState.Waiting => queues[handoff.Skill].TryGetValue(id, out var score) && score == handoff.Opened.Score,
                HandoffState.Closed => true,
                // Looked at when the lease is over or before, never later.
                _ => leases.TryGetValue(id, out var lookAt) && lookAt <= handoff.Lease!.Until.ToUnixTimeMilliseconds(),
            };
            Assert.True(place, $"{id} is {handoff.State} but not at its place.");
            Assert.True(handoff.Lease is not { } lease || stage.Time.GetUtcNow() - lease.Until < LooksWithin, $"The lease of {id} is long over, and nobody takes it back.");
            places += handoff.State == HandoffState.Closed ? 0 : 1;
            if (handoff.State is HandoffState.Offered or HandoffState.Held)
            {
                loads[handoff.Holder!.Value.Value]++;
            }
        }

        Assert.True(places == leases.Count + queues.Values.Sum(queue => queue.Count), "Something stands in a queue or has a lease that is not there any more.");
        foreach (var (agent, load) in loads)
        {
            var counted = (long)database.HashGet(_at.Handoffs, HandoffFields.Load(agent));
            Assert.True(counted == load && load <= Capacities[agent], string.Create(CultureInfo.InvariantCulture, $"{agent} has {load} of {Capacities[agent]}, and {counted} are counted."));
        }
    }

    private Handoff[] ReadHandoffs()
    {
        var fields = database.HashGetAll(_at.Handoffs).ToDictionary(entry => entry.Name, entry => entry.Value);
        return [.. fields.Where(field => HandoffFields.IsState(field.Key)).Select(field => HandoffRecord.Read(fields[HandoffFields.Record(field.Key)], field.Value))];
    }

    private Talk Of(string name) => _talks.TryGetValue(name, out var talk) ? talk : _talks[name] = new Talk();

    /// <summary>What is known of a conversation from outside.</summary>
    private sealed class Talk
    {
        public Dictionary<string, string> Wrote { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Acknowledged { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);
        public List<long> ForCustomer { get; } = [];

        /// <summary>Handoffs whose long wait they have heard of.</summary>
        public HashSet<string> ToldOfLateness { get; } = new(StringComparer.Ordinal);

        /// <summary>They have heard that somebody will call or write.</summary>
        public bool WasPromised { get; set; }
        public long Count { get; set; }
        public long LastFromCustomer { get; set; }
        public DateTimeOffset LastAt { get; set; }
        public string Owner { get; set; } = "B";
        public string Agent { get; set; } = "";
    }
}
