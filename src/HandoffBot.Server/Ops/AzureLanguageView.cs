using HandoffBot.Language.Azure;

namespace HandoffBot.Server.Ops;

/// <param name="Circuit">closed, open or half_open.</param>
/// <param name="TextRecords">Paid for since this process started.</param>
/// <param name="WithoutAnswer">Requests since then that failed, were late or were not sent.</param>
internal sealed record AzureLanguageView(string Circuit, long TextRecords, long WithoutAnswer)
{
    public static AzureLanguageView Of(AzureLanguageUsage usage) => new(usage.Circuit switch { CircuitState.Closed => "closed", CircuitState.Open => "open", _ => "half_open" }, usage.TextRecords, usage.WithoutAnswer);
}
