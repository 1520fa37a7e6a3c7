using HandoffBot.Language.Models;

namespace HandoffBot.Language.Training;

/// <summary>
/// Says the product's own training lines in more ways: with typing slips, after a greeting, and in one breath with a routine question, so that the model learns what matters
/// in a turn and not how the turn begins.
/// </summary>
internal static class Augmentation
{
    private static readonly string[] EnglishOpenings =
        ["hi ", "hello, ", "hey ", "hi there. ", "good morning, ", "ok ", "ok so ", "right ", "sorry but ", "well, ", "look, ", "yes ", "no ", "um ", "honestly ", "thanks but ", "also ", "hi sorry to bother you but ", "just to say ", "I already said: ", "ok thanks. ", "listen ", "hmm "];

    private static readonly string[] FrenchOpenings =
        ["bonjour, ", "bonsoir ", "salut ", "bonjour. ", "slt ", "bjr ", "alors ", "ok ", "bon ", "oui ", "non ", "euh ", "franchement ", "écoutez, ", "merci mais ", "désolé mais ", "voilà, ", "ben ", "coudonc ", "en fait ", "re-bonjour, ", "dites, ", "je vous explique : "];

    private static readonly string[] EnglishClosings = [" please", " thanks", " pls", " thank you", "!!", " ??", "...", " asap", " lol", " tbh", " 🙏", " x", " mate", " sir"];

    private static readonly string[] FrenchClosings = [" svp", " merci", " s'il vous plaît", " stp", " !!", " ??", "...", " au plus vite", " quoi", " hein", " là", " 🙏", " cordialement", " madame"];

    public static IEnumerable<Example> Of(IReadOnlyList<Example> examples)
    {
        // Lines stand at places of their own on a ring, so that a new line changes what is said beside its neighbours and nothing else.
        var routine = examples.GroupBy(example => IsFrench(example)).ToDictionary(group => group.Key, group => group.Where(IsRoutine).Select(example => (At: Dice.Of(example.Text).Roll(int.MaxValue), example.Text)).Order().ToList());
        foreach (var example in examples)
        {
            var dice = Dice.Of(example.Text);
            yield return example;
            var (openings, closings) = IsFrench(example) ? (FrenchOpenings, FrenchClosings) : (EnglishOpenings, EnglishClosings);
            yield return example with { Text = Slip(example.Text, dice), Weight = example.Weight * 0.5f };
            yield return example with { Text = dice.Pick(openings) + example.Text + (dice.Roll(2) == 0 ? dice.Pick(closings) : ""), Weight = example.Weight * 0.5f };

            // A routine question beside it changes nothing about what is at stake or wanted.
            var beside = routine[IsFrench(example)];
            if (beside.Count > 0 && dice.Roll(2) == 0)
            {
                var next = beside.BinarySearch((dice.Roll(int.MaxValue), ""));
                var other = beside[(next < 0 ? ~next : next) % beside.Count].Text;
                var joint = dice.Pick([", ", " and ", ". ", " - "]);
                if (IsFrench(example) && joint == " and ")
                {
                    joint = " et ";
                }

                var answers = (bool?[])example.Answers.Clone();
                foreach (var act in Heads.Acts)
                {
                    answers[Heads.IndexOf(act)] = act == Heads.HumanRequest || !IsRoutine(example) ? act is "routine" or "smalltalk" or "gibberish" ? null : answers[Heads.IndexOf(act)] : answers[Heads.IndexOf(act)];
                }

                yield return example with { Text = dice.Roll(2) == 0 ? other + joint + example.Text : example.Text + joint + other, Answers = answers, Weight = example.Weight * 0.5f };
            }
        }
    }

    private static bool IsFrench(Example example) => example.Source.StartsWith("Training/fr", StringComparison.Ordinal);

    private static bool IsRoutine(Example example) => example.Answers[Heads.IndexOf("routine")] == true;

    /// <summary>One slip in a word of at least four letters: a letter left out, doubled, or two neighbours swapped.</summary>
    private static string Slip(string text, Dice dice)
    {
        var words = text.Split(' ');
        for (var slips = 1 + (words.Length / 8); slips > 0; slips--)
        {
            var long4 = Enumerable.Range(0, words.Length).Where(index => words[index].Length >= 4).ToList();
            if (long4.Count == 0)
            {
                break;
            }

            var index = dice.Pick(long4);
            var word = words[index];
            var at = 1 + dice.Roll(word.Length - 2);
            words[index] = dice.Roll(3) switch
            {
                0 => word.Remove(at, 1),
                1 => word.Insert(at, word[at].ToString()),
                _ => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            };
        }

        return string.Join(' ', words);
    }
}
