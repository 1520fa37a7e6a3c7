using HandoffBot.Core;
using HandoffBot.Core.Agents;
using HandoffBot.Core.Handoffs;
using HandoffBot.Redis.Scripts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HandoffBot.Redis.Handoffs;

/// <summary>The offering side of the handoff store: the next handoff in line for an agent, or one they picked.</summary>
internal sealed class Offers(IDatabase database, Keys keys, IOptions<HandoffOptions> options, TimeProvider time)
{
    private static readonly Script OfferNext = Script.Load("offer-next");
    private static readonly Script OfferThis = Script.Load("offer-handoff");

    private readonly HandoffReader _reader = new(database, keys, options, time);
    private readonly Claims _claims = new(database, keys, time);

    public async Task<OfferResult> NextAsync(Agent agent, string? request)
    {
        var wish = Wish.Of(agent, request);
        if (_claims.AreNeeded)
        {
            return await OfferBestOfAllAsync(wish);
        }

        var (now, at) = (time.GetUtcNow(), keys.First);
        RedisKey[] on = [at.Handoffs, at.Leases, .. wish.Skills.Select(at.Queue), .. wish.SpeaksAll ? [] : new[] { at.OverdueMarks }];
        return ReadOffer(await OfferNext.RunAsync(database, on,
            [now.Ms(), agent.Id.Value, LeaseToken.New(), (now + options.Value.OfferFor).Ms(), Limits.OfferCandidates, wish.Request, wish.Speaks, Limits.OfferCandidatesByLanguage]));
    }

    public async Task<OfferResult> ThisAsync(HandoffId id, AgentId agent)
    {
        if (await _reader.FindAsync(id) is not { } handoff)
        {
            return new OfferResult(OfferOutcome.Unknown);
        }

        var absent = false;
        var reply = await _reader.InItsQueueAsync(handoff, async skill =>
        {
            var offered = await _claims.RunAsync(agent, keys.Of(id), claim => OfferAsync(id, agent, skill, LeaseToken.New(), claim, RedisValue.EmptyString));
            absent = offered is null;
            return offered;
        });
        return reply is not null ? ReadOffer(reply) : new OfferResult(absent ? OfferOutcome.NotPresent : OfferOutcome.Unknown);
    }

    /// <summary>The best head of all partitions. Another claim may be quicker between looking and taking; then it looks again.</summary>
    private async Task<OfferResult> OfferBestOfAllAsync(Wish wish)
    {
        for (var attempt = 0; attempt < Limits.ClaimAttempts; attempt++)
        {
            if (await _claims.LookAsync(wish) is not { } claim)
            {
                return new OfferResult(OfferOutcome.NotPresent);
            }

            var best = claim.Best;
            if (!claim.HasRoom && best is not (_, { IsGiven: true }))
            {
                return new OfferResult(OfferOutcome.NoRoom);
            }

            if (best is not var (partition, head))
            {
                return new OfferResult(OfferOutcome.NoWork);
            }

            var token = LeaseToken.New();
            var offer = ReadOffer(await OfferAsync(new HandoffId(head.Id), wish.Agent, head.Skill, token, claim.In(partition), wish.Request));
            // Another token: a claim of the same agent that ran beside this one has got it.
            if (offer is { Outcome: OfferOutcome.Offered, Handoff.Lease: var lease } && (head.IsGiven || lease!.Token == token))
            {
                return offer;
            }
        }

        return new OfferResult(OfferOutcome.NoWork);
    }

    private Task<RedisResult> OfferAsync(HandoffId id, AgentId agent, string skill, string token, RedisValue claim, RedisValue request)
    {
        var (now, at) = (time.GetUtcNow(), keys.Of(id));
        RedisKey[] on = [at.Handoffs, at.Leases, at.Queue(skill)];
        return OfferThis.RunAsync(database, on, [now.Ms(), agent.Value, token, (now + options.Value.OfferFor).Ms(), id.Value, skill, claim, request]);
    }

    private static OfferResult ReadOffer(RedisResult reply) => (Reply)(int)reply[0] switch
    {
        Reply.Done => new OfferResult(OfferOutcome.Offered, HandoffRecord.Read((RedisValue)reply[2], (RedisValue)reply[3])),
        Reply.NoWork or Reply.OutdatedClaim => new OfferResult(OfferOutcome.NoWork),
        Reply.NotPresent => new OfferResult(OfferOutcome.NotPresent),
        Reply.NoRoom => new OfferResult(OfferOutcome.NoRoom),
        Reply.AlreadyTaken => new OfferResult(OfferOutcome.AlreadyTaken, HandoffRecord.Read((RedisValue)reply[2], (RedisValue)reply[3])),
        _ => new OfferResult(OfferOutcome.Unknown),
    };
}
