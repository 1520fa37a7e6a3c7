using System.Globalization;
using HandoffBot.Core.Dialogs;

namespace HandoffBot.Core.Hours;

/// <summary>Says an instant as people do: today, a day of this week, or a date, with the place whose time it is.</summary>
public static class WhenWords
{
    private const int DaysNamedByWeekday = 6;

    public static string Say(Wording wording, DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        var culture = CultureInfo.GetCultureInfo(wording.Language);
        var clock = wording.Format(WordingKeys.TimeClock, ("hours", local.ToString("%H", CultureInfo.InvariantCulture)), ("minutes", local.ToString("mm", CultureInfo.InvariantCulture)));
        var day = local.ToString("dddd", culture);
        var when = (local.Date - today.Date).Days switch
        {
            0 => wording.Format(WordingKeys.TimeToday, ("clock", clock)),
            > 0 and <= DaysNamedByWeekday => wording.Format(WordingKeys.TimeWeekday, ("day", day), ("clock", clock)),
            _ => wording.Format(WordingKeys.TimeDate, ("day", day), ("date", local.ToString("d MMMM", culture)), ("clock", clock)),
        };
        return wording.Format(WordingKeys.TimeZone, ("when", when), ("city", wording.CityOf(zone)));
    }
}
