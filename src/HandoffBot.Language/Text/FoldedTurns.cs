using System.Runtime.CompilerServices;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;

namespace HandoffBot.Language.Text;

/// <summary>Folds each turn once, however many readers look at it; forgotten together with the turn.</summary>
internal sealed class FoldedTurns
{
    private readonly ConditionalWeakTable<object, FoldedText> _folded = [];

    public FoldedText Of(TurnContext turn) => _folded.GetValue(turn, static turn => FoldedText.Of(((TurnContext)turn).Text));

    /// <summary>The last <paramref name="count"/> turns of the customer before this one, latest first.</summary>
    public IEnumerable<FoldedText> CustomerBefore(TurnContext turn, int count) =>
        turn.Before.Reverse().Where(before => before.IsFromCustomer).Take(count).Select(Of);

    public FoldedText Of(Turn turn) => _folded.GetValue(turn, static turn => FoldedText.Of(Bounded(((Turn)turn).Said.Text)));

    private static string Bounded(string text) => text.Length <= Core.Limits.ReadCharacters ? text : text[..Core.Limits.ReadCharacters];
}
