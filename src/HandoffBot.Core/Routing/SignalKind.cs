namespace HandoffBot.Core.Routing;

/// <summary>What is read from a turn.</summary>
public enum SignalKind
{
    HumanRequest,
    Sentiment,
    Distress,
    Stakes,
    Complexity,
    Progress,
    AnswerConfidence,

    /// <summary>The largest amount of money that is named.</summary>
    Amount,
}
