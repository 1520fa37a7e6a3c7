using HandoffBot.Console.Api;
using HandoffBot.Console.Look;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Conversations;

/// <summary>The conversation in front of the agent: its handoff, all turns and notes, what is on its way out, and the draft.</summary>
/// <param name="me">The agent's id.</param>
public sealed class OpenConversation(AgentApi api, Drafts drafts, TimeProvider time, string id, string me)
{
    private readonly Transcript _transcript = new();
    private readonly List<Outgoing> _outgoing = [];
    private bool _wasMine;
    private bool _hasLetGo;
    private bool _hasDraft;
    private ReceiptView? _checked;

    public string Id => id;

    /// <summary>Null until it is loaded.</summary>
    public HandoffView? Handoff { get; private set; }

    public IReadOnlyList<TurnView> Turns => _transcript.Turns;

    /// <summary>Sequence number of the last turn in front of the agent.</summary>
    public long SeenSeq => _transcript.LastSeq;

    /// <summary>The note of an ending that was refused, for the next try.</summary>
    public string? KeptNote { get; private set; }

    /// <summary>Turns that the customer's channel refused for good, by sequence number.</summary>
    public IReadOnlyDictionary<long, UndeliveredView> Undelivered { get; private set; } = new Dictionary<long, UndeliveredView>();

    public IReadOnlyList<NoteView> Notes { get; private set; } = [];

    /// <summary>Replies that the transcript does not show yet.</summary>
    public IReadOnlyList<Outgoing> Outgoing => _outgoing;

    /// <summary>What is typed and not sent.</summary>
    public string Draft { get; private set; } = "";

    /// <summary>The turns still give the digest of the pickup; null before it.</summary>
    public bool? IsComplete { get; private set; }

    /// <summary>Why it could not be loaded or brought up to date.</summary>
    public ApiProblem? Problem { get; private set; }

    /// <summary>Customer's turns that came with the last refresh; empty after the first one.</summary>
    public IReadOnlyList<TurnView> JustSaid { get; private set; } = [];

    public Standing Standing => Handoff switch
    {
        null => Standing.Loading,
        { State: "closed" } => Standing.Closed,
        { State: "waiting" } => Standing.Waiting,
        { State: "offered", Holder.Id: var holder } when holder == me => Standing.OfferedToMe,
        { State: "held", Holder.Id: var holder } when holder == me => Standing.Mine,
        _ => Standing.WithOther,
    };

    /// <summary>The agent held it, did not let go of it, and does not hold it any more.</summary>
    public bool IsLeaseLost => _wasMine && !_hasLetGo && Standing != Standing.Mine;

    /// <summary>Where it is now that the lease is lost.</summary>
    public string WhereItIs => Standing switch
    {
        Standing.WithOther when Handoff?.State == "held" => $"This conversation is with {Handoff.Holder?.Name ?? "somebody else"} now.",
        Standing.Closed => $"This conversation was closed: {Words.Resolution(Handoff?.Resolution)}.",
        _ => "This conversation went back to the queue.",
    };

