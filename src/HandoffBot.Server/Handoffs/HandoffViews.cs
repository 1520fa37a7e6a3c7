using HandoffBot.Contracts.Agents;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using HandoffBot.Server.Agents;

namespace HandoffBot.Server.Handoffs;

/// <summary>Handoffs as agents see them. What agents read is in English, whatever the customer speaks.</summary>
internal sealed class HandoffViews(DialogSet dialogs, IAgentStore agents, IConversationStore conversations, WaitPromise promise, TimeProvider time)
{
    private readonly Wording _wording = dialogs.Wording(dialogs.LanguageFor("en"));
    private readonly Dictionary<string, string> _titles = dialogs.Dialogs
        .Where(dialog => dialog.Language == dialogs.LanguageFor("en"))
        .ToDictionary(dialog => dialog.Id, dialog => dialog.Title);

    /// <param name="viewer">Sees the lease token when they are the holder.</param>
    public async Task<HandoffView> OfAsync(Handoff handoff, Agent viewer, bool withLastSaid)
    {
        var lastSaid = withLastSaid ? await LastSaidAsync(handoff) : null;
        return View(handoff, viewer, await HolderAsync(handoff), lastSaid);
    }

    public async Task<HandoffList> ListAsync(IReadOnlyList<Handoff> items, long total, Agent viewer)
    {
        var names = (await agents.ListAsync()).ToDictionary(agent => agent.Id, agent => agent.Name);
        var lastSaid = await Task.WhenAll(items.Select(LastSaidAsync));
        return new HandoffList(
            [.. items.Select((handoff, at) => View(handoff, viewer, handoff.Holder is { } holder ? new HolderView(holder.Value, names.GetValueOrDefault(holder, holder.Value)) : null, lastSaid[at]))],
            total);
    }

    /// <summary>Who has it, for other agents; named by the id when they are not known any more.</summary>
    public async Task<HolderView?> HolderAsync(Handoff? handoff) =>
        handoff?.Holder is { } holder ? new HolderView(holder.Value, (await agents.FindAsync(holder))?.Name ?? holder.Value) : null;

    /// <summary>One reason in a phrase.</summary>
    public ReasonView Reason(Reason reason) => new(PublicName.Of(reason.Code), DecisionWords.Say(_wording, reason, TitleOf));

    /// <summary>A decision in one sentence.</summary>
    public string Why(Decision decision) => DecisionWords.Say(_wording, decision, TitleOf);

    /// <summary>Why a channel refused a turn for good, in one phrase.</summary>
    public string Undelivered(Refusal why) => _wording[WordingKeys.Undelivered(why)];

    /// <summary>A dialog's title; its id when the dialog is not there any more.</summary>
    public string? Title(string? dialogId) => dialogId is null ? null : TitleOf(dialogId);

    public static ReceiptView? View(Receipt? receipt) => receipt is null ? null : new ReceiptView(receipt.Turns, receipt.Sha256);

    private HandoffView View(Handoff handoff, Agent viewer, HolderView? holder, string? lastSaid)
    {
        var opened = handoff.Opened;
        var isUnanswered = handoff.State is HandoffState.Waiting or HandoffState.Offered;
        var isLive = handoff.State is HandoffState.Offered or HandoffState.Held;
        return new HandoffView(
            handoff.Id.Value,
            opened.Conversation.Value,
            PublicName.Of(handoff.State),
            handoff.Skill,
            PublicName.Of(opened.Priority),
            [.. opened.Reasons.Select(Reason)],
            opened.Stakes is { } stakes ? PublicName.Of(stakes) : null,
            opened.Language,
            opened.Channel,
            opened.EnqueuedAt,
            Math.Max(0, (long)((handoff.AnsweredAt ?? handoff.ClosedAt ?? time.GetUtcNow()) - opened.EnqueuedAt).TotalSeconds),
            handoff.Position,
            new CustomerView(opened.Customer.Id, opened.Customer.Name),
            holder,
            isLive ? handoff.Lease?.Until : null,
            isLive && handoff.Holder == viewer.Id ? handoff.Lease?.Token : null,
            View(handoff.Receipt),
            Title(opened.Topic),
            handoff.Resolution is { } resolution ? PublicName.Of(resolution) : null,
            lastSaid)
        {
            Why = DecisionWords.Say(_wording, opened.Reasons, opened.Topic, TitleOf),
            Reference = Reference.Of(handoff.Id),
            DueAt = isUnanswered ? promise.DueAt(handoff) : null,
            Promise = isUnanswered ? PublicName.Of(promise.Standing(handoff, time.GetUtcNow())) : null,
        };
    }

    private string TitleOf(string dialogId) => _titles.GetValueOrDefault(dialogId, dialogId);

    private async Task<string?> LastSaidAsync(Handoff handoff)
    {
        var said = (await conversations.LoadAsync(handoff.Opened.Conversation))?.Recent.LastOrDefault(turn => turn.IsFromCustomer)?.Said.Text;
        return said is null ? null : Cut(said);
    }

    /// <summary>Cut to a preview, never through a surrogate pair.</summary>
    private static string Cut(string text)
    {
        if (text.Length <= Limits.PreviewCharacters)
        {
            return text;
        }

        var end = Limits.PreviewCharacters - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
