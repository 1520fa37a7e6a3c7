namespace HandoffBot.Redis;

/// <param name="IsReady">Handoffs can be promised.</param>
/// <param name="AtRisk">What could still be lost when the machine stops now; null when nothing.</param>
/// <param name="Detail">For operators: what is wrong and what to do, or what the store is.</param>
/// <param name="IsAway">It cannot be asked, or cannot keep anything just now: a node with room on its own disk still serves customers.</param>
public sealed record StoreHealthReport(bool IsReady, string? AtRisk, string Detail, bool IsAway = false)
{
    internal static StoreHealthReport Refused(string detail, bool isAway = false) => new(false, null, detail, isAway);
}
