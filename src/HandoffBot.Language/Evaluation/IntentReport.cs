namespace HandoffBot.Language.Evaluation;

/// <summary>How well the answer search names the topic of a sentence.</summary>
/// <param name="Accuracy">Share of the sentences in scope whose topic comes first.</param>
/// <param name="Curve">Of the surest sentences in scope, how many are right.</param>
/// <param name="OutOfScopeRecall">Share of the sentences out of scope that are rejected when 10 % of those in scope are; null when there are none.</param>
/// <param name="N">Sentences in scope.</param>
public sealed record IntentReport(double Accuracy, IReadOnlyList<CoveragePoint> Curve, double? OutOfScopeRecall, int N, Latency LatencyMs);

/// <param name="Coverage">Share of the sentences that are answered, the surest first.</param>
/// <param name="Accuracy">Share of these that are right.</param>
/// <param name="Threshold">Confidence from which on they are answered.</param>
public sealed record CoveragePoint(double Coverage, double Accuracy, double Threshold);
