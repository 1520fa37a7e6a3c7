using System.CommandLine;
using HandoffBot.Benchmarks;

var redis = new Option<string>("--redis") { Description = "host:port of a redis-server. Without it one is started that writes every command to disk first; if none is installed, the embedded store is measured.", DefaultValueFactory = _ => "" };
var count = new Option<int>("--count") { Description = "How many handoffs or turns.", DefaultValueFactory = _ => 4_000 };
var agents = new Option<int[]>("--agents") { Description = "How many agents work side by side; several numbers to try each.", DefaultValueFactory = _ => [50, 100, 200], AllowMultipleArgumentsPerToken = true };
var rounds = new Option<int>("--rounds") { Description = "How often all is measured, in turns; the median counts.", DefaultValueFactory = _ => 5 };
var waiting = new Option<int>("--waiting") { Description = "How many handoffs wait in the long line.", DefaultValueFactory = _ => 1_000_000 };

var queue = new Command("queue", "Full handoff cycles (enqueue, offer, accept, close) beside the raw ceiling, BullMQ and Hangfire.") { redis, count, agents, rounds };
queue.SetAction((arguments, _) => QueueBenchmark.RunAsync(arguments.GetValue(redis)!, arguments.GetValue(count), arguments.GetValue(agents)!, arguments.GetValue(rounds)));

var claims = new Command("claims", "What a claim costs when 1,000 handoffs wait and when a million do; what each takes of Redis' memory.") { redis, waiting, rounds };
claims.SetAction((arguments, _) => ClaimsBenchmark.RunAsync(arguments.GetValue(redis)!, arguments.GetValue(waiting), arguments.GetValue(rounds)));

var turns = new Command("turns", "Whole turns through HTTP: message in, reply at the channel's connector.") { redis, count };
turns.SetAction((arguments, _) => TurnsBenchmark.RunAsync(arguments.GetValue(redis)!, arguments.GetValue(count)));

var lines = new Option<string>("--data") { Description = "JSON Lines {text, lang} instead of the turns kept here.", DefaultValueFactory = _ => "" };
var reads = new Option<int>("--count") { Description = "How many turns.", DefaultValueFactory = _ => 20_000 };
var router = new Command("router", "What all readers and the decision take per turn on one core, and what loading them takes of memory.") { lines, reads };
router.SetAction((arguments, _) => RouterBenchmark.RunAsync(arguments.GetValue(lines)!, arguments.GetValue(reads)));

var folder = new Option<DirectoryInfo>("--data") { Description = "Folder with the labelled files.", Required = true }.AcceptExistingOnly();
var sentiment = new Command("sentiment", "The sentiment reader beside VADER on the same labelled lines.") { folder };
sentiment.SetAction((arguments, _) => SentimentBenchmark.RunAsync(arguments.GetValue(folder)!.FullName));

return await new RootCommand("Benchmarks of HandoffBot; each prints lines of JSON.") { queue, claims, turns, router, sentiment }.Parse(args).InvokeAsync();
