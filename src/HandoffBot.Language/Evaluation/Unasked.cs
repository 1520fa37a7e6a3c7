using HandoffBot.Core.Answers;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Evaluation;

/// <summary>Finds nothing: a <see cref="Replay"/> takes every routine question as answered by what the bot said in the dialogue.</summary>
public sealed class Unasked : IAnswerFinder
{
    public ValueTask<IReadOnlyList<FoundAnswer>> FindAsync(TurnContext turn, CancellationToken cancellationToken) => new([]);
}
