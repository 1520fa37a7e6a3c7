using System.Text.Json;
using System.Text.Json.Serialization;

namespace HandoffBot.Benchmarks;

/// <summary>
/// HandoffBot, the raw ceiling of the same client, BullMQ and Hangfire on one Redis, in turns: so many rounds of all settings, of which the median counts, since a machine is
/// seldom alone. A contender's best setting stands for it.
/// </summary>
internal static class QueueBenchmark
{
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static async Task<int> RunAsync(string redis, int count, int[] agents, int rounds)
    {
        await using var target = await Target.OpenAsync(redis);
        IContender[] contenders = [new HandoffCycles(target.Store, agents)];
        if (target.Connection is { } connection)
        {
            await BullMqCycles.InstallAsync();
            contenders =
            [
                .. contenders, new RawCeiling(connection, target.Prefix, agents),
                new BullMqCycles(target.Port, target.Prefix, 1, agents), new BullMqCycles(target.Port, target.Prefix, 2, agents),
                new HangfireCycles(connection, target.Prefix, [10, 20, 50]),
            ];
        }

        foreach (var contender in contenders)
        {
            await contender.RunAsync(Math.Max(200, count / 20), contender.Levels[0]);
        }

        var runs = contenders.SelectMany(contender => contender.Levels.Select(level => (Contender: contender, Level: level, Rates: new List<Rate>()))).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (contender, level, rates) in runs)
            {
                // Hangfire is an order of magnitude slower; with as many jobs it would take most of the time.
                var cycles = contender is HangfireCycles ? Math.Max(200, count / 10) : count;
                rates.Add(contender is HandoffCycles own ? await own.RunAsync(cycles, level, work => target.WithCpuAsync(cycles, work)) : await target.WithCpuAsync(cycles, () => contender.RunAsync(cycles, level)));
            }
        }

        Report(target, count, rounds, runs);
        return 0;
    }

    private static void Report(Target target, int count, int rounds, (IContender Contender, int Level, List<Rate> Rates)[] runs)
    {
        var settings = runs.Select(run => (run.Contender.Name, run.Level, Rate: Median(run.Rates))).ToArray();
        foreach (var group in settings.GroupBy(setting => setting.Name))
        {
            Print(new
            {
                benchmark = "queue",
                contender = group.Key,
                store = target.Connection is null ? "embedded" : "redis",
                count,
                rounds,
                settings = group.Select(setting => new
                {
                    atOnce = setting.Level,
                    cyclesPerSecond = Math.Round(setting.Rate.PerSecond),
                    p50Ms = setting.Rate.P50,
                    p99Ms = setting.Rate.P99,
                    redisCpuMicrosPerCycle = Math.Round(setting.Rate.RedisCpu, 1),
                }),
            });
        }

        if (target.Connection is not null)
        {
            var own = settings.Where(setting => setting.Name == "handoffbot").MaxBy(setting => setting.Rate.PerSecond);
            var ceiling = settings.Single(setting => setting.Name == "ceiling" && setting.Level == own.Level);
            Print(new
            {
                benchmark = "queue",
                ratios = new
                {
                    atOnce = own.Level,
                    ofCeiling = Ratio(own.Rate.PerSecond, ceiling.Rate.PerSecond),
                    redisCpuOfCeilingToOwn = Ratio(ceiling.Rate.RedisCpu, own.Rate.RedisCpu),
                    toBullMq = Ratio(own.Rate.PerSecond, Best("bullmq")),
                    toHangfire = Ratio(own.Rate.PerSecond, Best("hangfire")),
                },
            });
        }

        double Best(string contender) => settings.Where(setting => setting.Name.StartsWith(contender, StringComparison.Ordinal)).Max(setting => setting.Rate.PerSecond);
    }

    private static Rate Median(List<Rate> rates) => rates.OrderBy(rate => rate.PerSecond).ElementAt(rates.Count / 2) with { RedisCpu = rates.Select(rate => rate.RedisCpu).Order().ElementAt(rates.Count / 2) };

    private static double Ratio(double one, double other) => Math.Round(one / other, 2);

    private static void Print<T>(T line) => Console.WriteLine(JsonSerializer.Serialize(line, WithoutNulls));
}
