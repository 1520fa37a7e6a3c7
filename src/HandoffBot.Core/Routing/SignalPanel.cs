using HandoffBot.Core.Answers;
using HandoffBot.Core.Dialogs;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Core.Routing;

/// <summary>Reads all signals of a turn side by side. A reader that is late or fails reads Unknown; nothing here throws but cancellation.</summary>
public sealed partial class SignalPanel(IEnumerable<ISignalReader> readers, IAnswerFinder answers, DialogSet dialogs, TimeProvider time, ILogger<SignalPanel> logger, ILanguageReader? languages = null)
{
    /// <summary>What a reader may take before the turn goes on without it.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(2);

    private readonly ISignalReader[] _readers = [.. readers];

    /// <param name="asked">The turn, before anything is known about it.</param>
    public async Task<TurnReading> ReadAsync(TurnContext asked, CancellationToken cancellationToken)
    {
        var turn = asked with { WrittenIn = LanguageOf(asked) };
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var reading = Array.ConvertAll(_readers, reader => ReadAsync(reader, turn, both.Token));
        var found = await FindAsync(turn, both.Token);
        var signals = new List<Signal>(reading.Length + 1);
        foreach (var signal in reading)
        {
            signals.Add(await signal);
        }

        cancellationToken.ThrowIfCancellationRequested();
        signals.Add(found switch
        {
            null => Signal.Unknown(SignalKind.AnswerConfidence),
            [] => Signal.None(SignalKind.AnswerConfidence),
            [var best, ..] => new Signal(SignalKind.AnswerConfidence, best.Confidence, best.Confidence) { Label = best.Dialog.Id },
        });
        return new TurnReading(turn.Turn, signals, found, dialogs.Wording(turn.Language).ReadAssent(turn.Text)) { WrittenIn = turn.WrittenIn };
    }

    private string? LanguageOf(TurnContext turn)
    {
        try
        {
            return languages?.Read(turn.Turn) is { } written && dialogs.Languages.Contains(written) ? written : null;
        }
        catch (Exception exception)
        {
            LanguageFailed(exception, turn.Conversation.Id.Value);
            return null;
        }
    }

    private async Task<Signal> ReadAsync(ISignalReader reader, TurnContext turn, CancellationToken cancellationToken)
    {
        try
        {
            var reading = reader.ReadAsync(turn, cancellationToken);
            return reading.IsCompletedSuccessfully ? reading.Result : await reading.AsTask().WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            ReaderFailed(exception, reader.Kind, turn.Conversation.Id.Value);
            return Signal.Unknown(reader.Kind);
        }
    }

    private async Task<IReadOnlyList<FoundAnswer>?> FindAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        try
        {
            var finding = answers.FindAsync(turn, cancellationToken);
            return finding.IsCompletedSuccessfully ? finding.Result : await finding.AsTask().WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            ReaderFailed(exception, SignalKind.AnswerConfidence, turn.Conversation.Id.Value);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The language of a turn was not told in conversation {Conversation}; it goes on in the one it had")]
    private partial void LanguageFailed(Exception exception, string conversation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading {Kind} failed or was late in conversation {Conversation}; it counts as unknown")]
    private partial void ReaderFailed(Exception exception, SignalKind kind, string conversation);
}
