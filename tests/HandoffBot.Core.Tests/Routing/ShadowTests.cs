using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using Microsoft.Extensions.Time.Testing;
using static HandoffBot.Core.Tests.Corvelle;
using static HandoffBot.Core.Tests.Samples;

namespace HandoffBot.Core.Tests.Routing;

/// <summary>A policy that is only watched.</summary>
public sealed class ShadowTests
{
    private static readonly RoutingPolicy Live = new();

    [Theory]
    [InlineData(0.8, 0.6, ShadowVerdict.OnlyShadow)]
    [InlineData(0.6, 0.8, ShadowVerdict.OnlyLive)]
    [InlineData(0.6, 0.5, ShadowVerdict.Agreed)]
    [InlineData(0.8, 0.9, ShadowVerdict.Agreed)]
    public void What_it_would_have_done_is_noted_and_changes_nothing(double liveAt, double shadowAt, ShadowVerdict expected)
    {
        var (live, shadow) = (Live with { DistressAt = liveAt }, Live with { Version = "next", DistressAt = shadowAt });
        var reading = Reading(answers: [Found(PayBill)], signals: Read(SignalKind.Distress, 0.7));

        var (watched, alone) = (Plan(live, shadow), Plan(live, null));
        watched.Add(reading);
        alone.Add(reading);

        var noted = Assert.Single(watched.Shadow);
        Assert.Equal((expected, "next"), (noted.Verdict, noted.Version));
        Assert.Empty(alone.Shadow);
        Assert.Equal(alone.Handoff?.Reasons, watched.Handoff?.Reasons);
        var (one, other) = (alone.ToCommit(1, null, null), watched.ToCommit(1, null, null));
        Assert.Equal(one.Memory, other.Memory);
        Assert.Equal(one.Replies.Select(reply => reply.Text), other.Replies.Select(reply => reply.Text));
    }

    [Fact]
    public void Another_team_is_another_decision()
    {
        var plan = Plan(Live, Live with { DefaultSkill = "care" });
        plan.Add(Reading(signals: Read(SignalKind.HumanRequest, 1)));
        Assert.Equal(ShadowVerdict.Otherwise, Assert.Single(plan.Shadow).Verdict);
    }

    [Fact]
    public void One_that_breaks_harms_nobody()
    {
        var plan = Plan(Live, Live with { Rules = null! });
        plan.Add(Reading(signals: Read(SignalKind.HumanRequest, 1)));
        Assert.NotNull(plan.Handoff);
        Assert.Equal(ShadowVerdict.Failed, Assert.Single(plan.Shadow).Verdict);
    }

    private static ReplyPlan Plan(RoutingPolicy live, RoutingPolicy? shadow) => new(Talk, Set, new PoliciesInForce.Pair(live, shadow), new FakeTimeProvider(Noon));
}
