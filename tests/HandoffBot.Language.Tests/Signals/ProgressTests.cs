using HandoffBot.Core.Conversations;
using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Signals;

public sealed class ProgressTests
{
    private static readonly (Speaker, string)[] Answered = [(Speaker.Customer, "how do I move my contract to a new flat"), (Speaker.Bot, "You can pay in the app.")];

    [Theory]
    [InlineData("that's not what I asked")]
    [InlineData("that doesn't help")]
    [InlineData("you keep repeating yourself")]
    [InlineData("ce n'est pas ma question")]
    [InlineData("ça ne m'aide pas")]
    [InlineData("I already tried that")]
    [InlineData("I want to move my contract to my new flat")]
    [InlineData("this is not a question about paying")]
    [InlineData("I have the app already")]
    [InlineData("rien à voir avec le paiement")]
    public void Rejecting_an_answer_or_asking_again_is_no_progress(string text) => Assert.Equal(1, Read(text, BotMemory.Empty));

    [Fact]
    public void Turns_without_progress_add_up() => Assert.Equal(2, Read("that's not what I asked", BotMemory.Empty with { WithoutProgress = 1 }));

    [Fact]
    public void Rejecting_after_a_clarifying_question_counts_for_both() => Assert.Equal(2, Read("that's not what I asked", BotMemory.Empty with { Clarifications = 1 }));

    [Theory]
    [InlineData("thanks, and what are your opening hours?")]
    [InlineData("merci, et vos horaires ?")]
    [InlineData("ok but on Sundays?")]
    public void New_matter_starts_over(string text) => Assert.Equal(0, Read(text, BotMemory.Empty with { WithoutProgress = 1 }));

    [Fact]
    public void Nothing_was_answered_before_the_first_turn() =>
        Assert.Equal(0, new ProgressReader(new FoldedTurns()).ReadAsync(Turns.Alone("that doesn't help"), TestContext.Current.CancellationToken).Result().Value);

    [Fact]
    public void A_picked_suggestion_is_not_a_repeated_question()
    {
        var turn = Turns.After([(Speaker.Customer, "moving house contract"), (Speaker.Bot, "Which one is it?")], "Moving house contract", BotMemory.Empty with { Clarifications = 1 }, "en", "Moving house contract");
        Assert.Equal(0, new ProgressReader(new FoldedTurns()).ReadAsync(turn, TestContext.Current.CancellationToken).Result().Value);
    }

    [Fact]
    public void A_step_that_did_not_help_is_part_of_the_steps() => Assert.Equal(0, Read("still not working", BotMemory.Empty with { Topic = "router", Step = 0 }));

    [Fact]
    public void The_same_answer_twice_helped_neither_time() => Assert.Equal(2, Read("the language of the document, I mean",
        (Speaker.Customer, "can I have my bill in German"), (Speaker.Bot, "You can switch on e-billing in Settings."),
        (Speaker.Customer, "it comes by e-mail, but in English"), (Speaker.Bot, "You can switch on e-billing in Settings.")));

    [Fact]
    public void The_same_answer_to_the_next_matter_may_well_be_right() => Assert.Equal(0, Read("and two loaves",
        (Speaker.Customer, "add milk"), (Speaker.Bot, "Done, I have added it to your basket."),
        (Speaker.Customer, "and eggs"), (Speaker.Bot, "Done, I have added it to your basket.")));

    [Fact]
    public void What_went_wrong_before_an_answer_was_taken_is_forgotten() => Assert.Equal(0, Read("where is the nearest shop",
        (Speaker.Customer, "can I have my bill in German"), (Speaker.Bot, "You can switch on e-billing in Settings."),
        (Speaker.Customer, "it comes by e-mail already, but in English"), (Speaker.Bot, "You can switch on e-billing in Settings."),
        (Speaker.Customer, "perfect, thanks"), (Speaker.Bot, "Glad that helped you along.")));

    private static double Read(string text, params (Speaker, string)[] before) =>
        new ProgressReader(new FoldedTurns()).ReadAsync(Turns.After(before, text), TestContext.Current.CancellationToken).Result().Value;

    private static double Read(string text, BotMemory memory) =>
        new ProgressReader(new FoldedTurns()).ReadAsync(Turns.After(Answered, text, memory), TestContext.Current.CancellationToken).Result().Value;
}
