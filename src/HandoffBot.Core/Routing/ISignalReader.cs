namespace HandoffBot.Core.Routing;

/// <summary>Reads one kind of signal from a turn. May be remote: it gets a deadline, and late or failed means Unknown.</summary>
public interface ISignalReader
{
    SignalKind Kind { get; }

    ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken);
}
