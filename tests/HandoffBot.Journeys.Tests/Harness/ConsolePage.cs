using Microsoft.Playwright;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>The console, as an agent uses it.</summary>
internal sealed class ConsolePage
{
    private ConsolePage(IPage page) => Page = page;

    public IPage Page { get; }

    public ILocator WaitingRows => Page.Locator("section[aria-labelledby=waiting] li.row");

    /// <summary>The turns of the open conversation.</summary>
    public ILocator Turns => Page.Locator(".transcript li.turn");

    public ILocator ReplyBox => Page.Locator("form.reply textarea");

    /// <summary>What the console says in passing.</summary>
    public ILocator Message => Page.Locator(".mud-snackbar").Last;

    /// <summary>Signs in by the printed link and becomes available.</summary>
    public static async Task<ConsolePage> SignInAsync(IPage page, ServerProcess server, string name)
    {
        await page.GotoAsync((await server.SignInLinkAsync(name)).AbsoluteUri);
        var console = new ConsolePage(page);
        await page.Locator(".presence label", new() { HasText = "Available" }).ClickAsync();
        await Assertions.Expect(page.Locator(".presence label.chosen")).ToContainTextAsync("Available");
        return console;
    }

    public ILocator RowOf(string handoff) => Page.Locator($"li.row:has(a[href='/console/{handoff}'])");

    public Task PressClaimAsync(string handoff) => RowOf(handoff).GetByRole(AriaRole.Button, new() { Name = "Claim" }).ClickAsync();

    /// <summary>Claims from the list and has the conversation in front of them.</summary>
    public async Task ClaimAsync(string handoff)
    {
        await PressClaimAsync(handoff);
        await Assertions.Expect(ReplyBox).ToBeVisibleAsync();
    }

    public async Task ReplyAsync(string text)
    {
        await ReplyBox.FillAsync(text);
        await ReplyBox.PressAsync("Enter");
    }

    public async Task ResolveAsync()
    {
        await Page.Locator(".holder-actions").GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await Page.Locator(".mud-dialog-actions").GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await Assertions.Expect(Message).ToContainTextAsync("Resolved.");
    }
}
