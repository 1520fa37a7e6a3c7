using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using HandoffBot.Journeys.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HandoffBot.Journeys.Tests.Browser;

/// <summary>axe finds nothing to object to, in any state and in both themes.</summary>
public sealed class AccessibilityTests(BrowserFixture fixture) : BrowserTests(fixture)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_screen_of_a_journey_is_without_violation(ColorScheme scheme)
    {
        var chat = await ChatPage.OpenAsync(await People.OpenAsync(scheme: scheme));
        await NoViolationsAsync(chat.Page, "chat with the bot");
        var console = await ConsolePage.SignInAsync(await People.OpenAsync(scheme: scheme), Server, "alice");
        await NoViolationsAsync(console.Page, "console with nobody waiting");

        await chat.AskAsync("How do I pay my bill?", "pay-bill");
        await chat.AskForPersonAsync();
        await NoViolationsAsync(chat.Page, "chat in line");
        var handoff = await WaitingAsync();
        await Expect(console.RowOf(handoff)).ToBeVisibleAsync();
        await NoViolationsAsync(console.Page, "console with somebody waiting");

        await console.ClaimAsync(handoff);
        await console.ReplyAsync("Hello, Alice here.");
        await Expect(chat.FromAgent).ToContainTextAsync("Alice here");
        await NoViolationsAsync(chat.Page, "chat with a person");
        await Expect(console.Turns.Last).ToContainTextAsync("Alice here");
        await NoViolationsAsync(console.Page, "console with a conversation");

        await console.Page.GotoAsync("/ops");
        await Expect(console.Page.Locator(".ops-promises")).ToBeVisibleAsync();
        await NoViolationsAsync(console.Page, "ops");
    }

    private static async Task NoViolationsAsync(IPage page, string screen)
    {
        var result = await page.RunAxe();
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations.Length == 0, $"{screen}: {string.Join('\n', result.Violations.Select(InWords))}");
    }

    private static string InWords(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Select(node => $"  {node.Html} {string.Join("; ", node.Any.Select(check => check.Message))}"))}";
}
