using HandoffBot.Language.Text;

namespace HandoffBot.Language.Answers;

/// <summary>
/// Turns nearness into confidence: a logistic regression fitted on the dialogs themselves. Each example is asked once without itself (was the best dialog the
/// right one?) and once without its whole dialog (then every answer would be wrong). No randomness: the same dialogs give the same confidences.
/// </summary>
internal sealed class Calibration
{
    private const int Features = 5;
    private const int Rounds = 25;
    private const double Ridge = 0.5;

    /// <summary>Below this nearness there is no answer, whatever the regression extrapolates to.</summary>
    private const double LeastSimilarity = 0.12;

    private readonly double[] _weights;

    private Calibration(double[] weights) => _weights = weights;

    public double Confidence(TopicMatch match) => match.Similarity < LeastSimilarity ? 0 : Logistic(Dot(_weights, Describe(match)));

    public static Calibration Fit(TopicIndex index)
    {
        var samples = new List<(double[] Features, double Right)>();
        foreach (var example in index.Examples)
        {
            var text = FoldedText.Of(example.Text);
            if (index.Find(text, other => ReferenceEquals(other, example), example) is [var best, ..])
            {
                samples.Add((Describe(best), best.Dialog == example.Dialog ? 1 : 0));
            }

            if (index.Find(text, other => other.Dialog == example.Dialog) is [var wrong, ..])
            {
                samples.Add((Describe(wrong), 0));
            }
        }

        return new Calibration(Newton(samples));
    }

    private static double[] Describe(TopicMatch match) => [1, match.Similarity, match.Coverage, match.Margin, match.Similarity * match.Coverage];

    private static double[] Newton(List<(double[] Features, double Right)> samples)
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

            foreach (var (features, right) in samples)
            {
                var guess = Logistic(Dot(weights, features));
                for (var row = 0; row < Features; row++)
                {
                    gradient[row] += (right - guess) * features[row];
                    for (var column = 0; column < Features; column++)
                    {
                        curvature[row][column] += guess * (1 - guess) * features[row] * features[column];
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
