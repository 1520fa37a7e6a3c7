using HandoffBot.Core.Routing;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Routing;

public sealed class PoliciesInForceTests
{
    [Fact]
    public async Task Every_decision_is_made_by_one_policy_while_policies_are_replaced()
    {
        // Each version sends people to the team of its own name: a mixture of two would show.
        RoutingPolicy[] versions = [.. Enumerable.Range(0, 8).Select(number => new RoutingPolicy { Version = $"{number}", DefaultSkill = $"team-{number}" })];
        var policies = new PoliciesInForce(versions[0]);
        using var stop = new CancellationTokenSource();
        var replacing = Task.Run(() =>
        {
            for (var at = 0; !stop.IsCancellationRequested; at++)
            {
                policies.Replace(versions[at % versions.Length], versions[(at + 1) % versions.Length]);
            }
        }, TestContext.Current.CancellationToken);

        var deciding = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var turn = 0; turn < 20_000; turn++)
            {
                var pair = policies.Current;
                var decision = Router.Decide(Talk, Reading(signals: Read(SignalKind.HumanRequest, 1)), pair.Live);
                Assert.Equal($"team-{decision.PolicyVersion}", decision.Skill);
                Assert.True(pair.Shadow is null || pair.Shadow.Version != pair.Live.Version);
            }
        }, TestContext.Current.CancellationToken));
        await Task.WhenAll(deciding);
        await stop.CancelAsync();
        await replacing;
    }
}
