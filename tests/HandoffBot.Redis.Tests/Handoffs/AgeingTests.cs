using CsCheck;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Durability;
using HandoffBot.Redis.Handoffs;
using HandoffBot.Redis.Tests.Linearizability;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests.Handoffs;

public sealed class AgeingOnRedis(RedisFixture stores) : AgeingTests(stores), IClassFixture<RedisFixture>
{
    [Fact]
    public async Task A_claim_that_takes_the_newer_one_is_found_out()
    {
        var (store, time) = await stores.OpenAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(await stores.ConnectionAsync());
        var database = Sabotage.Of(connection.GetDatabase(), "offer-next", "score < best_score", "score > best_score");
        var handoffs = new HandoffStore(database, new Keys(stores.LastPrefix, 1), Replicas.None, Options.Create(new HandoffOptions()), time);
        Step[] steps = [new(Act.Arrive, TimeSpan.Zero, Priority.Normal, "billing"), new(Act.Arrive, TimeSpan.FromHours(1), Priority.High, "general"), new(Act.TakeAndClose, TimeSpan.Zero, Priority.Normal, "general")];

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => PlayAsync(store, handoffs, time, steps));
    }
}

public sealed class AgeingOnTheEmbeddedStore(EmbeddedFixture stores) : AgeingTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class AgeingOnACluster(ClusterFixture stores) : AgeingTests(stores), IClassFixture<ClusterFixture>;

/// <summary>Nobody starves: whatever arrives, is taken and is given back, a newer handoff passes an older one by the difference of their head starts at most.</summary>
public abstract class AgeingTests(StoreFixture stores)
{
    private const int Plays = 10;

    /// <summary>Who takes from both queues, and who from one.</summary>
    private static readonly (AgentId Id, string[] Skills)[] Agents = [(new("both"), ["general", "billing"]), (new("one"), ["billing"])];

    private static readonly Gen<Step[]> AnySteps = Gen.Select(
        Gen.Frequency((3, Gen.Const(Act.Arrive)), (2, Gen.Const(Act.TakeAndClose)), (1, Gen.Const(Act.TakeAndGiveBack))),
        Gen.OneOf(Gen.Long[1, 60_000], Gen.Long[1, 3_600_000], Gen.Long[1, 172_800_000]).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)),
        Gen.Enum<Priority>(),
        Gen.OneOf(Gen.Const("general"), Gen.Const("billing")),
        (act, gap, priority, skill) => new Step(act, gap, priority, skill)).Array[10, 40];

    [Fact]
    public Task A_newer_one_is_taken_first_only_within_the_difference_of_the_head_starts() => AnySteps.SampleAsync(
        async steps =>
        {
            var (store, time) = await stores.OpenAsync();
            await PlayAsync(store, store.Handoffs, time, steps);
        },
        iter: Plays,
        threads: 1);

    private protected static async Task PlayAsync(Store store, IHandoffStore handoffs, FakeTimeProvider time, IReadOnlyList<Step> steps)
    {
        foreach (var (id, skills) in Agents)
        {
            await PresentAsync(store, id.Value, 50, skills);
        }

        var line = new Line();
        foreach (var step in steps)
        {
            time.Advance(step.Gap);
            if (step.Act == Act.Arrive)
            {
                line.Waiting.Add(await EnqueueAsync(store, time, step.Skill, step.Priority));
                continue;
            }

            var (id, skills) = Agents[step.Skill == "general" ? 0 : 1];
            var offer = await handoffs.OfferNextAsync((await store.Agents.FindAsync(id))!);
            var candidates = line.For(id, skills, time.GetUtcNow());
            if (candidates.Count == 0)
            {
                Assert.Equal(OfferOutcome.NoWork, offer.Outcome);
                continue;
            }

            Assert.Equal(OfferOutcome.Offered, offer.Outcome);
            var taken = candidates.Single(waiting => waiting.Id == offer.Handoff!.Id);
            Assert.All(candidates.Where(older => older.EnqueuedAt < taken.EnqueuedAt), older =>
                Assert.InRange(taken.EnqueuedAt - older.EnqueuedAt, TimeSpan.Zero, taken.Priority.HeadStart() - older.Priority.HeadStart()));
            await DealWithAsync(handoffs, line, step.Act, offer.Handoff!, time.GetUtcNow());
        }
    }

    private static async Task DealWithAsync(IHandoffStore handoffs, Line line, Act act, Handoff taken, DateTimeOffset now)
    {
        var (agent, token) = (taken.Holder!.Value, taken.Lease!.Token);
        if (act == Act.TakeAndGiveBack)
        {
            Assert.Equal(LeaseOutcome.Done, (await handoffs.ReturnAsync(taken, agent, token, Notice("back in line"))).Outcome);
            line.PassedOver[(taken.Id, agent)] = now + new HandoffOptions().SkipFor;
            return;
        }

        Assert.Equal(LeaseOutcome.Done, (await handoffs.AcceptAsync(taken, agent, token, Notice("joined"))).Outcome);
        Assert.Equal(LeaseOutcome.Done, (await handoffs.CloseAsync(taken, agent, token, Resolution.Solved, "", [Bot("Is it solved?")], BotMemory.Empty)).Outcome);
        line.Waiting.RemoveAll(waiting => waiting.Id == taken.Id);
    }

    private protected enum Act
    {
        Arrive,
        TakeAndClose,
        TakeAndGiveBack,
    }

    /// <param name="Gap">Passes before it.</param>
    /// <param name="Skill">Of who arrives; or which agent takes.</param>
    private protected sealed record Step(Act Act, TimeSpan Gap, Priority Priority, string Skill);

    /// <summary>Who waits, as it can be told from outside.</summary>
    private sealed class Line
    {
        public List<NewHandoff> Waiting { get; } = [];

        /// <summary>Until when an agent is not offered what they gave back.</summary>
        public Dictionary<(HandoffId, AgentId), DateTimeOffset> PassedOver { get; } = [];

        public List<NewHandoff> For(AgentId agent, string[] skills, DateTimeOffset now) =>
            [.. Waiting.Where(waiting => skills.Contains(waiting.Skill) && !(PassedOver.TryGetValue((waiting.Id, agent), out var until) && until > now))];
    }
}
