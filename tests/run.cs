// The test command: dotnet run tests/run.cs [-- project… [-xunit-option…]]
//
// Builds the solution once and runs every tests/*.Tests project, one after the other. Words narrow down the projects ("Redis" runs
// HandoffBot.Redis.Tests); from the first word with a dash on, everything goes to the xunit runner of each project (-class "*OneVoice*").
// The last line is always "N passed, N failed, N skipped". The exit code is 0 only when something passed and nothing failed.

#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property ManagePackageVersionsCentrally=false

using System.Diagnostics;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

const string Configuration = "Debug";
var longestRun = TimeSpan.FromMinutes(15);

var tests = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
var wanted = args.TakeWhile(word => !word.StartsWith('-')).ToArray();
var options = args.Skip(wanted.Length).ToArray();
var projects = Directory.GetDirectories(tests, "*.Tests")
    .Select(folder => Path.GetFileName(folder)!)
    .Where(name => wanted.Length == 0 || wanted.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
    .Order(StringComparer.Ordinal)
    .ToArray();

var sum = await BuildAsync() ? await RunAllAsync() : new Count(0, 1, 0);
if (sum is { Passed: 0, Failed: 0 })
{
    await Console.Error.WriteLineAsync("No test ran.");
}

Console.WriteLine($"{sum.Passed} passed, {sum.Failed} failed, {sum.Skipped} skipped");
return sum is { Passed: > 0, Failed: 0 } ? 0 : 1;

async Task<bool> BuildAsync()
{
    // Build servers that outlive the build would keep the caller's standard output open.
    var exitCode = await RunAsync("build", Path.Combine(tests, "..", "HandoffBot.sln"), "-c", Configuration, "-v", "quiet", "-nologo", "-nodeReuse:false");
    return exitCode == 0;
}

async Task<Count> RunAllAsync()
{
    var results = Directory.CreateTempSubdirectory("handoffbot-tests-").FullName;
    var sum = new Count(0, 0, 0);
    foreach (var project in projects)
    {
        Console.WriteLine($"== {project}");
        sum += await RunProjectAsync(project, Path.Combine(results, project + ".xml"));
    }

    Directory.Delete(results, recursive: true);
    return sum;
}

async Task<Count> RunProjectAsync(string project, string result)
{
    var program = Path.Combine(tests, project, "bin", Configuration, "net10.0", project + ".dll");
    var exitCode = await RunAsync([program, "-noLogo", "-noColor", .. options, "-xml", result]);
    if (ReadCount(result) is not { } count)
    {
        Console.WriteLine($"{project} ended without a result (exit code {exitCode}).");
        return new Count(0, 1, 0);
    }

    // A runner that complains although no test failed, or a project whose tests are not found, is a fault as well.
    var isFault = count.Failed == 0 && options.Length == 0 && (exitCode != 0 || count.Passed + count.Skipped == 0);
    if (isFault)
    {
        Console.WriteLine($"{project} found {count.Passed + count.Skipped} tests and ended with exit code {exitCode}.");
    }

    return isFault ? count with { Failed = 1 } : count;
}

// Null when the runner crashed before it had written a whole result.
static Count? ReadCount(string result)
{
    try
    {
        var assemblies = XDocument.Load(result).Root!.Elements("assembly").ToArray();
        int Sum(string name) => assemblies.Sum(assembly => int.Parse(assembly.Attribute(name)!.Value, CultureInfo.InvariantCulture));
        return assemblies.Length == 0 ? null : new Count(Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped"));
    }
    catch (Exception exception) when (exception is IOException or XmlException)
    {
        return null;
    }
}

// Runs dotnet with the caller's output, so that a long run shows how far it is.
async Task<int> RunAsync(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false })!;
    using var limit = new CancellationTokenSource(longestRun);
    try
    {
        await process.WaitForExitAsync(limit.Token);
    }
    catch (OperationCanceledException)
    {
        Console.WriteLine($"Stopped after {longestRun.TotalMinutes} minutes: dotnet {string.Join(' ', arguments)}");
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    return process.ExitCode;
}

internal readonly record struct Count(int Passed, int Failed, int Skipped)
{
    public static Count operator +(Count a, Count b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);
}
