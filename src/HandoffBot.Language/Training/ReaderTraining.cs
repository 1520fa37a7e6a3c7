using HandoffBot.Language.Models;

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
        return ModelTrainer.Train([.. Augmentation.Of(own), .. known], heads, progress);
    }
}
