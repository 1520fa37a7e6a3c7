using HandoffBot.Channels.BotFramework;
using HandoffBot.Channels.DirectLine;
using HandoffBot.Channels.Outages;
using HandoffBot.Core.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.Channels;

public static class ChannelsSetup
{
    /// <summary>
    /// Registers both channels. Needs the stores and <c>INudges</c>, <c>Intake</c>, <c>IStorePulse</c> (all singletons) and <see cref="DirectLineKeys"/>;
    /// map them with <see cref="DirectLineEndpoints.MapDirectLine"/> and <see cref="BotFrameworkEndpoints.MapBotFramework"/>.
    /// </summary>
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(environment);
        services.AddSingleton<BackgroundReplies>();
        services.AddSingleton<AwayNotices>();
        services.AddHostedService(provider => provider.GetRequiredService<BackgroundReplies>());
        AddDirectLine(services, configuration);
        AddBotFramework(services, configuration);
        return services;
    }

    private static void AddDirectLine(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DirectLineOptions>().Bind(configuration.GetSection(DirectLineOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ChatTokens>();
        services.AddSingleton<ChatTokenLimit>();
        services.AddSingleton<MessageLimit>();
        services.AddSingleton<StreamCount>();
        services.AddSingleton<AccessCheck>();
        services.AddSingleton<EmbeddingPages>();
        services.AddSingleton<DirectLineGate>();
        services.AddSingleton<TokenEndpoints>();
        services.AddSingleton<ConversationEndpoints>();
        services.AddSingleton<ActivityEndpoints>();
        services.AddSingleton<StreamEndpoint>();
    }

    private static void AddBotFramework(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BotFrameworkOptions>().Bind(configuration.GetSection(BotFrameworkOptions.Section));
        services.AddHttpClient(ConnectorClient.Client, client => client.Timeout = ConnectorClient.Timeout)
            // The client lives as long as the process: connections are renewed instead, so that moved hosts are found.
            // A redirect could lead past the list of allowed hosts.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false, UseCookies = false })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton<ServiceUrls>();
        services.AddSingleton<AnonymousInDevelopment>();
        services.AddSingleton<InlineReplies>();
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton<IConnector, ConnectorClient>();
    }
}
