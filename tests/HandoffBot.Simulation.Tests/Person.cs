using HandoffBot.Core.Agents;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using StackExchange.Redis;

namespace HandoffBot.Simulation.Tests;

/// <summary>
/// An agent with a console: takes work, writes, passes on, gives back, closes; lets offers go by, goes away without a word, and repeats what got no answer. Does what is owed
/// to customers. A supervisor also moves work about, whoever has it.
/// </summary>
internal sealed class Person
{
    private readonly Stage _stage;
    private readonly Life _world;
    private readonly Agent _agent;
    private readonly Func<Node> _node;
    private readonly Auditor _auditor;
    private readonly bool _isSupervisor;
    private int _said;

    public Person(Stage stage, Life world, string name, int capacity, bool takesOffers, bool isSupervisor, Func<Node> node, Auditor auditor)
    {
        (_stage, _world, _isSupervisor, _node, _auditor) = (stage, world, isSupervisor, node, auditor);
        _agent = new Agent(new(name), name, Presence.Available, Town.Skills, capacity, takesOffers);
        auditor.Capacities[name] = capacity;
    }

    public async Task WorkAsync()
    {
        await BeAsync(Presence.Available);
        while (true)
        {
            await SleepAsync(6_000);
            try
            {
                await SayIAmHereAsync();
                await LookAsync(await AskAsync(MineAsync));
                if (_isSupervisor && _stage.HasFaults && _stage.Chance(0.2))
                {
                    await MoveSomethingAsync();
                }

                if (_stage.Chance(0.3))
                {
                    await DoWhatIsOwedAsync();
                }
            }
            catch (Exception failed) when (failed is RedisTimeoutException or IOException)
            {
                continue;
            }

            if (_stage.HasFaults && _stage.Chance(0.02))
            {
                await BeAsync(Presence.Away);
                await SleepAsync(200_000);
                await BeAsync(Presence.Available);
            }
        }
    }

    /// <summary>Whoever was set offline, or not responding, sees it and says that they are there.</summary>
    private async Task SayIAmHereAsync()
    {
        if (await AskAsync(node => node.Agents.FindAsync(_agent.Id)) is { Presence: not Presence.Available })
        {
            await BeAsync(Presence.Available);
        }
    }

    /// <summary>Gives any live handoff to a skill or to somebody, or takes it over, by what was seen a moment ago.</summary>
    private async Task MoveSomethingAsync()
    {
        var state = (HandoffState[])[HandoffState.Waiting, HandoffState.Offered, HandoffState.Held];
        var (live, _) = await AskAsync(node => node.Handoffs.ListAsync(state[_stage.Random.Next(state.Length)], null));
        if (live.Count == 0)
        {
            return;
        }

        var handoff = live[_stage.Random.Next(live.Count)];
        var holder = handoff.Holder is { } id ? await AskAsync(node => node.Agents.FindAsync(id)) : null;
        var colleague = $"agent-{_stage.Random.Next(12)}";
        switch (_stage.Random.Next(3))
        {
            case 0:
                await AskAsync(node => node.Actions.TakeOverAsync(_agent, handoff, holder, "mine now"));
                break;
            case 1:
                await AskAsync(node => node.Actions.ReassignAsync(_agent, handoff, holder, TransferTarget.ToAgent(new(colleague), colleague), "yours now"));
                break;
            default:
                var skill = Town.Skills[_stage.Random.Next(Town.Skills.Length)];
                await AskAsync(node => node.Actions.ReassignAsync(_agent, handoff, holder, TransferTarget.ToSkill(skill), "theirs now"));
                break;
        }
    }

