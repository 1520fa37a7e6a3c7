using HandoffBot.Core.Handoffs;

namespace HandoffBot.Redis.Tests.Linearizability;

/// <summary>
/// A few callers who at the same moment do what agents, customers, the bot and the loops do, often with tokens and versions that are over by then. What they choose
/// follows from the seed; in which order the store hears them does not, and that is what is checked.
/// </summary>
internal sealed class Players(Desk desk, int seed)
{
    public static readonly string[] Skills = ["general", "billing"];
    private static readonly string[] Agents = ["ann", "ben", "cem"];
    private const int CallsEach = 3;

    private readonly Random _random = new(seed);
    private readonly List<string> _talks = [];
    private readonly HashSet<string> _handoffs = [];

    /// <summary>Tokens by handoff, dead ones included.</summary>
    private readonly Dictionary<string, List<string>> _tokens = new(StringComparer.Ordinal);

    private long _clock;

    /// <summary>The calls of the latest phase.</summary>
    public List<Call> Calls { get; private set; } = [];

    public async Task<World> BeginAsync(IEnumerable<string> talks, IEnumerable<string> handoffs)
    {
        _talks.AddRange(talks);
        _handoffs.UnionWith(handoffs);
        foreach (var agent in Agents)
        {
            await desk.Come(agent, 2).Run();
        }

        return (await LookAsync()).World;
    }

    /// <summary>One phase: everybody at once, at one instant. Then it is quiet, and what the store holds must be one of the worlds that explain the answers.</summary>
    public async Task<IReadOnlyCollection<World>> PlayAsync(IReadOnlyCollection<World> worlds)
    {
        var (_, copies) = await LookAsync();
        var calls = new List<Call>();
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seeds = Agents.Select(_ => _random.Next()).ToArray();
        var playing = Agents.Select((agent, i) => Task.Run(async () =>
        {
            var random = new Random(seeds[i]);
            await begin.Task;
            for (var call = 0; call < CallsEach; call++)
            {
                await CallAsync(await ChooseAsync(agent, copies, random), random, calls);
            }
        })).ToArray();
        begin.SetResult();
        await Task.WhenAll(playing);

        Calls = calls;
        var explained = Checker.Explain(worlds, calls);
        Assert.True(explained.Count > 0, $"No order of these calls explains the answers (seed {seed}):\n{Describe(worlds)}");
        var seen = (await LookAsync()).World;
        var agreed = explained.Select(world => world.Agree(seen)).OfType<World>().DistinctBy(world => world.Key()).ToArray();
        Assert.True(agreed.Length > 0, $"The store looks like no world that explains the answers (seed {seed}):\n{Describe(worlds)}\nexpected one of:\n{string.Join("\nor\n", explained)}\nbut is:\n{seen}");
        return agreed;
    }

    private async Task<Operation> ChooseAsync(string agent, IReadOnlyDictionary<string, Handoff> copies, Random random)
    {
        var handoff = Pick(copies.Values.OrderBy(it => it.Opened.EnqueuedAt).ThenBy(it => it.Id.Value, StringComparer.Ordinal).ToArray(), random);
        var (id, talk) = (handoff.Id.Value, Pick(_talks, random));
        var token = Token(id, random);
        var caller = random.Next(4) > 0 && handoff.Holder is { } holder ? holder.Value : agent;
        switch (random.Next(16))
        {
            case 0 or 1:
                return desk.Next(agent, random.Next(2) == 0 ? Skills : [Pick(Skills, random)]);
            case 2 or 3:
                return desk.Offer(id, agent);
            case 4 or 5:
                return desk.Accept(handoff, caller, token);
            case 6:
                return desk.Decline(handoff, caller, token);
            case 7:
                return desk.Reclaim(handoff, token);
            case 8:
                return desk.Renew(handoff, caller, token);
            case 9:
                return desk.Say(handoff, caller, token, $"m{random.Next(6)}");
            case 10:
                return desk.TransferToSkill(handoff, caller, token, Pick(Skills, random));
            case 11:
                return desk.TransferToAgent(handoff, caller, token, Pick(Agents, random));
            case 12:
                return desk.Close(handoff, caller, token);
            case 13:
                return desk.Withdraw(handoff, (await desk.LoadAsync(handoff.Opened.Conversation.Value))!.Conversation.Version - random.Next(2));
            case 14:
                // A claim over partitions is held against the room that its agent had when it began.
                return desk.IsSpread ? desk.Hear(talk, $"c{random.Next(8)}") : random.Next(2) == 0 ? desk.Come(agent, 1 + random.Next(3)) : random.Next(3) == 0 ? desk.Leave(agent) : desk.Hear(talk, $"c{random.Next(8)}");
            default:
                var asked = desk.Ask((await desk.LoadAsync(talk))!, Pick(Skills, random), random.Next(3) == 0 ? Priority.Urgent : Priority.Normal);
                lock (_handoffs)
                {
                    // The text ends in the new id: it is looked for afterwards whether or not the caller hears that it was opened.
                    _handoffs.Add(asked.Text.Split(' ')[^1]);
                }

                return asked;
        }
    }

    /// <summary>One in eight answers is lost, before or after it happened; half of these callers try again, as a client does.</summary>
    private async Task CallAsync(Operation operation, Random random, List<Call> calls)
    {
        var begun = Interlocked.Increment(ref _clock);
        // What a lost claim over partitions has taken is not tried out: it could be any.
        var fate = operation.Weakly is null ? random.Next(16) : 15;
        var answer = fate == 0 ? null : await operation.Run();
        var ended = Interlocked.Increment(ref _clock);
        var isLost = fate <= 1;
        lock (calls)
        {
            calls.Add(isLost ? new Call(operation, begun, long.MaxValue, null) : new Call(operation, begun, ended, answer));
            // Whoever did not hear the answer cannot use its token; it is seen when it is quiet again.
            if (!isLost && answer is { Token: { } token, Handoff: { } id })
            {
                Know(id, token);
            }
        }

        if (isLost && random.Next(2) == 0)
        {
            await CallAsync(operation, random, calls);
        }
    }

    private string Token(string id, Random random)
    {
        lock (_tokens)
        {
            // Mostly the latest one: the others are over, or belong to somebody else.
            return !_tokens.TryGetValue(id, out var known) ? "none" : random.Next(4) > 0 ? known[^1] : Pick(known, random);
        }
    }

    private void Know(string id, string token)
    {
        lock (_tokens)
        {
            var known = _tokens.TryGetValue(id, out var tokens) ? tokens : _tokens[id] = [];
            known.Remove(token);
            known.Add(token);
        }
    }

    private async Task<(World World, Dictionary<string, Handoff> Copies)> LookAsync()
    {
        var (world, copies) = await desk.LookAsync(_talks);
        world = await desk.LookAtAsync(world, _handoffs, copies);
        foreach (var copy in copies.Values)
        {
            if (copy.Lease is { } lease)
            {
                Know(copy.Id.Value, lease.Token);
            }
        }

        return (world, copies);
    }

    private string Describe(IReadOnlyCollection<World> worlds) => $"{string.Join("\nor\n", worlds)}\n\n{string.Join('\n', Calls.OrderBy(call => call.Begun))}";

    private static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];
}
