using System.Globalization;

namespace HandoffBot.Server.Drill;

/// <summary>Checks one conversation, as its customer finally reads it, against what its clients were told.</summary>
internal sealed class StoryCheck(ConversationLog log, IReadOnlyList<HeardActivity> activities, DrillVerdict verdict)
{
    private readonly HashSet<string> _handoffs = new(StringComparer.Ordinal);

    /// <summary>"B", "Q" or the name of the agent who joined.</summary>
    private string _owner = "B";
    private bool _asked;
    private bool _mayWithdraw;

    /// <returns>Every handoff in the conversation.</returns>
    public IReadOnlyCollection<string> Run()
    {
        CheckPlaces();
        CheckWhatWasHeard();
        CheckCustomerWords();
        CheckAgentWords();
        foreach (var activity in activities)
        {
            Follow(activity);
        }

        if (_asked || _owner != "B")
        {
            Add(verdict.Lost, _asked ? "asked for a person and never got one" : $"ends with the owner {_owner}");
        }

        return _handoffs;
    }

    private void CheckPlaces()
    {
        for (var at = 0; at < activities.Count; at++)
        {
            if (activities[at].Id != ActivityId(at + 1))
            {
                Add(verdict.Turns, $"turn {at + 1} has the id {activities[at].Id}");
                return;
            }
        }
    }

    private void CheckWhatWasHeard()
    {
        for (var at = 0; at < log.Heard.Count; at++)
        {
            if (at >= activities.Count || activities[at].Id != log.Heard[at].Id || activities[at].Text != log.Heard[at].Text)
            {
                Add(verdict.Turns, $"the customer was shown '{log.Heard[at].Text}' as {log.Heard[at].Id}, which is not there any more");
                return;
            }
        }
    }

    private void CheckCustomerWords()
    {
        var own = activities.Where(activity => activity.IsOwn).Select(activity => (activity.ChannelData?.ClientActivityID, activity.Id)).ToList();
        // Words that a node kept on its disk are there once; other nodes may have recorded later ones before them.
        var kept = log.Said.Where(word => word.IsKept).Select(word => word.ClientId).ToHashSet(StringComparer.Ordinal);
        var placed = own.Where(there => there.ClientActivityID is not { } id || !kept.Remove(id)).ToList();
        var said = log.Said.Where(word => !word.IsKept).Select(word => ((string?)word.ClientId, word.ActivityId)).ToList();
        if (kept.Count > 0 || !placed.SequenceEqual(said))
        {
            Add(verdict.Turns, $"the customer said {log.Said.Count} things, {own.Count} are there: missing {List(said.Except(placed))}{List(kept)}, unknown or again {List(placed.Except(said))}, or in another order");
        }
    }

    private void CheckAgentWords()
    {
        var there = activities.Where(activity => activity.Speaker == "agent").ToLookup(activity => activity.Text);
        foreach (var word in log.AgentWords)
        {
            var (fewest, most) = word.Outcome switch { WordOutcome.Accepted => (1, 1), WordOutcome.Refused => (0, 0), _ => (0, 1) };
            var found = there[word.Text].ToList();
            if (found.Count < fewest || found.Count > most)
            {
                Add(verdict.Turns, $"'{word.Text}' of {word.Agent} was {word.Outcome} and is there {found.Count} times");
            }
            else if (word.Seq > 0 && found[0].Id != ActivityId(word.Seq))
            {
                Add(verdict.Turns, $"'{word.Text}' was accepted as turn {word.Seq} and is {found[0].Id}");
            }
            else if (found is [var spoken] && !string.Equals(spoken.From?.Name, word.Agent, StringComparison.OrdinalIgnoreCase))
            {
                Add(verdict.Turns, $"'{word.Text}' of {word.Agent} bears the name {spoken.From?.Name}");
            }
        }

        var known = log.AgentWords.Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in there.Where(spoken => !known.Contains(spoken.Key!)))
        {
            Add(verdict.Turns, $"nobody said '{stray.Key}'");
        }
    }

    private void Follow(HeardActivity activity)
    {
        if (activity.IsOwn)
        {
            var means = log.Said.Find(word => word.ClientId == activity.ChannelData?.ClientActivityID)?.Means;
            _asked |= means == WordMeans.Ask && _owner is "B" or "Q";
            _mayWithdraw = means == WordMeans.Withdraw;
        }
        else if (activity.Speaker == "bot" && _owner != "B")
        {
            Add(verdict.BotWords, $"the bot said '{activity.Text}' ({activity.Id}) while {_owner} had the conversation");
        }
        else if (activity.Speaker == "agent" && !string.Equals(activity.From?.Name, _owner, StringComparison.OrdinalIgnoreCase))
        {
            Add(verdict.DoublyHeld, $"{activity.From?.Name} said '{activity.Text}' ({activity.Id}) while {_owner} had the conversation");
        }

        if (activity.Handoff is { } handoff)
        {
            _handoffs.Add(handoff.Id);
            Change(activity, handoff);
        }
    }

    private void Change(HeardActivity activity, HeardHandoff handoff)
    {
        switch (handoff.State)
        {
            case "waiting":
                _owner = "Q";
                break;
            case "held" when _owner == "Q":
                _owner = handoff.Agent ?? "";
                _asked = false;
                break;
            case "held":
                Add(verdict.DoublyHeld, $"{handoff.Agent} joined ({activity.Id}) while {_owner} had the conversation");
                _owner = handoff.Agent ?? "";
                break;
            case "closed":
                if (_owner is "B" || (_owner is "Q" && !_mayWithdraw))
                {
                    Add(verdict.Lost, $"handoff {handoff.Id} was closed ({activity.Id}) by nobody while {_owner} had the conversation");
                }

                _asked &= _owner != "Q";
                _owner = "B";
                break;
        }
    }

    private string ActivityId(long seq) => string.Create(CultureInfo.InvariantCulture, $"{log.Id}|{seq:D7}");

    private static string List<T>(IEnumerable<T> items) => $"[{string.Join(", ", items.Take(5))}]";

    private void Add(Finding finding, string what) => finding.Add($"{log.Id}: {what}");
}
