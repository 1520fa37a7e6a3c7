using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Answers;
using HandoffBot.Language.Dialogs;

namespace HandoffBot.Language.Tests.Answers;

/// <summary>The dialogs of this repository. Floors lie a little under what is reached.</summary>
public sealed class OwnDialogsTests(OwnDialogsTests.Shared shared) : IClassFixture<OwnDialogsTests.Shared>
{
    private const int Parts = 6;
    private const double Answers = 0.5;

    /// <remarks>When it fails, the examples have changed: start the server with an empty <c>Store:Path</c>, write one message, and take the file <c>meanings-…</c> it leaves there.</remarks>
    [Fact]
    public void The_examples_that_ship_are_encoded_already() =>
        Assert.NotNull(new Meanings(null, Meanings.Shipped()).Known([.. shared.Dialogs.Dialogs.SelectMany(dialog => dialog.Examples.Append(dialog.Title))]));

    [Theory]
    [InlineData("en", 0.74, 0.48, 0.93)]
    [InlineData("fr", 0.54, 0.30, 0.80)]
    public void An_example_that_is_not_known_finds_its_dialog(string language, double first, double answered, double right)
    {
        var asked = Enumerable.Range(0, Parts).SelectMany(part => Ask(language, part)).ToList();
        var sure = asked.Where(row => row.Confidence >= Answers).ToList();
        Above(first, asked.Count(row => row.IsRight), asked.Count, "first");
        Above(answered, sure.Count, asked.Count, "answered");
        Above(right, sure.Count(row => row.IsRight), sure.Count, "right when answered");

        static void Above(double floor, int count, int all, string what)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {count} of {all}");
            Assert.True(count >= floor * all, $"{what}: {count} of {all}");
        }
    }

    /// <summary>Nothing that an electricity and broadband supplier could answer; some use its words.</summary>
    [Theory]
    [InlineData("en", "best pizza in town")]
    [InlineData("en", "who won the world cup")]
    [InlineData("en", "write me a poem about autumn")]
    [InlineData("en", "what is the capital of Peru")]
    [InlineData("en", "how do I bake sourdough bread")]
    [InlineData("en", "can you recommend a good film for tonight")]
    [InlineData("en", "is it going to rain tomorrow")]
    [InlineData("en", "my cat keeps sneezing")]
    [InlineData("en", "book me a table for two on Friday")]
    [InlineData("fr", "la meilleure recette de crêpes")]
    [InlineData("fr", "qui a gagné la coupe du monde")]
    [InlineData("fr", "écris-moi un poème sur l'automne")]
    [InlineData("fr", "quelle est la capitale du Pérou")]
    [InlineData("fr", "comment faire du pain au levain")]
    [InlineData("fr", "un bon film à conseiller pour ce soir ?")]
    [InlineData("fr", "est-ce qu'il va pleuvoir demain")]
    [InlineData("fr", "mon chat n'arrête pas d'éternuer")]
    [InlineData("fr", "réserve une table pour deux vendredi")]
    public void What_no_dialog_is_about_is_not_answered(string language, string text) =>
        Assert.All(shared.Finder.Find(text, language), answer => Assert.True(answer.Confidence < Answers, $"{text}: {answer.Dialog.Id} {answer.Confidence:F3}"));

    /// <summary>Every sixth example is asked while it is not known.</summary>
    private IEnumerable<(bool IsRight, double Confidence)> Ask(string language, int part)
    {
        var dialogs = shared.Dialogs.Dialogs.Where(dialog => dialog.Language == language).ToList();
        var finder = new AnswerFinder(new DialogSet(
            [.. dialogs.Select(dialog => dialog with { Examples = [.. dialog.Examples.Where((_, place) => place % Parts != part)] })],
            new Dictionary<string, Wording>()));
        foreach (var dialog in dialogs)
        {
            foreach (var example in dialog.Examples.Where((_, place) => place % Parts == part))
            {
                var best = finder.Find(example, language) is [var nearest, ..] ? nearest : null;
                yield return (best?.Dialog.Id == dialog.Id, best?.Confidence ?? 0);
            }
        }
    }

    public sealed class Shared
    {
        public Shared() => Finder = new AnswerFinder(Dialogs);

        internal DialogSet Dialogs { get; } = Load();

        internal AnswerFinder Finder { get; }

        private static DialogSet Load()
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "HandoffBot.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return DialogFiles.Load(Path.Combine(folder, "dialogs"), ["billing", "technical", "fraud", "care", "general"]).Dialogs!;
        }
    }
}
