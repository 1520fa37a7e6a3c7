using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Tests;

/// <summary>Short ways to the records that tests need.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static ConversationId Id { get; } = new("c1");

    public static Customer Zoe { get; } = new("dl_1", "Zoé");

    public static ChannelAddress Web { get; } = new() { Channel = "directline", ExternalId = "c1", BotId = "bot", UserId = "dl_1", Locale = "en-GB" };

    public static ChannelAddress Teams { get; } = Web with { Channel = "msteams", ServiceUrl = "http://localhost:1/" };

    public static Conversation Talk { get; } = new()
    {
        Id = Id,
        Version = 1,
        Owner = Owner.Bot,
        LastSeq = 1,
        AnsweredSeq = 0,
        Language = "en",
        Address = Web,
        Customer = Zoe,
        Memory = BotMemory.Empty,
    };

    public static Turn Asked(long seq, string text) => At(seq, new Utterance { Speaker = Speaker.Customer, Name = Zoe.Name, Text = text });

    public static Turn At(long seq, Utterance said) => new(seq, Noon.AddSeconds(seq), said);

    public static Signal Read(SignalKind kind, double value, string? evidence = null, Stakes? stakes = null) =>
        new(kind, value, 0.9) { Evidence = evidence, Stakes = stakes };

    /// <summary>A turn in which every reader found nothing, but for what is given.</summary>
    public static TurnReading Reading(string text = "hello", long seq = 1, Assent assent = Assent.Unclear, IReadOnlyList<FoundAnswer>? answers = null, params Signal[] signals)
    {
        var found = Enum.GetValues<SignalKind>().Where(kind => signals.All(signal => signal.Kind != kind)).Select(kind => Signal.None(kind));
        return new TurnReading(Asked(seq, text), [.. found, .. signals], answers ?? [], assent);
    }

    public static FoundAnswer Found(Dialog dialog, double confidence = 0.9) => new(dialog, confidence);

    public static NewHandoff Opened(Priority priority = Priority.Normal, ReasonCode reason = ReasonCode.HumanRequest, Stakes? stakes = null, DateTimeOffset? at = null) => new()
    {
        Id = new HandoffId("h1"),
        Conversation = Id,
        Skill = "general",
        Priority = priority,
        Reasons = [new Reason(reason)],
        Stakes = stakes,
        Language = "en",
        Channel = "directline",
        Customer = Zoe,
        EnqueuedAt = at ?? Noon,
    };
}
