using HandoffBot.Core.Dialogs;
using HandoffBot.Server.Policy;
using Microsoft.Extensions.Configuration;

namespace HandoffBot.Server.Tests.Policy;

/// <summary>Policies that change while the server runs.</summary>
public sealed class PolicyWatchTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public PolicyWatchTests()
    {
        _folder.Store.Create();
        Write("policy.yaml", "1", "0.6");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_change_is_taken_over_once_it_stands_still()
    {
        var watch = Open();
        Write("policy.yaml", "2", "0.9");

        Assert.False(watch.Look(Noon.AddSeconds(1)));
        Assert.Equal(0.6, watch.InForce.Live.DistressAt);
        Assert.True(watch.Look(Noon.AddSeconds(2)));
        Assert.Equal(0.9, watch.InForce.Live.DistressAt);
        Assert.Equal(Noon.AddSeconds(2), watch.Standing.Since);
        Assert.StartsWith("2+", watch.Standing.Version, StringComparison.Ordinal);
        Assert.False(watch.Look(Noon.AddSeconds(3)));
    }

    [Theory]
    [InlineData("version: \"2\"\nthresholds: { human_request: 1 }\n", "policy.yaml:2:")]
    [InlineData("version: \"2\"\nthresholds: {", "not valid YAML")]
    [InlineData("", "is missing")]
    public void The_last_good_one_is_kept_and_the_fault_told_until_it_is_mended(string text, string told)
    {
        var watch = Open();
        if (text.Length == 0)
        {
            File.Delete(Path.Combine(_folder.Path, "policy.yaml"));
        }
        else
        {
            File.WriteAllText(Path.Combine(_folder.Path, "policy.yaml"), text);
        }

        LookTwice(watch);
        Assert.Equal(0.6, watch.InForce.Live.DistressAt);
        Assert.Contains(told, Assert.Single(watch.Standing.Faults), StringComparison.Ordinal);
        Assert.StartsWith("1+", watch.Standing.Version, StringComparison.Ordinal);

        Write("policy.yaml", "3", "0.7");
        LookTwice(watch);
        Assert.Empty(watch.Standing.Faults);
        Assert.Equal(0.7, watch.InForce.Live.DistressAt);
    }

    [Fact]
    public void A_faulty_policy_keeps_the_server_from_starting_and_names_every_fault()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "policy.yaml"), "thresholds: { answer: 7 }\nrules: [{ id: a }]\n");
        Assert.Null(PolicyWatch.Open(Configuration(), Dialogs(), Noon, out var faults));
        Assert.Equal(3, faults.Count);
    }

    [Fact]
    public void A_second_policy_is_watched_when_it_is_there_and_no_longer_when_it_is_gone()
    {
        var watch = Open();
        Assert.Null(watch.InForce.Current.Shadow);

        Write("policy.shadow.yaml", "next", "0.3");
        LookTwice(watch);
        Assert.Equal((0.6, 0.3), (watch.InForce.Current.Live.DistressAt, watch.InForce.Current.Shadow!.DistressAt));

        File.WriteAllText(Path.Combine(_folder.Path, "policy.shadow.yaml"), "nothing");
        LookTwice(watch);
        Assert.Equal(0.3, watch.InForce.Current.Shadow!.DistressAt);
        Assert.Single(watch.Standing.ShadowFaults);
        Assert.Empty(watch.Standing.Faults);

        File.Delete(Path.Combine(_folder.Path, "policy.shadow.yaml"));
        LookTwice(watch);
        Assert.Null(watch.InForce.Current.Shadow);
        Assert.Empty(watch.Standing.ShadowFaults);
    }

    [Fact]
    public void A_watched_policy_that_is_named_and_missing_is_told_and_keeps_nobody_waiting()
    {
        var watch = PolicyWatch.Open(Configuration(("Routing:Shadow", Path.Combine(_folder.Path, "next.yaml"))), Dialogs(), Noon, out _)!;
        Assert.Contains("next.yaml:1: is missing", Assert.Single(watch.Standing.ShadowFaults), StringComparison.Ordinal);
        Assert.Equal(0.6, watch.InForce.Live.DistressAt);
    }

    private static void LookTwice(PolicyWatch watch)
    {
        watch.Look(Noon.AddSeconds(1));
        Assert.True(watch.Look(Noon.AddSeconds(2)));
    }

    private PolicyWatch Open() => PolicyWatch.Open(Configuration(), Dialogs(), Noon, out _)!;

    private void Write(string file, string version, string distress) => File.WriteAllText(Path.Combine(_folder.Path, file), $"version: \"{version}\"\nthresholds: {{ distress: {distress} }}\n");

    private IConfigurationRoot Configuration(params (string Key, string Value)[] more) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Dialogs:Path", (string?)_folder.Path), .. more.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))]).Build();

    private static DialogSet Dialogs()
    {
        var texts = WordingKeys.All.ToDictionary(key => key, key => key, StringComparer.Ordinal);
        return new DialogSet([], new Dictionary<string, Wording> { ["en"] = new("en", texts), ["fr"] = new("fr", texts) });
    }
}
