using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Hosting;

/// <summary>Refuses to start with opening hours or targets that cannot be read, and says which.</summary>
internal sealed class HoursValidation : IValidateOptions<HandoffOptions>
{
    public ValidateOptionsResult Validate(string? name, HandoffOptions options)
    {
        string[] faults = [.. QueueHours.Faults(options), .. options.Targets.Faults()];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
