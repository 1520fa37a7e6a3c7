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
}
