using HandoffBot.Core.Routing;
using Microsoft.Extensions.Options;

namespace HandoffBot.Language.Azure;

/// <summary>Says all that is wrong with the options at once.</summary>
internal sealed class AzureLanguageValidation : IValidateOptions<AzureLanguageOptions>
{
    private static readonly TimeSpan ShortestDeadline = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDeadline = SignalPanel.Deadline * 0.75;
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, AzureLanguageOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(AzureLanguageOptions options)
    {
        if (options.IsConfigured && !IsAddress(options.Endpoint))
        {
            yield return "AzureLanguage:Endpoint must be an https address without path, query or user.";
        }

        if (!options.IsConfigured && (options.Key.Length > 0 || options.IdentityClientId.Length > 0))
        {
            yield return "AzureLanguage:Endpoint must say where AzureLanguage:Key or AzureLanguage:IdentityClientId is used.";
        }

        if (options.Key.Length > 0 && options.IdentityClientId.Length > 0)
        {
            yield return "AzureLanguage:Key and AzureLanguage:IdentityClientId: only one of them.";
        }

        if (options.Key.Any(letter => letter is <= ' ' or >= '\x7f'))
        {
            yield return "AzureLanguage:Key holds characters that no key has.";
        }

        if (options.Deadline < ShortestDeadline || options.Deadline > LongestDeadline)
        {
            yield return $"AzureLanguage:Deadline must be from {ShortestDeadline} to {LongestDeadline}.";
        }

        if (options.BatchWindow < TimeSpan.Zero || options.BatchWindow > options.Deadline / 4)
        {
            yield return "AzureLanguage:BatchWindow must be 0 or more and at most a quarter of AzureLanguage:Deadline.";
        }

        if (options.FailuresAllowed < 1)
        {
            yield return "AzureLanguage:FailuresAllowed must be 1 or more.";
        }

        if (options.RestFor <= TimeSpan.Zero || options.RestFor > LongestRest)
        {
            yield return $"AzureLanguage:RestFor must be above 0 and at most {LongestRest}.";
        }

        if (options.NegativeWeight is not (>= 0 and <= 1) || options.OpinionWeight is not (>= 0 and <= 1))
        {
            yield return "AzureLanguage:NegativeWeight and AzureLanguage:OpinionWeight must be from 0 to 1.";
        }
    }

    private static bool IsAddress(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
