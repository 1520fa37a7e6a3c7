using System.Diagnostics;
using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Evaluation;

/// <summary>Shows labelled text to the product's own readers and router, as if it had come from a customer.</summary>
public sealed class Replay(SignalPanel panel, RoutingPolicy policy, DialogSet dialogs)
{
    /// <summary>What a bot that always knows an answer would find, so that only the signals decide: the bot turns of a labelled dialogue are fixed.</summary>
    private readonly FoundAnswer[] _answered = [new(dialogs.Dialogs.First(dialog => dialog.Stakes == DialogStakes.None), 1)];

    /// <summary>Labels that say nothing beside a weightier one.</summary>
    private static readonly string[] Unremarkable = ["routine", "smalltalk", "complaint", "gibberish", "abuse", "contact_info"];

    /// <summary>The end of the scale on which feelings are labelled.</summary>
    private const double MostUpset = 3;

    private readonly List<double> _milliseconds = [];

    /// <summary>What reading and deciding took, one entry a turn, milliseconds.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    /// <summary>The labels that the readers give a text: human_request, high_stakes and high_stakes:kind, or what it only resembles (contact_info, bot_challenge, …).</summary>
    public async Task<IReadOnlySet<string>> ReadLabelsAsync(GoldUtterance utterance, CancellationToken cancellationToken)
    {
        var turn = Turn(0, new GoldTurn("customer", utterance.Text));
        var (reading, _) = await DecideAsync(new TurnContext(turn, Conversation(utterance.Lang, BotMemory.Empty), []), cancellationToken);
        var labels = new HashSet<string>(StringComparer.Ordinal);
        var (request, stakes) = (reading.Strongest(SignalKind.HumanRequest), reading.Strongest(SignalKind.Stakes));
        if (!request.IsUnknown && request.Value >= policy.HumanRequestAt)
        {
            labels.Add("human_request");
        }
        else if (request.Label is { } lookalike)
        {
            labels.Add(lookalike);
        }

        if (stakes is { IsUnknown: false, Stakes: { } kind } && stakes.Value >= policy.From(kind))
        {
            labels.Add("high_stakes");
            labels.Add("high_stakes:" + StakesLabel.Of(kind));
            labels.ExceptWith(Unremarkable);
        }

        return labels;
    }

    /// <summary>Turn by turn, up to the first handoff.</summary>
    public async Task<ReplayedDialogue> ReplayAsync(GoldDialogue dialogue, CancellationToken cancellationToken)
    {
        var before = new List<Turn>();
        var memory = BotMemory.Empty;
        for (var index = 0; index < dialogue.Turns.Count; index++)
        {
            var turn = Turn(index, dialogue.Turns[index]);
            if (turn.IsFromCustomer)
            {
                var (reading, decision) = await DecideAsync(new TurnContext(turn, Conversation(dialogue.Lang, memory), [.. before]), cancellationToken);
                if (decision.Kind == DecisionKind.HandOff)
                {
                    return new ReplayedDialogue(dialogue, index, decision.Reasons);
                }

                memory = memory with { WithoutProgress = (int)reading.Strongest(SignalKind.Progress).Value };
            }

            before.Add(turn);
        }

        return new ReplayedDialogue(dialogue, null, []);
    }

    /// <summary>How each customer turn is read in its context.</summary>
    public async Task<IReadOnlyList<GoldReading>> ReadTurnsAsync(GoldDialogue dialogue, CancellationToken cancellationToken)
    {
        var (before, read) = (new List<Turn>(), new List<GoldReading>());
        foreach (var turn in dialogue.Turns.Select((gold, index) => Turn(index, gold)))
        {
            if (turn.IsFromCustomer)
            {
                var reading = await panel.ReadAsync(new TurnContext(turn, Conversation(dialogue.Lang, BotMemory.Empty), [.. before]), cancellationToken);
                var (request, stakes, upset) = (reading.Strongest(SignalKind.HumanRequest), reading.Strongest(SignalKind.Stakes), reading.Strongest(SignalKind.Distress));
                var (level, isAfraid) = (MostUpset * upset.Value, upset.Label is "fear" or "despair" or "distress");
                read.Add(new GoldReading(
                    request.Value >= policy.HumanRequestAt,
                    isAfraid ? 0 : level,
                    isAfraid ? level : 0,
                    stakes is { Stakes: { } kind } && stakes.Value >= policy.From(kind)));
            }

            before.Add(turn);
        }

        return read;
    }

    private async Task<(TurnReading Reading, Decision Decision)> DecideAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var reading = await panel.ReadAsync(turn, cancellationToken);
        var decision = Router.Decide(turn.Conversation, reading with { Answers = _answered }, policy);
        _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return (reading, decision);
    }

    private static Turn Turn(int index, GoldTurn turn) =>
        new(index + 1, DateTimeOffset.UnixEpoch.AddSeconds(index), new Utterance { Speaker = turn.IsFromCustomer ? Speaker.Customer : Speaker.Bot, Text = turn.Text });

    private Conversation Conversation(string language, BotMemory memory) => new()
    {
        Id = new ConversationId("replay"),
        Version = 1,
        Owner = Owner.Bot,
        LastSeq = 1,
        AnsweredSeq = 0,
        Language = dialogs.LanguageFor(language),
        Address = new ChannelAddress { Channel = "replay", ExternalId = "replay", BotId = "bot", UserId = "customer" },
        Customer = new Customer("customer", ""),
        Memory = memory,
    };
}
