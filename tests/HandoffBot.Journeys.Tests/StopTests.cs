using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

public sealed class StopTests
{
    [Fact]
    public async Task A_server_that_is_asked_to_stop_ends_without_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows asks in another way.");
        await using var server = await ServerProcess.StartAsync();

        Assert.True(await server.StopAsync(TestContext.Current.CancellationToken) == 0, server.Log);
    }
}
