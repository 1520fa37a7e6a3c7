using System.Text.Json;
using System.Text.Json.Serialization;

namespace HandoffBot.Language.Azure;

// What goes over the wire: POST {endpoint}/language/:analyze-text?api-version=2023-04-01. Only what is read; unknown fields are passed over.

internal sealed record AnalyzeTextRequest(string Kind, AnalysisInput AnalysisInput, AnalysisParameters Parameters);

internal sealed record AnalysisInput(IReadOnlyList<InputDocument> Documents);

internal sealed record InputDocument(string Id, string Text, string Language);

/// <param name="LoggingOptOut">The service must not keep the text to look at it later.</param>
/// <param name="OpinionMining">Only with SentimentAnalysis; null elsewhere.</param>
internal sealed record AnalysisParameters(bool LoggingOptOut, string StringIndexType, bool? OpinionMining);

internal sealed record AnalyzeTextResponse<T>(AnalysisResults<T>? Results);

/// <param name="Documents">Those that were read, in no order that matters; the others stand in the service's errors.</param>
internal sealed record AnalysisResults<T>(IReadOnlyList<T>? Documents);

internal interface IReadDocument
{
    string? Id { get; }
}

/// <param name="Sentiment">positive, neutral, negative or mixed.</param>
internal sealed record SentimentDocument(string? Id, string? Sentiment, Scores? ConfidenceScores, IReadOnlyList<SentenceSentiment>? Sentences) : IReadDocument;

/// <param name="Offset">UTF-16 code units, as asked for.</param>
/// <param name="Targets">What opinions are about; each with the sentiment of the opinions on it.</param>
internal sealed record SentenceSentiment(int Offset, int Length, Scores? ConfidenceScores, IReadOnlyList<OpinionTarget>? Targets);

internal sealed record OpinionTarget(string? Sentiment);

/// <summary>0 to 1 each.</summary>
internal sealed record Scores(double Positive, double Neutral, double Negative);

internal sealed record PersonalDataDocument(string? Id, IReadOnlyList<PersonalDatum>? Entities) : IReadDocument;

/// <param name="Category">Person, PhoneNumber, Address …; the words themselves are not read from the answer.</param>
internal sealed record PersonalDatum(string? Category, int Offset, int Length);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnalyzeTextRequest))]
[JsonSerializable(typeof(AnalyzeTextResponse<SentimentDocument>))]
[JsonSerializable(typeof(AnalyzeTextResponse<PersonalDataDocument>))]
internal sealed partial class AnalyzeTextJson : JsonSerializerContext;
