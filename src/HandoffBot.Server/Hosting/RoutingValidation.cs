using HandoffBot.Server.Policy;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Hosting;

/// <summary>Refuses settings that have moved to the policy.</summary>
internal sealed class RoutingValidation(IConfiguration configuration) : IValidateOptions<RoutingOptions>
{
    public ValidateOptionsResult Validate(string? name, RoutingOptions options) =>
        RoutingOptions.Moved(configuration).ToList() is { Count: > 0 } moved ? ValidateOptionsResult.Fail(moved) : ValidateOptionsResult.Success;
}
