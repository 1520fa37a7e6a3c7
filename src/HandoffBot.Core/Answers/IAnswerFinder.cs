using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Answers;

/// <summary>Finds the dialogs that may answer a turn. May be remote: late or failed means that no answer is known.</summary>
public interface IAnswerFinder
{
    /// <summary>At most five dialogs, best first; empty when none fits.</summary>
    ValueTask<IReadOnlyList<FoundAnswer>> FindAsync(TurnContext turn, CancellationToken cancellationToken);
}
