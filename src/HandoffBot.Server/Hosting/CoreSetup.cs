using HandoffBot.Core.Agents;
using HandoffBot.Core.Alerts;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using HandoffBot.Server.Policy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Hosting;

/// <summary>The rules of the core, with their options.</summary>
internal static class CoreSetup
{
    public static IServiceCollection AddCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<HandoffOptions>()
            .BindConfiguration(HandoffOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.Skills = Skills(configuration))
            .ValidateDataAnnotations()
            .Validate(options => options.Skills.Distinct(StringComparer.Ordinal).Count() == options.Skills.Count && options.Skills.All(skill => skill.Length > 0 && skill.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')), "Handoffs:Skills must be different names of lower-case letters, digits and '-'.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<HandoffOptions>, HoursValidation>();
        services.AddOptions<FollowUpOptions>().BindConfiguration(FollowUpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AgentOptions>().BindConfiguration(AgentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AlertOptions>()
            .BindConfiguration(AlertOptions.Section)
            .ValidateDataAnnotations()
            .Validate(options => options.Webhook.Length == 0 || (Uri.TryCreate(options.Webhook, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"), "Alerts:Webhook must be an absolute http or https address.")
            .Validate(options => options.Webhook.Length == 0 || options.Secret.Length >= AlertOptions.SecretCharacters, $"Alerts:Secret must have {AlertOptions.SecretCharacters} characters or more where Alerts:Webhook is set.")
            .ValidateOnStart();
        services.AddOptions<RoutingOptions>().BindConfiguration(RoutingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<RoutingOptions>, RoutingValidation>();
        return services
            .AddSingleton(provider => provider.GetRequiredService<PolicyWatch>().InForce)
            .AddSingleton<QueueHours>()
            .AddSingleton<SignalPanel>()
            .AddSingleton<TurnsToPeople>()
            .AddSingleton<TurnHandler>()
            .AddSingleton<UndeliveredWords>()
            .AddSingleton<OutboxSender>()
            .AddSingleton<Delivery>()
            .AddSingleton<WaitPromise>()
            .AddSingleton<WidePool>()
            .AddSingleton<AlertRaiser>()
            .AddSingleton<OverdueActions>()
            .AddSingleton<FollowUpPlans>()
            .AddSingleton<FollowUpActions>()
            .AddSingleton<AgentActions>();
    }

    /// <summary>Configured skills replace the default ones; the binder would add them.</summary>
    public static IReadOnlyList<string> Skills(IConfiguration configuration) =>
        configuration.GetSection($"{HandoffOptions.Section}:{nameof(HandoffOptions.Skills)}").Get<string[]>() is { Length: > 0 } skills ? skills : new HandoffOptions().Skills;
}
