using HandoffBot.Redis;
using HandoffBot.Redis.Tests.Linearizability;
using StackExchange.Redis;

namespace HandoffBot.Simulation.Tests;

/// <param name="Seed">Draws everything that happens.</param>
/// <param name="Customers">How many write; each about four messages.</param>
/// <param name="Spoil">A fault to put into a script; null for the scripts as they are.</param>
/// <param name="DisksForget">A fault of machines: what a process kept on disk is gone when it dies.</param>
internal sealed record Plan(int Seed, int Customers, (string Script, string Sound, string Spoilt)? Spoil = null, bool DisksForget = false);

/// <summary>Two nodes, some agents and many customers over one store, from the first message until nobody is owed anything.</summary>
internal sealed class Play
{
    private const int AgentCount = 12, Supervisors = 2, StepsPerAudit = 1_000;

    /// <summary>A play that takes more than this between two of its turning points does not get anywhere; customers come one every two seconds.</summary>
    private readonly int _mostSteps;

    private readonly Stage _stage;
    private readonly Keys _keys = new(Guid.CreateVersion7().ToString("N"), 1);
    private readonly IDatabase _database;
    private readonly Auditor _auditor;
    private readonly Recipient _recipient;
    private readonly Plan _plan;
    private readonly Machine[] _machines;
    private readonly Node[] _nodes = new Node[2];
    private readonly Life _world = new("world");
    private readonly List<Person> _people = [];
    private readonly List<Customer> _customers = [];

    private Play(Plan plan, IDatabase database)
    {
        _plan = plan;
        _stage = new Stage(plan.Seed);
        _mostSteps = 100_000 + (plan.Customers * 400);
        _machines = [.. _nodes.Select(_ => new Machine(_stage, _world))];
        _database = plan.Spoil is var (script, sound, spoilt) ? Sabotage.Of(database, script, sound, spoilt) : database;
        _recipient = new Recipient(_stage);
        _auditor = new Auditor(database, _keys, _stage);
        SynchronizationContext.SetSynchronizationContext(_stage);
        Wire.LoadScripts(database);
        for (var i = 0; i < _nodes.Length; i++)
        {
            Start(i);
            _stage.Watch(_machines[i].LoseTheStoreNowAndThenAsync());
        }

        for (var i = 0; i < AgentCount; i++)
        {
            _people.Add(new Person(_stage, _world, $"agent-{i}", capacity: 1 + (i % 3), takesOffers: i % 2 == 0, isSupervisor: i < Supervisors, Node, _auditor));
        }

        _customers.AddRange(Enumerable.Range(0, plan.Customers).Select(i => new Customer(_stage, _world, i, TimeSpan.FromSeconds(_stage.Random.Next(1 + (plan.Customers * 2))), Node, _auditor)));
        _people.ForEach(person => _stage.Watch(person.WorkAsync()));
        _customers.ForEach(customer => _stage.Watch(customer.WriteAsync()));
    }

    /// <summary>Plays on a thread of its own and tells what came of it.</summary>
    /// <exception cref="SimulationException">A promise was broken, with the seed and the last steps.</exception>
    public static PlayResult Run(Plan plan, IDatabase database)
    {
        PlayResult? result = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = new Play(plan, database).ToTheEnd();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return result ?? throw failure!;
    }

    private PlayResult ToTheEnd()
    {
        try
        {
            Until(() => _customers.TrueForAll(customer => customer.HasWritten), "not every customer could write");
            _stage.HasFaults = false;
            Until(() => _auditor.IsQuiet() && _machines.All(machine => machine.Disk.Count == 0), "somebody is still waiting although everything works");
            _auditor.CheckEnd(_recipient);
            return new PlayResult(_stage.Steps, _stage.Digest, _auditor.Handoffs, _auditor.Deaths);
        }
        catch (Exception exception)
        {
            throw new SimulationException($"{exception.Message}\nThe last steps:\n{_stage.Trace}", exception);
        }
    }

    private void Until(Func<bool> condition, string otherwise)
    {
        var last = _stage.Steps;
        while (!condition())
        {
            var next = _stage.Steps + StepsPerAudit;
            _stage.Play(() => _stage.Steps >= next);
            _auditor.CheckAll();
            Assert.True(_stage.Steps - last < _mostSteps, otherwise);
        }
    }

    /// <summary>The node that a load balancer would pick: any, also one that is not up at the moment.</summary>
    private Node Node() => _nodes[_stage.Random.Next(_nodes.Length)];

    private void Start(int i)
    {
        var life = new Life($"node-{i}");
        var skew = TimeSpan.FromMilliseconds(_stage.Random.Next(-3_000, 3_000));
        _nodes[i] = new Node(_stage, life, _machines[i], Wire.Of(_database, _stage, life, _machines[i], _auditor.Check), _keys, skew, _recipient);
        life.AtEnd(() => _stage.Watch(RestartAsync(i)));
    }

    private async Task RestartAsync(int i)
    {
        _auditor.Deaths++;
        if (_plan.DisksForget)
        {
            _machines[i].Disk.Clear();
        }

        await _stage.SleepAsync(_world, TimeSpan.FromMilliseconds(_stage.Random.Next(8_000)));
        Start(i);
    }
}

/// <param name="Digest">Equal for equal plays.</param>
internal sealed record PlayResult(int Steps, int Digest, long Handoffs, int Deaths);

public sealed class SimulationException(string message, Exception inner) : Exception(message, inner);
