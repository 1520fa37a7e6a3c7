using HandoffBot.Core.Handoffs;
using Microsoft.Extensions.Options;

namespace HandoffBot.Core.Hours;

/// <summary>Which calendar a handoff waits by: its skill's, else the default one; always open where its priority says so.</summary>
public sealed class QueueHours
{
    /// <summary>The entry of <see cref="HandoffOptions.Hours"/> for skills without one of their own.</summary>
    public const string Default = "default";

    private readonly Dictionary<string, OpeningHours> _calendars;

    /// <exception cref="FormatException">An entry cannot be read.</exception>
    public QueueHours(IOptions<HandoffOptions> options)
    {
        var faults = Faults(options.Value, out _calendars);
        if (faults.Count > 0)
        {
            throw new FormatException(string.Join(' ', faults));
        }
    }

    public OpeningHours For(string skill, Priority priority)
    {
        var calendar = _calendars.GetValueOrDefault(skill) ?? _calendars.GetValueOrDefault(Default) ?? OpeningHours.Always;
        return calendar.AlwaysFor.Contains(priority) ? OpeningHours.Always : calendar;
    }

    /// <summary>What is wrong with the configured hours, a sentence each.</summary>
    public static IReadOnlyList<string> Faults(HandoffOptions options) => Faults(options, out _);

    private static List<string> Faults(HandoffOptions options, out Dictionary<string, OpeningHours> calendars)
    {
        var faults = new List<string>();
        calendars = options.Hours.ToDictionary(entry => entry.Key, entry => HoursReader.Read(entry.Key, entry.Value, faults), StringComparer.Ordinal);
        faults.AddRange(options.Hours.Keys.Where(name => name != Default && !options.Skills.Contains(name, StringComparer.Ordinal)).Select(name => $"Handoffs:Hours:{name} is neither '{Default}' nor one of Handoffs:Skills."));
        return faults;
    }
}
