using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Policy;

/// <summary>What the file itself and each pack can say, with the lines that later checks name.</summary>
internal sealed record PolicyPart
{
    public IReadOnlyDictionary<PolicyThreshold, double> Thresholds { get; init; } = new Dictionary<PolicyThreshold, double>();
    public IReadOnlyDictionary<Stakes, WrittenRow> Stakes { get; init; } = new Dictionary<Stakes, WrittenRow>();
    public IReadOnlyDictionary<ReasonCode, WrittenRow> Reasons { get; init; } = new Dictionary<ReasonCode, WrittenRow>();
    public IReadOnlyList<Placed<string>> NeverAnswer { get; init; } = [];
    public IReadOnlyList<Placed<PolicyRule>> Rules { get; init; } = [];

    /// <summary>Names of teams and where they stand.</summary>
    public IReadOnlyList<Placed<string>> Skills { get; init; } = [];
}

/// <summary>Something and its line, from 1.</summary>
internal readonly record struct Placed<T>(T Is, int Line);

/// <summary>A row of a table as it was written; what it leaves out is null.</summary>
internal sealed record WrittenRow(double? From, string? Skill, Core.Handoffs.Priority? Priority);
