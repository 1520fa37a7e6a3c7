namespace HandoffBot.Core.Agents;

/// <summary>Whether a person is there to take handoffs.</summary>
public enum Presence
{
    Offline,
    Away,
    Available,
}
