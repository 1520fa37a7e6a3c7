namespace HandoffBot.Language.Azure;

/// <summary>Stops sending after failures in a row, and after a rest lets one request find out whether it is worth it again.</summary>
internal sealed class CircuitBreaker(int failuresAllowed, TimeSpan restFor, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private long? _openedAt;
    private TimeSpan _rest;
    private bool _isTrying;
    private int _round;

    public CircuitState State
    {
        get
        {
            lock (_lock)
            {
                return StateNow;
            }
        }
    }

    private CircuitState StateNow => _openedAt is not { } since ? CircuitState.Closed : time.GetElapsedTime(since) < _rest ? CircuitState.Open : CircuitState.HalfOpen;

    /// <summary>Asks to send one request; whoever may reports how it went by the same pass.</summary>
    /// <returns>Null when nothing is to be sent.</returns>
    public int? TryEnter()
    {
        lock (_lock)
        {
            if (StateNow == CircuitState.Open || (StateNow == CircuitState.HalfOpen && _isTrying))
            {
                return null;
            }

            _isTrying = StateNow == CircuitState.HalfOpen;
            return _round;
        }
    }

    public void Succeeded(int pass)
    {
        lock (_lock)
        {
            if (pass == _round)
            {
                (_failures, _openedAt, _isTrying) = (0, null, false);
            }
        }
    }

    /// <param name="atLeast">How long the service asks to be left alone; null when it did not say.</param>
    /// <returns>Whether this failure is the one that stops further requests.</returns>
    public bool Failed(int pass, TimeSpan? atLeast = null)
    {
        lock (_lock)
        {
            // A request that was sent before the circuit opened says nothing about the rest that follows.
            if (pass != _round)
            {
                return false;
            }

            _failures++;
            if (_failures < failuresAllowed && !_isTrying && atLeast is null)
            {
                return false;
            }

            (_openedAt, _isTrying, _rest) = (time.GetTimestamp(), false, atLeast > restFor ? atLeast.Value : restFor);
            _round++;
            return true;
        }
    }
}
