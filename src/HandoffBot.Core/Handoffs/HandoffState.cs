namespace HandoffBot.Core.Handoffs;

/// <summary>Waiting → Offered → Held → Closed; back to Waiting on expiry, decline or transfer.</summary>
public enum HandoffState
{
    Waiting,
    Offered,
    Held,
    Closed,
}
