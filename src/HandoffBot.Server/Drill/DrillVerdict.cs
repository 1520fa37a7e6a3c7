namespace HandoffBot.Server.Drill;

/// <summary>What was found wrong, promise by promise.</summary>
internal sealed class DrillVerdict
{
    /// <summary>Who asked for a person and got none; handoffs that ended without anybody's doing; clients that were turned away.</summary>
    public Finding Lost { get; } = new("lost");

    /// <summary>Two agents with the same conversation at one instant, or words of somebody who did not have it.</summary>
    public Finding DoublyHeld { get; } = new("doubly held");

    /// <summary>Turns missing, doubled, changed or out of order.</summary>
    public Finding Turns { get; } = new("turns");

    /// <summary>The bot spoke while the queue or a person had the conversation.</summary>
    public Finding BotWords { get; } = new("bot words");

    /// <summary>A pickup without a receipt, or with one that the transcript does not give.</summary>
    public Finding Receipts { get; } = new("receipts");

    /// <summary>The ledger does not balance, or counts something else than what happened.</summary>
    public Finding Ledger { get; } = new("ledger");

    /// <summary>The server's own view of its promises.</summary>
    public Finding Guarantees { get; } = new("guarantees");

    public long Handoffs { get; set; }

    public IEnumerable<Finding> All => [Lost, DoublyHeld, Turns, BotWords, Receipts, Ledger, Guarantees];

    public bool IsClean => All.All(finding => finding.Count == 0);
}
