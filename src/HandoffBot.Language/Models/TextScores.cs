using HandoffBot.Language.Text;

namespace HandoffBot.Language.Models;

/// <summary>
/// What the model says about a turn. It is read as a whole while it is short, and sentence by sentence beside that, so that what is said in passing in a long turn is as plain
/// as if it stood alone.
/// </summary>
internal sealed class TextScores
{
    /// <summary>Words up to which a turn is also read as a whole.</summary>
    private const int Whole = 60;

    /// <summary>Longer sentences are cut.</summary>
    private const int LongestStretch = 30;

    private const int EvidenceWords = 12;

    private readonly FoldedText _text;
    private readonly LinearModel _model;
    private readonly List<(int First, int End, float[] Scores)> _stretches = [];
    private readonly float[] _highest = new float[Heads.All.Count];

    private TextScores(FoldedText text, LinearModel model)
    {
        _text = text;
        _model = model;
    }

    public static TextScores Of(FoldedText text) => Of(text, LinearModel.Shipped);

    public static TextScores Of(FoldedText text, LinearModel model)
    {
        var scores = new TextScores(text, model);
        var buffer = new FeatureBuffer();
        if (text.Count is > 0 and <= Whole)
        {
            scores.Add(0, text.Count, buffer);
        }

        var start = 0;
        for (var at = 1; at <= text.Count; at++)
        {
            if (at == text.Count || text[at].Before == Break.Sentence || at - start >= LongestStretch)
            {
                if (start > 0 || at < text.Count || text.Count > Whole)
                {
                    scores.Add(start, at, buffer);
                }

                start = at;
            }
        }

        return scores;
    }

    /// <summary>How likely a head is where it is likeliest, 0 to 1.</summary>
    public double this[string head] => _highest[Heads.IndexOf(head)];

    /// <summary>The likeliest act of the turn, read as a whole where it is short.</summary>
    public (string Act, double Value) Act()
    {
        if (_stretches.Count == 0)
        {
            return ("gibberish", 1);
        }

        var scores = _stretches[0].Scores;
        var best = 0;
        for (var act = 1; act < Heads.Acts.Count; act++)
        {
            best = scores[act] > scores[best] ? act : best;
        }

        return (Heads.Acts[best], scores[best]);
    }

    /// <summary>The customer's words from which a head was read: the likeliest stretch, narrowed to a few words.</summary>
    public string? Evidence(string head)
    {
        if (_stretches.Count == 0)
        {
            return null;
        }

        var index = Heads.IndexOf(head);
        var (first, end, _) = _stretches.MaxBy(stretch => stretch.Scores[index]);
        if (end - first <= EvidenceWords)
        {
            return _text.Quote(first, end - 1);
        }

        var buffer = new FeatureBuffer();
        var best = Enumerable.Range(first, end - first - EvidenceWords + 1).MaxBy(start => _model.Score(_text, start, start + EvidenceWords, buffer)[index]);
        return _text.Quote(best, best + EvidenceWords - 1);
    }

    private void Add(int first, int end, FeatureBuffer buffer)
    {
        var scores = _model.Score(_text, first, end, buffer);
        _stretches.Add((first, end, scores));
        for (var head = 0; head < scores.Length; head++)
        {
            _highest[head] = Math.Max(_highest[head], scores[head]);
        }
    }
}
