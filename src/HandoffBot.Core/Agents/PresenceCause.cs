namespace HandoffBot.Core.Agents;

/// <summary>Why a person's presence is what it is.</summary>
public enum PresenceCause
{
    /// <summary>They set it themselves.</summary>
    Self,

    /// <summary>Nothing was heard from them for <see cref="AgentOptions.GoneAfter"/>; what they had is back in the queue.</summary>
    Gone,

    /// <summary>They let <see cref="AgentOptions.MissedOffers"/> offers in a row go by.</summary>
    MissedOffers,

    /// <summary>A supervisor set it.</summary>
    Supervisor,
}
