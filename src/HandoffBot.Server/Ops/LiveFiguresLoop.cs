using HandoffBot.Core.Reports;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Ops;

/// <summary>Reads the live counts for <c>/metrics</c>, whose gauges cannot wait for the store.</summary>
internal sealed class LiveFiguresLoop(IReportStore reports, LiveFigures figures, IOptions<LoopOptions> options, TimeProvider time, ILogger<LiveFiguresLoop> logger)
    : Loop("live figures", options.Value.LiveFiguresEvery, time, logger)
{
    public override async Task PassAsync(CancellationToken cancellationToken) => figures.Latest = await reports.CountLiveAsync();
}
