using System.CommandLine;
using System.Globalization;
using HandoffBot.Server.Hosting;
using HandoffBot.Server.SignIn;

namespace HandoffBot.Server.Commands;

/// <summary><c>token</c>: prints a bearer token for the agent and ops APIs on its last line. Works beside a running server, whose signing key it shares.</summary>
internal static class TokenCommand
{
    private const int LongestDays = 365;

    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "Who it is for.", Required = true };
        var roles = new Option<string[]>("--role") { Description = $"What they may do ({string.Join(", ", Role.All)}); repeat it for several.", Required = true };
        roles.AcceptOnlyFromAmong([.. Role.All]);
        var days = new Option<int>("--days") { Description = "How long it is good for.", DefaultValueFactory = _ => 30 };
        days.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var given) && given is < 1 or > LongestDays)
            {
                result.AddError($"--days must be from 1 to {LongestDays}.");
            }
        });

        var command = new Command("token", "Prints a bearer token for programs on its last line.") { name, roles, days };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(name), parsed.GetRequiredValue(roles), parsed.GetValue(days), parsed.UnmatchedTokens, System.Console.Out, System.Console.Error));
        return command;
    }

    public static int Run(string name, string[] roles, int days, IEnumerable<string> configuration, TextWriter output, TextWriter errors)
    {
        if (Person.Named(name, [.. Role.All.Where(roles.Contains)]) is not { } person)
        {
            errors.WriteLine("--name needs at least one letter or digit, and 120 characters at most.");
            return 1;
        }

        var settings = ServerHost.CreateBuilder(configuration).Configuration;
        var auth = settings.GetSection(AuthOptions.Section).Get<AuthOptions>() ?? new AuthOptions();
        if (auth.SigningKey is { Length: > 0 } given && !SigningKey.IsUsable(given))
        {
            errors.WriteLine($"Auth:SigningKey must be base64 of at least {SigningKey.Bytes} bytes.");
            return 1;
        }

        var tokens = new BearerTokens(SigningKey.Load(auth.SigningKey, StoreFolder.From(settings)), TimeProvider.System);
        output.WriteLine($"Bearer token for {person.Name} ({string.Join(", ", person.Roles)}), good for {days} days:");
        output.WriteLine(tokens.Issue(person, TimeSpan.FromDays(days)));
        return 0;
    }
}
