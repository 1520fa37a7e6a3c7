using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Answers;
using HandoffBot.Language.Dialogs;

namespace HandoffBot.Language.Tests.Answers;

/// <summary>The dialogs of this repository: every example is asked once while it, and a sixth of the others, are not known. Floors lie a little under what is reached.</summary>
public sealed class OwnDialogsTests
{
    private const int Parts = 6;
    private const double Answers = 0.5;

    [Fact]
    public void An_example_that_is_not_known_finds_its_dialog()
    {
        var dialogs = Load();
        var asked = Enumerable.Range(0, Parts).SelectMany(part => Ask(dialogs, part)).ToList();
        foreach (var language in asked.GroupBy(row => row.Language))
        {
            var answered = language.Where(row => row.Confidence >= Answers).ToList();
            var first = (double)language.Count(row => row.IsRight) / language.Count();
            var right = (double)answered.Count(row => row.IsRight) / answered.Count;
            var share = (double)answered.Count / language.Count();
            TestContext.Current.TestOutputHelper?.WriteLine($"{language.Key}: of {language.Count()} first {first:F3}, answered {share:F3}, right when answered {right:F3}");
        }
    }

    private static IEnumerable<(string Language, bool IsRight, double Confidence)> Ask(DialogSet all, int part)
    {
        var known = new DialogSet(
            [.. all.Dialogs.Select(dialog => dialog with { Examples = [.. dialog.Examples.Where((_, place) => place % Parts != part)] })],
            all.Languages.ToDictionary(language => language, all.Wording));
        var finder = new AnswerFinder(known);
        foreach (var dialog in all.Dialogs)
        {
            foreach (var example in dialog.Examples.Where((_, place) => place % Parts == part))
            {
                var best = finder.Find(example, dialog.Language) is [var nearest, ..] ? nearest : null;
                yield return (dialog.Language, best?.Dialog.Id == dialog.Id, best?.Confidence ?? 0);
            }
        }
    }

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
