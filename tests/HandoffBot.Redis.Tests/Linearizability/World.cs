using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Redis.Tests.Linearizability;

/// <summary>
/// The sequential model's state: what the store must look like if every operation happened at one instant. A load is no state of its own: it is the number of leases.
/// </summary>
internal sealed record World(long Now)
{
    public ImmutableSortedDictionary<string, ModelHandoff> Handoffs { get; init; } = ImmutableSortedDictionary.Create<string, ModelHandoff>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, ModelConversation> Conversations { get; init; } = ImmutableSortedDictionary.Create<string, ModelConversation>(StringComparer.Ordinal);

    /// <summary>Capacity by agent; without an entry the agent is not present.</summary>
    public ImmutableSortedDictionary<string, int> Present { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    public int LoadOf(string agent) => Handoffs.Values.Count(handoff => handoff.IsLeased && handoff.Holder == agent);

    /// <summary>Null when the agent can take one more.</summary>
    public string? RefusalOf(string agent) => !Present.TryGetValue(agent, out var capacity) ? Answer.NotPresent : LoadOf(agent) >= capacity ? Answer.NoRoom : null;

    public World With(ModelHandoff handoff) => this with { Handoffs = Handoffs.SetItem(handoff.Id, handoff) };

    /// <summary>A change of a conversation: it always raises the version.</summary>
    public World Write(string conversation, int turns, Func<ModelConversation, ModelConversation>? change = null)
    {
        var before = Conversations[conversation];
        var after = (change?.Invoke(before) ?? before) with { Version = before.Version + 1, Turns = before.Turns + turns };
        return this with { Conversations = Conversations.SetItem(conversation, after) };
    }

    /// <summary>Distinguishes worlds that can go on differently.</summary>
    public string Key() => string.Join('\n', Handoffs.Values.Select(it => it.Key()).Concat(Conversations.Values.Select(it => it.Key())).Append(string.Join(' ', Present)));

    /// <summary>This world, with the tokens that nobody had been told, if it looks exactly like what is seen in the store; else null.</summary>
    public World? Agree(World seen)
    {
        if (!Present.SequenceEqual(seen.Present) || Handoffs.Count != seen.Handoffs.Count || Conversations.Values.Zip(seen.Conversations.Values).Any(pair => !pair.First.LooksLike(pair.Second)))
        {
            return null;
        }

        var agreed = this;
        foreach (var (mine, other) in Handoffs.Values.Zip(seen.Handoffs.Values))
        {
            if (!mine.LooksLike(other))
            {
                return null;
            }

            agreed = mine.IsLeased ? agreed.With(mine with { Token = other.Token }) : agreed;
        }

        return agreed;
    }

    public override string ToString() => Key();
}

/// <param name="Token">Of the latest lease; null while nobody was told.</param>
/// <param name="Skips">Who is passed over, until when.</param>
internal sealed record ModelHandoff(string Id, string Conversation, HandoffState State, string Skill, long Score, string Holder, string? Token, long Until, ImmutableSortedDictionary<string, long> Skips)
{
    public bool IsLeased => State is HandoffState.Offered or HandoffState.Held;

    public bool HasLease(HandoffState state, string agent, string? token, long now) => State == state && Holder == agent && token is not null && Token == token && Until > now;

    public bool IsSkipped(string agent, long now) => Skips.TryGetValue(agent, out var until) && until > now;

    public bool LooksLike(ModelHandoff seen) => Id == seen.Id && State == seen.State && Skill == seen.Skill && Score == seen.Score
        && (!IsLeased || (Holder == seen.Holder && Until == seen.Until && (Token is null || Token == seen.Token)));

    public string Key() => string.Create(CultureInfo.InvariantCulture, $"{Id} {State} {Skill} {Score} {Holder} {Token} {Until} {string.Join(',', Skips)}");
}

internal sealed record ModelConversation(string Id, long Version, Owner Owner, string Agent, string Handoff, long Turns, ImmutableSortedDictionary<string, long> Seen)
{
    public bool LooksLike(ModelConversation seen) => (Id, Version, Owner, Agent, Handoff, Turns) == (seen.Id, seen.Version, seen.Owner, seen.Agent, seen.Handoff, seen.Turns);

    public string Key() => string.Create(CultureInfo.InvariantCulture, $"{Id} v{Version} {Owner} {Agent} {Handoff} {Turns} {string.Join(',', Seen)}");
}
