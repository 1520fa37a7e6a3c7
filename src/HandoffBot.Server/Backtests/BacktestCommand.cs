using System.CommandLine;
using HandoffBot.Core.Backtests;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Policy;
using HandoffBot.Server.Hosting;
using HandoffBot.Server.Ops;
using HandoffBot.Server.Policy;
using HandoffBot.Server.Problems;

namespace HandoffBot.Server.Backtests;

/// <summary><c>backtest</c>: what another policy would have made of the stored conversations. Opens the store itself: a Redis beside running servers, the embedded one while its server is stopped.</summary>
internal static class BacktestCommand
{
    private const int ExamplesUsually = 5;

    public static Command Create()
    {
        var policy = new Option<FileInfo>("--policy") { Description = "The policy to try.", Required = true }.AcceptExistingOnly();
        var from = new Option<string?>("--from") { Description = "Beginning, ISO 8601; a date is its midnight in UTC. The last 24 hours when left out." };
        var to = new Option<string?>("--to") { Description = "End, not included." };
        var anew = new Option<bool>("--read-anew") { Description = "Read the turns with today's readers instead of deciding on what was read at the time." };
        var words = new Option<bool>("--words") { Description = "Quote customers in the examples." };
        var examples = new Option<int>("--examples") { Description = "How many of each kind of difference to show.", DefaultValueFactory = _ => ExamplesUsually };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };

        var command = new Command("backtest", "Replays stored conversations under another policy and says what would have been handed off.") { policy, from, to, anew, words, examples, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var wanted = new Wanted(parsed.GetValue(policy)!.FullName, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(anew), parsed.GetValue(words), Math.Max(0, parsed.GetValue(examples)));
                var (report, wording) = await RunAsync(wanted, parsed.UnmatchedTokens, cancellation);
                await System.Console.Out.WriteLineAsync(parsed.GetValue(json) ? BacktestJson.Write(report) : BacktestText.Write(report, wording));
                return 0;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                await System.Console.Error.WriteLineAsync(exception.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<(BacktestReport Report, DialogSet Dialogs)> RunAsync(Wanted wanted, IEnumerable<string> configuration, CancellationToken cancellationToken)
    {
        var builder = ServerHost.CreateBuilder(configuration);
        var skills = CoreSetup.Skills(builder.Configuration);
        var dialogs = Wiring.LoadDialogs(DialogFolder.From(builder.Configuration), skills, out var faults) ?? throw Faulty(faults);
        var tried = new PolicyFile(dialogs, skills).Load(wanted.Policy);
        if (!tried.IsUsable)
        {
            throw Faulty(tried.Faults.Select(fault => fault.ToString()));
        }

        var period = Read(wanted, TimeProvider.System);
        var inForce = PolicyWatch.Open(builder.Configuration, dialogs, TimeProvider.System.GetUtcNow(), out faults) ?? throw Faulty(faults);
        var folder = StoreFolder.From(builder.Configuration);
        builder.Services.AddSingleton(folder).AddCore();
        builder.AddParts(dialogs, inForce);
        await using var app = builder.Build();
        await OpenAsync(app, folder);
        var backtest = new Backtest(
            app.Services.GetRequiredService<IConversationHistory>(), app.Services.GetRequiredService<IConversationStore>(), dialogs, tried.Policy,
            wanted.IsReadAnew ? app.Services.GetRequiredService<SignalPanel>() : null, TimeProvider.System);
        return (await backtest.RunAsync(period.From, period.To, wanted.Examples, wanted.WithWords, cancellationToken), dialogs);
    }

    private static async Task OpenAsync(WebApplication app, StoreFolder folder)
    {
        var connection = app.Configuration["Redis:Connection"];
        if (string.IsNullOrEmpty(connection) && !Directory.Exists(Path.Combine(folder.Path, "store")))
        {
            throw new InvalidDataException($"There is no store in {folder.Path}: name it by --Store:Path, or a Redis by --Redis:Connection.");
        }

        try
        {
            await app.Services.GetRequiredService<OpenStore>().OpenAsync();
        }
        catch (IOException exception)
        {
            throw new InvalidDataException($"{exception.Message} Stop the server that uses it, or give it a Redis, which both can use at once.", exception);
        }
    }

    private static Period Read(Wanted wanted, TimeProvider time)
    {
        var input = new Input();
        var period = Period.Read(wanted.From, wanted.To, time.GetUtcNow(), input);
        return input.IsValid ? period : throw new InvalidDataException("--from and --to must be dates or instants such as 2026-11-01 or 2026-11-01T09:00:00Z, --from before --to, and at most 400 days apart.");
    }

    private static InvalidDataException Faulty(IEnumerable<string> faults) => new(string.Join(Environment.NewLine, faults));

    private sealed record Wanted(string Policy, string? From, string? To, bool IsReadAnew, bool WithWords, int Examples);
}
