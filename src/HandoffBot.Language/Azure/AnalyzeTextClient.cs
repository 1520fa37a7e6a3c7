using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace HandoffBot.Language.Azure;

/// <summary>Sends documents to the service and reads its answer. Source of the contract: the REST reference of Azure AI Language, 2023-04-01.</summary>
internal sealed class AnalyzeTextClient(HttpPipeline pipeline, string endpoint)
{
    private readonly Uri _address = new(new Uri(endpoint), "/language/:analyze-text?api-version=2023-04-01");

    /// <returns>One entry per document, in order; null where the service could not read it.</returns>
    /// <exception cref="RequestFailedException">It refused the request, or could not be reached.</exception>
    /// <exception cref="JsonException">It answered something else.</exception>
    public async Task<IReadOnlyList<T?>> AnalyzeAsync<T>(AnalyzeTextKind<T> kind, IReadOnlyList<Document> documents, CancellationToken cancellationToken)
        where T : class, IReadDocument
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(_address);
        message.Request.Headers.SetValue("Content-Type", "application/json");
        message.Request.Headers.SetValue("Accept", "application/json");
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(Body(kind, documents), AnalyzeTextJson.Default.AnalyzeTextRequest));
        await pipeline.SendAsync(message, cancellationToken);
        if (message.Response.Status != 200)
        {
            throw new RequestFailedException(message.Response);
        }

        var read = JsonSerializer.Deserialize(message.Response.Content, kind.Response)?.Results?.Documents ?? throw new JsonException("There are no results.");
        var byId = read.Where(document => document.Id is not null).DistinctBy(document => document.Id).ToDictionary(document => document.Id!, StringComparer.Ordinal);
        return [.. documents.Select((_, index) => byId.GetValueOrDefault(Id(index)))];
    }

    private static AnalyzeTextRequest Body<T>(AnalyzeTextKind<T> kind, IReadOnlyList<Document> documents)
        where T : class, IReadDocument => new(
            kind.Name,
            new AnalysisInput([.. documents.Select((document, index) => new InputDocument(Id(index), document.Text, document.Language))]),
            new AnalysisParameters(LoggingOptOut: true, "Utf16CodeUnit", kind.OpinionMining));

    private static string Id(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
