using System.IO.Compression;
using HandoffBot.Contracts;
using HandoffBot.Core;
using HandoffBot.Core.Dialogs;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Alerts;
using HandoffBot.Server.Chat;
using HandoffBot.Server.FollowUps;
using HandoffBot.Server.Handoffs;
using HandoffBot.Server.Loops;
using HandoffBot.Server.Ops;
using HandoffBot.Server.Pages;
using HandoffBot.Server.Policy;
using HandoffBot.Server.SignIn;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.ResponseCompression;

namespace HandoffBot.Server.Hosting;

/// <summary>The process: services, the way of a request, endpoints.</summary>
internal static class ServerHost
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Configuration of the file beside the program, the environment and the command line, in this order.</summary>
    public static WebApplicationBuilder CreateBuilder(IEnumerable<string> args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args], ContentRootPath = AppContext.BaseDirectory });
        if (!NamesAddress(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        return builder;
    }

    public static WebApplication Build(WebApplicationBuilder builder, DialogSet dialogs, PolicyWatch policies)
    {
        var folder = StoreFolder.From(builder.Configuration);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.RequestBytes;
        });
        builder.Services.AddSingleton(folder).AddCore().AddProxy().AddAlerts().AddLoops().AddMeasurements().AddSignIn(builder.Configuration, folder).AddApi().AddCompression().AddOpenApi(Describe);
        builder.AddParts(dialogs, policies);
        return builder.Build();
    }

    /// <summary>The way of a request. Needs the open store.</summary>
    public static void Map(WebApplication app)
    {
        app.UseProxy();
        app.UseExceptionHandler();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseSecurityHeaders();
        app.UseEmbeddedAssets();
        app.UseWhen(context => context.Request.Path.Equals("/chat/wording", StringComparison.Ordinal), wording => wording.UseResponseCompression());
        app.UsePages();
        app.UseRouting();
        app.UseApi();

        app.MapStaticAssets();
        app.MapChannels();
        app.MapWording();
        app.MapSignIn();
        app.MapApi();
        app.MapHealth();
        app.MapMetrics();
        app.MapOpenApi();
    }

    /// <summary>For what is neither secret nor a file: with a secret in it, its length would tell of it.</summary>
    private static IServiceCollection AddCompression(this IServiceCollection services) => services
        .AddResponseCompression(options => options.EnableForHttps = true)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);

    /// <summary>What the agent and ops APIs need beside the core and the stores.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractsJson.Default);
            options.SerializerOptions.DefaultIgnoreCondition = ContractsJson.Default.Options.DefaultIgnoreCondition;
        })
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
        .AddProblemDetails()
        .AddExceptionHandler<Problems.ProblemOnException>()
        .AddSingleton<CurrentAgent>()
        .AddSingleton<Heartbeat>()
        .AddSingleton<HandoffViews>()
        .AddSingleton<FollowUpViews>()
        .AddSingleton<Transcript>()
        .AddSingleton<Targets>()
        .AddSingleton<Ops.GuaranteeReader>()
        .AddSingleton<Holder>();

    /// <summary>Refusals without a body get a problem; who asks is found out only where a policy wants to know.</summary>
    public static void UseApi(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api/agent") || context.Request.Path.StartsWithSegments("/api/ops"), api => api.UseStatusCodePages());
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var agentApi = endpoints.MapGroup("/api/agent").RequireAuthorization(Access.AgentPolicy).AddEndpointFilter(RefuseCrossSiteAsync).AddEndpointFilter(Heartbeat.NoteAsync).WithTags("Agents");
        agentApi.MapAgents();
        agentApi.MapHandoffs();
        agentApi.MapFollowUps();
        endpoints.MapGroup("/api/ops").RequireAuthorization(Access.OpsPolicy).AddEndpointFilter(RefuseCrossSiteAsync).WithTags("Operations").MapOps();
    }

    private static ValueTask<object?> RefuseCrossSiteAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        SameOrigin.Allows(context.HttpContext.Request) ? next(context) : ValueTask.FromResult<object?>(Problems.Problem.CrossSite());

    private static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        (document.Info.Title, document.Info.Version) = ("HandoffBot", "1");
        return Task.CompletedTask;
    });

    private static bool NamesAddress(ConfigurationManager configuration) =>
        configuration["urls"] is { Length: > 0 } || configuration["http_ports"] is { Length: > 0 } || configuration["https_ports"] is { Length: > 0 } || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
