using HandoffBot.Language.Answers.Encoder;

namespace HandoffBot.Language.Answers;

/// <summary>Ranks topics for a turn: the classifier says which, the examples say how near it is to what was learnt.</summary>
internal sealed class TopicMatcher
{
    private readonly TopicClassifier _classifier;
    private readonly Said[][] _examples;

    public TopicMatcher(IReadOnlyCollection<TopicExample> examples, int topics, int grams)
    {
        _classifier = TopicClassifier.Train([.. examples.Select(example => example.Said)], [.. examples.Select(example => example.Topic)], topics, grams);
        _examples = [.. Enumerable.Range(0, topics).GroupJoin(examples, topic => topic, example => example.Topic, (_, own) => own.Select(example => example.Said).ToArray())];
    }

    public IEnumerable<TopicMatch> Match(Said said, int most)
    {
        var scores = _classifier.Score(said);
        var ordered = Enumerable.Range(0, scores.Length).Where(topic => _examples[topic].Length > 0).OrderByDescending(topic => scores[topic]).Take(Math.Max(2, most)).ToArray();
        for (var place = 0; place < Math.Min(most, ordered.Length); place++)
        {
            var topic = ordered[place];
            var rival = ordered.Length > 1 ? scores[ordered[place == 0 ? 1 : 0]] : -1;
            double meaning = 0;
            double wording = 0;
            foreach (var example in _examples[topic])
            {
                meaning = Math.Max(meaning, Floats.Dot(said.Meaning, example.Meaning));
                wording = Math.Max(wording, said.SharedWording(example));
            }

            yield return new TopicMatch(topic, scores[topic], scores[topic] - rival, meaning, wording);
        }
    }
}

/// <summary>How a turn speaks for a topic.</summary>
/// <param name="Score">Of the classifier.</param>
/// <param name="Margin">Ahead of the best other topic; negative for all but the best.</param>
/// <param name="Meaning">Nearness of the nearest example's meaning, 0 to 1.</param>
/// <param name="Wording">Nearness of the nearest example's wording, 0 to 1.</param>
internal sealed record TopicMatch(int Topic, double Score, double Margin, double Meaning, double Wording);