    /// <summary>Loads what is new: everything the first time, then the handoff and the turns after the last one known.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (!(await api.GetAsync(id, cancellationToken)).IsUsable(out var handoff, out var problem)
            || !(await api.NotesAsync(id, cancellationToken)).IsUsable(out var notes, out problem))
        {
            Problem = problem;
            return;
        }

        if (!_hasDraft)
        {
            Draft = await drafts.LoadAsync(handoff.ConversationId);
            _hasDraft = true;
        }

        var isFirst = _transcript.LastSeq == 0;
        Problem = await ReadTurnsAsync(isFirst, handoff.Receipt, cancellationToken);
        Notes = notes.Items;
        Become(handoff);
    }

    /// <summary>Claims it if it waits, accepts it if it is offered.</summary>
    /// <returns>What stood in the way; null = it is held now.</returns>
    public async Task<ApiProblem?> TakeAsync(CancellationToken cancellationToken)
    {
        var problem = Standing == Standing.OfferedToMe
            ? (await api.AcceptAsync(id, Handoff?.LeaseToken, cancellationToken)).Problem
            : (await api.ClaimAsync(id, cancellationToken)).Problem;
        await RefreshAsync(cancellationToken);
        return problem;
    }

    /// <summary>Does something after which the agent no longer holds it: resolve, transfer, return, decline.</summary>
    /// <param name="act">Gets the lease token.</param>
    /// <param name="note">Kept when it is refused.</param>
    public async Task<ApiProblem?> LetGoAsync(Func<string?, Task<ApiResult<LeaseView>>> act, CancellationToken cancellationToken, string? note = null)
    {
        _hasLetGo = true;
        var problem = (await act(Handoff?.LeaseToken)).Problem;
        _hasLetGo = problem is null;
        KeptNote = problem is null ? null : note;
        await RefreshAsync(cancellationToken);
        return problem;
    }

    public async Task<ApiProblem?> NoteAsync(string text, CancellationToken cancellationToken)
    {
        var problem = (await api.NoteAsync(id, Handoff?.LeaseToken, text, cancellationToken)).Problem;
        await RefreshAsync(cancellationToken);
        return problem;
    }

    public async Task SetDraftAsync(string text)
    {
        Draft = text;
        if (Handoff is not null)
        {
            await drafts.SaveAsync(Handoff.ConversationId, text);
        }
    }

    /// <summary>Takes the draft as a reply, shows it at once, and sends it.</summary>
    /// <param name="changed">Called when there is something new to show before it is over.</param>
    public async Task SendDraftAsync(Action changed, CancellationToken cancellationToken)
    {
        if (Standing != Standing.Mine || string.IsNullOrWhiteSpace(Draft))
        {
            return;
        }

        var reply = new Outgoing(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), Draft.Trim());
        _outgoing.Add(reply);
        await SetDraftAsync("");
        await SendAsync(reply, changed, cancellationToken);
    }

    /// <summary>Sends it, the first time or again.</summary>
    public async Task SendAsync(Outgoing reply, Action changed, CancellationToken cancellationToken)
    {
        reply.State = OutgoingState.Sending;
        reply.Problem = null;
        changed();
        var result = await api.SayAsync(id, Handoff?.LeaseToken, new MessageRequest(reply.ClientId, reply.Text), cancellationToken);
        if (result.IsOk(out var problem))
        {
            reply.State = OutgoingState.Sent;
            reply.SentSeq = result.Value?.LastSeq ?? 0;
        }
        else
        {
            reply.State = OutgoingState.NotSent;
            reply.Problem = problem;
        }

        changed();
        if (problem is not { IsUnreachable: true })
        {
            await RefreshAsync(cancellationToken);
        }
    }

    /// <summary>Takes a reply that was not sent back into the draft.</summary>
    public Task TakeBackAsync(Outgoing reply)
    {
        _outgoing.Remove(reply);
        return SetDraftAsync(Draft.Length == 0 ? reply.Text : $"{reply.Text}\n{Draft}");
    }

    /// <summary>Turns are checked against a receipt once, for which all of them are read again.</summary>
    private async Task<ApiProblem?> ReadTurnsAsync(bool isFirst, ReceiptView? receipt, CancellationToken cancellationToken)
    {
        var result = await api.TranscriptAsync(id, receipt == _checked ? _transcript.LastSeq : 0, cancellationToken);
        if (!result.IsUsable(out var transcript, out var problem))
        {
            return problem;
        }

        var added = _transcript.Merge(transcript.Turns);
        Undelivered = (transcript.Undelivered ?? []).ToDictionary(one => one.Seq);
        if (transcript.IsComplete is { } isComplete)
        {
            IsComplete = isComplete;
            _checked = transcript.Receipt;
        }

        ForgetArrived(added);
        JustSaid = isFirst ? [] : [.. added.Where(turn => turn.Speaker == "customer")];
        return null;
    }

    /// <summary>A reply can be in the transcript before the answer to its sending is here; it must not stand there twice.</summary>
    private void ForgetArrived(IReadOnlyList<TurnView> added)
    {
        foreach (var turn in added.Where(turn => turn.Speaker == "agent"))
        {
            if (_outgoing.Find(reply => reply.Text == turn.Text.Trim()) is { } arrived)
            {
                _outgoing.Remove(arrived);
            }
        }

        _outgoing.RemoveAll(reply => reply.State == OutgoingState.Sent && reply.SentSeq <= _transcript.LastSeq);
    }

    private void Become(HandoffView handoff)
    {
        var wasMine = Standing == Standing.Mine;
        Handoff = handoff;
        if (Standing == Standing.Mine)
        {
            _wasMine = true;
            _hasLetGo &= wasMine;
        }
    }
}
