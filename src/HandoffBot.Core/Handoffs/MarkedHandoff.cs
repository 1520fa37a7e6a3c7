namespace HandoffBot.Core.Handoffs;

/// <summary>A waiting handoff with what has been done about its wait.</summary>
public sealed record MarkedHandoff(Handoff Handoff, OverdueMark Mark);
