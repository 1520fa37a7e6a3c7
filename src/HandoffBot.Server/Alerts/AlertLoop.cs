using HandoffBot.Core;
using HandoffBot.Core.Alerts;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Alerts;

/// <summary>Brings alerts to the webhook, again and again until it takes them. Nothing waits for it.</summary>
internal sealed partial class AlertLoop(IAlertStore alerts, AlertWebhook webhook, IOptions<AlertOptions> options, TimeProvider time, ILogger<AlertLoop> logger)
    : Loop("alerts", options.Value.LookEvery, time, logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = time;
    private readonly ILogger<AlertLoop> _logger = logger;

    public override async Task PassAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Webhook.Length > 0)
        {
            await EachAsync(await alerts.FindDueAsync(), id => SendAsync(id, cancellationToken), cancellationToken);
        }
    }

    private async Task SendAsync(AlertId id, CancellationToken cancellationToken)
    {
        // Longer than a try may take, so that no other node tries at the same time.
        if (await alerts.ClaimAsync(id, _time.GetUtcNow() + (AlertWebhook.Patience * 2)) is not var (alert, attempts))
        {
            return;
        }

        if (await webhook.TrySendAsync(alert, cancellationToken))
        {
            await alerts.SettleAsync(id);
        }
        else if (_time.GetUtcNow() - alert.At > options.Value.GiveUpAfter)
        {
            GaveUp(id.Value);
            await alerts.SettleAsync(id);
        }
        else
        {
            await alerts.RetryAsync(id, _time.GetUtcNow() + (FirstPause * Math.Pow(2, Math.Min(attempts, Limits.AlertBackOffSteps))));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Alert {Alert} was not taken by the webhook and is given up")]
    private partial void GaveUp(string alert);
}
