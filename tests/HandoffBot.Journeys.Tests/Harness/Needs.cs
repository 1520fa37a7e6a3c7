namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>What a test needs beside the .NET SDK. Where it is missing the test says so and is skipped; on a build server that is a fault.</summary>
internal static class Needs
{
    public static string Chromium { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    public static void RedisServer() => That(HandoffBot.Redis.Tests.RedisServer.IsInstalled, "redis-server is not installed.");

    public static void Browser() => That(File.Exists(Chromium), $"There is no Chromium at {Chromium}; the variable CHROMIUM names another place.");

    public static void ClientPackages() => That(
        Directory.Exists(Path.Combine(Built.ClientPrograms, "node_modules")), "The packages of the client programs are not installed: run 'npm i --no-audit --no-fund' in tests/clients.");

    private static void That(bool isThere, string otherwise)
    {
        if (Environment.GetEnvironmentVariable("CI") is "true")
        {
            Assert.True(isThere, otherwise);
        }
        else if (!isThere)
        {
            Assert.Skip(otherwise);
        }
    }
}
