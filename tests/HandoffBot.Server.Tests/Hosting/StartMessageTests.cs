using HandoffBot.Server.Hosting;

namespace HandoffBot.Server.Tests.Hosting;

public sealed class StartMessageTests
{
    [Fact]
    public void It_names_chat_console_ops_and_the_sign_in_link()
    {
        var said = string.Join('\n', StartMessage.Lines("http://localhost:5080", "/sign-in?key=1"));
        foreach (var address in new[] { "http://localhost:5080/", "http://localhost:5080/console", "http://localhost:5080/ops", "http://localhost:5080/sign-in?key=1" })
        {
            Assert.Contains(address, said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://+:8080", "http://localhost:8080/console")]
    [InlineData("http://[::]:8080", "http://localhost:8080/console")]
    [InlineData("https://[::1]:8443", "https://[::1]:8443/console")]
    public void An_address_can_be_opened_in_a_browser(string bound, string shown) =>
        Assert.Contains(StartMessage.Lines(bound, null), line => line.EndsWith(shown, StringComparison.Ordinal));
}
