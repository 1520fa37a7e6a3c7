using HandoffBot.Server.Drill;

namespace HandoffBot.Server.Tests.Drill;

/// <summary>A drill that finds nothing is worth what its checks would find: each breach of a promise, planted in a transcript, is seen.</summary>
public sealed class StoryCheckTests
{
    private const string Conversation = "c";

    private readonly ConversationLog _log = new(Conversation, "token");
    private readonly List<HeardActivity> _told = [];
    private readonly DrillVerdict _verdict = new();

    [Fact]
    public void A_conversation_in_which_all_went_well_is_clean()
    {
        AllGoesWell();
        Assert.Equal(["h1"], Check());
        Assert.True(_verdict.IsClean);
    }

    [Fact]
    public void Who_asked_and_was_never_joined_is_lost()
    {
        Customer("can I talk to someone", WordMeans.Ask);
        Check();
        Assert.Equal(1, _verdict.Lost.Count);
    }

    [Fact]
    public void A_handoff_that_ended_while_nobody_had_it_is_lost_unless_the_customer_withdrew()
    {
        Customer("can I talk to someone", WordMeans.Ask);
        Notice("waiting", "h1");
        Notice("closed", "h1");
        Check();
        Assert.Equal(1, _verdict.Lost.Count);
    }

    [Fact]
    public void A_withdrawal_that_the_customer_confirmed_is_clean()
    {
        Customer("can I talk to someone", WordMeans.Ask);
        Notice("waiting", "h1");
        Customer("yes", WordMeans.Withdraw);
        Notice("closed", "h1");
        Check();
        Assert.True(_verdict.IsClean);
    }

    [Fact]
    public void A_bot_that_speaks_while_somebody_else_has_the_conversation_is_seen()
    {
        Customer("can I talk to someone", WordMeans.Ask);
        Notice("waiting", "h1");
        Told("bot", "I am still here", null);
        Notice("held", "h1", "Agent-1");
        Told("bot", "And here", null);
        Notice("closed", "h1");
        Check();
        Assert.Equal(2, _verdict.BotWords.Count);
    }

    [Fact]
    public void A_second_person_in_the_conversation_is_seen()
    {
        Customer("can I talk to someone", WordMeans.Ask);
        Notice("waiting", "h1");
        Notice("held", "h1", "Agent-1");
        Notice("held", "h1", "Agent-2");
        Notice("closed", "h1");
        Check();
        Assert.Equal(1, _verdict.DoublyHeld.Count);
    }

    [Fact]
    public void Words_of_somebody_who_did_not_have_it_are_seen()
    {
        Customer("can I talk to someone", WordMeans.Ask);
        Notice("waiting", "h1");
        Notice("held", "h1", "Agent-1");
        Agent("agent-2", "too late", WordOutcome.Unknown);
        Notice("closed", "h1");
        Check();
        Assert.Equal(1, _verdict.DoublyHeld.Count);
    }

    [Fact]
    public void Words_that_were_accepted_and_are_missing_doubled_or_were_refused_and_are_there_are_seen()
    {
        AllGoesWell();
        _log.AgentWords.Enqueue(new AgentWord("agent-1", "missing", WordOutcome.Accepted, 0));
        _log.Said.Add(new CustomerWord("missing", "c|0000099", WordMeans.Talk));
        Customer("more", WordMeans.Ask);
        Notice("waiting", "h2");
        Notice("held", "h2", "Agent-1");
        Agent("agent-1", "twice", WordOutcome.Accepted);
        Told("agent", "twice", "Agent-1");
        Agent("agent-1", "refused", WordOutcome.Refused);
        Notice("closed", "h2");
        Check();
        Assert.Equal(4, _verdict.Turns.Count);
    }

    [Fact]
    public void Words_kept_while_Redis_was_away_must_be_there_once_wherever_that_is()
    {
        AllGoesWell();
        _log.Said[0] = _log.Said[0] with { ActivityId = "c|0198c0ffee00700080000000000000ab" };
        Check();
        Assert.True(_verdict.IsClean);
        _log.Said.Add(new CustomerWord("kept-and-gone", "c|0198c0ffee00700080000000000000ac", WordMeans.Talk));
        Check();
        Assert.Equal(1, _verdict.Turns.Count);
    }

    [Fact]
    public void A_gap_and_words_that_were_shown_and_are_gone_are_seen()
    {
        AllGoesWell();
        _log.Heard.AddRange(_told);
        _told.RemoveAt(_told.Count - 1);
        _told.RemoveAt(0);
        Check();
        Assert.Contains(_verdict.Turns.Cases, found => found.Contains("has the id", StringComparison.Ordinal));
        Assert.Contains(_verdict.Turns.Cases, found => found.Contains("not there any more", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_leases_that_were_used_at_the_same_time_overlap_and_two_in_a_row_do_not()
    {
        var first = new Tenure("agent-1", "h1", "t1", toldAt: 10);
        first.Acted(30);
        var during = new Tenure("agent-2", "h1", "t2", toldAt: 20);
        during.Acted(40);
        var after = new Tenure("agent-2", "h1", "t3", toldAt: 30);
        after.Acted(50);
        Assert.True(first.Overlaps(during));
        Assert.True(during.Overlaps(first));
        Assert.False(first.Overlaps(after));
    }

    private void AllGoesWell()
    {
        Told("bot", "Hello", null);
        Customer("can I talk to someone", WordMeans.Ask);
        Notice("waiting", "h1");
        Notice("held", "h1", "Agent-1");
        Agent("agent-1", "Let me see", WordOutcome.Accepted);
        Notice("closed", "h1");
        Told("bot", "Is it solved?", null);
    }

    private IReadOnlyCollection<string> Check() => new StoryCheck(_log, _told, _verdict).Run();

    private void Customer(string text, WordMeans means)
    {
        var word = new CustomerWord($"m{_told.Count}", NextId(), means);
        _log.Said.Add(word);
        _told.Add(new HeardActivity(word.ActivityId, text, new HeardAccount(null, "user"), new HeardData(null, null, word.ClientId), null));
    }

    private void Agent(string agent, string text, WordOutcome outcome)
    {
        _log.AgentWords.Enqueue(new AgentWord(agent, text, outcome, outcome == WordOutcome.Accepted ? _told.Count + 1 : 0));
        Told("agent", text, agent);
    }

    private void Notice(string state, string handoff, string? agent = null) =>
        _told.Add(new HeardActivity(NextId(), state, new HeardAccount(null, "bot"), new HeardData("system", new HeardHandoff(handoff, state, agent), null), null));

    private void Told(string speaker, string text, string? name) =>
        _told.Add(new HeardActivity(NextId(), text, new HeardAccount(name, "bot"), new HeardData(speaker, null, null), null));

    private string NextId() => $"{Conversation}|{_told.Count + 1:D7}";
}
