using HandoffBot.Language.Text;

namespace HandoffBot.Language.Dialogs;

/// <summary>Checks dialogs against one another: no example twice in a language, the same dialogs in every language.</summary>
internal static class DialogChecks
{
    public static void Compare(IReadOnlyList<WrittenDialog> dialogs, IReadOnlyList<string> languages, List<DialogFault> faults)
    {
        foreach (var sameLanguage in dialogs.GroupBy(written => written.Dialog.Language))
        {
            FindRepeatedExamples(sameLanguage, faults);
        }

        var spoken = languages.Where(language => dialogs.Any(written => written.Dialog.Language == language)).ToList();
        foreach (var sameId in dialogs.GroupBy(written => written.Dialog.Id))
        {
            CompareLanguages([.. sameId], spoken, faults);
        }
    }

    private static void FindRepeatedExamples(IEnumerable<WrittenDialog> dialogs, List<DialogFault> faults)
    {
        var seen = new Dictionary<string, (string File, int Line)>();
        foreach (var written in dialogs)
        {
            foreach (var (example, line) in written.Dialog.Examples.Zip(written.ExampleLines))
            {
                if (!seen.TryAdd(FoldedText.Of(example).ToString(), (written.File, line)))
                {
                    var (file, firstLine) = seen[FoldedText.Of(example).ToString()];
                    faults.Add(new DialogFault(written.File, line, $"the example \"{example}\" stands in {file}:{firstLine} already: expected each one once, where it belongs."));
                }
            }
        }
    }

    private static void CompareLanguages(List<WrittenDialog> sameId, List<string> languages, List<DialogFault> faults)
    {
        var first = sameId[0];
        foreach (var language in languages.Where(language => sameId.TrueForAll(written => written.Dialog.Language != language)))
        {
            faults.Add(new DialogFault(first.File, first.IdLine, $"has no counterpart in {language}: expected {language}/{first.Dialog.Id}.md."));
        }

        foreach (var other in sameId.Skip(1))
        {
            Expect(other, "stakes", other.Dialog.Stakes, first.Dialog.Stakes);
            Expect(other, "skill", other.Dialog.Skill, first.Dialog.Skill);
            Expect(other, "number of steps", other.Dialog.Steps.Count, first.Dialog.Steps.Count);
        }

        void Expect<T>(WrittenDialog other, string what, T value, T expected)
        {
            if (!EqualityComparer<T>.Default.Equals(value, expected))
            {
                faults.Add(new DialogFault(other.File, other.IdLine, $"the {what} ({value}) differs from {first.File}: expected {expected}."));
            }
        }
    }
}
