using System.CommandLine;
using HandoffBot.Server.Hosting;
using HandoffBot.Server.Policy;
using HandoffBot.Server.SignIn;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Commands;

/// <summary><c>serve</c>: runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serves chat, console and operations (what happens without a command, too).");
        command.SetAction((parsed, cancellation) => RunAsync(parsed.UnmatchedTokens, cancellation));
        return command;
    }

    /// <returns>0 after an orderly stop; 1 when it could not start, which is then said on standard error.</returns>
    public static async Task<int> RunAsync(IEnumerable<string> configuration, CancellationToken cancellationToken)
    {
        var builder = ServerHost.CreateBuilder(configuration);
        if (Wiring.LoadDialogs(DialogFolder.From(builder.Configuration), CoreSetup.Skills(builder.Configuration), out var faults) is not { } dialogs)
        {
            return Refuse(faults);
        }

        if (PolicyWatch.Open(builder.Configuration, dialogs, TimeProvider.System.GetUtcNow(), out faults) is not { } policies)
        {
            return Refuse(faults);
        }

        await using var app = ServerHost.Build(builder, dialogs, policies);
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.Services.GetRequiredService<OpenStore>().OpenAsync();
            ServerHost.Map(app);
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (Faults(exception) is { } reasons)
        {
            return Refuse(reasons);
        }

        SayReady(app);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static void SayReady(WebApplication app)
    {
        var local = app.Services.GetRequiredService<LocalSignIn>();
        foreach (var line in StartMessage.Lines(local.Addresses.First(), local.IsOpen ? local.Link : null))
        {
            System.Console.WriteLine(line);
        }
    }

    /// <summary>What the operator can put right, in words; null for everything else.</summary>
    private static List<string>? Faults(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            [.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(invalid => invalid.Failures)],
        // An address or the store's folder in use, or a folder that cannot be written.
        IOException or UnauthorizedAccessException => [exception.Message],
        _ => null,
    };

    private static int Refuse(IReadOnlyList<string> faults)
    {
        System.Console.Error.WriteLine("HandoffBot cannot start:");
        foreach (var fault in faults)
        {
            System.Console.Error.WriteLine($"  {fault}");
        }

        return 1;
    }
}
