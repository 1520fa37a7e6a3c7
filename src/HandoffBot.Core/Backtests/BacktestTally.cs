using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Backtests;

/// <summary>Counts while conversations are replayed.</summary>
internal sealed class BacktestTally(int examples, bool withWords)
{
    private readonly Dictionary<BacktestOutcome, long> _outcomes = Enum.GetValues<BacktestOutcome>().ToDictionary(outcome => outcome, _ => 0L);
    private readonly SortedDictionary<DateTimeOffset, (long Then, long Tried)> _load = [];
    private readonly List<BacktestExample> _examples = [];
    private long _stretches;
    private long _turns;
    private long _approximate;

    public long Conversations { get; set; }

    public long Unreadable { get; set; }

    /// <param name="decided">By the policy that is tried: one decision a turn, the last one a handoff or the stretch's last.</param>
    public void Add(ConversationId conversation, Stretch stretch, IReadOnlyList<Decision> decided)
    {
        var last = stretch.Turns[^1];
        var wasHandedOff = last.Record.Decision.Kind == DecisionKind.HandOff;
        var isHandedOff = decided[^1].Kind == DecisionKind.HandOff;
        var outcome = (wasHandedOff, isHandedOff) switch
        {
            (true, true) => decided.Count == stretch.Turns.Count ? BacktestOutcome.Same : BacktestOutcome.Earlier,
            (true, false) => BacktestOutcome.OnlyThen,
            (false, true) => BacktestOutcome.OnlyTried,
            _ => BacktestOutcome.Neither,
        };
        _stretches++;
        _turns += stretch.Turns.Count;
        _outcomes[outcome]++;
        _approximate += SaysSomethingElse(stretch, decided) ? 1 : 0;
        var at = stretch.Turns[decided.Count - 1];
        if (wasHandedOff)
        {
            Count(last.Turn.At, 1, 0);
        }

        if (isHandedOff)
        {
            Count(at.Turn.At, 0, 1);
        }

        if (outcome is not (BacktestOutcome.Neither or BacktestOutcome.Same) && _examples.Count(example => example.Outcome == outcome) < examples)
        {
            _examples.Add(new BacktestExample(conversation, at.Turn.Seq, at.Turn.At, outcome, at.Record.Decision, decided[^1], withWords ? at.Turn.Said.Text : null));
        }
    }

    public BacktestReport ToReport(string policy, DateTimeOffset from, DateTimeOffset to, bool isReadAnew) => new()
    {
        Policy = policy,
        From = from,
        To = to,
        IsReadAnew = isReadAnew,
        Conversations = Conversations,
        Stretches = _stretches,
        Turns = _turns,
        Outcomes = _outcomes,
        Approximate = _approximate,
        Unreadable = Unreadable,
        Load = [.. _load.Select(hour => new HourLoad(hour.Key, hour.Value.Then, hour.Value.Tried))],
        Examples = _examples,
    };

    /// <summary>Before the last turn that was replayed: from there on the stored turns answer other words than the bot would have said.</summary>
    private static bool SaysSomethingElse(Stretch stretch, IReadOnlyList<Decision> decided) =>
        decided.SkipLast(1).Zip(stretch.Turns).Any(pair => (pair.First.Kind, pair.First.Reply) != (pair.Second.Record.Decision.Kind, pair.Second.Record.Decision.Reply));

    private void Count(DateTimeOffset at, long then, long tried)
    {
        var hour = new DateTimeOffset(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);
        var so = _load.GetValueOrDefault(hour);
        _load[hour] = (so.Then + then, so.Tried + tried);
    }
}
