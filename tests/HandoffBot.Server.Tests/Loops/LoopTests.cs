using HandoffBot.Server.Loops;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HandoffBot.Server.Tests.Loops;

public sealed class LoopTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_failed_pass_is_tried_again()
    {
        using var loop = new TestLoop(_time, pass => pass < 3 ? throw new IOException("away") : Task.CompletedTask);
        await loop.StartAsync(TestContext.Current.CancellationToken);
        await loop.UntilAsync(3, _time);
        Assert.Equal(_time.GetUtcNow(), loop.LastSuccess);
        await loop.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_failing_item_does_not_keep_the_others_waiting_and_fails_the_pass()
    {
        var dealtWith = new List<int>();
        using var loop = new TestLoop(_time, _ => Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidOperationException>(() => loop.DealAsync([1, 2, 3], item =>
        {
            dealtWith.Add(item);
            return item == 1 ? throw new IOException("broken") : Task.CompletedTask;
        }));
        Assert.Equal([1, 2, 3], dealtWith);
    }

    [Fact]
    public void A_loop_that_has_not_run_through_for_long_is_not_healthy()
    {
        using var loop = new TestLoop(_time, _ => Task.CompletedTask);
        Assert.True(loop.IsHealthy);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(loop.IsHealthy);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(loop.IsHealthy);
        Assert.Null(loop.LastSuccess);
    }

    private sealed class TestLoop(TimeProvider time, Func<int, Task> pass) : Loop("test", TimeSpan.FromSeconds(1), time, NullLogger.Instance)
    {
        private readonly SemaphoreSlim _passed = new(0);
        private int _passes;

        public override async Task PassAsync(CancellationToken cancellationToken)
        {
            _passed.Release();
            await pass(++_passes);
        }

        public Task DealAsync(IEnumerable<int> items, Func<int, Task> dealWith) => EachAsync(items, dealWith, TestContext.Current.CancellationToken);

        /// <summary>Waits for that many passes and the success of the last, moving the clock until each begins.</summary>
        public async Task UntilAsync(int passes, FakeTimeProvider clock)
        {
            for (var seen = 0; seen < passes; seen++)
            {
                while (!await _passed.WaitAsync(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken))
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                }
            }

            while (LastSuccess is null)
            {
                await Task.Yield();
            }
        }

        public override void Dispose()
        {
            _passed.Dispose();
            base.Dispose();
        }
    }
}
