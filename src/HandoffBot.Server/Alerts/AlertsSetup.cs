namespace HandoffBot.Server.Alerts;

internal static class AlertsSetup
{
    /// <summary>The webhook's client follows no redirect: what is signed for one address goes to no other.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddHttpClient(AlertWebhook.Client).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        return services.AddSingleton<AlertWebhook>();
    }
}
