using System.Globalization;
using HandoffBot.Core.Dialogs;

namespace HandoffBot.Core.Tests;

/// <summary>A small company in two languages. Every sentence is its own key (French ones with <c>fr:</c> before it), so that a test sees which were said.</summary>
internal static class Corvelle
{
    /// <summary>Said inside other sentences, so without their key.</summary>
    private static readonly Dictionary<string, string> Times = new()
    {
        [WordingKeys.TimeClock] = "{hours}.{minutes}",
        [WordingKeys.TimeToday] = "today {clock}",
        [WordingKeys.TimeWeekday] = "{day} {clock}",
        [WordingKeys.TimeDate] = "{day} {date} {clock}",
        [WordingKeys.TimeZone] = "{when} in {city}",
    };

    private static readonly Dictionary<string, string> Placeholders = new()
    {
        [WordingKeys.Greeting] = "{bot},{company}",
        [WordingKeys.QueuePosition] = "{position}",
        [WordingKeys.QueueWait] = "{low},{high},{count}",
        [WordingKeys.QueueWaitMinute] = "{count}",
        [WordingKeys.QueueMoved] = "{skill}",
        [WordingKeys.QueueClosed] = "{opening}",
        [WordingKeys.QueueClosedHoliday] = "{holiday},{opening}",
        [WordingKeys.QueueClosedPromise] = "{reference},{due}",
        [WordingKeys.QueueNews] = "{position}",
        [WordingKeys.OverdueOffer] = "{reference}",
        [WordingKeys.CallbackNoted] = "{due},{reference}",
        [WordingKeys.CallbackTaken] = "{agent},{due}",
        [WordingKeys.MessageNoted] = "{due},{reference}",
        [WordingKeys.MessageTaken] = "{agent},{due}",
        [WordingKeys.FollowUpKnown] = "{reference}",
        [WordingKeys.AgentJoined] = "{agent}",
        [WordingKeys.AgentLost] = "{agent}",
        [WordingKeys.AgentReturned] = "{agent}",
        [WordingKeys.AgentTransferred] = "{agent},{skill}",
        [WordingKeys.AgentTransferredTo] = "{agent},{colleague}",
        [WordingKeys.AgentReassigned] = "{agent},{skill}",
        [WordingKeys.AgentReassignedTo] = "{agent},{colleague}",
        [WordingKeys.AgentEnded] = "{agent}",
        [WordingKeys.AgentReturnedToBot] = "{agent}",
    };

    private static readonly Dictionary<string, string> EnglishOrdinals = new()
    {
        ["ordinal.1"] = "{n}st",
        ["ordinal.2"] = "{n}nd",
        ["ordinal.3"] = "{n}rd",
        ["ordinal.21"] = "{n}st",
        ["ordinal.22"] = "{n}nd",
        ["ordinal.23"] = "{n}rd",
        ["ordinal.n"] = "{n}th",
    };

    public static Dialog PayBill { get; } = Topic("pay-bill", "billing");

    public static Dialog RouterReset { get; } = Topic("router-reset", "technical", "switch it off", "hold the button");

    public static Dialog MeterReading { get; } = Topic("meter-reading", "care");

    public static Dialog Fraud { get; } = Topic("fraud", "fraud") with { Stakes = DialogStakes.High };

    public static Wording English { get; } = new("en", Texts("", "yes|yep|it works|that's right", "no|nope|not yet|it doesn't work"));

    public static Wording French { get; } = new("fr", Texts("fr:", "oui|ça marche|d’accord", "non|pas encore|ça n’a pas marché", new()
    {
        ["ordinal.1"] = "{n}ʳᵉ",
        ["ordinal.21"] = "{n}ᵉ",
        ["ordinal.22"] = "{n}ᵉ",
        ["ordinal.23"] = "{n}ᵉ",
        ["ordinal.n"] = "{n}ᵉ",
    }));

    public static DialogSet Set { get; } = new(
        [PayBill, RouterReset, MeterReading, Fraud, .. new[] { PayBill, RouterReset, MeterReading, Fraud }.Select(InFrench)],
        new Dictionary<string, Wording> { ["fr"] = French, ["en"] = English });

    /// <summary>The sentences of these keys, one after the other.</summary>
    public static string Said(params string[] sentences) => string.Join(' ', sentences);

    /// <summary>Two paragraphs: what happens now, then place and wait.</summary>
    public static string Said(string[] now, string[] waiting) => $"{Said(now)}\n\n{Said(waiting)}";

    private static Dialog Topic(string id, string skill, params string[] steps) => new()
    {
        Id = id,
        Language = "en",
        Title = $"title of {id}",
        Examples = [$"example of {id}"],
        Stakes = DialogStakes.None,
        Skill = skill,
        Steps = steps,
        Answer = $"answer of {id}",
    };

    private static Dialog InFrench(Dialog dialog) => dialog with { Language = "fr", Title = $"fr:{dialog.Title}", Answer = $"fr:{dialog.Answer}", Steps = [.. dialog.Steps.Select(step => $"fr:{step}")] };

    private static Dictionary<string, string> Texts(string prefix, string yes, string no, Dictionary<string, string>? ordinals = null)
    {
        var texts = WordingKeys.All.ToDictionary(key => key, key => prefix + key);
        texts[WordingKeys.UnderstoodYes] = yes;
        texts[WordingKeys.UnderstoodNo] = no;
        texts["skill.billing"] = prefix + "the billing team";
        foreach (var (key, placeholders) in Placeholders)
        {
            texts[key] = string.Create(CultureInfo.InvariantCulture, $"{prefix}{key}({placeholders})");
        }

        foreach (var (key, text) in Times)
        {
            texts[key] = text;
        }

        foreach (var (key, text) in ordinals ?? EnglishOrdinals)
        {
            texts[key] = text;
        }

        return texts;
    }
}
