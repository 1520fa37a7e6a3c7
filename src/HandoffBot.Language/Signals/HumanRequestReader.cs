using HandoffBot.Core.Routing;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Signals;

/// <summary>
/// Reads whether a person, a role or a call back is asked for, in any language of the lexicon. Something that merely looks like it (asking for the phone
/// number, whether this is a bot, declining) is named by the label and has the value 0, unless there is a request beside it.
/// </summary>
internal sealed class HumanRequestReader(FoldedTurns folded) : ISignalReader
{
    private static readonly PhraseTable Table = PhraseTable.Load("human-request");

    public SignalKind Kind => SignalKind.HumanRequest;

    public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) => new(Read(folded.Of(turn)));

    internal static Signal Read(FoldedText text)
    {
        PhraseMatch? request = null;
        PhraseMatch? lookalike = null;
        foreach (var match in Table.Find(text))
        {
            if (match.Rule.IsGuard)
            {
                lookalike ??= match;
            }
            else if (request is not { } known || match.Rule.Value > known.Rule.Value)
            {
                request = match;
            }
        }

        return (request, lookalike) switch
        {
            ({ } found, _) => new Signal(SignalKind.HumanRequest, found.Rule.Value, 0.95) { Label = found.Rule.Name, Evidence = text.Quote(found.First, found.Last) },
            (null, { } found) => new Signal(SignalKind.HumanRequest, 0, 0.9) { Label = found.Rule.Name, Evidence = text.Quote(found.First, found.Last) },
            _ => Signal.None(SignalKind.HumanRequest, 0.9),
        };
    }
}
