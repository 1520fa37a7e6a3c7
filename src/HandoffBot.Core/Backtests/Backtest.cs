using System.Text.Json;
using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Backtests;

/// <summary>
/// Replays stored conversations under another policy. By default it decides again on what was read at the time: quick, and exact for thresholds, tables, topics and words,
/// since the words of a turn are stored too. With readers, each turn is read anew: for readers that have changed, or signals that did not exist then.
/// </summary>
/// <param name="readers">Today's readers, or null to decide on what was read at the time.</param>
public sealed class Backtest(IConversationHistory history, IConversationStore conversations, DialogSet dialogs, RoutingPolicy policy, SignalPanel? readers, TimeProvider time)
{
    private readonly PoliciesInForce.Pair _policies = new(policy, null);

    /// <param name="examples">How many of each kind of difference are shown.</param>
    /// <param name="withWords">Whether examples quote the customer.</param>
    public async Task<BacktestReport> RunAsync(DateTimeOffset from, DateTimeOffset to, int examples, bool withWords, CancellationToken cancellationToken)
    {
        var tally = new BacktestTally(examples, withWords);
        await foreach (var conversation in history.ReadAsync(cancellationToken))
        {
            try
            {
                var decisions = await conversations.ReadDecisionsAsync(conversation.Id);
                var transcript = await conversations.ReadAllTurnsAsync(conversation.Id, 0);
                var stretches = Stretch.Of(transcript, decisions).Where(stretch => stretch.Begin >= from && stretch.Begin < to).ToList();
                foreach (var stretch in stretches)
                {
                    tally.Add(conversation.Id, stretch, await ReplayAsync(conversation, transcript, stretch, cancellationToken));
                }

                tally.Conversations += stretches.Count > 0 ? 1 : 0;
            }
            catch (Exception exception) when (exception is JsonException or FormatException)
            {
                tally.Unreadable++;
            }
        }

        return tally.ToReport(policy.Version, from, to, readers is not null);
    }

    /// <summary>What the policy decides, turn by turn up to its handoff, or to where the stretch ends.</summary>
    private async Task<List<Decision>> ReplayAsync(Conversation conversation, List<Turn> transcript, Stretch stretch, CancellationToken cancellationToken)
    {
        var then = conversation with { Owner = Owner.Bot, Memory = Remembered(conversation.Language, transcript, stretch.Before) };
        var plan = new ReplyPlan(then, dialogs, _policies, time);
        var decided = new List<Decision>();
        foreach (var (turn, record) in stretch.Turns)
        {
            var reading = readers is null ? ReadThen(conversation.Language, turn, record) : await ReadNowAsync(then with { Memory = plan.Memory }, transcript, turn, cancellationToken);
            decided.Add(plan.Add(reading));
            if (plan.Handoff is not null)
            {
                break;
            }
        }

        return decided;
    }

    /// <summary>The bot begins with an empty memory, but for a question that a person's resolution left open.</summary>
    private BotMemory Remembered(string language, List<Turn> transcript, int before) =>
        before > 0 && transcript[before - 1].Said.Suggestions.Contains(dialogs.Wording(language)[WordingKeys.SolvedYes]) ? new BotMemory { AskedSolved = "then" } : BotMemory.Empty;

    private Task<TurnReading> ReadNowAsync(Conversation conversation, List<Turn> transcript, Turn turn, CancellationToken cancellationToken) =>
        readers!.ReadAsync(new TurnContext(turn, conversation, [.. transcript.TakeWhile(earlier => earlier.Seq < turn.Seq).TakeLast(Limits.RecentTurns)]), cancellationToken);

    /// <summary>The reading as it was stored. Of the topics that were found only the best is; a dialog that is not there any more answers nothing.</summary>
    private TurnReading ReadThen(string language, Turn turn, DecisionRecord record)
    {
        var found = record.Signals.FirstOrDefault(signal => signal.Kind == SignalKind.AnswerConfidence);
        var dialog = found?.Label is { } id ? dialogs.Dialogs.FirstOrDefault(known => known.Id == id && known.Language == language) : null;
        IReadOnlyList<FoundAnswer>? answers = found is null or { IsUnknown: true } ? null : dialog is null ? [] : [new FoundAnswer(dialog, found.Value)];
        return new TurnReading(turn, record.Signals, answers, dialogs.Wording(language).ReadAssent(turn.Said.Text));
    }
}
