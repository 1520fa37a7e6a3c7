using System.Net;
using HandoffBot.Contracts.Ops;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>The policy as customers, agents and operations meet it: danger, rules that are taken over while the server runs, and one that is only watched.</summary>
public sealed class PolicyTests(PolicyTests.OwnDialogs fixture) : ServerTests<PolicyTests.OwnDialogs>(fixture)
{
    private readonly string _folder = fixture.Folder;

    /// <summary>A copy of the shipped dialogs, to change.</summary>
    public sealed class OwnDialogs : ServerFixture
    {
        public string Folder { get; } = Copy();

        protected override IReadOnlyList<string> Options => [$"--Dialogs:Path={Folder}", "--Routing:LookEvery=00:00:00.100"];

        private static string Copy()
        {
            var (from, to) = (Built.Dialogs, Directory.CreateTempSubdirectory("policy-").FullName);
            foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            return to;
        }
    }

    [Theory]
    [InlineData("en-GB", "I want to kill myself", "crisis.GB", "116 123")]
    [InlineData("fr-FR", "j'ai envie de me suicider", "crisis.FR", "3114")]
    [InlineData("fr-CA", "j'ai envie de me suicider", "crisis.CA", "988")]
    [InlineData("en-US", "I want to kill myself", "crisis.US", "988")]
    public async Task Somebody_in_danger_reads_the_numbers_of_their_region_and_is_first_in_line(string locale, string says, string words, string number)
    {
        var alice = await AgentClient.AvailableAsync(Server, "alice");
        var before = await Customer.StartAsync(Server, locale);
        await before.AskForPersonAsync(locale.StartsWith("fr", StringComparison.Ordinal) ? "Je veux parler à une personne" : "I want to speak to a person");

        var customer = await Customer.StartAsync(Server, locale);
        var notice = await customer.AskAsync(says);

        Assert.StartsWith(Said.In(locale[..2])[words], notice.Text, StringComparison.Ordinal);
        Assert.Contains(number, notice.Text!.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain(customer.Heard.Skip(1), heard => heard.Speaker == "bot");
        var waiting = await alice.FindAsync(customer);
        Assert.Equal(("crisis", "care", "self_harm_or_safety"), (waiting.Priority, waiting.Skill, waiting.Stakes));
        Assert.StartsWith("too much at stake for the bot: danger to life or safety", waiting.Why, StringComparison.Ordinal);
        var offered = (await alice.SendAsync(HttpMethod.Post, "/api/agent/handoffs/next")).As<Contracts.Agents.HandoffView>();
        Assert.Equal("crisis", offered.Priority);
        await alice.PostAsync(offered.Id, "decline");
    }

    [Fact]
    public async Task A_rule_holds_as_soon_as_it_is_saved_and_a_faulty_one_changes_nothing_but_is_told()
    {
        var (ops, path) = (await AgentClient.SignInAsync(Server, "olga", "ops"), Path.Combine(_folder, "policy.yaml"));
        var shipped = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        try
        {
            await SaveAsync(ops, path, shipped.Replace("rules: []", "rules:\n  - id: wifi\n    words: { en: [wifi password], fr: [mot de passe wifi] }\n    skill: technical\n    priority: urgent", StringComparison.Ordinal), policy => policy.Faults.Count == 0);
            var customer = await Customer.StartAsync(Server, "en-GB");
            Assert.Equal("waiting", (await customer.AskAsync("What is my WiFi password?")).ChannelData?.Handoff?.State);
            var alice = await AgentClient.AvailableAsync(Server, "alice");
            var waiting = await alice.FindAsync(customer);
            Assert.Equal(("urgent", "technical"), (waiting.Priority, waiting.Skill));
            Assert.Equal("rule of the company: wifi", Assert.Single(waiting.Reasons).Text);
            var decided = Assert.Single((await alice.TranscriptAsync(waiting.Id)).Turns, turn => turn.Decision is not null).Decision!;
            Assert.StartsWith("rule of the company: wifi", decided.Why, StringComparison.Ordinal);

            var standing = await SaveAsync(ops, path, shipped.Replace("human_request: 0.5", "human_request: 2", StringComparison.Ordinal), policy => policy.Faults.Count > 0);
            Assert.Contains("policy.yaml:", Assert.Single(standing.Faults), StringComparison.Ordinal);
            var (ready, body) = await ReadyAsync();
            Assert.Equal(HttpStatusCode.OK, ready);
            Assert.Contains("this cannot be switched off", body, StringComparison.Ordinal);
            var asking = await Customer.StartAsync(Server, "en-GB");
            await asking.AskForPersonAsync();
        }
        finally
        {
            await SaveAsync(ops, path, shipped, policy => policy.Faults.Count == 0);
        }
    }

    [Fact]
    public async Task A_policy_that_is_only_watched_is_counted_and_serves_nobody()
    {
        var (ops, path) = (await AgentClient.SignInAsync(Server, "olga", "ops"), Path.Combine(_folder, "policy.shadow.yaml"));
        var live = await File.ReadAllTextAsync(Path.Combine(_folder, "policy.yaml"), TestContext.Current.CancellationToken);
        Assert.Null((await ops.GetAsync("/api/ops/shadow")).As<ShadowView>().Version);
        await SaveAsync(ops, path, live.Replace("version: \"1\"", "version: \"next\"", StringComparison.Ordinal).Replace("never_answer: []\n\n", "never_answer: [opening-hours]\n\n", StringComparison.Ordinal), policy => policy.ShadowVersion is not null);

        var customer = await Customer.StartAsync(Server, "en-GB");
        Assert.Equal("bot", (await customer.AskAsync("What are your opening hours?")).Speaker);

        var seen = await Poll.UntilAsync("the difference", async () => (await ops.GetAsync("/api/ops/shadow")).As<ShadowView>() is { OnlyShadow: > 0, Examples.Count: > 0 } view ? view : null);
        Assert.StartsWith("next+", seen.Version, StringComparison.Ordinal);
        Assert.Equal(0, seen.OnlyLive + seen.Failed);
        var example = Assert.Single(seen.Examples, example => example.ConversationId == customer.Conversation);
        Assert.Equal("only_shadow", example.Verdict);
        Assert.StartsWith("always taken by a person", example.ShadowWhy, StringComparison.Ordinal);
        (await (await AgentClient.SignInAsync(Server, "alice", "agent")).GetAsync("/api/ops/shadow")).Is(HttpStatusCode.Forbidden);

        // The next test must not take the end of this one for its own change.
        File.Delete(path);
        await SeesAsync(ops, policy => policy.ShadowVersion is null);
    }

    /// <summary>Writes a file and waits until the server has looked at it.</summary>
    private static async Task<PolicyView> SaveAsync(AgentClient ops, string path, string text, Func<PolicyView, bool> isSeen)
    {
        var before = (await ops.GetAsync("/api/ops/live")).As<LiveView>().Policy!;
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return await SeesAsync(ops, policy => isSeen(policy) && (policy.Version, policy.Faults.Count, policy.ShadowVersion) != (before.Version, before.Faults.Count, before.ShadowVersion));
    }

    private static Task<PolicyView> SeesAsync(AgentClient ops, Func<PolicyView, bool> isSeen) =>
        Poll.UntilAsync("the policy", async () => (await ops.GetAsync("/api/ops/live")).As<LiveView>().Policy is { } policy && isSeen(policy) ? policy : null);

    private async Task<(HttpStatusCode Status, string Body)> ReadyAsync()
    {
        using var response = await Server.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
