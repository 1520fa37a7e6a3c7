using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HandoffBot.Contracts.Ops;
using HandoffBot.Core.Reports;
using HandoffBot.Server.SignIn;
using Moq;

namespace HandoffBot.Server.Tests.Api;

public sealed class OpsApiTests : IAsyncLifetime
{
    private ApiHost _host = null!;
    private HttpClient _ops = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _ops = _host.Client(Role.Ops);
        _host.Reports.Setup(reports => reports.CountLiveAsync()).ReturnsAsync(new LiveCounts(2, 1, 3));
        _host.Reports.Setup(reports => reports.ReadTimesToHumanAsync(It.IsAny<DateTimeOffset>(), It.IsAny<DateTimeOffset>())).ReturnsAsync([10, 20, 30, 40]);
    }

    [Theory]
    [InlineData("/api/ops/summary?from=yesterday", "from")]
    [InlineData("/api/ops/summary?to=12", "to")]
    [InlineData("/api/ops/summary?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "from")]
    [InlineData("/api/ops/summary?from=1999-01-01T00:00:00Z&to=2026-03-01T00:00:00Z", "from")]
    [InlineData("/api/ops/summary?from=9999-12-31T23:30:00Z&to=9999-12-31T23:59:00Z", "to")]
    [InlineData("/api/ops/summary?by=weather", "by")]
    [InlineData("/api/ops/ledger?date=2026-02-30", "date")]
    public async Task A_bad_interval_is_refused_by_name(string path, string field)
    {
        var reply = await _ops.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var problem = await reply.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task The_summary_is_about_the_interval_asked_for()
    {
        var (from, to) = (new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        var groups = new Dictionary<string, GroupCount> { ["billing"] = new(30, 3), ["fraud"] = new(10, 9) };
        _host.Reports.Setup(reports => reports.CountAsync(from, to, "topic")).ReturnsAsync(new Counts(40, 12, 7, 1, groups));
        var summary = await _ops.GetFromJsonAsync<OpsSummary>("/api/ops/summary?from=2026-03-01&to=2026-03-02T01:00:00%2B01:00&by=topic", Stop);
        Assert.Equal((40, 12, 0.3, 7, 1), (summary!.Conversations, summary.HandedOff, summary.EscalationRate, summary.Closed, summary.AbandonedWaiting));
        Assert.Equal((2, 1, 3), (summary.Waiting, summary.Offered, summary.Held));
        Assert.Equal(new PercentileView(20, 40, 40, 40), summary.TimeToHumanSeconds);
        Assert.Equal([new GroupView("fraud", 10, 9, 0.9), new GroupView("billing", 30, 3, 0.1)], summary.Groups);
    }

    [Fact]
    public async Task The_rate_of_a_reason_is_its_share_of_all_conversations()
    {
        var groups = new Dictionary<string, GroupCount> { ["human_request"] = new(0, 10) };
        _host.Reports.Setup(reports => reports.CountAsync(It.IsAny<DateTimeOffset>(), It.IsAny<DateTimeOffset>(), "reason")).ReturnsAsync(new Counts(40, 12, 7, 1, groups));
        var summary = await _ops.GetFromJsonAsync<OpsSummary>("/api/ops/summary?by=reason", Stop);
        Assert.Equal([new GroupView("human_request", 40, 10, 0.25)], summary!.Groups);
    }

    [Fact]
    public async Task The_ledger_shows_what_is_not_accounted_for()
    {
        _host.Reports.Setup(reports => reports.ReadLedgerAsync(new DateOnly(2026, 3, 1))).ReturnsAsync(new Ledger(10, 5, 1, 1, 2));
        Assert.Equal(
            new LedgerView(new DateOnly(2026, 3, 1), 10, 5, 1, 1, 2, 1),
            await _ops.GetFromJsonAsync<LedgerView>("/api/ops/ledger?date=2026-03-01", Stop));
    }

    public async ValueTask DisposeAsync()
    {
        _ops.Dispose();
        await _host.DisposeAsync();
    }
}
