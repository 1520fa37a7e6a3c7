using Bunit;
using HandoffBot.Console.Conversations;
using HandoffBot.Console.Ops;
using HandoffBot.Contracts.Agents;
using HandoffBot.Contracts.Ops;
using static HandoffBot.Console.Tests.Samples;

namespace HandoffBot.Console.Tests;

public sealed class ViewTests : BunitContext
{
    [Theory]
    [InlineData("customer")]
    [InlineData("bot")]
    [InlineData("agent")]
    [InlineData("system")]
    public void Nothing_that_is_said_becomes_markup(string speaker)
    {
        const string Hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1))";
        var line = Render<TurnLine>(parameters => parameters.Add(view => view.Turn, Turn(1, speaker, Hostile)).Add(view => view.Customer, "Maria"));
        Assert.Empty(line.FindAll("img, a, script"));
        Assert.Contains("<img src=x onerror=alert(1)>", line.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bot")]
    [InlineData("agent")]
    [InlineData("system")]
    public void Words_the_customer_never_got_say_so_and_why(string speaker)
    {
        var line = Render<TurnLine>(parameters => parameters.Add(view => view.Turn, Turn(1, speaker)).Add(view => view.Customer, "Maria")
            .Add(view => view.Undelivered, new UndeliveredView(1, Now, "blocked", "the customer has blocked or removed the bot", "the connector answered 403")));
        Assert.Equal("Not delivered: the customer has blocked or removed the bot.", line.Find(".not-sent").TextContent);
        Assert.Equal("the connector answered 403", line.Find(".not-sent").GetAttribute("title"));
    }

    [Fact]
    public void The_bots_lists_and_bold_words_are_laid_out()
    {
        var text = Render<MarkdownText>(parameters => parameters.Add(view => view.Text, "First **this**:\n\n- one\n- two"));
        Assert.Equal("this", text.Find("strong").TextContent);
        Assert.Equal(["one", "two"], text.FindAll("li").Select(item => item.TextContent.Trim()));
    }

    [Fact]
    public void Signals_that_fired_are_chips_and_the_rest_is_a_click_away()
    {
        var turn = Turn(1, "customer", decision: "hand_off") with { Signals = [Signal("human_request", 0.9), Signal("distress", 0.1)] };
        var chips = Render<SignalChips>(parameters => parameters.Add(view => view.Turn, turn));
        Assert.Equal(["asks for a person", "handed off"], chips.FindAll("span.chip").Select(chip => chip.TextContent));
        Assert.Empty(chips.FindAll("table"));
        chips.Find("button").Click();
        Assert.Equal(["Human request", "Distress"], chips.FindAll("tbody th").Select(name => name.TextContent));
        Assert.Contains("policy 1", chips.Find(".why-details").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "Everybody is accounted for")]
    [InlineData(2, "2 not accounted for")]
    public void The_ledger_says_plainly_whether_anybody_was_lost(long difference, string verdict)
    {
        var card = Render<LedgerCard>(parameters => parameters.Add(view => view.Ledger, new LedgerView(new DateOnly(2026, 3, 2), 10 + difference, 6, 1, 0, 3, difference)));
        Assert.Equal(verdict, card.Find(".verdict strong").TextContent);
    }

    [Fact]
    public void The_mood_is_the_last_one_and_where_it_came_from()
    {
        TurnView[] turns = [Read(1, 0.2), Read(2, 0.1), Read(3, -0.8)];
        Assert.Equal("very upset, getting worse", Mood.Of(turns).InWords);
        Assert.Null(Mood.Of([Turn(1, "customer")]).InWords);

        static TurnView Read(long seq, double sentiment) => Turn(seq, "customer") with { Signals = [Signal("sentiment", sentiment)] };
    }
}
