using Microsoft.Playwright;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>The demo page with the chat widget, as a customer uses it.</summary>
internal sealed class ChatPage
{
    private ChatPage(IPage page, Said said) => (Page, Said) = (page, said);

    public IPage Page { get; }

    /// <summary>The product's words in this customer's language.</summary>
    public Said Said { get; }

    /// <summary>Everything said, in order: bubbles and notices.</summary>
    public ILocator Lines => Page.Locator(".recorded .message .body, .recorded .notice");

    public ILocator FromBot => Page.Locator(".recorded .message.bot .body");

    public ILocator FromAgent => Page.Locator(".recorded .message.agent");

    public ILocator Notices => Page.Locator(".recorded .notice");

    /// <summary>Who speaks now.</summary>
    public ILocator Speaker => Page.Locator("header .who h2");

    public ILocator Place => Page.Locator(".waiting strong");

    public ILocator PersonButton => Page.GetByRole(AriaRole.Button, new() { Name = Said["widget.person"], Exact = true });

    /// <summary>Opens the page and waits for the greeting.</summary>
    public static async Task<ChatPage> OpenAsync(IPage page, string locale = "en-US")
    {
        var chat = new ChatPage(page, Said.In(locale));
        await page.GotoAsync("/");
        await Assertions.Expect(chat.FromBot.First).ToContainTextAsync(chat.Said["bot.name"]);
        return chat;
    }

    public async Task SayAsync(string text)
    {
        var field = Page.GetByRole(AriaRole.Textbox, new() { Name = Said["widget.compose"] });
        await field.FillAsync(text);
        await field.PressAsync("Enter");
    }

    /// <summary>Asks a routine question and sees the dialog's answer.</summary>
    public async Task AskAsync(string question, string dialog)
    {
        await SayAsync(question);
        await Assertions.Expect(FromBot.Last).ToContainTextAsync(Said.AnswerOf(dialog));
    }

    public Task ChooseAsync(string suggestion) => Page.Locator(".suggestions").GetByRole(AriaRole.Button, new() { Name = suggestion, Exact = true }).ClickAsync();

    /// <summary>Asks for a person and sees that the line has been joined.</summary>
    public async Task AskForPersonAsync()
    {
        await PersonButton.ClickAsync();
        await Assertions.Expect(Place).ToBeVisibleAsync();
    }
}
