using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Answers.Encoder;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Answers;

/// <summary>What the examples of one language teach: which dialog a turn speaks for, and how sure that is.</summary>
internal sealed class TopicModel
{
    private readonly Grams _grams;
    private readonly float[] _centre;
    private readonly Dialog[] _dialogs;
    private readonly TopicMatcher _matcher;
    private readonly Calibration _calibration;

    /// <param name="meanings">Direction of each example's meaning; empty ones where no encoder is used.</param>
    public TopicModel(string language, IReadOnlyList<Example> examples, IReadOnlyList<float[]> meanings)
    {
        var folded = examples.Select(example => FoldedText.Of(example.Text)).ToArray();
        _grams = new Grams(language, folded);
        _centre = Centre(meanings);
        _dialogs = [.. examples.Select(example => example.Dialog).Distinct(ReferenceEqualityComparer.Instance).Cast<Dialog>()];
        var numbers = _dialogs.Select((dialog, number) => (dialog, number)).ToDictionary(pair => pair.dialog.Id, pair => pair.number, StringComparer.Ordinal);
        var learnt = examples.Select((example, place) => new TopicExample(_grams.Read(folded[place], FromCentre(meanings[place])), numbers[example.Dialog.Id], example.Place)).ToArray();
        _calibration = Calibration.Fit(learnt, _dialogs.Length, _grams.Count);
        _matcher = new TopicMatcher(learnt, _dialogs.Length, _grams.Count);
    }

    /// <inheritdoc cref="Grams.ShareKnown"/>
    public double ShareKnown(FoldedText text) => _grams.ShareKnown(text);

    /// <summary>The dialogs a turn speaks for, best first, each with its confidence.</summary>
    /// <param name="meaning">Of the same length as those of the examples.</param>
    public IEnumerable<(Dialog Dialog, double Confidence)> Find(FoldedText text, float[] meaning, int most) =>
        _matcher.Match(_grams.Read(text, FromCentre(meaning)), most).Select(match => (_dialogs[match.Topic], _calibration.Confidence(match)));

    private static float[] Centre(IReadOnlyList<float[]> meanings)
    {
        var centre = new float[meanings.Count == 0 ? 0 : meanings[0].Length];
        foreach (var meaning in meanings)
        {
            Floats.AddTo(centre, meaning, 1f / meanings.Count);
        }

        return centre;
    }

    /// <summary>What all examples share (the language they are in, the trade they are of) tells no topics apart.</summary>
    private float[] FromCentre(float[] meaning)
    {
        var from = (float[])meaning.Clone();
        Floats.AddTo(from, _centre, -1);
        Floats.Normalize(from);
        return from;
    }
}

/// <summary>An example as it is learnt.</summary>
/// <param name="Topic">From 0.</param>
/// <param name="Place">Its place among the examples of its topic.</param>
internal sealed record TopicExample(Said Said, int Topic, int Place);
