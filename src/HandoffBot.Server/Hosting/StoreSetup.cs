using HandoffBot.Redis;

namespace HandoffBot.Server.Hosting;

/// <summary>Gives everyone the part of the store they need.</summary>
internal static class StoreSetup
{
    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<OpenStore>()
            .AddPart(store => store.Conversations)
            .AddPart(store => store.Handoffs)
            .AddPart(store => store.Agents)
            .AddPart(store => store.Outbox)
            .AddPart(store => store.FollowUps)
            .AddPart(store => store.Overdue)
            .AddPart(store => store.Alerts)
            .AddPart(store => store.Reports)
            .AddPart(store => store.Audit)
            .AddPart(store => store.Shadow)
            .AddPart(store => store.History)
            .AddPart(store => store.Nudges)
            .AddPart(store => store.Pulse)
            .AddPart(store => store.Health);
    }

    /// <summary>By way of the opened store, which also disposes of it.</summary>
    private static IServiceCollection AddPart<T>(this IServiceCollection services, Func<Store, T> part)
        where T : class => services.AddSingleton(provider => part(provider.GetRequiredService<OpenStore>().Store));
}
