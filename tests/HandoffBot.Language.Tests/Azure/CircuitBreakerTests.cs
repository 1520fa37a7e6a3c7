using HandoffBot.Language.Azure;
using Microsoft.Extensions.Time.Testing;

namespace HandoffBot.Language.Tests.Azure;

public sealed class CircuitBreakerTests
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly CircuitBreaker _circuit;

    public CircuitBreakerTests() => _circuit = new CircuitBreaker(3, Rest, _time);

    [Fact]
    public void Failures_in_a_row_stop_requests_and_a_success_between_them_does_not()
    {
        Fail();
        Fail();
        _circuit.Succeeded(Enter());
        Fail();
        Fail();
        Assert.Equal(CircuitState.Closed, _circuit.State);

        Assert.True(_circuit.Failed(Enter()));

        Assert.Equal(CircuitState.Open, _circuit.State);
        Assert.Null(_circuit.TryEnter());
    }

    [Fact]
    public void After_the_rest_one_request_tries_and_its_success_lets_all_through()
    {
        Open();
        _time.Advance(Rest - TimeSpan.FromMilliseconds(1));
        Assert.Null(_circuit.TryEnter());
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(CircuitState.HalfOpen, _circuit.State);
        var probe = Enter();
        Assert.Null(_circuit.TryEnter());
        _circuit.Succeeded(probe);

        Assert.Equal(CircuitState.Closed, _circuit.State);
        Enter();
        Enter();
    }

    [Fact]
    public void A_try_that_fails_begins_the_rest_anew()
    {
        Open();
        _time.Advance(Rest);

        Assert.True(_circuit.Failed(Enter()));

        Assert.Null(_circuit.TryEnter());
        _time.Advance(Rest);
        Enter();
    }

    [Fact]
    public void A_service_that_says_how_long_to_wait_is_left_alone_at_once_and_for_that_long()
    {
        Assert.True(_circuit.Failed(Enter(), Rest * 2));

        _time.Advance(Rest * 2 - TimeSpan.FromMilliseconds(1));
        Assert.Null(_circuit.TryEnter());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Enter();
    }

    [Fact]
    public void What_was_sent_before_it_opened_neither_closes_it_nor_opens_it_again()
    {
        var (slow, slower) = (Enter(), Enter());
        Open();

        _circuit.Succeeded(slow);
        Assert.Equal(CircuitState.Open, _circuit.State);
        _time.Advance(Rest);

        Assert.False(_circuit.Failed(slower));
        Assert.Equal(CircuitState.HalfOpen, _circuit.State);
        Enter();
    }

    private void Open()
    {
        Fail();
        Fail();
        Fail();
    }

    private void Fail() => _circuit.Failed(Enter());

    private int Enter()
    {
        var pass = _circuit.TryEnter();
        Assert.NotNull(pass);
        return pass.Value;
    }
}
