namespace HandoffBot.Language.Azure;

/// <summary>Whether requests are sent.</summary>
public enum CircuitState
{
    /// <summary>They are.</summary>
    Closed,

    /// <summary>They are not: too many failed.</summary>
    Open,

    /// <summary>One may try, or is trying.</summary>
    HalfOpen,
}
