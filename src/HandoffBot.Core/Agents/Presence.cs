namespace HandoffBot.Core.Agents;

/// <summary>Whether a person is there to take handoffs.</summary>
public enum Presence
{
    Offline,
    Away,

    /// <summary>They said that they are there, and let offers go by. Nothing more is offered until they answer.</summary>
    NotResponding,
    Available,
}
