namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>An activity as a customer's client receives it: what the tests look at.</summary>
public sealed record Heard(string Id, string Type, string? Text, Account? From, HeardData? ChannelData, SuggestedActions? SuggestedActions)
{
    /// <summary><c>bot</c>, <c>agent</c> or <c>system</c>; null on the customer's own words.</summary>
    public string? Speaker => From?.Role == "user" ? null : ChannelData?.Speaker;

    public IEnumerable<string> Suggestions => SuggestedActions?.Actions.Select(action => action.Value) ?? [];
}

public sealed record Account(string? Id, string? Name, string? Role);

public sealed record HeardData(string? Speaker, HandoffStatus? Handoff, string? ClientActivityID);

public sealed record HandoffStatus(string Id, string State, long? Position, string? Agent);

public sealed record SuggestedActions(IReadOnlyList<SuggestedAction> Actions);

public sealed record SuggestedAction(string Title, string Value);
