using HandoffBot.Console.Queue;
using HandoffBot.Contracts.Ops;

namespace HandoffBot.Console.Ops;

/// <summary>Numbers as the ops board writes them.</summary>
public static class Figures
{
    public static string Count(long number) => number.ToString("#,0");

    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => share.ToString("0.0 %");

    /// <summary>How many of the waits that were told came true.</summary>
    public static string Share(EstimatesView told) => Total(told) is > 0 and var total ? ((double)told.Within / total).ToString("0 %") : "–";

    public static string Outcome(EstimatesView told) =>
        $"Of {Count(Total(told))} customers who were told how long it would take, in a range of minutes, and had a person in this period: {Count(told.Within)} within it, {Count(told.Sooner)} sooner, {Count(told.Later)} later.";

    /// <param name="seconds">Null when there is no sample.</param>
    public static string Duration(double? seconds) => seconds switch
    {
        null => "–",
        < 60 => $"{seconds:0} s",
        < 3600 => $"{(int)(seconds / 60)} min {seconds % 60:00} s",
        _ => WaitedWords.Of(TimeSpan.FromSeconds(seconds.Value)),
    };

    private static long Total(EstimatesView told) => told.Within + told.Sooner + told.Later;
}
