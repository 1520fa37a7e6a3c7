using System.CommandLine;
using HandoffBot.Benchmarks;

var redis = new Option<string>("--redis") { Description = "host:port of a redis-server; without it the embedded store is measured.", DefaultValueFactory = _ => "" };
var count = new Option<int>("--count") { Description = "How many handoffs or turns.", DefaultValueFactory = _ => 4_000 };
var agents = new Option<int>("--agents") { Description = "How many agents work side by side.", DefaultValueFactory = _ => 50 };

var queue = new Command("queue", "Full handoff cycles: enqueue, offer, accept, close.") { redis, count, agents };
queue.SetAction((arguments, _) => QueueBenchmark.RunAsync(arguments.GetValue(redis)!, arguments.GetValue(count), arguments.GetValue(agents)));

var turns = new Command("turns", "Whole turns through HTTP: message in, reply at the channel's connector.") { redis, count };
turns.SetAction((arguments, _) => TurnsBenchmark.RunAsync(arguments.GetValue(redis)!, arguments.GetValue(count)));

return await new RootCommand("Benchmarks of HandoffBot; each prints one JSON line.") { queue, turns }.Parse(args).InvokeAsync();
