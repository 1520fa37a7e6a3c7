using HandoffBot.Contracts.Ops;
using HandoffBot.Core.Routing;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Handoffs;
using HandoffBot.Server.Policy;
using HandoffBot.Server.Problems;

namespace HandoffBot.Server.Ops;

/// <summary>How the policy that is only watched differs from the one that decides.</summary>
internal static class ShadowEndpoint
{
    public static async Task<IResult> ReadAsync(string? from, string? to, IShadowStore store, PolicyWatch policies, HandoffViews views, TimeProvider time)
    {
        var input = new Input();
        var period = Period.Read(from, to, time.GetUtcNow(), input);
        if (!input.IsValid)
        {
            return input.ToProblem();
        }

        var standing = policies.Standing;
        if (standing.ShadowVersion is not { } version)
        {
            return TypedResults.Ok(new ShadowView(null, standing.Version, period.From, period.To, 0, 0, 1, 0, 0, 0, 0, []));
        }

        var counts = await store.CountAsync(version, period.From, period.To);
        var (turns, agreed) = (counts.Where(count => count.Key != ShadowVerdict.Failed).Sum(count => count.Value), counts[ShadowVerdict.Agreed]);
        return TypedResults.Ok(new ShadowView(
            version,
            standing.Version,
            period.From,
            period.To,
            turns,
            agreed,
            turns == 0 ? 1 : (double)agreed / turns,
            counts[ShadowVerdict.OnlyLive],
            counts[ShadowVerdict.OnlyShadow],
            counts[ShadowVerdict.Otherwise],
            counts[ShadowVerdict.Failed],
            [.. (await store.ListAsync(version)).Select(example => View(example, views))]));
    }

    private static ShadowExampleView View(ShadowExample example, HandoffViews views) => new(
        example.Conversation.Value,
        example.Decided.Seq,
        example.At,
        PublicName.Of(example.Decided.Verdict),
        views.Why(example.Decided.Live),
        example.Decided.Shadow is { } shadow ? views.Why(shadow) : "");
}
