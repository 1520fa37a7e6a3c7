using HandoffBot.Core.Conversations;

namespace HandoffBot.Core.Routing;

/// <summary>Where it is kept how a watched policy differs. The counts are raised by the commit of the turn itself.</summary>
public interface IShadowStore
{
    /// <summary>Keeps turns that would have been decided otherwise, as examples; the latest <see cref="Limits.ShadowExamples"/> stay.</summary>
    Task KeepAsync(ConversationId conversation, IReadOnlyList<ShadowDecision> differing);

    /// <summary>Turns by verdict over the hours from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), of one version.</summary>
    Task<IReadOnlyDictionary<ShadowVerdict, long>> CountAsync(string version, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Latest first, of one version.</summary>
    Task<IReadOnlyList<ShadowExample>> ListAsync(string version);
}

/// <summary>A turn that a watched policy would have decided otherwise.</summary>
public sealed record ShadowExample(ConversationId Conversation, DateTimeOffset At, ShadowDecision Decided);
