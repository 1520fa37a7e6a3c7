using System.Runtime.CompilerServices;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Azure;

/// <summary>Asks the service about each turn once, however many readers look at it; forgotten together with the turn.</summary>
internal sealed class TurnMoods(AzureLanguageService service, CircuitBreaker circuit, AzureLanguageOptions options)
{
    private readonly ConditionalWeakTable<Turn, Lazy<Task<Mood?>>> _asked = [];

    /// <returns>Null when the service did not say in time.</returns>
    public Task<Mood?> OfAsync(TurnContext turn) => _asked.GetValue(turn.Turn, _ => new Lazy<Task<Mood?>>(() => AskAsync(turn))).Value;

    private async Task<Mood?> AskAsync(TurnContext turn)
    {
        var documents = Document.Of(turn.Text, ServiceLanguages.CodeOf(turn.Language));
        if (documents.Count == 0)
        {
            return Mood.None;
        }

        if (circuit.State == CircuitState.Open)
        {
            return null;
        }

        var read = await Task.WhenAll(documents.Select(ReadAsync));
        var mayQuote = !options.RecognizePersonalData || read.All(reading => reading?.PersonalData is not null);
        return DocumentReading.Together([.. read.OfType<DocumentReading>()], mayQuote);
    }

    private async Task<DocumentReading?> ReadAsync(Document document)
    {
        var sentiment = service.SentimentAsync(document);
        var personalData = options.RecognizePersonalData ? await service.PersonalDataAsync(document) : null;
        return await sentiment is { } read ? new DocumentReading(document, read, personalData) : null;
    }
}
