using System.Globalization;
using System.Net;
using System.Text.Json;

namespace HandoffBot.Server.Drill;

/// <summary>One customer: opens a conversation, asks for a person several times in it, and opens the next one. Repeats what was not accepted, with the same id, until it is.</summary>
internal sealed class DrillCustomer(int number, DrillHttp http, Random random, Journal journal, DrillTally tally)
{
    private const int MostHandoffsPerConversation = 8;
    private const double AsksQuestionFirst = 0.2;
    private const double TalksOn = 0.4;
    private const double Withdraws = 0.03;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private int _conversations;

    /// <summary>Ends, once it is time, when a person has dealt with what was asked.</summary>
    public async Task RunAsync(CancellationToken time, CancellationToken patience)
    {
        while (!time.IsCancellationRequested)
        {
            var locale = Phrases.Locales[random.Next(Phrases.Locales.Count)];
            var log = await OpenAsync(locale, patience);
            for (var handoffs = random.Next(1, MostHandoffsPerConversation + 1); handoffs > 0 && !time.IsCancellationRequested; handoffs--)
            {
                await AskForPersonAsync(log, locale, patience);
            }
        }
    }

    private async Task<ConversationLog> OpenAsync(string locale, CancellationToken patience)
    {
        var (token, _) = await http.SendUntilAnsweredAsync(HttpMethod.Post, "/chat/token", null, new { locale }, null, patience);
        var ticket = JsonSerializer.Deserialize<ChatTicket>(Accepted(token, "a chat token"), JsonSerializerOptions.Web)!;
        var log = new ConversationLog(ticket.ConversationId, ticket.Token);
        var (opened, _) = await http.SendUntilAnsweredAsync(HttpMethod.Post, "/v3/directline/conversations", log.Token, new { locale }, null, patience);
        Accepted(opened, "a conversation");
        journal.Add(log);
        tally.Conversations.Add();
        _conversations++;
        return log;
    }

    private async Task AskForPersonAsync(ConversationLog log, string locale, CancellationToken patience)
    {
        if (random.NextDouble() < AsksQuestionFirst)
        {
            await SayAsync(log, locale, Phrases.Question(locale, random), WordMeans.Talk, patience);
        }

        await SayAsync(log, locale, Phrases.Ask(locale, random), WordMeans.Ask, patience);
        tally.Asked.Add();
        var asked = log.Said.Count;
        var withdraws = random.NextDouble() < Withdraws;
        var talks = !withdraws && random.NextDouble() < TalksOn;
        while (!Story.IsSettled(log))
        {
            await log.NudgedAsync(LookEvery, patience);
            await ReadAsync(log, patience);
            if (withdraws && log.Said.Count < asked + 2 && log.Heard.LastOrDefault() is { Speaker: "system", Suggestions: [var first, ..] } last && !Story.IsSettled(log))
            {
                // Twice the first thing that is suggested: to leave the line, and "yes".
                await SayAsync(log, locale, first.Value, last.Suggestions.Count == 2 ? WordMeans.Withdraw : WordMeans.Talk, patience);
            }
            else if (talks && Story.IsWithPerson(log))
            {
                talks = false;
                await SayAsync(log, locale, Phrases.Talk(locale, random), WordMeans.Talk, patience);
            }
        }
    }

    private async Task SayAsync(ConversationLog log, string locale, string text, WordMeans means, CancellationToken patience)
    {
        var clientId = string.Create(CultureInfo.InvariantCulture, $"c{number}-{_conversations}-{log.Said.Count + 1}");
        var body = new { type = "message", from = new { id = "me" }, text, locale, channelData = new { clientActivityID = clientId } };
        var (reply, _) = await http.SendUntilAnsweredAsync(HttpMethod.Post, $"/v3/directline/conversations/{log.Id}/activities", log.Token, body, null, patience);
        using var answer = JsonDocument.Parse(Accepted(reply, $"the words {clientId} in {log.Id}"));
        log.Said.Add(new CustomerWord(clientId, answer.RootElement.GetProperty("id").GetString()!, means));
        tally.CustomerWords.Add();
    }

    private async Task ReadAsync(ConversationLog log, CancellationToken patience)
    {
        var after = log.Heard.Count.ToString(CultureInfo.InvariantCulture);
        var (reply, _) = await http.SendUntilAnsweredAsync(HttpMethod.Get, $"/v3/directline/conversations/{log.Id}/activities?watermark={after}", log.Token, null, null, patience);
        if (reply.Status != HttpStatusCode.NotFound || !log.Said.Exists(word => word.IsKept))
        {
            // A conversation that began while Redis was away is there as soon as the node has brought it back.
            log.Heard.AddRange(JsonSerializer.Deserialize<HeardSet>(Accepted(reply, $"the words in {log.Id}"), JsonSerializerOptions.Web)!.Activities.Where(activity => HeardActivity.IsTurn(activity.Id)));
        }
    }

    /// <summary>A customer who is refused is a customer lost.</summary>
    private byte[] Accepted(DrillReply reply, string what)
    {
        if (reply.Status is not (HttpStatusCode.OK or HttpStatusCode.Created))
        {
            var violation = $"refused: customer {number} did not get {what}: {reply.Status} {System.Text.Encoding.UTF8.GetString(reply.Body)}";
            journal.Violations.Enqueue(violation);
            throw new InvalidOperationException(violation);
        }

        return reply.Body;
    }
}
