using HandoffBot.Core.Audit;
using HandoffBot.Server.Audit;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace HandoffBot.Server.Tests.Loops;

public sealed class AuditLoopTests : IDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Monday);
    private readonly Mock<IAuditStore> _audit = new();
    private readonly Heard _log = new();
    private readonly AuditLoop _loop;

    public AuditLoopTests()
    {
        _audit.Setup(store => store.CheckSomeAsync()).ReturnsAsync([]);
        _loop = new AuditLoop(_audit.Object, Options.Create(new LoopOptions()), _time, _log);
    }

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task Every_pass_checks_the_next_slice_and_finished_days_are_counted_again_now_and_then()
    {
        await PassAsync();
        await PassAsync();

        _audit.Verify(store => store.CheckSomeAsync(), Times.Exactly(2));
        foreach (var day in new[] { new DateOnly(2026, 3, 1), new DateOnly(2026, 2, 28), new DateOnly(2026, 2, 27), new DateOnly(2026, 2, 26) })
        {
            _audit.Verify(store => store.ReconcileAsync(day), Times.Once);
        }

        _audit.Verify(store => store.ReconcileAsync(It.IsAny<DateOnly>()), Times.Exactly(AuditLoop.DaysReconciled));
        _time.Advance(TimeSpan.FromMinutes(10));
        await PassAsync();
        _audit.Verify(store => store.ReconcileAsync(It.IsAny<DateOnly>()), Times.Exactly(2 * AuditLoop.DaysReconciled));
    }

    [Fact]
    public async Task What_is_found_and_days_that_disagree_are_errors_in_the_log()
    {
        _audit.Setup(store => store.CheckSomeAsync()).ReturnsAsync([new Finding(FindingKind.OwnerWrong, "h7", "", Monday, Monday, Monday)]);
        _audit.Setup(store => store.ReconcileAsync(new DateOnly(2026, 3, 1))).ReturnsAsync(new Reconciliation(new(2026, 3, 1), Monday, new Twice(5, 4), new Twice(1, 1), new Twice(0, 0)));
        _audit.Setup(store => store.ReconcileAsync(new DateOnly(2026, 2, 28))).ReturnsAsync(new Reconciliation(new(2026, 2, 28), Monday, new Twice(5, 5), new Twice(1, 1), new Twice(0, 0)));

        await PassAsync();

        Assert.Equal(2, _log.Errors.Count);
        Assert.Contains("owner_wrong at h7; put right: True", _log.Errors[0], StringComparison.Ordinal);
        Assert.Contains("disagree", _log.Errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_fails_the_pass_and_the_next_one_counts_the_days()
    {
        _audit.SetupSequence(store => store.CheckSomeAsync()).ThrowsAsync(new IOException("away")).ReturnsAsync([]);

        await Assert.ThrowsAsync<IOException>(PassAsync);
        await PassAsync();

        _audit.Verify(store => store.ReconcileAsync(It.IsAny<DateOnly>()), Times.Exactly(AuditLoop.DaysReconciled));
    }

    private Task PassAsync() => _loop.PassAsync(TestContext.Current.CancellationToken);

    private sealed class Heard : ILogger<AuditLoop>
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
            {
                Errors.Add(formatter(state, exception));
            }
        }
    }
}
