using HandoffBot.Language.Text;

namespace HandoffBot.Language.Answers;

/// <summary>
/// Turns nearness into confidence: a logistic regression fitted on the dialogs themselves. Each example is asked once without itself (was the best dialog the
/// right one?), once without its whole dialog, and once with its most telling word made unknown (then every answer would be wrong). No randomness: the same
/// dialogs give the same confidences.
/// </summary>
internal sealed class Calibration
{
    private const int Features = 6;
    private const int Rounds = 25;
    private const double Ridge = 0.5;

    /// <summary>Each example makes two questions without an answer, but most customers ask about what the dialogs cover.</summary>
    private const double WrongWeight = 0.45;

    /// <summary>Below this nearness there is no answer, whatever the regression extrapolates to.</summary>
    private const double LeastSimilarity = 0.12;

    private readonly double[] _weights;

    private Calibration(double[] weights) => _weights = weights;

    public double Confidence(TopicMatch match) => match.Similarity < LeastSimilarity ? 0 : Logistic(Dot(_weights, Describe(match)));

    public static Calibration Fit(TopicIndex index)
    {
        var samples = new (double[] Features, double Right, double Weight)[index.Examples.Count][];
        Parallel.For(0, samples.Length, place => samples[place] = [.. Ask(index, index.Examples[place])]);
        return new Calibration(Newton([.. samples.SelectMany(asked => asked)]));
    }

    private static IEnumerable<(double[] Features, double Right, double Weight)> Ask(TopicIndex index, Example example)
    {
        var hits = index.Search(FoldedText.Of(example.Text));
        if (hits.RankWithout(example) is [var best, ..])
        {
            yield return (Describe(best), ReferenceEquals(best.Dialog, example.Dialog) ? 1 : 0, 1);
        }

        if (hits.RankWithout(example.Dialog) is [var wrong, ..])
        {
            yield return (Describe(wrong), 0, WrongWeight);
        }

        if (index.Search(index.Estrange(example)).Rank() is [var strange, ..])
        {
            yield return (Describe(strange), 0, WrongWeight);
        }
    }

    private static double[] Describe(TopicMatch match) => [1, match.Similarity, match.Coverage, match.Margin, match.Unknown, match.Similarity * match.Coverage];

    private static double[] Newton(List<(double[] Features, double Right, double Weight)> samples)
    {
        var weights = new double[Features];
        for (var round = 0; round < Rounds; round++)
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
