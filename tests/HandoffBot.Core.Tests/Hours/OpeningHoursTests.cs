using System.Globalization;
using CsCheck;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;

namespace HandoffBot.Core.Tests.Hours;

public sealed class OpeningHoursTests
{
    private static readonly string[] Zones = ["Europe/Paris", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
    private static readonly string[] Periods = ["", "09:00-12:30, 14:00-18:00", "00:00-24:00", "22:00-02:00", "01:30-02:30", "00:30-03:30, 23:00-01:00", "8:00-20:00", "02:15-02:45, 05:00-05:00"];

    private static readonly string[] Around = ["2026-03-29T01:00Z", "2026-10-25T01:00Z", "2026-11-01T06:00Z", "2026-04-04T15:00Z", "2026-12-25T00:00Z", "2026-07-01T00:00Z"];

    /// <summary>Calendars with split shifts and nights, holidays and special openings, and instants around both changes of clocks.</summary>
    private static readonly Gen<(OpeningHours Hours, DateTimeOffset At)> Calendars = Gen.Select(
        OneOf(Zones), OneOf(Periods).Array[7], OneOf(Around), Gen.Int[-4 * 1440, 4 * 1440],
        (zone, week, around, minutes) => (Calendar(zone, week), DateTimeOffset.Parse(around, CultureInfo.InvariantCulture).AddMinutes(minutes)));

    [Fact]
    public void Working_time_is_the_sum_of_the_minutes_that_are_open() => Calendars.Select(Gen.Int[0, 3000]).Sample(
        sample =>
        {
            var ((hours, at), minutes) = sample;
            var open = Enumerable.Range(0, minutes).Count(minute => hours.IsOpen(at.AddMinutes(minute)));
            return hours.OpenBetween(at, at.AddMinutes(minutes)) == TimeSpan.FromMinutes(open);
        },
        iter: 150);

    [Fact]
    public void The_next_opening_is_open_and_nothing_before_it_is() => Calendars.Sample(sample =>
    {
        var (hours, at) = sample;
        return hours.NextOpening(at) is { } opening
            ? opening >= at && hours.IsOpen(opening) && hours.OpenBetween(at, opening) == TimeSpan.Zero && (hours.IsOpen(at) == (opening == at))
            : hours.OpenBetween(at, at.AddDays(30)) == TimeSpan.Zero;
    });

    [Fact]
    public void Counting_on_working_time_and_measuring_it_are_inverse() => Calendars.Select(Gen.Int[1, 5000]).Sample(sample =>
    {
        var ((hours, at), minutes) = sample;
        var time = TimeSpan.FromMinutes(minutes);
        return hours.After(at, time) is not { } after || (hours.OpenBetween(at, after) == time && hours.OpenBetween(at, after.AddMinutes(-1)) < time);
    });

    [Fact]
    public void Working_time_adds_up_wherever_it_is_cut() => Calendars.Select(Gen.Int[0, 4000], Gen.Int[0, 4000]).Sample(sample =>
    {
        var ((hours, at), one, two) = sample;
        var (middle, end) = (at.AddMinutes(one), at.AddMinutes(one + two));
        return hours.OpenBetween(at, middle) + hours.OpenBetween(middle, end) == hours.OpenBetween(at, end);
    });

    [Theory]
    [InlineData("2026-03-28T21:00Z", 3)]
    [InlineData("2026-10-24T20:00Z", 5)]
    [InlineData("2026-07-04T20:00Z", 4)]
    public void A_night_shift_is_as_long_as_the_clocks_make_it(string at, int hours)
    {
        var nights = Calendar("Europe/Paris", [.. Enumerable.Repeat("23:00-03:00", 7)], withHolidays: false);
        var opening = nights.NextOpening(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))!.Value;
        Assert.Equal(TimeSpan.FromHours(hours), nights.OpenBetween(opening, opening.AddHours(12)));
    }

    [Fact]
    public void A_period_that_a_change_of_clocks_skips_is_no_working_time_and_one_that_comes_twice_is_not_cut_short()
    {
        var early = Calendar("Europe/Paris", [.. Enumerable.Repeat("02:10-02:50", 7)], withHolidays: false);
        Assert.Equal(TimeSpan.Zero, early.OpenBetween(Instant("2026-03-29T00:00Z"), Instant("2026-03-29T12:00Z")));
        Assert.Equal(TimeSpan.FromMinutes(100), early.OpenBetween(Instant("2026-10-24T22:30Z"), Instant("2026-10-25T12:00Z")));
    }

