using System.Runtime.CompilerServices;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Models;

/// <summary>Asks the model about each turn once, however many readers want to know; forgotten together with the turn.</summary>
internal sealed class ScoredTurns(FoldedTurns folded, LinearModel model)
{
    private readonly ConditionalWeakTable<Turn, TextScores> _scores = [];

    public ScoredTurns(FoldedTurns folded)
        : this(folded, LinearModel.Shipped)
    {
    }

    public FoldedTurns Folded => folded;

    public TextScores Of(TurnContext turn) => Of(turn.Turn);

    public TextScores Of(Turn turn) => _scores.GetValue(turn, scored => TextScores.Of(folded.Of(scored), model));
}
