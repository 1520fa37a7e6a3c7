namespace HandoffBot.Console.Queue;

/// <summary>How long somebody has waited, measured against what is bearable at their priority: the mark at the left edge of a row.</summary>
/// <param name="Left">1 = just arrived, 0 = all of the bearable time is used up.</param>
public readonly record struct WaitEdge(double Left)
{
    /// <summary>Below it the edge turns amber.</summary>
    private const double Soon = 0.5;

    /// <summary>CSS class.</summary>
    public string Tone => Left <= 0 ? "late" : Left < Soon ? "soon" : "fresh";

    /// <summary>Said in words beside the colour; null while there is nothing to say.</summary>
    public string? InWords => Left <= 0 ? "too long" : null;

    /// <param name="priority"><c>normal</c>, <c>high</c>, <c>urgent</c> or <c>crisis</c>.</param>
    public static WaitEdge Of(string priority, TimeSpan waited) =>
        new(Math.Clamp(1 - (waited / Bearable(priority)), 0, 1));

    private static TimeSpan Bearable(string priority) => priority switch
    {
        "crisis" => TimeSpan.FromMinutes(1),
        "urgent" => TimeSpan.FromMinutes(3),
        "high" => TimeSpan.FromMinutes(6),
        _ => TimeSpan.FromMinutes(10),
    };
}
