using HandoffBot.Console.Live;

namespace HandoffBot.Console.Tests;

public sealed class CoalescerTests
{
    [Fact]
    public async Task Many_wishes_during_a_run_become_one_more_run()
    {
        var runs = new List<TaskCompletionSource>();
        var began = new SemaphoreSlim(0);
        var coalescer = new Coalescer(() =>
        {
            var run = new TaskCompletionSource();
            runs.Add(run);
            began.Release();
            return run.Task;
        });

        var wishes = new List<Task> { coalescer.RequestAsync() };
        await began.WaitAsync(TestContext.Current.CancellationToken);
        wishes.AddRange(Enumerable.Range(0, 50).Select(_ => coalescer.RequestAsync()));
        Assert.Single(runs);
        runs[0].SetResult();
        await began.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, runs.Count);
        Assert.All(wishes, wish => Assert.False(wish.IsCompleted));
        runs[1].SetResult();
        await Task.WhenAll(wishes);
        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public async Task After_it_is_quiet_a_wish_runs_again()
    {
        var runs = 0;
        var coalescer = new Coalescer(() =>
        {
            runs++;
            return Task.CompletedTask;
        });
        await coalescer.RequestAsync();
        await coalescer.RequestAsync();
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_failed_run_does_not_block_the_next()
    {
        var runs = 0;
        var coalescer = new Coalescer(() => ++runs == 1 ? Task.FromException(new InvalidOperationException()) : Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidOperationException>(coalescer.RequestAsync);
        await coalescer.RequestAsync();
        Assert.Equal(2, runs);
    }
}
