using System.Net.Http.Headers;
using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Audit;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Outages;
using HandoffBot.Core.Outbox;
using HandoffBot.Core.Reports;
using HandoffBot.Core.Routing;
using HandoffBot.Server.Hosting;
using HandoffBot.Server.Loops;
using HandoffBot.Server.Policy;
using HandoffBot.Server.SignIn;
using HandoffBot.Server.Spool;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace HandoffBot.Server.Tests.Api;

/// <summary>The agent and ops APIs and the sign-in on a free loopback port, over stores that each test sets up.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    public const string Token = "lease-token";

    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;

    private ApiHost()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = Limits.RequestBytes);
        builder.Services.AddCore().AddSignIn(builder.Configuration, _folder.Store).AddApi();
        builder.Services.AddSingleton(_folder.Store).AddSpool().AddSingleton(Mock.Of<IStorePulse>());
        builder.Services.AddOptions<LoopOptions>();
        builder.Services.AddSingleton(Dialogs()).AddSingleton(Policies()).AddSingleton(Shadow.Object);
        builder.Services.AddSingleton(Handoffs.Object).AddSingleton(Conversations.Object).AddSingleton(Agents.Object).AddSingleton(Reports.Object).AddSingleton(FollowUps.Object).AddSingleton(Audit.Object)
            .AddSingleton(Overdue.Object).AddSingleton(Nudges.Object).AddSingleton(Outbox.Object).AddSingleton(Mock.Of<IConnector>());
        Outbox.Setup(it => it.ReadUndeliveredAsync(It.IsAny<ConversationId>())).ReturnsAsync([]);
        Overdue.Setup(store => store.CountAsync()).ReturnsAsync(new OverdueCounts(0, 0));
        FollowUps.Setup(store => store.CountAsync()).ReturnsAsync(new FollowUpCounts(0, 0));
        FollowUps.Setup(store => store.OfHandoffAsync(It.IsAny<HandoffId>())).ReturnsAsync([]);
        FollowUps.Setup(store => store.ReadNotesAsync(It.IsAny<FollowUpId>())).ReturnsAsync([]);
        _app = builder.Build();
        _app.UseExceptionHandler();
        _app.UseApi();
        _app.MapSignIn();
        _app.MapApi();
    }

    internal Mock<IHandoffStore> Handoffs { get; } = new();
    internal Mock<IConversationStore> Conversations { get; } = new();
    internal Mock<IAgentStore> Agents { get; } = new();
    internal Mock<IReportStore> Reports { get; } = new();
    internal Mock<IOverdueStore> Overdue { get; } = new();
    internal Mock<IFollowUpStore> FollowUps { get; } = new();
    internal Mock<IOutboxStore> Outbox { get; } = new();
    internal Mock<IAuditStore> Audit { get; } = new();
    internal Mock<IShadowStore> Shadow { get; } = new();
    internal Mock<INudges> Nudges { get; } = new();

    public Uri Address => new(_app.Urls.First());

    internal LocalSignIn LocalSignIn => Get<LocalSignIn>();

    public static async Task<ApiHost> StartAsync()
    {
        var host = new ApiHost();
        await host._app.StartAsync();
        return host;
    }

    /// <summary>A part of the product, wired to these stores.</summary>
    internal T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Somebody with a token of these roles; nobody without roles.</summary>
    public HttpClient Client(params string[] roles)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true }) { BaseAddress = Address };
        if (roles.Length > 0)
        {
            var token = Get<BearerTokens>().Issue(Person.Named("alice", roles)!, TimeSpan.FromHours(1));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }

    /// <summary>A handoff that the store knows.</summary>
    public Handoff Knows(HandoffState state, AgentId? holder = null)
    {
        var opened = new NewHandoff
        {
            Id = new HandoffId("h1"),
            Conversation = new ConversationId("c1"),
            Skill = "fraud",
            Priority = Priority.Urgent,
            Reasons = [new Reason(ReasonCode.HighStakes, "stolen") { Stakes = Stakes.Fraud }, new Reason(ReasonCode.HumanRequest)],
            Stakes = Stakes.Fraud,
            Language = "fr",
            Channel = "directline",
            Customer = new Customer("u1", "Camille"),
            EnqueuedAt = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(2),
        };
        var handoff = new Handoff(opened, state, "fraud")
        {
            Holder = holder,
            Lease = holder is null ? null : new Lease(Token, TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(2)),
            Position = state == HandoffState.Waiting ? 1 : null,
        };
        Handoffs.Setup(store => store.FindAsync(opened.Id)).ReturnsAsync(handoff);
        return handoff;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private PolicyWatch Policies()
    {
        _folder.Store.Create();
        File.WriteAllText(Path.Combine(_folder.Path, "policy.yaml"), "version: \"7\"\n");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Dialogs:Path", (string?)_folder.Path)]).Build();
        return PolicyWatch.Open(configuration, Dialogs(), TimeProvider.System.GetUtcNow(), out _)!;
    }

    /// <summary>Wording in which each text is its key.</summary>
    private static DialogSet Dialogs()
    {
        var texts = WordingKeys.All.ToDictionary(key => key, key => key, StringComparer.Ordinal);
        return new DialogSet([], new Dictionary<string, Wording> { ["en"] = new("en", texts), ["fr"] = new("fr", texts) });
    }
}
