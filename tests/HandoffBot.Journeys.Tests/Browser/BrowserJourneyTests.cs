using HandoffBot.Journeys.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace HandoffBot.Journeys.Tests.Browser;

/// <summary>The main job as people see it: widget on one side, console on the other.</summary>
public sealed class BrowserJourneyTests(BrowserFixture fixture) : BrowserTests(fixture)
{
    public static TheoryData<string, string, string, string> Languages => new()
    {
        { "en-US", "How do I pay my bill?", "what are your opening hours", "can I just talk to someone" },
        { "fr-FR", "Comment payer ma facture ?", "quels sont vos horaires", "passez-moi quelqu'un svp" },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_customer_is_answered_then_meets_a_person_who_has_read_everything(string locale, string first, string second, string asking)
    {
        var chat = await ChatPage.OpenAsync(await People.OpenAsync(locale), locale);
        await chat.AskAsync(first, "pay-bill");
        await chat.AskAsync(second, "opening-hours");
        await chat.SayAsync(asking);
        await Expect(chat.Place).ToHaveTextAsync(chat.Said["widget.line.next"]);
        await Expect(chat.Notices.Last).ToContainTextAsync(chat.Said["handoff.passed_on"]);

        var console = await ConsolePage.SignInAsync(await People.OpenAsync(), Server, "alice");
        var handoff = await WaitingAsync();
        await Expect(console.RowOf(handoff)).ToContainTextAsync("Asked for a person");
        await console.ClaimAsync(handoff);
        await ShowsEveryTurnAsync(console, handoff);
        await Expect(chat.Speaker).ToHaveTextAsync("Alice");
        await Expect(chat.Notices.Last).ToHaveTextAsync(chat.Said["agent.joined", "agent", "Alice"]);

        await console.ReplyAsync("Hello <b>there</b> & welcome");
        await Expect(chat.FromAgent.Locator(".body")).ToContainTextAsync("Hello <b>there</b> & welcome");
        await Expect(chat.FromAgent.Locator(".name")).ToHaveTextAsync("Alice");

        await chat.SayAsync("my number is <i>12</i>");
        await Expect(console.Turns.Last).ToContainTextAsync("my number is <i>12</i>");
        await ShowsEveryTurnAsync(console, handoff);

        await console.ResolveAsync();
        await Expect(chat.FromBot.Last).ToContainTextAsync(chat.Said["solved.ask"]);
        await Expect(chat.Speaker).ToContainTextAsync(chat.Said["bot.name"]);
        await chat.ChooseAsync(chat.Said["solved.yes"]);
        await Expect(chat.FromBot.Last).ToContainTextAsync(chat.Said["solved.thanks"]);
    }

    [Fact]
    public async Task The_second_of_two_agents_is_told_plainly_who_was_first()
    {
        var chat = await ChatPage.OpenAsync(await People.OpenAsync());
        await chat.AskForPersonAsync();
        var handoff = await WaitingAsync();
        var alice = await ConsolePage.SignInAsync(await People.OpenAsync(), Server, "alice");
        var bob = await ConsolePage.SignInAsync(await People.OpenAsync(), Server, "bob");
        await Expect(bob.RowOf(handoff)).ToBeVisibleAsync();

        // Bob presses before his list has heard that Alice was faster.
        var waiting = await (await bob.Page.Context.APIRequest.GetAsync("/api/agent/handoffs?state=waiting")).TextAsync();
        await bob.Page.RouteAsync("**/api/agent/handoffs?state=waiting*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = waiting }));
        await alice.ClaimAsync(handoff);
        await bob.PressClaimAsync(handoff);
        await Expect(bob.Message).ToContainTextAsync("Alice has taken this conversation.");
        await Expect(bob.ReplyBox).ToBeHiddenAsync();

        await alice.ReplyAsync("I am with you");
        await Expect(chat.FromAgent).ToContainTextAsync("I am with you");
        await Expect(chat.Notices.Filter(new() { HasText = "has joined" })).ToHaveCountAsync(1);
        Assert.Equal("alice", (await Watcher.ReadAsync(handoff)).Holder?.Id);
    }

    [Fact]
    public async Task A_reload_of_the_page_goes_on_with_the_conversation()
    {
        var chat = await ChatPage.OpenAsync(await People.OpenAsync());
        await chat.AskAsync("How do I pay my bill?", "pay-bill");
        await chat.AskForPersonAsync();
        await Expect(chat.Notices).ToHaveCountAsync(1);
        var before = await chat.Lines.AllInnerTextsAsync();

        await chat.Page.ReloadAsync();
        await Expect(chat.Place).ToHaveTextAsync(chat.Said["widget.line.next"]);
        await Expect(chat.Lines).ToHaveCountAsync(before.Count);
        Assert.Equal(before, await chat.Lines.AllInnerTextsAsync());

        await chat.SayAsync("are you still there");
        await Expect(chat.Lines).ToHaveCountAsync(before.Count + 1);
        Assert.Single(await Watcher.ListAsync("waiting"));
    }

    [Fact]
    public async Task The_widget_needs_no_sideways_scrolling_on_the_narrowest_screen()
    {
        var chat = await ChatPage.OpenAsync(await People.OpenAsync(width: 320, height: 640));
        await FitsAsync(chat);
        await chat.SayAsync(new string('w', 400));
        await Expect(chat.FromBot).ToHaveCountAsync(2);
        await chat.AskAsync("How do I pay my bill?", "pay-bill");
        await FitsAsync(chat);
        await chat.AskForPersonAsync();
        await FitsAsync(chat);
    }

    private static async Task FitsAsync(ChatPage chat)
    {
        Assert.True(await chat.Page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"));
        Assert.True(await chat.Page.Locator(".panel .area").EvaluateAsync<bool>("area => area.scrollWidth <= area.clientWidth"));
    }

    /// <summary>Each turn that is stored stands in the console, in order, and no other.</summary>
    private async Task ShowsEveryTurnAsync(ConsolePage console, string handoff)
    {
        var turns = (await Watcher.TranscriptAsync(handoff)).Turns;
        await Expect(console.Turns).ToHaveCountAsync(turns.Count);
        for (var at = 0; at < turns.Count; at++)
        {
            await Expect(console.Turns.Nth(at)).ToContainTextAsync(Said.Beginning(turns[at].Text));
        }
    }
}
