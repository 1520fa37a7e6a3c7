using HandoffBot.Core.Answers;
using HandoffBot.Core.Backtests;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests.Backtests;

public sealed class BacktestOnRedis(RedisFixture stores) : BacktestTests(stores), IClassFixture<RedisFixture>;

public sealed class BacktestOnTheEmbeddedStore(EmbeddedFixture stores) : BacktestTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class BacktestOnACluster(ClusterFixture stores) : BacktestTests(stores), IClassFixture<ClusterFixture>;

/// <summary>Stored conversations under another policy, with differences that are known, and the counts and examples of a policy that is only watched.</summary>
public abstract class BacktestTests(StoreFixture stores)
{
    private static readonly RoutingPolicy Then = new() { Version = "then" };
    private static readonly DateTimeOffset Always = DateTimeOffset.FromUnixTimeMilliseconds(0);

    private static readonly Dialog PayBill = new() { Id = "pay-bill", Language = "en", Title = "Paying", Examples = [], Stakes = DialogStakes.None, Skill = "billing", Steps = [], Answer = "Pay in the app." };
    private static readonly DialogSet Dialogs = new([PayBill], new Dictionary<string, Wording> { ["en"] = new("en", WordingKeys.All.ToDictionary(key => key, key => key)) });

    [Fact]
    public async Task It_says_who_would_have_been_handed_off_that_was_not_and_the_reverse()
    {
        var (store, time) = await stores.OpenAsync();
        await TalkAsync(store, time, Then, ("calm", 0.1), ("calm", 0.1));
        var rather = await TalkAsync(store, time, Then, ("rather upset", 0.5), ("calm", 0.1));
        await TalkAsync(store, time, Then, ("calm", 0.1), ("furious", 0.9));
        await TalkAsync(store, time, Then, ("rather upset", 0.5), ("furious", 0.9));
        var mentions = await TalkAsync(store, time, Then, ("about my Refund", 0.1));
        var upset = await TalkAsync(store, time, Then, ("calm", 0.1), ("upset", 0.7));

        var stricter = await RunAsync(store, time, Then with { Version = "stricter", DistressAt = 0.4, Rules = [new("refunds") { Words = new PhraseList(["refund"]) }] });
        Assert.Equal((6, 6, 11), (stricter.Conversations, stricter.Stretches, stricter.Turns));
        Assert.Equal((2, 0, 1, 2, 1), Outcomes(stricter));
        Assert.Equal([mentions, rather], stricter.Examples.Where(example => example.Outcome == BacktestOutcome.OnlyTried).OrderBy(example => example.Tried!.Reasons[0].Rule is null).Select(example => example.Conversation));
        Assert.All(stricter.Examples, example => Assert.Null(example.Words));
        Assert.Equal((3, 5), (stricter.Load.Sum(hour => hour.Then), stricter.Load.Sum(hour => hour.Tried)));

        var milder = await RunAsync(store, time, Then with { DistressAt = 0.8 }, withWords: true);
        Assert.Equal((0, 1, 0, 2, 3), Outcomes(milder));
        var example = Assert.Single(milder.Examples);
        Assert.Equal((upset, "upset"), (example.Conversation, example.Words));

        var same = await RunAsync(store, time, Then);
        Assert.Equal((0, 0, 0, 3, 3), Outcomes(same));
        Assert.Equal(0, same.Approximate);
    }

    [Fact]
    public async Task Only_stretches_of_the_interval_are_replayed_and_a_bot_that_says_something_else_is_only_roughly_followed()
    {
        var (store, time) = await stores.OpenAsync();
        await TalkAsync(store, time, Then, ("calm", 0.1));
        time.Advance(TimeSpan.FromDays(2));
        var from = time.GetUtcNow();
        await TalkAsync(store, time, Then, ("calm", 0.1), ("upset", 0.7));
        var to = time.GetUtcNow();
        time.Advance(TimeSpan.FromDays(2));
        await TalkAsync(store, time, Then, ("upset", 0.7));

        var report = await new Backtest(store.History, store.Conversations, Dialogs, Then with { AnswerAt = 0.95 }, null, time).RunAsync(from, to.AddSeconds(1), 5, false, TestContext.Current.CancellationToken);
        Assert.Equal((1, 2, 1), (report.Stretches, report.Turns, report.Approximate));
        Assert.Equal(new HourLoad(new DateTimeOffset(from.UtcDateTime.Date.AddHours(from.UtcDateTime.Hour), TimeSpan.Zero), 1, 1), Assert.Single(report.Load));
    }

    [Fact]
    public async Task Reading_anew_asks_the_readers_of_today()
    {
        var (store, time) = await stores.OpenAsync();
        await TalkAsync(store, time, Then, ("hello PERSON", 0.1));
        var readers = new SignalPanel([new Finds(SignalKind.HumanRequest, "PERSON"), new Finds(SignalKind.Stakes, "never")], new OneAnswer(), Dialogs, time, NullLogger<SignalPanel>.Instance);

        var report = await new Backtest(store.History, store.Conversations, Dialogs, Then, readers, time).RunAsync(Always, time.GetUtcNow().AddDays(1), 5, false, TestContext.Current.CancellationToken);
        Assert.True(report.IsReadAnew);
        Assert.Equal((1, 0, 0, 0, 0), Outcomes(report));
    }

