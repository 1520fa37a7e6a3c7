using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Conversations;

/// <summary>Turns a decision into the bot's words and into what it remembers. Pure.</summary>
public static class BotReplies
{
    public static Utterance Greeting(Wording wording) => Bot(
        wording,
        wording.Format(WordingKeys.Greeting, ("bot", wording[WordingKeys.BotName]), ("company", wording[WordingKeys.CompanyName])),
        wording[WordingKeys.SuggestPerson]);

    /// <summary>The reply to an Answer or Clarify decision. An Answer that finds no further step returns null: the caller hands off.</summary>
    public static (Utterance Reply, BotMemory Memory)? Compose(Decision decision, BotMemory memory, DialogSet dialogs, string language)
    {
        var wording = dialogs.Wording(language);
        return decision.Kind switch
        {
            DecisionKind.Answer => Answer(decision.Reply!, memory, dialogs, wording),
            DecisionKind.Clarify => (Clarify(decision, dialogs, wording), memory with { Clarifications = memory.Clarifications + 1, Step = null }),
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.Kind, "Only Answer and Clarify are spoken by the bot."),
        };
    }

    /// <summary>Words of the bot with replies to pick.</summary>
    public static Utterance Bot(Wording wording, string text, params IReadOnlyList<string> suggestions) =>
        new() { Speaker = Speaker.Bot, Name = wording[WordingKeys.BotName], Text = text, Suggestions = suggestions };

    private static (Utterance, BotMemory)? Answer(BotReply reply, BotMemory memory, DialogSet dialogs, Wording wording)
    {
        switch (reply.Kind)
        {
            case ReplyKind.Dialog:
                var dialog = dialogs.Get(wording.Language, reply.DialogId!);
                var answered = new BotMemory { Topic = dialog.Id, Step = dialog.Steps.Count > 0 ? 0 : null, WithoutProgress = memory.WithoutProgress, Distress = memory.Distress };
                return (dialog.Steps.Count > 0 ? AskToTry(wording, $"{dialog.Answer}\n\n{dialog.Steps[0]}") : Bot(wording, dialog.Answer), answered);
            case ReplyKind.Step:
                var steps = dialogs.Get(wording.Language, reply.DialogId!).Steps;
                return reply.Step < steps.Count ? (AskToTry(wording, steps[reply.Step.Value]), memory with { Step = reply.Step }) : null;
            case ReplyKind.StepWorked:
                return (Bot(wording, wording[WordingKeys.StepsDone]), new BotMemory { Topic = memory.Topic });
            case ReplyKind.SolvedConfirmed:
                return (Bot(wording, wording[WordingKeys.SolvedThanks]), BotMemory.Empty);
            default:
                throw new ArgumentOutOfRangeException(nameof(reply), reply.Kind, null);
        }
    }

    private static Utterance AskToTry(Wording wording, string step) =>
        Bot(wording, $"{step}\n\n{wording[WordingKeys.StepsAsk]}", wording[WordingKeys.StepsWorked], wording[WordingKeys.StepsNext], wording[WordingKeys.SuggestPerson]);

    private static Utterance Clarify(Decision decision, DialogSet dialogs, Wording wording)
    {
        string[] titles = [.. decision.Candidates.Select(id => dialogs.Get(wording.Language, id).Title)];
        var question = titles.Length switch { 0 => WordingKeys.ClarifyNone, 1 => WordingKeys.ClarifyOne, _ => WordingKeys.ClarifyWhich };
        return Bot(wording, wording[question], [.. titles, wording[WordingKeys.SuggestPerson]]);
    }
}
