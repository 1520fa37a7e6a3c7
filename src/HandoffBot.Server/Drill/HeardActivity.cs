namespace HandoffBot.Server.Drill;

/// <summary>An activity as a customer's client receives it: what the drill looks at.</summary>
internal sealed record HeardActivity(string Id, string? Text, HeardAccount? From, HeardData? ChannelData, HeardSuggestions? SuggestedActions)
{
    /// <summary>Digits of a sequence number at the end of a turn's id. What has another id is not part of the transcript: news while Redis is away.</summary>
    private const int SeqDigits = 7;

    public bool IsOwn => From?.Role == "user";

    public string? Speaker => IsOwn ? null : ChannelData?.Speaker;

    public HeardHandoff? Handoff => IsOwn ? null : ChannelData?.Handoff;

    public IReadOnlyList<HeardSuggestion> Suggestions => SuggestedActions?.Actions ?? [];

    public static bool IsTurn(string activityId) => activityId.Length - activityId.LastIndexOf('|') - 1 == SeqDigits;
}

internal sealed record HeardAccount(string? Name, string? Role);

internal sealed record HeardData(string? Speaker, HeardHandoff? Handoff, string? ClientActivityID);

internal sealed record HeardHandoff(string Id, string State, string? Agent);

internal sealed record HeardSuggestions(IReadOnlyList<HeardSuggestion> Actions);

internal sealed record HeardSuggestion(string Value);

/// <summary>One answer to "what is new?".</summary>
internal sealed record HeardSet(IReadOnlyList<HeardActivity> Activities, string Watermark);

/// <summary>A token for the chat.</summary>
internal sealed record ChatTicket(string Token, string ConversationId);
