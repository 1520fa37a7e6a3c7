using System.Runtime.CompilerServices;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Text;

/// <summary>Folds each turn once, however many readers look at it; forgotten together with the turn.</summary>
internal sealed class FoldedTurns
{
    private readonly ConditionalWeakTable<Turn, FoldedText> _folded = [];

    public FoldedText Of(TurnContext turn) => Of(turn.Turn);

    /// <summary>The last <paramref name="count"/> turns of the customer before this one, latest first.</summary>
    public IEnumerable<FoldedText> CustomerBefore(TurnContext turn, int count) =>
        turn.Before.Reverse().Where(before => before.IsFromCustomer).Take(count).Select(Of);

    public FoldedText Of(Turn turn) => _folded.GetValue(turn, static turn => FoldedText.Of(turn.Said.Text));
}
