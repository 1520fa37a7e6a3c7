using HandoffBot.Console.Queue;

namespace HandoffBot.Console.Ops;

/// <summary>Numbers as the ops board writes them.</summary>
public static class Figures
{
    public static string Count(long number) => number.ToString("#,0");

    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => share.ToString("0.0 %");

    /// <param name="seconds">Null when there is no sample.</param>
    public static string Duration(double? seconds) => seconds switch
    {
        null => "–",
        < 60 => $"{seconds:0} s",
        < 3600 => $"{(int)(seconds / 60)} min {seconds % 60:00} s",
        _ => WaitedWords.Of(TimeSpan.FromSeconds(seconds.Value)),
    };
}
