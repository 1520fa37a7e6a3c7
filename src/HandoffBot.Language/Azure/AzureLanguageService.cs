using System.Globalization;
using Azure;
using HandoffBot.Core;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Language.Azure;

/// <summary>Reads documents by the service, as far as it answers: never throws, never later than the deadline, and leaves a failing service alone.</summary>
internal sealed partial class AzureLanguageService
{
    private readonly AnalyzeTextClient _client;
    private readonly CircuitBreaker _circuit;
    private readonly AzureLanguageUsage _usage;
    private readonly TimeProvider _time;
    private readonly ILogger<AzureLanguageService> _logger;
    private readonly DocumentBatches<SentimentDocument> _sentiment;
    private readonly DocumentBatches<PersonalDataDocument> _personalData;

    public AzureLanguageService(AnalyzeTextClient client, CircuitBreaker circuit, AzureLanguageUsage usage, AzureLanguageOptions options, TimeProvider time, ILogger<AzureLanguageService> logger)
    {
        (_client, _circuit, _usage, _time, _logger) = (client, circuit, usage, time, logger);
        _sentiment = Batches(AnalyzeTextKinds.Sentiment);
        _personalData = Batches(AnalyzeTextKinds.PersonalData);

        DocumentBatches<T> Batches<T>(AnalyzeTextKind<T> kind)
            where T : class, IReadDocument =>
            new(kind.DocumentsPerRequest, options.BatchWindow, options.Deadline, (documents, late) => SendAsync(kind, documents, late), time);
    }

    /// <returns>Null when the service did not say.</returns>
    public Task<SentimentDocument?> SentimentAsync(Document document) => _sentiment.AddAsync(document);

    /// <inheritdoc cref="SentimentAsync"/>
    public Task<PersonalDataDocument?> PersonalDataAsync(Document document) => _personalData.AddAsync(document);

    private async Task<IReadOnlyList<T?>> SendAsync<T>(AnalyzeTextKind<T> kind, IReadOnlyList<Document> documents, CancellationToken late)
        where T : class, IReadDocument
    {
        if (_circuit.TryEnter() is not { } pass)
        {
            _usage.NotAnswered(RequestOutcome.NotSent);
            return new T?[documents.Count];
        }

        try
        {
            var started = _time.GetTimestamp();
            var read = await _client.AnalyzeAsync(kind, documents, late).WaitAsync(late);
            _circuit.Succeeded(pass);
            _usage.Answered(kind.Name, documents.Zip(read).Sum(pair => pair.Second is null ? 0L : pair.First.TextRecords), _time.GetElapsedTime(started));
            return read;
        }
        catch (Exception exception)
        {
            Failed(kind.Name, exception, _circuit.Failed(pass, AskedToWait(exception)), late.IsCancellationRequested);
            return new T?[documents.Count];
        }
    }

    private void Failed(string analysis, Exception exception, bool opened, bool wasLate)
    {
        _usage.NotAnswered(wasLate ? RequestOutcome.Late : RequestOutcome.Failed);

        // Of the answer only its number: a service may quote what it was sent.
        var what = wasLate ? "late" : exception is RequestFailedException { Status: > 0 and var status } ? status.ToString(CultureInfo.InvariantCulture) : exception.GetType().Name;
        if (opened)
        {
            LeftAlone(analysis, what);
        }
        else
        {
            NotRead(analysis, what);
        }
    }

    /// <summary><c>Retry-After</c> in seconds or as a date, at most <see cref="Limits.LongestRetryAfter"/>.</summary>
    private TimeSpan? AskedToWait(Exception exception)
    {
        if (exception is not RequestFailedException failed || failed.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var asked) is not true || asked is null)
        {
            return null;
        }

        TimeSpan? wait = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(asked, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until - _time.GetUtcNow()
            : null;
        return wait > Limits.LongestRetryAfter ? Limits.LongestRetryAfter : wait;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Azure AI Language did not answer {Analysis}: {What}. What the product reads itself decides alone")]
    private partial void NotRead(string analysis, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Azure AI Language did not answer {Analysis}: {What}. Nothing is sent to it for a while; what the product reads itself decides alone")]
    private partial void LeftAlone(string analysis, string what);
}
