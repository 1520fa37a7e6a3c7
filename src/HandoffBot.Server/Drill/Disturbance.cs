namespace HandoffBot.Server.Drill;

/// <summary>What happens on the way between a node and Redis.</summary>
internal enum Disturbance
{
    None,

    /// <summary>Everything arrives late.</summary>
    Slow,

    /// <summary>Nothing arrives, until it all does.</summary>
    Stalled,

    /// <summary>Requests arrive and are carried out; replies are lost with their connection.</summary>
    RepliesLost,

    /// <summary>Connections look open, and nothing on them ever arrives (half-open).</summary>
    Silent,

    /// <summary>Connections are cut, and new ones refused.</summary>
    Cut,
}
