using System.Globalization;
using HandoffBot.Core.Conversations;
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
    private readonly PartitionKeys _at = keys.First;
    private readonly ReportStore _reports = new(database, keys, Options.Create(new HandoffOptions()));
    private readonly Dictionary<string, Talk> _talks = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _began = stage.Time.GetUtcNow();

    public Dictionary<string, int> Capacities { get; } = new(StringComparer.Ordinal);
    public long Handoffs => ReadHandoffs().Length;
    public int Deaths { get; set; }

    public void Wrote(string talk, string message, string text) => Of(talk).Wrote[message] = text;

    public void Acknowledged(string talk, string message) => Of(talk).Acknowledged.Add(message);

    public void AgentWasHeard(string talk, string message) => Of(talk).Acknowledged.Add(message);

    /// <summary>The conversation that a script has touched.</summary>
    public void Check(RedisKey[] touched)
    {
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
        foreach (var day in Enumerable.Range(0, 1 + (stage.Time.GetUtcNow() - _began).Days + 1).Select(days => _began.AddDays(days)))
        {
            // Not on the stage: it would wait for itself.
            var ledger = Task.Run(() => _reports.ReadLedgerAsync(DateOnly.FromDateTime(day.UtcDateTime))).GetAwaiter().GetResult();
            Assert.True(ledger.Difference == 0, $"The ledger does not balance: {ledger}");
        }
    }

    /// <summary>Nobody waits, nobody holds, nothing is pending, nothing is to be sent.</summary>
    public bool IsQuiet() => Town.Skills.Sum(skill => database.SortedSetLength(_at.Queue(skill))) + database.SortedSetLength(_at.Leases) + database.SortedSetLength(_at.Pending) + database.SortedSetLength(_at.Outbox) == 0;

    public void CheckEnd(Recipient recipient)
    {
        CheckAll();
        var handoffs = ReadHandoffs();
        foreach (var (name, talk) in _talks)
        {
            var missing = talk.Acknowledged.Except(talk.Ids).ToArray();
            Assert.True(missing.Length == 0, $"{name} lost {string.Join(", ", missing)}, which had been acknowledged.");
            var own = handoffs.Where(it => it.Opened.Conversation.Value == name).ToArray();
            Assert.All(own, it => Assert.Equal(HandoffState.Closed, it.State));
            Assert.True(!talk.Wrote.Any(wrote => talk.Acknowledged.Contains(wrote.Key) && wrote.Value == Town.Person) || own.Length > 0, $"{name} asked for a person and got none.");
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

        (talk.Count, talk.LastAt) = (turn.Seq, turn.At);
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
        public long Count { get; set; }
        public long LastFromCustomer { get; set; }
        public DateTimeOffset LastAt { get; set; }
        public string Owner { get; set; } = "B";
        public string Agent { get; set; } = "";
    }
}
