using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using HandoffBot.Journeys.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HandoffBot.Journeys.Tests.Browser;

/// <summary>axe finds nothing to object to, in any state in the light theme, and nothing about colours in the dark one.</summary>
public sealed partial class AccessibilityTests(BrowserFixture fixture) : BrowserTests(fixture)
{
    /// <summary>The dark theme changes colours, and the name of the button for it; what does not depend on them is asked once, in the light one.</summary>
    private static readonly AxeRunOptions ColoursOnly = new() { RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") };

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_screen_of_a_journey_is_without_violation(ColorScheme scheme)
    {
        var chat = await ChatPage.OpenAsync(await People.OpenAsync(scheme: scheme));
        await NoViolationsAsync(chat.Page, "chat with the bot", scheme);
        var console = await ConsolePage.SignInAsync(await People.OpenAsync(scheme: scheme), Server, "alice");
        await NoViolationsAsync(console.Page, "console with nobody waiting", scheme);

        await chat.AskAsync("How do I pay my bill?", "pay-bill");
        await chat.AskForPersonAsync();
        await NoViolationsAsync(chat.Page, "chat in line", scheme);
        var handoff = await WaitingAsync();
        await Expect(console.RowOf(handoff)).ToBeVisibleAsync();
        await NoViolationsAsync(console.Page, "console with somebody waiting", scheme);

        await console.ClaimAsync(handoff);
        await console.ReplyAsync("Hello, Alice here.");
        await Expect(chat.FromAgent).ToContainTextAsync("Alice here");
        await NoViolationsAsync(chat.Page, "chat with a person", scheme);
        await Expect(console.Turns.Last).ToContainTextAsync("Alice here");
        await NoViolationsAsync(console.Page, "console with a conversation", scheme);

        await console.Page.GotoAsync("/ops");
        await Expect(console.Page.Locator(".ops-promises")).ToBeVisibleAsync();
        await NoViolationsAsync(console.Page, "ops", scheme);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task What_is_late_what_is_owed_and_what_has_happened_is_without_violation(ColorScheme scheme)
    {
        await using var impatient = await ServerProcess.StartAsync("--Handoffs:Targets:Normal=00:00:02", "--Handoffs:OverdueEvery=00:00:00.500");
        var chat = await ChatPage.OpenAsync(await People.OpenAsync(scheme: scheme, server: impatient));
        await chat.AskForPersonAsync();
        await Expect(chat.Notices.Last).ToContainTextAsync(Said.Beginning(chat.Said["overdue.offer"]));
        await NoViolationsAsync(chat.Page, "chat that is offered a callback", scheme);
        await chat.ChooseAsync(chat.Said["overdue.callback"]);
        await Expect(chat.Notices.Last).ToContainTextAsync(chat.Said["callback.ask"]);
        await chat.SayAsync("0170 123 45 67, after six");
        await Expect(chat.Notices.Last).ToContainTextAsync(Said.Beginning(chat.Said["callback.noted"]));
        await NoViolationsAsync(chat.Page, "chat that is promised a callback", scheme);

        var console = await ConsolePage.SignInAsync(await People.OpenAsync(scheme: scheme, server: impatient), impatient, "alice");
        await console.WaitingRows.First.Locator("a").ClickAsync();
        await Expect(console.Turns.Last).ToBeVisibleAsync();
        await console.Page.Locator(".history summary").ClickAsync();
        await Expect(console.Page.Locator(".history li").First).ToBeVisibleAsync();
        await NoViolationsAsync(console.Page, "console with a late one and its history", scheme);

        await console.Page.GotoAsync("/console/follow-ups");
        await console.Page.GetByRole(AriaRole.Button, new() { NameRegex = Take() }).ClickAsync();
        var done = console.Page.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true });
        await Expect(done).ToBeVisibleAsync();
        await Expect(console.Message).ToBeHiddenAsync();
        await NoViolationsAsync(console.Page, "follow-ups", scheme);
        await done.ClickAsync();
        await Expect(console.Page.Locator(".mud-dialog textarea").First).ToBeVisibleAsync();
        await NoViolationsAsync(console.Page, "follow-up that is done", scheme);
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as done", Exact = true }).ClickAsync();
        await Expect(console.Page.Locator(".empty")).ToBeVisibleAsync();
        await Expect(chat.Notices.Last).ToContainTextAsync("Alice has taken this up");

        await console.Page.GotoAsync("/ops");
        await Expect(console.Page.Locator(".promises li")).ToHaveCountAsync(10);
        await console.Page.EvaluateAsync("document.querySelectorAll('details').forEach(it => it.open = true)");
        await NoViolationsAsync(console.Page, "every promise with its evidence", scheme);
    }

    [System.Text.RegularExpressions.GeneratedRegex("^Take ")]
    private static partial System.Text.RegularExpressions.Regex Take();

    private static async Task NoViolationsAsync(IPage page, string screen, ColorScheme scheme)
    {
        var result = scheme == ColorScheme.Dark ? await page.RunAxe(ColoursOnly) : await page.RunAxe();
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations.Length == 0, $"{screen}: {string.Join('\n', result.Violations.Select(InWords))}");
    }

    private static string InWords(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Select(node => $"  {node.Html} {string.Join("; ", node.Any.Select(check => check.Message))}"))}";
}
