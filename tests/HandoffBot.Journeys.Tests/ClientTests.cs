using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>Microsoft's own clients go through the main job; see <c>tests/clients</c> for what each program checks.</summary>
public sealed class ClientTests(ServerFixture fixture) : ServerTests<ServerFixture>(fixture)
{
    [Theory]
    [InlineData("direct-line.js")]
    [InlineData("web-chat.js")]
    [InlineData("agents-playground.js")]
    public async Task The_client_finds_no_fault(string program)
    {
        Needs.ClientPackages();
        Needs.Browser();
        var token = await Server.TokenAsync("alice", "agent", "supervisor", "ops");
        await ClientProgram.FindsNoFaultAsync(program, ["--server", Server.Url.GetLeftPart(UriPartial.Authority), "--agent-token", token, "--dialogs", Built.Dialogs]);
    }
}
