using HandoffBot.Language.Models;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Training;

/// <summary>Trains the readers' model from the product's own text and the public families.</summary>
public static class ReaderTraining
{
    /// <summary>Writes the model to a file. The same data give the same model.</summary>
    /// <param name="folder">With the public families, <c>family.train.jsonl</c> each.</param>
    /// <param name="leaveOut">A source of <c>human_request</c> not to learn from; null for none.</param>
    /// <exception cref="InvalidDataException">The folder holds none of the families.</exception>
    public static void Train(string folder, string? leaveOut, string path, Action<string> progress)
    {
        var model = Train(folder, leaveOut, Heads.All, progress);
        var whole = path + ".new";
        using (var file = File.Create(whole))
        {
            ModelFile.Write(model, file);
        }

        File.Move(whole, path, overwrite: true);
    }

    internal static LinearModel Train(string folder, string? leaveOut, IReadOnlyCollection<string> heads, Action<string> progress)
    {
        var known = PublicData.Read(folder, leaveOut).ToList();
        if (known.Count == 0)
        {
            throw new InvalidDataException($"{folder} holds none of the families to learn from.");
        }

        var own = TrainingText.ReadEmbedded().ToList();
        progress($"{own.Count} forms of own lines, {known.Count} public texts");
        return ModelTrainer.Train([.. Augmentation.Of(own), .. known], WordsOf([.. own, .. known]), heads, progress);
    }

    /// <summary>Words that more than one text has: a slip is hardly ever made twice.</summary>
    private static KnownWords WordsOf(IEnumerable<Example> examples)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var text in examples.Select(example => example.Text).Distinct(StringComparer.Ordinal).Select(FoldedText.Of))
        {
            for (var index = 0; index < text.Count; index++)
            {
                if (text.Word(index).Length >= KnownWords.Shortest)
                {
                    var hash = TextFeatures.WordHash(text.Word(index));
                    counts[hash] = counts.GetValueOrDefault(hash) + 1;
                }
            }
        }

        return new KnownWords(counts.Where(word => word.Value > 1).Select(word => word.Key));
    }
}
