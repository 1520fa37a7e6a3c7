using System.Diagnostics.CodeAnalysis;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Dialogs;

namespace HandoffBot.Language.Policy;

/// <summary>The policy, or every fault that keeps it from being used, by file and line.</summary>
public sealed record PolicyLoading(RoutingPolicy? Policy, IReadOnlyList<DialogFault> Faults)
{
    [MemberNotNullWhen(true, nameof(Policy))]
    public bool IsUsable => Policy is not null;
}
