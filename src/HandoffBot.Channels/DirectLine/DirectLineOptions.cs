using System.ComponentModel.DataAnnotations;

namespace HandoffBot.Channels.DirectLine;

/// <summary>Section <c>DirectLine</c>.</summary>
public sealed class DirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>Lets a server of yours take tokens at <c>tokens/generate</c>. Without it that endpoint answers 403. Only from the environment, never sent to a browser.</summary>
    [MinLength(32)]
    public string? Secret { get; set; }

    /// <summary>Origins (<c>https://host</c>) of the pages that may embed the chat; empty lets any page.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>The address that browsers reach this server at, where a proxy hides it: <c>https://chat.example.com</c>. Null takes the request's own.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Chat tokens one network address may take in a minute: an office behind one address, not a flood.</summary>
    [Range(1, 100_000)]
    public int TokensPerMinute { get; set; } = 120;

    /// <summary>Messages one conversation may send at once: many lines written in one go, or sent together after an outage.</summary>
    [Range(1, 10_000)]
    public int MessagesAtOnce { get; set; } = 30;

    /// <summary>Messages one conversation may send in a minute, once it has used up <see cref="MessagesAtOnce"/>. Nobody types faster than one a second.</summary>
    [Range(1, 10_000)]
    public int MessagesPerMinute { get; set; } = 60;

    /// <summary>Messages one network address may send in a minute: a large company behind one address, not a flood. This machine's own addresses are not bounded.</summary>
    [Range(1, 1_000_000)]
    public int MessagesPerMinutePerAddress { get; set; } = 6_000;
}
