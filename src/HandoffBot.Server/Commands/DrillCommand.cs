using System.CommandLine;
using System.Globalization;
using HandoffBot.Server.Drill;

namespace HandoffBot.Server.Commands;

/// <summary><c>drill</c>: breaks real processes under load and checks every promise from outside.</summary>
internal static class DrillCommand
{
    public static Command Create()
    {
        var minutes = Number("--minutes", "How long faults go on.", 10.0);
        var seed = Number("--seed", "Decides every choice; the same seed gives the same customers, agents and faults.", 1);
        var nodes = Number("--nodes", "Server processes on one Redis.", 2);
        var store = new Option<string>("--store") { Description = "redis (a redis-server of its own) or embedded (one node).", DefaultValueFactory = _ => "redis" };
        store.AcceptOnlyFromAmong("redis", "embedded");
        var customers = Number("--customers", "Customers at once.", 160);
        var agents = Number("--agents", "Agents at once.", 32);
        var handoffs = Number("--handoffs", "With so many ended, and all kills and faults done, it ends before its time.", 50_000);
        var kills = Number("--kills", "kill -9 of server processes, spread over the time.", 200);
        var faults = Number("--redis-faults", "Restarts, freezes and disturbed connections of Redis, spread over the time.", 50);
        var keep = new Option<bool>("--keep") { Description = "Leaves logs and data behind." };
        var command = new Command("drill", "Kills, freezes and cuts off real processes under load, then checks every promise; 1 when one was broken.") { minutes, seed, nodes, store, customers, agents, handoffs, kills, faults, keep };
        command.SetAction((parsed, cancellation) => RunAsync(
            new DrillSettings(
                TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                parsed.GetValue(seed),
                parsed.GetValue(store) == "embedded" ? 1 : parsed.GetValue(nodes),
                parsed.GetValue(store) == "embedded",
                parsed.GetValue(customers),
                parsed.GetValue(agents),
                parsed.GetValue(handoffs),
                parsed.GetValue(kills),
                parsed.GetValue(faults),
                parsed.GetValue(keep)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || (!settings.IsEmbedded && !DrillRedis.IsInstalled))
        {
            await System.Console.Error.WriteLineAsync(OperatingSystem.IsWindows() ? "A drill freezes processes with signals, which Windows does not have." : $"{DrillRedis.Program} is not installed. --store embedded does without.");
            return 1;
        }

        return await new FaultDrill(settings, System.Console.Out).RunAsync(cancellationToken) ? 0 : 1;
    }

    private static Option<T> Number<T>(string name, string description, T otherwise)
        where T : struct, IComparable<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && given < 0)
            {
                result.AddError($"{name} must not be negative.");
            }
        });
        return option;
    }
}
