using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using Microsoft.Extensions.Time.Testing;
using static HandoffBot.Redis.Tests.Samples;

namespace HandoffBot.Redis.Tests.Handoffs;

public sealed class LanguageOnRedis(RedisFixture stores) : LanguageTests(stores), IClassFixture<RedisFixture>;

public sealed class LanguageOnTheEmbeddedStore(EmbeddedFixture stores) : LanguageTests(stores), IClassFixture<EmbeddedFixture>;

public sealed class LanguageOnACluster(ClusterFixture stores) : LanguageTests(stores), IClassFixture<ClusterFixture>;

/// <summary>A language is a skill: who does not speak it is not offered it, while the wait is within the target.</summary>
public abstract class LanguageTests(StoreFixture stores)
{
    [Fact]
    public async Task Nobody_is_offered_a_language_they_do_not_speak_and_the_line_keeps_its_order()
    {
        var (store, time) = await stores.OpenAsync();
        var english = await WaitAsync(store, time, "en");
        var french = await WaitAsync(store, time, "fr");
        var second = await WaitAsync(store, time, "fr", "billing");
        var claude = await SpeakingAsync(store, "claude", "fr");

        Assert.Equal(2, (await store.Handoffs.FindAsync(french.Id))!.Position);
        Assert.Equal(french.Id, (await NextAsync(store, claude)).Handoff?.Id);
        Assert.Equal(second.Id, (await NextAsync(store, claude)).Handoff?.Id);
        Assert.Equal(OfferOutcome.NoWork, (await NextAsync(store, claude)).Outcome);
        Assert.Equal(1, (await store.Handoffs.FindAsync(english.Id))!.Position);
        Assert.Equal(english.Id, (await NextAsync(store, await SpeakingAsync(store, "ann"))).Handoff?.Id);
    }

    [Fact]
    public async Task A_language_is_found_behind_many_in_another()
    {
        var (store, time) = await stores.OpenAsync();
        for (var i = 0; i < 3 * Limits.OfferCandidates; i++)
        {
            await WaitAsync(store, time, "en");
        }

        var french = await WaitAsync(store, time, "fr");

        Assert.Equal(french.Id, (await NextAsync(store, await SpeakingAsync(store, "claude", "fr"))).Handoff?.Id);
    }

    [Fact]
    public async Task Past_its_target_a_handoff_is_open_to_whoever_has_the_skill_and_not_before()
    {
        var (store, time) = await stores.OpenAsync();
        var french = await WaitAsync(store, time, "fr");
        var ann = await SpeakingAsync(store, "ann", "en");
        await store.Overdue.MarkAsync(french.Ref(), OverdueMark.AtRisk, null);
        Assert.Equal(OfferOutcome.NoWork, (await NextAsync(store, ann)).Outcome);

        await store.Overdue.MarkAsync(french.Ref(), OverdueMark.Overdue, null);

        Assert.Equal(french.Id, (await NextAsync(store, ann)).Handoff?.Id);
    }

    [Fact]
    public async Task A_customer_cannot_write_themselves_into_another_language()
    {
        var (store, time) = await stores.OpenAsync();
        await WaitAsync(store, time, "en", name: "\",\"language\":\"fr\",\"x\":\"");

        Assert.Equal(OfferOutcome.NoWork, (await NextAsync(store, await SpeakingAsync(store, "claude", "fr"))).Outcome);
    }

    [Fact]
    public async Task Whom_an_agent_let_go_is_passed_over_in_any_language()
    {
        var (store, time) = await stores.OpenAsync();
        var first = await WaitAsync(store, time, "fr");
        await WaitAsync(store, time, "en");
        var second = await WaitAsync(store, time, "fr");
        var claude = await SpeakingAsync(store, "claude", "fr");
        var offer = await NextAsync(store, claude);
        await store.Handoffs.ReturnAsync(first.Ref(), claude.Id, offer.Handoff!.Lease!.Token, null);

        Assert.Equal(second.Id, (await NextAsync(store, claude)).Handoff?.Id);
    }

    [Fact]
    public async Task What_somebody_speaks_is_kept()
    {
        var (store, _) = await stores.OpenAsync();
        await SpeakingAsync(store, "claude", "fr");
        await SpeakingAsync(store, "ann");

        Assert.Equal(["fr"], (await store.Agents.FindAsync(new("claude")))!.Languages!);
        Assert.Null((await store.Agents.FindAsync(new("ann")))!.Languages);
    }

    private static Task<OfferResult> NextAsync(Store store, Agent agent) => store.Handoffs.OfferNextAsync(agent);

    private static async Task<NewHandoff> WaitAsync(Store store, FakeTimeProvider time, string language, string skill = "general", string name = "Zoé")
    {
        var handoff = await EnqueueAsync(store, time, skill, change: it => it with { Language = language, Customer = it.Customer with { Name = name } });
        time.Advance(TimeSpan.FromMilliseconds(5));
        return handoff;
    }

    private static async Task<Agent> SpeakingAsync(Store store, string name, params string[] languages)
    {
        await PresentAsync(store, name, 9);
        var agent = (await store.Agents.FindAsync(new(name)))! with { Languages = languages.Length == 0 ? null : languages };
        await store.Agents.SetAsync(agent);
        return agent;
    }
}
