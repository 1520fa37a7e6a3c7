namespace HandoffBot.Contracts.Agents;

/// <summary><c>POST /api/agent/handoffs/{id}/messages</c>.</summary>
/// <param name="ClientId">The client's own id for the message; repeating it is harmless.</param>
/// <param name="Text">1 to 8,000 characters.</param>
public sealed record MessageRequest(string? ClientId, string? Text);

/// <summary><c>POST /api/agent/handoffs/{id}/notes</c> and <c>/return-to-bot</c>.</summary>
/// <param name="ClientId">For <c>/notes</c>: the client's own id for the note; repeating it is harmless. Without one, the same words under the same lease are one note.</param>
/// <param name="SeenSeq">For <c>/return-to-bot</c>: sequence number of the last turn that was in front of the agent. With a later one of the customer the reply is 409 <c>unseen-turns</c>.</param>
public sealed record NoteRequest(string? Note, string? ClientId = null, long? SeenSeq = null);

/// <summary><c>POST /api/agent/handoffs/{id}/transfer</c>: exactly one of the two targets.</summary>
public sealed record TransferRequest(string? Skill, string? Agent, string? Note);

/// <summary><c>POST /api/agent/handoffs/{id}/resolve</c>.</summary>
/// <param name="Resolution"><c>solved</c> or <c>followUpDone</c>.</param>
/// <param name="SeenSeq">Sequence number of the last turn that was in front of the agent. With a later one of the customer the reply is 409 <c>unseen-turns</c>.</param>
public sealed record ResolveRequest(string? Resolution, string? Note, long? SeenSeq = null);

/// <summary>Reply to <c>/messages</c>, <c>/renew</c>, <c>/notes</c> and <c>/accept</c>.</summary>
/// <param name="LeaseUntil">When the lease ends unless it is renewed.</param>
/// <param name="LastSeq">Sequence number of the conversation's last turn.</param>
public sealed record LeaseView(DateTimeOffset LeaseUntil, long LastSeq);
