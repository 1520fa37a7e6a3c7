namespace HandoffBot.Server.Drill;

/// <summary>What a drill does. It ends after its time, or earlier when so many handoffs, kills and Redis faults are behind it.</summary>
/// <param name="Seed">Decides every choice of customers, agents and faults; what processes make of it is theirs.</param>
/// <param name="Kills">kill -9 of a server node.</param>
/// <param name="RedisFaults">Restart, freeze or a disturbed connection of Redis. None on the embedded store, which dies with its node.</param>
/// <param name="Keep">Leaves logs and data behind.</param>
internal sealed record DrillSettings(TimeSpan Lasts, int Seed, int Nodes, bool IsEmbedded, int Customers, int Agents, int Handoffs, int Kills, int RedisFaults, bool Keep);
