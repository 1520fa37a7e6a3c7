using System.Net;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Ops;
using HandoffBot.Server.SignIn;
using Moq;

namespace HandoffBot.Server.Tests.Api;

public sealed class CsvExportTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1,2)", "\"'@SUM(A1,2)\"")]
    [InlineData("", "")]
    public void A_cell_is_quoted_as_needed_and_never_a_formula(string value, string cell) => Assert.Equal(cell, CsvExport.Cell(value));

    [Fact]
    public async Task Operations_get_a_row_per_handoff_and_agents_get_none()
    {
        await using var host = await ApiHost.StartAsync();
        using var ops = host.Client(Role.Ops);
        using var agent = host.Client(Role.Agent);
        var handoff = host.Knows(HandoffState.Held, new AgentId("=alice"));
        host.Reports.Setup(reports => reports.ReadHandoffsAsync(It.IsAny<DateTimeOffset>(), It.IsAny<DateTimeOffset>())).Returns(new[] { handoff }.ToAsyncEnumerable());

        var reply = await ops.GetAsync("/api/ops/export.csv", TestContext.Current.CancellationToken);
        var lines = (await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");

        Assert.Equal("text/csv", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["handoff,conversation,opened,skill,priority,reasons,stakes,language,channel,state,answered,waited_seconds,closed,resolution,agent", "", ""], [lines[0], lines[2], ""]);
        Assert.StartsWith("h1,c1,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",fraud,urgent,high_stakes human_request,fraud,fr,directline,held,,,,,'=alice", lines[1], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.GetAsync("/api/ops/export.csv", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ops.GetAsync("/api/ops/export.csv?from=yesterday", TestContext.Current.CancellationToken)).StatusCode);
    }
}
