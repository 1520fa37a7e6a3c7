using HandoffBot.Console.Api;
using HandoffBot.Console.Live;
using HandoffBot.Console.Queue;
using HandoffBot.Console.Session;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Conversations;

/// <summary>Everything in front of an agent: the lists and the open conversation, brought up to date by nudges, and the leases kept alive.</summary>
public sealed class Desk : IDisposable
{
    private readonly AgentApi _api;
    private readonly Drafts _drafts;
    private readonly LiveFeed _feed;
    private readonly TimeProvider _time;
    private readonly Coalescer _lists;
    private readonly Coalescer _conversation;
    private readonly CancellationTokenSource _closing = new();
    private string? _wish;

    public Desk(AgentApi api, Drafts drafts, LiveFeed feed, AgentSession session, TimeProvider time)
    {
        _api = api;
        _drafts = drafts;
        _feed = feed;
        _time = time;
        Session = session;
        Worklists = new Worklists(api, time);
        _lists = new Coalescer(ReadListsAsync);
        _conversation = new Coalescer(ReadConversationAsync);
        feed.Nudged += OnNudgedAsync;
        feed.Connected += RefreshAsync;
        feed.PollDue += RefreshAsync;
        feed.RenewDue += RenewAsync;
        feed.Changed += OnFeedChanged;
    }

    public AgentSession Session { get; }

    public Worklists Worklists { get; }

    public Unread Unread { get; } = new();

    public OpenConversation? Open { get; private set; }

    public event Action? Changed;

    /// <summary>Shows a conversation; null shows none.</summary>
    public async Task ShowAsync(string? handoffId)
    {
        if (Open?.Id == handoffId || Session.Me is not { } me)
        {
            return;
        }

        Open = handoffId is null ? null : new OpenConversation(_api, _drafts, _time, handoffId, me.Id);
        NoteWhatIsSeen();
        await _conversation.RequestAsync();
    }

    public Task RefreshAsync() => Task.WhenAll(_lists.RequestAsync(), _conversation.RequestAsync());

    /// <returns>The id of the handoff now held; null when nobody waits.</returns>
    public async Task<(string? Id, ApiProblem? Problem)> TakeNextAsync()
    {
        // Nobody knows what came of a wish without an answer: pressed again, it is the same one.
        _wish ??= Wishes.New(_time);
        var result = await _api.TakeNextAsync(_wish, _closing.Token);
        if (result.Problem is not { HasUnknownOutcome: true })
        {
            _wish = null;
        }

        await _lists.RequestAsync();
        return (result.Value?.Id, result.Problem);
    }

    /// <summary>Claims a waiting handoff or accepts an offered one, from a list.</summary>
    public async Task<ApiProblem?> TakeAsync(HandoffView handoff)
    {
        var problem = handoff.State == "offered"
            ? (await _api.AcceptAsync(handoff.Id, handoff.LeaseToken, _closing.Token)).Problem
            : (await _api.ClaimAsync(handoff.Id, _closing.Token)).Problem;
        await RefreshAsync();
        return problem;
    }

    public async Task<ApiProblem?> DeclineAsync(HandoffView handoff)
    {
        var problem = (await _api.DeclineAsync(handoff.Id, handoff.LeaseToken, _closing.Token)).Problem;
        await RefreshAsync();
        return problem;
    }

    /// <summary>Sends the draft and shows how it fares.</summary>
    public async Task SendDraftAsync(OpenConversation conversation)
    {
        await conversation.SendDraftAsync(ShowChange, _closing.Token);
        ShowChange();
    }

    /// <summary>Sends a reply again.</summary>
    public async Task SendAsync(OpenConversation conversation, Outgoing reply)
    {
        await conversation.SendAsync(reply, ShowChange, _closing.Token);
        ShowChange();
    }

    public void Dispose()
    {
        _feed.Nudged -= OnNudgedAsync;
        _feed.Connected -= RefreshAsync;
        _feed.PollDue -= RefreshAsync;
        _feed.RenewDue -= RenewAsync;
        _feed.Changed -= OnFeedChanged;
        _closing.Cancel();
        _closing.Dispose();
    }

    private void ShowChange() => Changed?.Invoke();

    private Task OnNudgedAsync(AgentEvent nudge)
    {
        var isOpenOne = Open?.Handoff is { } handoff && nudge.Conversations.Contains(handoff.ConversationId);
        return isOpenOne || nudge.Queue ? RefreshAsync() : _lists.RequestAsync();
    }

    private void OnFeedChanged()
    {
        NoteWhatIsSeen();
        Changed?.Invoke();
    }

    /// <summary>A renewal that is refused shows in the next reading of the lists, which follows at once.</summary>
    private async Task RenewAsync()
    {
        var renewed = await Task.WhenAll(Worklists.Held.Select(held => _api.RenewAsync(held.Id, held.LeaseToken, _closing.Token)));
        if (renewed.Any(result => result.Problem is { IsUnreachable: false }))
        {
            await RefreshAsync();
        }
    }

    private async Task ReadListsAsync()
    {
        if (Session.Me is not { } me)
        {
            return;
        }

        await Task.WhenAll(Session.LoadAsync(_closing.Token), Worklists.RefreshAsync(me.Id, _closing.Token));
        NoteWhatIsSeen();
        Changed?.Invoke();
    }

    private async Task ReadConversationAsync()
    {
        if (Open is { } open)
        {
            await open.RefreshAsync(_closing.Token);
        }

        Changed?.Invoke();
    }

    private void NoteWhatIsSeen() => Unread.Update(Worklists.Held, _feed.IsVisible ? Open?.Id : null);
}
