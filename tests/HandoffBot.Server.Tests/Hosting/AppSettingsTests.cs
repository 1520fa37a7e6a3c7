using HandoffBot.Core.Agents;
using HandoffBot.Core.Alerts;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Redis.Embedded;
using HandoffBot.Server.Hosting;
using HandoffBot.Server.Loops;
using HandoffBot.Server.Policy;
using HandoffBot.Server.SignIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Tests.Hosting;

public sealed class AppSettingsTests
{
    private static readonly Dictionary<string, Type> Sections = new(StringComparer.Ordinal)
    {
        [HandoffOptions.Section] = typeof(HandoffOptions),
        [AgentOptions.Section] = typeof(AgentOptions),
        [AlertOptions.Section] = typeof(AlertOptions),
        [FollowUpOptions.Section] = typeof(FollowUpOptions),
        [RoutingOptions.Section] = typeof(RoutingOptions),
        [LoopOptions.Section] = typeof(LoopOptions),
        [AuthOptions.Section] = typeof(AuthOptions),
        [StoreOptions.Section] = typeof(StoreOptions),
    };

    [Fact]
    public void Every_key_is_an_option_and_says_its_default()
    {
        var settings = Shipped();
        foreach (var (section, type) in Sections)
        {
            var defaults = Activator.CreateInstance(type);
            foreach (var key in settings.GetSection(section).GetChildren())
            {
                var property = type.GetProperty(key.Key);
                Assert.True(property?.SetMethod is { IsPublic: true }, $"{section}:{key.Key} is not an option.");
                Assert.Equal(property.GetValue(defaults), settings.GetSection(key.Path).Get(property.PropertyType));
            }
        }
    }

    [Fact]
    public void Configured_skills_replace_the_default_ones()
    {
        var options = Options(("Handoffs:Skills:0", "sales"), ("Handoffs:Skills:1", "repairs"));
        Assert.Equal(["sales", "repairs"], options.GetRequiredService<IOptions<HandoffOptions>>().Value.Skills);
    }

    [Fact]
    public void Opening_hours_and_targets_arrive_from_the_configuration()
    {
        var options = Options(
            ("Handoffs:Hours:billing:Zone", "Europe/Paris"), ("Handoffs:Hours:billing:Week:Monday", "09:00-17:00"), ("Handoffs:Hours:billing:Holidays:12-25", "Christmas Day"),
            ("Handoffs:Targets:Urgent", "00:03:00"), ("FollowUps:Responsible:default", "carol"));

        Assert.Equal("Europe/Paris", options.GetRequiredService<QueueHours>().For("billing", Priority.Normal).Zone!.Id);
        Assert.Null(options.GetRequiredService<QueueHours>().For("fraud", Priority.Normal).Zone);
        Assert.Equal(TimeSpan.FromMinutes(3), options.GetRequiredService<IOptions<HandoffOptions>>().Value.Targets.Urgent);
        Assert.Equal("carol", options.GetRequiredService<IOptions<FollowUpOptions>>().Value.ResponsibleFor("billing"));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var options = Options(("Handoffs:OfferFor", "01:00:00"), ("Routing:AnswerAt", "0.7"), ("Routing:LookEvery", "01:00:00"), ("Handoffs:Hours:billing:Zone", "Nowhere"), ("Handoffs:Targets:RiskAt", "3"), ("Auth:SigningKey", "c2hvcnQ="), ("Auth:Authority", "https://login.example"));
        var refused = Assert.Throws<AggregateException>(options.GetRequiredService<IStartupValidator>().Validate);
        var told = string.Join('\n', refused.InnerExceptions.Cast<OptionsValidationException>().SelectMany(fault => fault.Failures));
        foreach (var fault in new[] { "OfferFor", "Routing:AnswerAt is not a setting", "LookEvery", "Handoffs:Hours:billing:Zone", "Handoffs:Targets:RiskAt", "Auth:SigningKey", "Auth:ClientSecret" })
        {
            Assert.Contains(fault, told, StringComparison.Ordinal);
        }
    }

    private static IConfigurationRoot Shipped() => new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build();

    private static ServiceProvider Options(params (string Key, string Value)[] settings)
    {
        using var folder = new TemporaryFolder();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddCore().AddSignIn(configuration, folder.Store).BuildServiceProvider();
    }
}