    [Fact]
    public async Task How_a_watched_policy_differs_is_counted_with_the_turn_and_kept_as_examples()
    {
        var (store, time) = await stores.OpenAsync();
        var shadow = Then with { Version = "next", DistressAt = 0.4 };
        await TalkAsync(store, time, new PoliciesInForce.Pair(Then, shadow), ("calm", 0.1), ("rather upset", 0.5), ("furious", 0.9));
        await TalkAsync(store, time, new PoliciesInForce.Pair(Then, Then with { Version = "other", DistressAt = 0.95 }), ("furious", 0.9));

        var counts = await store.Shadow.CountAsync("next", time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddHours(1));
        Assert.Equal((2, 1, 0, 0, 0), (counts[ShadowVerdict.Agreed], counts[ShadowVerdict.OnlyShadow], counts[ShadowVerdict.OnlyLive], counts[ShadowVerdict.Otherwise], counts[ShadowVerdict.Failed]));
        var example = Assert.Single(await store.Shadow.ListAsync("next"));
        Assert.Equal((ShadowVerdict.OnlyShadow, DecisionKind.Answer, DecisionKind.HandOff), (example.Decided.Verdict, example.Decided.Live.Kind, example.Decided.Shadow!.Kind));
        Assert.Equal(ShadowVerdict.OnlyLive, Assert.Single(await store.Shadow.ListAsync("other")).Decided.Verdict);
        Assert.Equal(2, (await store.Reports.CountAsync(time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddHours(1), null)).HandedOff);
    }

    private static (long OnlyTried, long OnlyThen, long Earlier, long Same, long Neither) Outcomes(BacktestReport report) => (
        report.Outcomes[BacktestOutcome.OnlyTried], report.Outcomes[BacktestOutcome.OnlyThen], report.Outcomes[BacktestOutcome.Earlier], report.Outcomes[BacktestOutcome.Same], report.Outcomes[BacktestOutcome.Neither]);

    private static Task<BacktestReport> RunAsync(Store store, FakeTimeProvider time, RoutingPolicy policy, bool withWords = false) =>
        new Backtest(store.History, store.Conversations, Dialogs, policy, null, time).RunAsync(Always, time.GetUtcNow().AddDays(1), 5, withWords, TestContext.Current.CancellationToken);

    private static Task<ConversationId> TalkAsync(Store store, FakeTimeProvider time, RoutingPolicy policy, params (string Text, double Distress)[] said) => TalkAsync(store, time, new PoliciesInForce.Pair(policy, null), said);

    /// <summary>A customer who writes one thing after the other, dealt with as a server does.</summary>
    private static async Task<ConversationId> TalkAsync(Store store, FakeTimeProvider time, PoliciesInForce.Pair policies, params (string Text, double Distress)[] said)
    {
        var id = ConversationId.New(time);
        foreach (var (text, distress) in said)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            var received = await store.Conversations.ReceiveAsync(Message(id, $"{time.GetUtcNow().Ticks}", text), "en", time.GetUtcNow().AddSeconds(10));
            var snapshot = received.Snapshot!;
            var plan = new ReplyPlan(snapshot.Conversation, Dialogs, policies, time);
            plan.Add(new TurnReading(
                snapshot.Recent[^1],
                [Signal.None(SignalKind.HumanRequest), Signal.None(SignalKind.Stakes), new Signal(SignalKind.Distress, distress, 1), new Signal(SignalKind.AnswerConfidence, 0.9, 0.9) { Label = "pay-bill" }],
                [new FoundAnswer(PayBill, 0.9)],
                Assent.Unclear));
            var committed = await store.Conversations.CommitAsync(plan.ToCommit(snapshot.Recent[^1].Seq, null, null));
            Assert.Equal(CommitOutcome.Done, committed.Outcome);
            var differing = plan.Shadow.Where(one => one.Verdict != ShadowVerdict.Agreed).ToList();
            if (differing.Count > 0)
            {
                await store.Shadow.KeepAsync(id, differing);
            }
        }

        return id;
    }

    private sealed class Finds(SignalKind kind, string word) : ISignalReader
    {
        public SignalKind Kind => kind;

        public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) => new(new Signal(kind, turn.Text.Contains(word, StringComparison.Ordinal) ? 1 : 0, 1));
    }

    private sealed class OneAnswer : IAnswerFinder
    {
        public ValueTask<IReadOnlyList<FoundAnswer>> FindAsync(TurnContext turn, CancellationToken cancellationToken) => new([new FoundAnswer(PayBill, 0.9)]);
    }
}
