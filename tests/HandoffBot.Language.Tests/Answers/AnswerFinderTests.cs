using HandoffBot.Core.Answers;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Answers;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Language.Tests.Answers;

public sealed class AnswerFinderTests(AnswerFinderTests.Shared shared) : IClassFixture<AnswerFinderTests.Shared>
{
    private const double Answers = 0.5;
    private const double Abstains = 0.2;

    [Theory]
    [InlineData("en", "how can I pay the bill", "pay-bill")]
    [InlineData("en", "which hours are you open today", "opening-hours")]
    [InlineData("en", "reset the router please", "router-reset")]
    [InlineData("en", "where can I send the meter reading", "meter-reading")]
    [InlineData("en", "hello", "hello")]
    [InlineData("fr", "comment je paye la facture", "pay-bill")]
    [InlineData("fr", "vos horaires svp", "opening-hours")]
    [InlineData("fr", "redémarrer la box", "router-reset")]
    [InlineData("fr", "envoyer mon releve de compteur", "meter-reading")]
    [InlineData("fr", "bonjour", "hello")]
    public void A_clear_question_in_other_words_finds_its_dialog(string language, string text, string id)
    {
        var best = Find(text, language)[0];
        Assert.Equal(id, best.Dialog.Id);
        Assert.True(best.Confidence >= Answers, $"{text}: {best.Confidence}");
    }

    [Theory]
    [InlineData("en", "how do i reset the ruoter", "router-reset")]
    [InlineData("en", "send a metre readng", "meter-reading")]
    [InlineData("fr", "transmetre mon relevé", "meter-reading")]
    public void A_typing_slip_still_finds_the_dialog(string language, string text, string id) => Assert.Equal(id, Find(text, language)[0].Dialog.Id);

    [Theory]
    [InlineData("en", "best pizza in town")]
    [InlineData("en", "who won the world cup")]
    [InlineData("en", "qwerty")]
    [InlineData("en", "asdf ghjk lzxc")]
    [InlineData("en", "")]
    [InlineData("en", "???")]
    [InlineData("fr", "la meilleure recette de crêpes")]
    [InlineData("fr", "azertyuiop")]
    public void Out_of_domain_it_abstains(string language, string text) => Assert.All(Find(text, language), answer => Assert.True(answer.Confidence < Abstains, $"{text}: {answer.Dialog.Id} {answer.Confidence}"));

    [Theory]
    [InlineData("pay-bill", "fr", "how do I pay my bill", "en")]
    [InlineData("pay-bill", "en", "comment payer ma facture", "fr")]
    public void A_turn_in_the_other_language_is_searched_there(string id, string conversation, string text, string found)
    {
        var best = Find(text, conversation)[0];
        Assert.Equal((id, found), (best.Dialog.Id, best.Dialog.Language));
        Assert.True(best.Confidence >= Answers);
    }

    [Theory]
    [InlineData("title:* OR id:[* TO *]")]
    [InlineData("pay-bill^1000 AND (bill")]
    [InlineData("\"unclosed")]
    [InlineData("+ - && || ! ( ) { } [ ] ^ \" ~ * ? : \\ /")]
    [InlineData("/.*/")]
    [InlineData("words:pay groups:pay")]
    public void Query_syntax_is_just_words(string text) => Assert.All(Find(text, "en"), answer => Assert.InRange(answer.Confidence, 0, 1));

    [Fact]
    public void A_wildcard_finds_nothing() => Assert.Empty(Find("*:*", "en"));

    [Fact]
    public void At_most_five_dialogs_come_best_first_and_each_once()
    {
        var answers = Find("how do I pay my bill, reset my router, send a meter reading, when are you open, moving house, hello", "en");
        Assert.InRange(answers.Count, 1, 5);
        Assert.Equal(answers.OrderByDescending(answer => answer.Confidence), answers);
        Assert.Distinct(answers.Select(answer => answer.Dialog.Id));
    }

    [Fact]
    public void The_longest_turn_is_searched() => Assert.NotNull(Find(string.Concat(Enumerable.Repeat("router meter bill ", 600)), "en"));

    [Fact]
    public void The_same_dialogs_give_the_same_confidence()
    {
        var again = new AnswerFinder(Topics.Set);
        Assert.Equal(Find("pay bill by card", "en").Select(answer => answer.Confidence), again.Find("pay bill by card", "en").Select(answer => answer.Confidence));
    }

    [Fact]
    public void Everything_is_registered_and_reads_at_once()
    {
        using var services = new ServiceCollection().AddSingleton(Topics.Set).AddLanguage().BuildServiceProvider();
        var turn = Turns.Alone("how do I pay my bill");
        Assert.Equal(
            [SignalKind.HumanRequest, SignalKind.Sentiment, SignalKind.Distress, SignalKind.Stakes, SignalKind.Complexity, SignalKind.Progress, SignalKind.Amount],
            services.GetServices<ISignalReader>().Select(reader => reader.ReadAsync(turn, TestContext.Current.CancellationToken).Result().Kind).Order());
        Assert.Equal("pay-bill", services.GetRequiredService<IAnswerFinder>().FindAsync(turn, TestContext.Current.CancellationToken).Result()[0].Dialog.Id);
    }

    private IReadOnlyList<FoundAnswer> Find(string text, string language) => shared.Finder.Find(text, language);

    public sealed class Shared
    {
        internal AnswerFinder Finder { get; } = new(Topics.Set);

    }
}
