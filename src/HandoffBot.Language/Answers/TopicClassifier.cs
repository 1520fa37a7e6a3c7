using HandoffBot.Language.Answers.Encoder;

namespace HandoffBot.Language.Answers;

/// <summary>
/// A linear support vector machine per topic against all others, with squared hinge loss. Trained by dual coordinate descent (Hsieh et al., ICML 2008), in an
/// order that depends on nothing but the number of examples: the same examples give the same machine.
/// </summary>
internal sealed class TopicClassifier
{
    private const double Cost = 0.5;

    /// <summary>Passes over the examples. More change nothing that can be measured.</summary>
    private const int Rounds = 12;

    /// <summary>A topic is learnt when no example would move it by more.</summary>
    private const double Tolerance = 0.1;

    private readonly Machine[] _machines;

    private TopicClassifier(Machine[] machines) => _machines = machines;

    /// <param name="topics">The topic of each example, from 0.</param>
    /// <param name="grams">Size of the vocabulary of <paramref name="examples"/>.</param>
    public static TopicClassifier Train(IReadOnlyList<Said> examples, int[] topics, int topicCount, int grams)
    {
        var machines = new Machine[topicCount];
        Parallel.For(0, topicCount, topic => machines[topic] = Learn(examples, topics, topic, grams));
        return new TopicClassifier(machines);
    }

    /// <summary>How much a text speaks for each topic; about 1 or more where it is clear, below 0 where it is clear that it does not.</summary>
    public double[] Score(Said said) => Array.ConvertAll(_machines, machine => machine.Score(said));

    private static Machine Learn(IReadOnlyList<Said> examples, int[] topics, int topic, int grams)
    {
        var machine = new Machine(grams, examples.Count == 0 ? 0 : examples[0].Meaning.Length);
        var shares = new double[examples.Count];
        var lengths = new double[examples.Count];
        var active = new int[examples.Count];
        for (var place = 0; place < active.Length; place++)
        {
            active[place] = place;
            lengths[place] = Machine.Square(examples[place]);
        }

        var left = active.Length;
        var limit = double.PositiveInfinity;
        var order = new Shuffle();
        for (var round = 0; round < Rounds; round++)
        {
            double most = double.NegativeInfinity, least = double.PositiveInfinity;
            order.Apply(active.AsSpan(0, left));
            for (var at = 0; at < left; at++)
            {
                var place = active[at];
                var side = topics[place] == topic ? 1 : -1;
                var gradient = (side * machine.Score(examples[place])) - 1 + (shares[place] / (2 * Cost));
                if (shares[place] == 0 && gradient > limit)
                {
                    // Far on the right side: it will not count any more, and is looked at again at the end.
                    (active[at--], active[left - 1]) = (active[--left], place);
                    continue;
                }

                var projected = shares[place] == 0 ? Math.Min(gradient, 0) : gradient;
                most = Math.Max(most, projected);
                least = Math.Min(least, projected);
                if (Math.Abs(projected) > 1e-12)
                {
                    var before = shares[place];
                    shares[place] = Math.Max(0, before - (gradient / (lengths[place] + (1 / (2 * Cost)))));
                    machine.Add(examples[place], (float)((shares[place] - before) * side));
                }
            }

            if (most - least <= Tolerance)
            {
                if (left == active.Length)
                {
                    break;
                }

                (left, limit) = (active.Length, double.PositiveInfinity);
            }
            else
            {
                limit = most <= 0 ? double.PositiveInfinity : most;
            }
        }

        return machine;
    }

    private sealed class Machine(int grams, int meaning)
    {
        private readonly float[] _grams = new float[grams];
        private readonly float[] _meaning = new float[meaning];
        private float _bias;

        public static double Square(Said said) => said.Weights.Sum(weight => (double)weight * weight) + Floats.Dot(said.Meaning, said.Meaning) + 1;

        public double Score(Said said)
        {
            var sum = _bias + Floats.Dot(_meaning, said.Meaning);
            for (var at = 0; at < said.Grams.Length; at++)
            {
                sum += _grams[said.Grams[at]] * said.Weights[at];
            }

            return sum;
        }

        public void Add(Said said, float share)
        {
            _bias += share;
            Floats.AddTo(_meaning, said.Meaning, share);
            for (var at = 0; at < said.Grams.Length; at++)
            {
                _grams[said.Grams[at]] += share * said.Weights[at];
            }
        }
    }

    /// <summary>Fisher–Yates with a linear congruential generator that always starts alike.</summary>
    private sealed class Shuffle
    {
        private uint _state = 1;

        public void Apply(Span<int> places)
        {
            for (var at = places.Length - 1; at > 0; at--)
            {
                _state = (_state * 1664525) + 1013904223;
                var other = (int)((ulong)_state * (ulong)(at + 1) >> 32);
                (places[at], places[other]) = (places[other], places[at]);
            }
        }
    }
}