    [Fact]
    public void Split_shifts_holidays_and_special_openings_follow_the_calendar()
    {
        var hours = Read(new HoursOptions
        {
            Zone = "Europe/Paris",
            Week = new() { ["Monday"] = "09:00-12:30, 14:00-18:00", ["friday"] = "09:00-12:30" },
            Holidays = new() { ["12-25"] = "Noël", ["2026-11-23"] = "Jour du fondateur" },
            Openings = new() { ["2026-12-25"] = "10:00-11:00", ["2026-12-27"] = "10:00-11:00" },
        });

        Assert.True(hours.IsOpen(Instant("2026-11-30T08:00Z")));
        Assert.False(hours.IsOpen(Instant("2026-11-30T11:30Z")));
        Assert.Equal(Instant("2026-11-30T13:00Z"), hours.NextOpening(Instant("2026-11-30T11:30Z")));
        Assert.Equal("Jour du fondateur", hours.HolidayAt(Instant("2026-11-23T10:00Z")));
        Assert.False(hours.IsOpen(Instant("2026-11-23T08:00Z")));
        Assert.Null(hours.HolidayAt(Instant("2026-12-25T10:00Z")));
        Assert.True(hours.IsOpen(Instant("2026-12-25T09:00Z")));
        Assert.True(hours.IsOpen(Instant("2026-12-27T09:30Z")));
        Assert.False(hours.IsOpen(Instant("2028-12-25T09:00Z")));
        Assert.Equal(TimeSpan.FromHours(7.5), hours.OpenBetween(Instant("2026-11-30T00:00Z"), Instant("2026-12-04T00:00Z")));
        Assert.Equal(Instant("2026-12-04T08:30Z"), hours.After(Instant("2026-11-30T17:00Z"), TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void Hours_that_cannot_be_read_are_told_all_at_once_by_their_key()
    {
        var faults = QueueHours.Faults(new HandoffOptions
        {
            Hours = new()
            {
                ["nobody"] = new HoursOptions(),
                ["billing"] = new HoursOptions
                {
                    Zone = "Europe/Nowhere",
                    Week = new() { ["Someday"] = "09:00-10:00", ["3"] = "09:00-10:00", ["Monday"] = "9-5", ["Tuesday"] = "09:00-12:00, 11:00-13:00" },
                    Holidays = new() { ["25.12."] = "Christmas" },
                    Openings = new() { ["12-24"] = "09:00-10:00" },
                    AlwaysFor = "Crisis, Everything",
                },
            },
        });

        foreach (var key in new[] { "Hours:nobody", "Zone 'Europe/Nowhere'", "Week:Someday", "Week:3", "Week:Monday '9-5'", "Week:Tuesday", "Holidays:25.12.", "Openings:12-24", "AlwaysFor 'Everything'" })
        {
            Assert.Single(faults, fault => fault.Contains(key, StringComparison.Ordinal));
        }

        Assert.Equal(9, faults.Count);
    }

    [Fact]
    public void A_queue_without_hours_of_its_own_has_the_default_ones_and_some_priorities_are_always_served()
    {
        var closed = new HoursOptions { AlwaysFor = "Crisis" };
        var queues = new QueueHours(Microsoft.Extensions.Options.Options.Create(new HandoffOptions { Hours = new() { ["default"] = closed, ["fraud"] = new HoursOptions { Week = new() { ["Monday"] = "00:00-24:00" } } } }));
        var monday = Instant("2026-11-30T08:00Z");

        Assert.False(queues.For("billing", Priority.Normal).IsOpen(monday));
        Assert.Null(queues.For("billing", Priority.Normal).NextOpening(monday));
        Assert.True(queues.For("billing", Priority.Crisis).IsOpen(monday));
        Assert.True(queues.For("fraud", Priority.Normal).IsOpen(monday));
        Assert.True(new QueueHours(Microsoft.Extensions.Options.Options.Create(new HandoffOptions())).For("billing", Priority.Normal).IsOpen(monday));
    }

    private static Gen<string> OneOf(string[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static OpeningHours Calendar(string zone, string[] week, bool withHolidays = true) => Read(new HoursOptions
    {
        Zone = zone,
        Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString(), day => week[(int)day]),
        Holidays = withHolidays ? new() { ["12-25"] = "Christmas Day" } : [],
        Openings = withHolidays ? new() { ["2026-03-29"] = "01:00-04:00" } : [],
    });

    private static OpeningHours Read(HoursOptions options)
    {
        var faults = new List<string>();
        var hours = HoursReader.Read("default", options, faults);
        Assert.Empty(faults);
        return hours;
    }
}
