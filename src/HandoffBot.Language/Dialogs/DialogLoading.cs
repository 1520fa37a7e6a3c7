using System.Diagnostics.CodeAnalysis;
using HandoffBot.Core.Dialogs;

namespace HandoffBot.Language.Dialogs;

/// <summary>The dialogs, or every fault that keeps them from being used, by file and line.</summary>
public sealed record DialogLoading(DialogSet? Dialogs, IReadOnlyList<DialogFault> Faults)
{
    [MemberNotNullWhen(true, nameof(Dialogs))]
    public bool IsUsable => Dialogs is not null;
}
