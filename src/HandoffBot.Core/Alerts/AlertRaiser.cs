using Microsoft.Extensions.Options;

namespace HandoffBot.Core.Alerts;

/// <summary>Passes alerts to the webhook where there is one. Never waits for it.</summary>
public sealed class AlertRaiser(IAlertStore store, IOptions<AlertOptions> options)
{
    public Task RaiseAsync(Alert alert) => options.Value.Webhook.Length == 0 ? Task.CompletedTask : store.RaiseAsync(alert);
}
