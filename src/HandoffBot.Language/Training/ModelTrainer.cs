using HandoffBot.Language.Models;
using HandoffBot.Language.Text;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace HandoffBot.Language.Training;

/// <summary>
/// Learns a <see cref="LinearModel"/>: one logistic regression per head (ML.NET, L-BFGS, one thread each, so that the same examples give the same model), then its weights rounded to
/// whole steps.
/// </summary>
internal static class ModelTrainer
{
    private const float Regularisation = 0.02f;
    private const int Iterations = 120;

    /// <summary>A bias that no text outweighs.</summary>
    private const float Never = -20;

    /// <param name="heads">The heads to learn; the others never say yes.</param>
    /// <param name="known">The words to know.</param>
    public static LinearModel Train(IReadOnlyList<Example> examples, KnownWords known, IReadOnlyCollection<string> heads, Action<string> progress)
    {
        var rows = Rows(examples, known);
        var weights = new sbyte[TextFeatures.Buckets * LinearModel.RowLength];
        var scales = new float[Heads.All.Count];
        var biases = new float[Heads.All.Count];
        Parallel.For(0, Heads.All.Count, head =>
        {
            if (!heads.Contains(Heads.All[head]))
            {
                (scales[head], biases[head]) = (0, Never);
                return;
            }

            var answered = Enumerable.Range(0, rows.Length).Where(index => examples[index].Answers[head] is not null).ToList();
            var yes = answered.Count(index => examples[index].Answers[head] == true);
            var (column, bias) = Fit([.. answered.Select(index => rows[index].Answer(examples[index].Answers[head] == true))]);
            scales[head] = Math.Max(column.Max(Math.Abs), 1e-6f) / sbyte.MaxValue;
            biases[head] = bias;
            for (var bucket = 0; bucket < column.Length; bucket++)
            {
                weights[(bucket * LinearModel.RowLength) + head] = (sbyte)MathF.Round(column[bucket] / scales[head]);
            }

            progress($"{Heads.All[head]}: {answered.Count} texts, {yes} of them yes");
        });

        return new LinearModel(weights, scales, biases, known);
    }

    private static Row[] Rows(IReadOnlyList<Example> examples, KnownWords known)
    {
        var rows = new Row[examples.Count];
        var buffer = new FeatureBuffer();
        for (var index = 0; index < rows.Length; index++)
        {
            var text = FoldedText.Of(examples[index].Text);
            TextFeatures.Extract(text, 0, text.Count, known, buffer.Words, buffer.Pieces);
            var (word, piece) = LinearModel.Shares(buffer.Words.Count, buffer.Pieces.Count);
            var features = new SortedDictionary<int, float>();
            Add(features, buffer.Words, word);
            Add(features, buffer.Pieces, piece);
            rows[index] = new Row { Features = new VBuffer<float>(TextFeatures.Buckets, features.Count, [.. features.Values], [.. features.Keys]), Weight = examples[index].Weight };
        }

        return rows;
    }

    private static void Add(SortedDictionary<int, float> features, List<int> buckets, float share)
    {
        foreach (var bucket in buckets)
        {
            features[bucket] = features.GetValueOrDefault(bucket) + share;
        }
    }

    private static (float[] Weights, float Bias) Fit(Row[] rows)
    {
        var learning = new MLContext(seed: 1);
        var trainer = learning.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
            ExampleWeightColumnName = nameof(Row.Weight),
            L1Regularization = 0,
            L2Regularization = Regularisation,
            MaximumNumberOfIterations = Iterations,
            NumberOfThreads = 1,
        });
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> model = trainer.Fit(learning.Data.LoadFromEnumerable(rows)).Model;
        return ([.. model.SubModel.Weights], model.SubModel.Bias);
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        public float Weight { get; set; }

        [VectorType(TextFeatures.Buckets)]
        public VBuffer<float> Features { get; set; }

        public Row Answer(bool label) => new() { Label = label, Weight = Weight, Features = Features };
    }
}
