namespace HandoffBot.Language.Answers;

/// <summary>
/// Turns nearness into confidence: a logistic regression fitted on the examples themselves. In rounds, some examples of every topic and all examples of some
/// topics are kept out while the rest is learnt, and are asked then: of the former the right topic may come first, for the latter every answer is wrong. No
/// randomness: the same dialogs give the same confidences.
/// </summary>
internal sealed class Calibration
{
    private const int Features = 6;
    private const int Steps = 25;
    private const double Ridge = 0.5;

    /// <summary>What a question about a topic that is not covered counts, beside one that is: most customers ask about what is covered.</summary>
    private const double WrongWeight = 1.2;

    /// <summary>Below this nearness there is no answer, whatever the regression extrapolates to.</summary>
    private const double LeastWording = 0.08;
    private const double LeastMeaning = 0.3;

    /// <summary>Every sixth example and every sixth topic are kept out of a round.</summary>
    private const int Parts = 6;

    /// <summary>As many questions tell enough. Each round costs as much as learning everything once, and nodes start often.</summary>
    private const int Questions = 400;

    private readonly double[] _weights;

    private Calibration(double[] weights) => _weights = weights;

    public double Confidence(TopicMatch match) => match.Wording < LeastWording && match.Meaning < LeastMeaning ? 0 : Logistic(Dot(_weights, Describe(match)));

    public static Calibration Fit(IReadOnlyList<TopicExample> examples, int topics, int grams)
    {
        var samples = new List<(double[] Features, double Right, double Weight)>();
        for (var round = 0; round < Parts && samples.Count < Questions; round++)
        {
            var asked = examples.Where(example => IsKeptOut(example, round)).ToList();
            var matcher = new TopicMatcher([.. examples.Where(example => !IsKeptOut(example, round))], topics, grams);
            foreach (var example in asked)
            {
                if (matcher.Match(example.Said, 1).FirstOrDefault() is { } match)
                {
                    samples.Add((Describe(match), match.Topic == example.Topic ? 1 : 0, example.Topic % Parts == round ? WrongWeight : 1));
                }
            }
        }

        return new Calibration(Newton(samples));
    }

    private static bool IsKeptOut(TopicExample example, int round) => example.Place % Parts == round || example.Topic % Parts == round;

    private static double[] Describe(TopicMatch match) => [1, match.Score, match.Margin, match.Meaning, match.Wording, match.Meaning * match.Wording];

    private static double[] Newton(List<(double[] Features, double Right, double Weight)> samples)
    {
        var weights = new double[Features];
        for (var round = 0; round < Steps; round++)
        {
            var gradient = Array.ConvertAll(weights, weight => -Ridge * weight);
            var curvature = Array.ConvertAll(weights, _ => new double[Features]);
            for (var row = 0; row < Features; row++)
            {
                curvature[row][row] = Ridge;
            }

            foreach (var (features, right, weight) in samples)
            {
                var guess = Logistic(Dot(weights, features));
                for (var row = 0; row < Features; row++)
                {
                    gradient[row] += weight * (right - guess) * features[row];
                    for (var column = 0; column < Features; column++)
                    {
                        curvature[row][column] += weight * guess * (1 - guess) * features[row] * features[column];
                    }
                }
            }

            var step = Solve(curvature, gradient);
            for (var row = 0; row < Features; row++)
            {
                weights[row] += step[row];
            }
        }

        return weights;
    }

    /// <summary>Gaussian elimination; the ridge keeps the matrix positive definite, so that no pivot is zero.</summary>
    private static double[] Solve(double[][] matrix, double[] right)
    {
        for (var pivot = 0; pivot < Features; pivot++)
        {
            for (var row = pivot + 1; row < Features; row++)
            {
                var factor = matrix[row][pivot] / matrix[pivot][pivot];
                right[row] -= factor * right[pivot];
                for (var column = pivot; column < Features; column++)
                {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
            }
        }

        var solution = new double[Features];
        for (var row = Features - 1; row >= 0; row--)
        {
            var rest = right[row];
            for (var column = row + 1; column < Features; column++)
            {
                rest -= matrix[row][column] * solution[column];
            }

            solution[row] = rest / matrix[row][row];
        }

        return solution;
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other, (left, right) => left * right).Sum();

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));
}
