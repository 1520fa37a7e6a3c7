using HandoffBot.Core.Conversations;

namespace HandoffBot.Redis.Tests;

public sealed class NudgesOnRedis(RedisFixture stores) : NudgeTests(stores), IClassFixture<RedisFixture>;

public sealed class NudgesOnTheEmbeddedStore(EmbeddedFixture stores) : NudgeTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class NudgesOnACluster(ClusterFixture stores) : NudgeTests(stores), IClassFixture<ClusterFixture>;

public abstract class NudgeTests(StoreFixture stores)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_nudge_of_one_node_reaches_the_listeners_of_every_node_and_nobody_elses()
    {
        var (one, other, time) = await stores.OpenTwoAsync();
        var (id, another) = (ConversationId.New(time), ConversationId.New(time));
        using var here = one.Nudges.Subscribe(id);
        using var there = other.Nudges.Subscribe(id);
        using var everything = other.Nudges.Subscribe(null);
        using var elsewhere = other.Nudges.Subscribe(another);

        foreach (var listener in new[] { here, there, everything })
        {
            Assert.Equal([id], (await HearAsync(listener, () => one.Nudges.Conversation(id), heard => heard.Conversations.Count > 0)).Conversations);
        }

        await HearAsync(here, () => other.Nudges.Typing(id), heard => heard.Typing);
        // Of all that was said above, nothing concerned this one.
        Assert.Empty((await HearAsync(elsewhere, one.Nudges.Queue, heard => heard.Queue)).Conversations);
    }

    /// <summary>Nudges again until what is wanted is heard: a subscription may take a moment to reach the server.</summary>
    private static async Task<NudgeSet> HearAsync(INudgeSubscription listener, Action nudge, Predicate<NudgeSet> isWanted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Within);
        while (true)
        {
            nudge();
            if (await listener.WaitAsync(TimeSpan.FromMilliseconds(100), deadline.Token) is var heard && isWanted(heard))
            {
                return heard;
            }
        }
    }
}
