using HandoffBot.Core;
using HandoffBot.Redis;
using HandoffBot.Server.Ops;
using Microsoft.Extensions.Time.Testing;

namespace HandoffBot.Server.Tests.Ops;

public sealed class StoreReportTests
{
    [Fact]
    public async Task However_often_probes_come_the_store_is_asked_once_a_second()
    {
        var (time, asked) = (new FakeTimeProvider(), 0);
        var report = new StoreReport(() => Task.FromResult(new StoreHealthReport(true, null, $"asked {++asked}")), time);

        Assert.Equal(["asked 1", "asked 1"], [(await report.ReadAsync()).Detail, (await report.ReadAsync()).Detail]);
        time.Advance(Limits.ProbedFor);
        Assert.Equal("asked 2", (await report.ReadAsync()).Detail);
    }

    [Fact]
    public async Task Probes_of_a_store_that_hangs_wait_for_one_answer()
    {
        var (time, asked, answer) = (new FakeTimeProvider(), 0, new TaskCompletionSource<StoreHealthReport>());
        var report = new StoreReport(
            () =>
            {
                asked++;
                return answer.Task;
            },
            time);

        var first = report.ReadAsync();
        time.Advance(Limits.ProbedFor * 5);
        var second = report.ReadAsync();
        answer.SetResult(new StoreHealthReport(false, null, "Redis does not answer."));

        Assert.Equal((await first, 1), (await second, asked));
    }
}
