using HandoffBot.Server.Agents;
using HandoffBot.Server.Alerts;
using HandoffBot.Server.Audit;
using HandoffBot.Server.Conversations;
using HandoffBot.Server.FollowUps;
using HandoffBot.Server.Handoffs;
using HandoffBot.Server.Ops;
using HandoffBot.Server.Outbox;
using HandoffBot.Server.Policy;
using HandoffBot.Server.Spool;

namespace HandoffBot.Server.Loops;

internal static class LoopsSetup
{
    public static IServiceCollection AddLoops(this IServiceCollection services)
    {
        services.AddOptions<LoopOptions>().BindConfiguration(LoopOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddLoop<PendingLoop>().AddLoop<ReclaimLoop>().AddLoop<PresenceLoop>().AddLoop<OfferLoop>().AddLoop<OutboxLoop>().AddLoop<LiveFiguresLoop>()
            .AddLoop<OverdueLoop>().AddLoop<FollowUpLoop>().AddLoop<AlertLoop>().AddLoop<SpoolLoop>().AddLoop<AuditLoop>().AddLoop<PolicyLoop>();
    }

    /// <summary>One instance, which the host runs and operations can look at.</summary>
    private static IServiceCollection AddLoop<T>(this IServiceCollection services)
        where T : Loop => services
            .AddSingleton<T>()
            .AddSingleton<Loop>(provider => provider.GetRequiredService<T>())
            .AddHostedService(provider => provider.GetRequiredService<T>());
}
