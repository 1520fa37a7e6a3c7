namespace HandoffBot.Core.Routing;

/// <summary>What is at stake for the customer.</summary>
public enum Stakes
{
    SelfHarmOrSafety,
    Fraud,
    Bereavement,
    LegalThreat,
    Vulnerability,
    Medical,
    Outage,
    Privacy,
    LargeMoney,

    /// <summary>The customer wants to leave, or says so. Handed off only where the policy says so.</summary>
    Cancellation,

    /// <summary>The customer insults the agent or the company. Handed off only where the policy says so.</summary>
    Abuse,
}
