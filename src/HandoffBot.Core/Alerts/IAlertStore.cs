namespace HandoffBot.Core.Alerts;

/// <summary>Alerts on their way to the webhook. What they are about is in the stores of handoffs and follow-ups.</summary>
public interface IAlertStore
{
    /// <summary>Keeps an alert to be sent. Harmless while one with this id is on its way.</summary>
    Task RaiseAsync(Alert alert);

    /// <summary>Ids of alerts to be sent now, at most <see cref="Limits.DueItemsPerPass"/>.</summary>
    Task<IReadOnlyList<AlertId>> FindDueAsync();

    /// <summary>Takes an alert for sending until an instant, so that one node at a time sends it; null when another has it.</summary>
    /// <returns>With the number of tries before this one.</returns>
    Task<(Alert Alert, int Attempts)?> ClaimAsync(AlertId id, DateTimeOffset until);

    /// <summary>It was taken, or is given up.</summary>
    Task SettleAsync(AlertId id);

    /// <summary>It was not taken: again at this instant.</summary>
    Task RetryAsync(AlertId id, DateTimeOffset at);
}
