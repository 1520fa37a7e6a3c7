using System.Reflection;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Redis.Tests.Handoffs;

public sealed class HandoffStateMachineOnRedis(RedisFixture stores) : HandoffStateMachineTests(stores), IClassFixture<RedisFixture>;

public sealed class HandoffStateMachineOnTheEmbeddedStore(EmbeddedFixture stores) : HandoffStateMachineTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class HandoffStateMachineOnACluster(ClusterFixture stores) : HandoffStateMachineTests(stores), IClassFixture<ClusterFixture>;

/// <summary>The page says what a handoff can become; here every cell of it is tried on a store.</summary>
public abstract class HandoffStateMachineTests(StoreFixture stores)
{
    private static readonly HandoffState[] States = Enum.GetValues<HandoffState>();

    public static TheoryData<string, HandoffState> Cells() =>
        [.. TransitionTable.Rows.SelectMany(row => States.Select(state => new TheoryDataRow<string, HandoffState>(row.Event, state)))];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Every_event_does_in_every_state_what_the_page_says(string name, HandoffState state)
    {
        var row = TransitionTable.Rows.Single(row => row.Event == name);
        var (store, time) = await stores.OpenAsync();
        var scenario = await HandoffScenario.BeginAsync(store, time, state);
        Assert.Equal(state, (await scenario.FindAsync()).State);
        var before = await scenario.FindAsync();

        var outcome = await HandoffScenario.Events[name](scenario);

        var after = await scenario.FindAsync();
        var cell = outcome == "done" ? after.State.ToString() : outcome.Length > 0 ? $"no: {outcome}" : "no";
        Assert.Equal(row.Cells[state], cell);
        if (row.From(state) is null)
        {
            Assert.Equal((before.State, before.Skill, before.Holder, before.Lease), (after.State, after.Skill, after.Holder, after.Lease));
        }

        Assert.True(await scenario.AddsUpAsync());
        Assert.Equal(after.State switch { HandoffState.Held => Owner.Agent, HandoffState.Closed => Owner.Bot, _ => Owner.Queue }, await scenario.OwnerAsync());
    }

    [Fact]
    public void The_page_names_every_event_that_is_tried_and_no_other() =>
        Assert.Equal(HandoffScenario.Events.Keys.Order(), TransitionTable.Rows.Select(row => row.Event).Order());

    [Fact]
    public void Nobody_but_people_and_the_customers_own_confirmation_lead_from_waiting_to_closed()
    {
        string[] people = ["agent", "its holder", "supervisor", "customer"];
        var byLoops = TransitionTable.Rows.Where(row => row.Who.Contains("loop")).ToArray();
        Assert.NotEmpty(byLoops);
        Assert.All(TransitionTable.Rows, row => Assert.Empty(row.Who.Except(["loop", .. people])));

        var reached = new HashSet<HandoffState> { HandoffState.Waiting };
        var edges = byLoops.SelectMany(row => States.Select(from => (From: from, To: row.From(from)))).ToArray();
        while (edges.Any(edge => reached.Contains(edge.From) && edge.To is { } to && reached.Add(to)))
        {
        }

        Assert.DoesNotContain(HandoffState.Closed, reached);
        Assert.All(
            TransitionTable.Rows.Where(row => row.Who.Contains("customer") && States.Any(from => from != HandoffState.Closed && row.From(from) == HandoffState.Closed)),
            row => Assert.EndsWith("confirmed", row.Event, StringComparison.Ordinal));
    }

    [Fact]
    public void No_other_script_closes_a_handoff_than_those_of_the_table()
    {
        var assembly = typeof(Store).Assembly;
        var closing = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal) && Read(assembly, name).Split('\n').Any(WritesClosed));

        Assert.Equal(["close-handoff.lua", "take-follow-up.lua", "withdraw-handoff.lua"], closing.Order(StringComparer.Ordinal));
    }

    /// <summary>An assignment of the letter that stands for Closed (see handoff-state.lua), not a comparison with it.</summary>
    private static bool WritesClosed(string line)
    {
        var at = line.IndexOf("'C'", StringComparison.Ordinal);
        return at > 0 && line[..at].Contains(" = ", StringComparison.Ordinal) && line.Contains("s.state", StringComparison.Ordinal);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
