using HandoffBot.Server.SignIn;

namespace HandoffBot.Server.Tests.SignIn;

public sealed class LocalSignInTests
{
    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://127.4.5.6:80", true)]
    [InlineData("https://[::1]:443", true)]
    [InlineData("http://+:80", false)]
    [InlineData("http://*:80", false)]
    [InlineData("http://0.0.0.0:80", false)]
    [InlineData("http://[::]:80", false)]
    [InlineData("http://192.168.1.5:80", false)]
    [InlineData("http://localhost.example:80", false)]
    public void Only_addresses_that_no_other_machine_reaches_are_loopback(string address, bool isLoopback) => Assert.Equal(isLoopback, LocalSignIn.IsLoopback(address));
}
