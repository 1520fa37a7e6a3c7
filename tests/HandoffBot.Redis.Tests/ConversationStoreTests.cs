using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests;

public sealed class ConversationStoreOnRedis(RedisFixture stores) : ConversationStoreTests(stores), IClassFixture<RedisFixture>;

public sealed class ConversationStoreOnTheEmbeddedStore(EmbeddedFixture stores) : ConversationStoreTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class ConversationStoreOnACluster(ClusterFixture stores) : ConversationStoreTests(stores), IClassFixture<ClusterFixture>;

public abstract class ConversationStoreTests(StoreFixture stores)
{
    [Fact]
    public async Task A_conversation_is_opened_once_with_one_greeting()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);

        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Conversations.StartAsync(id, Web, Zoe, "fr", Bot("Bonjour"))));

        Assert.Equal(1, opened.Count(first => first));
        var turn = Assert.Single(await store.Conversations.ReadTurnsAsync(id, 0));
        Assert.Equal((1, Speaker.Bot, "Bonjour"), (turn.Seq, turn.Said.Speaker, turn.Said.Text));
        Assert.Equal("fr", (await store.Conversations.LoadAsync(id))!.Conversation.Language);
    }

    [Fact]
    public async Task The_same_message_five_times_at_once_is_one_turn()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);

        var received = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Conversations.ReceiveAsync(Message(id, "m1", "Hello"), "en", time.GetUtcNow())));

        Assert.Equal(1, received.Count(one => !one.IsDuplicate));
        Assert.All(received, one => Assert.Equal(1, one.Seq));
        Assert.Single(await store.Conversations.ReadTurnsAsync(id, 0));
    }

    [Fact]
    public async Task A_conversation_goes_on_in_the_language_that_its_customer_turned_to()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        await store.Conversations.StartAsync(id, Web, Zoe, "en", Bot("Hi"));
        var asked = (await store.Conversations.ReceiveAsync(Message(id, "m1", "où est ma commande"), "en", time.GetUtcNow())).Snapshot!;

        await store.Conversations.CommitAsync(Answer(asked, "En route") with { Language = "fr" });
        var again = (await store.Conversations.ReceiveAsync(Message(id, "m2", "ok"), "en", time.GetUtcNow())).Snapshot!;
        await store.Conversations.CommitAsync(Answer(again, "Bien"));

        Assert.Equal("fr", (await store.Conversations.LoadAsync(id))!.Conversation.Language);
    }

    [Fact]
    public async Task A_received_message_comes_back_whole_with_what_was_said_before()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        await store.Conversations.StartAsync(id, Web, Zoe, "en", Bot("Hi"));

        var received = await store.Conversations.ReceiveAsync(
            Message(id, "m1", "Ça va ? \"quoted\" \0 \U0001F600 'x' | = ;") with { ChannelData = System.Text.Json.JsonDocument.Parse("""{"clientActivityID":"a1"}""").RootElement }, "en", time.GetUtcNow());

        var snapshot = received.Snapshot!;
        Assert.Equal((2, 0, Owner.Bot), (snapshot.Conversation.LastSeq, snapshot.Conversation.AnsweredSeq, snapshot.Conversation.Owner));
        Assert.Equal(["Hi", "Ça va ? \"quoted\" \0 \U0001F600 'x' | = ;"], snapshot.Recent.Select(turn => turn.Said.Text));
        Assert.Equal("a1", snapshot.Recent[1].Said.ChannelData!.Value.GetProperty("clientActivityID").GetString());
        Assert.Equal(Zoe, snapshot.Conversation.Customer);
        Assert.Equal(2, Assert.Single(snapshot.Unanswered).Seq);
    }

    [Fact]
    public async Task Times_rise_with_every_turn_even_when_the_clock_stands_still_or_goes_back()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        for (var i = 0; i < 3; i++)
        {
            await store.Conversations.ReceiveAsync(Message(id, $"m{i}", "x"), "en", time.GetUtcNow());
        }

        var times = (await store.Conversations.ReadTurnsAsync(id, 0)).Select(turn => turn.At).ToList();

        Assert.Equal([.. times.Distinct().Order()], times);
    }

    [Fact]
    public async Task A_reply_commits_words_decision_and_memory_and_clears_the_pending_reply()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        var received = await store.Conversations.ReceiveAsync(Message(id, "m1", "Pay?"), "en", time.GetUtcNow().AddSeconds(10));
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal([id], await store.Conversations.FindOverdueRepliesAsync());

        var committed = await store.Conversations.CommitAsync(Answer(received.Snapshot!, "Like this."));

        Assert.Equal(CommitOutcome.Done, committed.Outcome);
        Assert.Empty(await store.Conversations.FindOverdueRepliesAsync());
        var snapshot = (await store.Conversations.LoadAsync(id))!;
        Assert.Equal(("pay-bill", 1), (snapshot.Conversation.Memory.Topic, snapshot.Conversation.AnsweredSeq));
        Assert.Equal("Like this.", snapshot.Recent[^1].Said.Text);
        var decision = (await store.Conversations.ReadDecisionsAsync(id))[1];
        Assert.Equal((DecisionKind.Answer, -0.25, "hm"), (decision.Decision.Kind, decision.Signals[0].Value, decision.Signals[0].Evidence));
    }

    [Fact]
    public async Task A_reply_computed_for_an_older_version_is_refused()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        var first = await store.Conversations.ReceiveAsync(Message(id, "m1", "One"), "en", time.GetUtcNow());
        await store.Conversations.ReceiveAsync(Message(id, "m2", "Two"), "en", time.GetUtcNow());

        var late = await store.Conversations.CommitAsync(Answer(first.Snapshot!, "Too late."));

        Assert.Equal(CommitOutcome.Conflict, late.Outcome);
        Assert.Equal(2, (await store.Conversations.ReadTurnsAsync(id, 0)).Count);
    }

    [Fact]
    public async Task A_reply_committed_twice_is_said_once()
    {
        var (store, time) = await stores.OpenAsync();
        var received = await store.Conversations.ReceiveAsync(Message(ConversationId.New(time), "m1", "One"), "en", time.GetUtcNow());
        var commit = Answer(received.Snapshot!, "Once.");

        var outcomes = await Task.WhenAll(store.Conversations.CommitAsync(commit), store.Conversations.CommitAsync(commit));

        Assert.Equal([CommitOutcome.Conflict, CommitOutcome.Done], outcomes.Select(one => one.Outcome).OrderBy(one => one == CommitOutcome.Done));
        Assert.Equal(2, (await store.Conversations.ReadTurnsAsync(commit.Conversation, 0)).Count);
    }

    [Fact]
    public async Task The_bot_is_refused_once_the_queue_owns_the_conversation()
    {
        var (store, time) = await stores.OpenAsync();
        var handoff = await EnqueueAsync(store, time);
        var snapshot = (await store.Conversations.LoadAsync(handoff.Conversation))!;

        var refused = await store.Conversations.CommitAsync(Answer(snapshot, "I am still here."));

        Assert.Equal((CommitOutcome.NotOwner, Owner.Queue), (refused.Outcome, snapshot.Conversation.Owner));
    }

    [Fact]
    public async Task A_handoff_is_refused_when_the_notice_names_another_place_than_the_real_one()
    {
        var (store, time) = await stores.OpenAsync();
        await EnqueueAsync(store, time);
        time.Advance(TimeSpan.FromSeconds(1));
        var id = ConversationId.New(time);
        var received = await store.Conversations.ReceiveAsync(Message(id, "m1", "A person"), "en", time.GetUtcNow());
        var commit = Answer(received.Snapshot!, "You are next.") with { Handoff = Handoff(id, time), ExpectedAhead = 0 };

        var refused = await store.Conversations.CommitAsync(commit);
        var done = await store.Conversations.CommitAsync(commit with { ExpectedAhead = refused.Ahead });

        Assert.Equal((CommitOutcome.PlaceChanged, 1), (refused.Outcome, refused.Ahead));
        Assert.Equal(CommitOutcome.Done, done.Outcome);
    }

    [Fact]
    public async Task A_conversation_nobody_opened_reads_as_none()
    {
        var (store, time) = await stores.OpenAsync();

        Assert.Null(await store.Conversations.LoadAsync(ConversationId.New(time)));
        Assert.Empty(await store.Conversations.ReadTurnsAsync(ConversationId.New(time), 0));
    }

    [Fact]
    public async Task A_reply_that_decided_nothing_is_committed_whole()
    {
        var (store, time) = await stores.OpenAsync();
        var id = ConversationId.New(time);
        var received = await store.Conversations.ReceiveAsync(Message(id, "m1", "Hello"), "en", time.GetUtcNow());

        var committed = await store.Conversations.CommitAsync(Answer(received.Snapshot!, "Hello.") with { Decisions = [] });

        Assert.Equal(CommitOutcome.Done, committed.Outcome);
        Assert.Equal(1, (await store.Conversations.LoadAsync(id))!.Conversation.AnsweredSeq);
        Assert.Equal(["Hello", "Hello."], (await store.Conversations.ReadTurnsAsync(id, 0)).Select(turn => turn.Said.Text));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await store.Conversations.FindOverdueRepliesAsync());
    }
}
