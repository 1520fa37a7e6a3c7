namespace HandoffBot.Core.Routing;

/// <summary>Why a conversation is handed off. The public names are the snake_case forms.</summary>
public enum ReasonCode
{
    HumanRequest,
    Emotion,
    HighStakes,
    Complexity,
    NoProgress,
    LowConfidence,
    Failure,
    Policy,
}
