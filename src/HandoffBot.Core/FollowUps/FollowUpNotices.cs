using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;

namespace HandoffBot.Core.FollowUps;

/// <summary>What the product tells a customer about what they are owed, in the conversation's language.</summary>
public static class FollowUpNotices
{
    public static Utterance AskForNumber(Wording wording) => Say(wording[WordingKeys.CallbackAsk], wording[WordingKeys.CallbackCancel]);

    public static Utterance NoNumber(Wording wording) => Say(wording[WordingKeys.CallbackUnclear], wording[WordingKeys.CallbackCancel]);

    /// <summary>It was promised before; the first promise stands.</summary>
    public static Utterance Known(Wording wording, NewFollowUp owed) =>
        Say(wording.Format(WordingKeys.FollowUpKnown, ("reference", owed.Reference!)), wording[WordingKeys.SuggestWithdraw]);

    public static Utterance Noted(Wording wording, NewFollowUp owed, DateTimeOffset now, TimeZoneInfo zone) => Say(
        wording.Format(
            owed.Kind == FollowUpKind.Callback ? WordingKeys.CallbackNoted : WordingKeys.MessageNoted, ("due", WhenWords.Say(wording, owed.DueAt, now, zone)), ("reference", owed.Reference!)),
        wording[WordingKeys.SuggestWithdraw]);

    /// <summary>A named person has taken it, and the customer with it out of the line.</summary>
    public static Utterance Taken(Wording wording, NewFollowUp owed, string agent, DateTimeOffset now, TimeZoneInfo zone) => new()
    {
        Speaker = Speaker.System,
        Text = wording.Format(
            owed.Kind == FollowUpKind.Callback ? WordingKeys.CallbackTaken : WordingKeys.MessageTaken, ("agent", agent), ("due", WhenWords.Say(wording, owed.DueAt, now, zone))),
        Handoff = owed.Handoff is { } handoff ? new HandoffNotice(handoff, HandoffState.Closed, Reference: owed.Reference) : null,
        Suggestions = [wording[WordingKeys.SuggestPerson]],
    };

    private static Utterance Say(string text, string suggestion) => new() { Speaker = Speaker.System, Text = text, Suggestions = [suggestion] };
}
