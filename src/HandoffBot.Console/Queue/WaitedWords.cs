namespace HandoffBot.Console.Queue;

/// <summary>A duration as a person would say it.</summary>
public static class WaitedWords
{
    public static string Of(TimeSpan waited) => waited switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalHours: < 1 } => Count((int)waited.TotalMinutes, "minute"),
        { TotalDays: < 1, Minutes: 0 } => Count((int)waited.TotalHours, "hour"),
        { TotalDays: < 1 } => $"{Count((int)waited.TotalHours, "hour")} {Count(waited.Minutes, "minute")}",
        { Hours: 0 } => Count((int)waited.TotalDays, "day"),
        _ => $"{Count((int)waited.TotalDays, "day")} {Count(waited.Hours, "hour")}",
    };

    /// <summary>What is left of something short, such as an offer: "25 seconds", "2 minutes", "no time".</summary>
    public static string Left(TimeSpan left) => left switch
    {
        { TotalSeconds: < 1 } => "no time",
        { TotalSeconds: < 100 } => Count((int)left.TotalSeconds, "second"),
        _ => Of(left),
    };

    /// <summary>"1 minute", "2 minutes".</summary>
    public static string Count(long number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