    /// <summary>Takes a follow-up that nobody has, or does one's own; now and then reaches for a colleague's.</summary>
    private async Task DoWhatIsOwedAsync()
    {
        var (open, _) = await AskAsync(node => node.FollowUps.ListAsync(FollowUpState.Open, null));
        var mine = open.Where(owed => !owed.IsTaken || owed.Owner == _agent.Id || _stage.Chance(0.1)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var followUp = mine[_stage.Random.Next(mine.Count)];
        if (followUp.IsTaken && _stage.Chance(0.7))
        {
            var outcome = await AskAsync(node => node.FollowUps.DoneAsync(followUp, _agent.Id, "called"));
            Assert.True(outcome != FollowUpOutcome.Done || _auditor.MayEnd(followUp.Id.Value, _agent.Id.Value), $"{_agent.Id} ended {followUp.Id}, which another person has.");
        }
        else if (await AskAsync(node => node.Promises.TakeAsync(_agent, followUp)) == FollowUpOutcome.Done)
        {
            _auditor.Took(followUp.Id.Value, _agent.Id.Value);
        }
    }

    /// <summary>Every call is a sign of whoever makes it.</summary>
    private async Task<T> AskAsync<T>(Func<Node, Task<T>> act) => await _node().RequestAsync(async node =>
    {
        if (await node.BeatAsync(_agent.Id))
        {
            _auditor.Beat(_agent.Id.Value);
        }

        return await act(node);
    });

    private async Task LookAsync(IReadOnlyList<Handoff> mine)
    {
        if (mine.Count == 0 || (mine.Count < _agent.Capacity && _stage.Chance(0.3)))
        {
            await AskAsync(node => node.Actions.NextAsync(_agent));
        }

        foreach (var handoff in mine)
        {
            var token = handoff.Lease!.Token;
            if (handoff.State == HandoffState.Offered)
            {
                await AnswerAsync(handoff, token);
            }
            else
            {
                await TalkAsync(handoff, token);
            }
        }
    }

    private async Task AnswerAsync(Handoff offered, string token)
    {
        if (_stage.HasFaults && _stage.Chance(0.15))
        {
            // Looks away, and takes what may be somebody else's by then.
            await SleepAsync(240_000);
        }

        if (!_stage.HasFaults || _stage.Chance(0.8))
        {
            await RepeatAsync(node => node.Actions.AcceptAsync(_agent, offered, token));
        }
        else if (_stage.Chance(0.5))
        {
            await RepeatAsync(node => node.Actions.DeclineAsync(_agent, offered, token));
        }
    }

    private async Task TalkAsync(Handoff held, string token)
    {
        var draw = _stage.Random.Next(_stage.HasFaults ? 24 : 12);
        switch (draw)
        {
            case < 8:
                await SayAsync(held, token);
                break;
            case < 11:
                await RepeatAsync(node => node.Actions.ResolveAsync(_agent, held, token, Resolution.Solved, "done", seenSeq: null));
                break;
            case 11:
                await RepeatAsync(node => node.Actions.ReturnToBotAsync(_agent, held, token, "back", seenSeq: null));
                break;
            case 12 or 13:
                var skill = Town.Skills[_stage.Random.Next(2)];
                await RepeatAsync(node => node.Actions.TransferAsync(_agent, held, token, TransferTarget.ToSkill(skill), "note"));
                break;
            case 14 or 15:
                var colleague = $"agent-{_stage.Random.Next(12)}";
                await RepeatAsync(node => node.Actions.TransferAsync(_agent, held, token, TransferTarget.ToAgent(new(colleague), colleague), "note"));
                break;
            case 16:
                await RepeatAsync(node => node.Actions.DeclineAsync(_agent, held, token));
                break;
            case 17:
                await SleepAsync(300_000);
                await SayAsync(held, token);
                break;
            default:
                await RepeatAsync(node => RenewAsync(node, held, token));
                break;
        }
    }

    private async Task SayAsync(Handoff held, string token)
    {
        var message = $"{_agent.Id.Value}-{_said++}";
        if (await RepeatAsync(node => node.Actions.SayAsync(_agent, held, token, message, "I see.")) == LeaseOutcome.Done)
        {
            _auditor.AgentWasHeard(held.Opened.Conversation.Value, message);
        }
    }

    /// <summary>Up to three times, with the same ids, as the console does.</summary>
    /// <returns>Null when no answer came.</returns>
    private async Task<LeaseOutcome?> RepeatAsync(Func<Node, Task<LeaseResult>> act)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                return (await AskAsync(act)).Outcome;
            }
            catch (Exception failed) when (failed is RedisTimeoutException or IOException)
            {
                await SleepAsync(2_000);
            }
        }

        return null;
    }

    private async Task BeAsync(Presence presence)
    {
        while (true)
        {
            try
            {
                await AskAsync(node => SetAsync(node, presence));
                return;
            }
            catch (Exception failed) when (failed is RedisTimeoutException or IOException)
            {
                await SleepAsync(2_000);
            }
        }
    }

    private async Task<bool> SetAsync(Node node, Presence presence)
    {
        await node.Agents.SetAsync(_agent with { Presence = presence });
        return true;
    }

    private Task<LeaseResult> RenewAsync(Node node, Handoff held, string token) => node.Handoffs.RenewAsync(held, _agent.Id, token);

    private async Task<IReadOnlyList<Handoff>> MineAsync(Node node)
    {
        var (offered, _) = await node.Handoffs.ListAsync(HandoffState.Offered, null);
        var (held, _) = await node.Handoffs.ListAsync(HandoffState.Held, null);
        return [.. offered.Concat(held).Where(handoff => handoff.Holder == _agent.Id && handoff.Lease is not null)];
    }

    private Task SleepAsync(int atMostMs) => _stage.SleepAsync(_world, TimeSpan.FromMilliseconds(_stage.Random.Next(atMostMs)));
}
