using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HandoffBot.Channels.BotFramework;
using HandoffBot.Channels.DirectLine;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Answers;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outages;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace HandoffBot.Channels.Tests;

/// <summary>Both channels on a loopback port, over conversations in memory and a bot that knows one answer.</summary>
internal sealed class ChannelsHost : IAsyncDisposable
{
    public const string Answer = "You can **pay** online.";

    private readonly WebApplication _app;

    private ChannelsHost(WebApplication app) => (_app, Http) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public HttpClient Http { get; }

    public required FakeTimeProvider Time { get; init; }
    public required MemoryConversations Conversations { get; init; }
    public required MemoryNudges Nudges { get; init; }
    public required Mock<IHandoffStore> Handoffs { get; init; }
    public required Mock<IOutboxStore> Outbox { get; init; }
    public required MemorySpool Spool { get; init; }

    public static async Task<ChannelsHost> StartAsync(string environment = "Development", params (string Key, string Value)[] configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(configuration.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var conversations = new MemoryConversations(time);
        var nudges = new MemoryNudges(time);
        var handoffs = new Mock<IHandoffStore>();
        handoffs.Setup(store => store.ReadWaitsAsync(It.IsAny<string>())).ReturnsAsync([60, 120, 180, 240]);
        var outbox = new Mock<IOutboxStore>();
        var spool = new MemorySpool(time);
        builder.Services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IConversationStore>(conversations)
            .AddSingleton<INudges>(nudges)
            .AddSingleton(handoffs.Object)
            .AddSingleton(Mock.Of<IAgentStore>())
            .AddSingleton(outbox.Object)
            .AddSingleton(Dialogs())
            .AddSingleton<IAnswerFinder>(new OneAnswer())
            .AddSingleton<ISignalReader>(new NothingFound(SignalKind.HumanRequest))
            .AddSingleton<ISignalReader>(new NothingFound(SignalKind.Stakes))
            .AddSingleton(new PoliciesInForce(new RoutingPolicy()))
            .AddSingleton<SignalPanel>()
            .AddSingleton<UndeliveredWords>()
            .AddSingleton<OutboxSender>()
            .AddSingleton<Delivery>()
            .AddSingleton(Mock.Of<IFollowUpStore>())
            .AddSingleton(Options.Create(new HandoffOptions()))
            .AddSingleton(Options.Create(new FollowUpOptions()))
            .AddSingleton<QueueHours>()
            .AddSingleton<FollowUpPlans>()
            .AddSingleton<FollowUpActions>()
            .AddSingleton<TurnsToPeople>()
            .AddSingleton<TurnHandler>()
            .AddSingleton<Intake>()
            .AddSingleton<ISpool>(spool)
            .AddSingleton<IStorePulse>(spool)
            .AddSingleton(new DirectLineKeys(Encoding.UTF8.GetBytes("a key that only these tests know.")))
            .AddChannels(builder.Configuration, builder.Environment);
        var app = builder.Build();
        app.UseRouting();
        app.MapDirectLine();
        app.MapBotFramework();
        await app.StartAsync();
        return new ChannelsHost(app) { Time = time, Conversations = conversations, Nudges = nudges, Handoffs = handoffs, Outbox = outbox, Spool = spool };
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Lets replies in progress finish, as a stopping process does. None can begin afterwards.</summary>
    public Task FinishRepliesAsync() => Get<BackgroundReplies>().StopAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => _app.StopAsync();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string? token = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> ReadAsync(HttpMethod method, string path, string? body = null, string? token = null)
    {
        using var response = await SendAsync(method, path, body, token);
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}: {await response.ReadTextAsync()}");
        return await response.ReadJsonAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Nudges.Dispose();
    }

    private static DialogSet Dialogs()
    {
        var texts = WordingKeys.All.ToDictionary(key => key, key => key);
        return new DialogSet([PayBill], new Dictionary<string, Wording> { ["en"] = new("en", texts), ["fr"] = new("fr", texts) });
    }

    private static Dialog PayBill { get; } =
        new() { Id = "pay-bill", Language = "en", Title = "Paying", Examples = ["pay"], Stakes = DialogStakes.None, Skill = "billing", Steps = [], Answer = Answer };

    private sealed class NothingFound(SignalKind kind) : ISignalReader
    {
        public SignalKind Kind => kind;

        public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) => new(Signal.None(kind));
    }

    private sealed class OneAnswer : IAnswerFinder
    {
        public ValueTask<IReadOnlyList<FoundAnswer>> FindAsync(TurnContext turn, CancellationToken cancellationToken) => new([new FoundAnswer(PayBill, 0.9)]);
    }
}
