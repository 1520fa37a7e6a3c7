namespace HandoffBot.Core.Audit;

/// <summary>Something that must never be, and was. Reported once, however often it is seen.</summary>
/// <param name="Kind">One of <see cref="FindingKind"/>.</param>
/// <param name="Subject">The handoff, conversation, agent or day it is about.</param>
/// <param name="RepairedAt">Null when it could not be put right without a person.</param>
public sealed record Finding(string Kind, string Subject, string Detail, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? RepairedAt);
