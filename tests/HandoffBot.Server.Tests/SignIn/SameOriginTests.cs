using HandoffBot.Server.SignIn;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Server.Tests.SignIn;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("GET", "", "", true)]
    [InlineData("HEAD", "", "", true)]
    [InlineData("POST", "", "", false)]
    [InlineData("PUT", "Sec-Fetch-Site", "cross-site", false)]
    [InlineData("POST", "Sec-Fetch-Site", "same-site", false)]
    [InlineData("POST", "Sec-Fetch-Site", "none", false)]
    [InlineData("POST", "Sec-Fetch-Site", "same-origin", true)]
    [InlineData("POST", "Origin", "http://localhost:5080", true)]
    [InlineData("POST", "Origin", "http://LOCALHOST:5080", true)]
    [InlineData("POST", "Origin", "https://localhost:5080", false)]
    [InlineData("POST", "Origin", "http://localhost:5081", false)]
    [InlineData("POST", "Origin", "http://localhost", false)]
    [InlineData("POST", "Origin", "null", false)]
    [InlineData("DELETE", "X-Requested-With", "HandoffBot", true)]
    [InlineData("POST", "X-Requested-With", "XMLHttpRequest", false)]
    [InlineData("POST", "Authorization", "Bearer anything", true)]
    public void What_changes_something_must_come_from_our_pages_or_a_program(string method, string header, string value, bool isAllowed)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Scheme, request.Host) = (method, "http", new HostString("localhost", 5080));
        if (header.Length > 0)
        {
            request.Headers[header] = value;
        }

        Assert.Equal(isAllowed, SameOrigin.Allows(request));
    }

    [Fact]
    public void The_browsers_word_counts_more_than_the_origin()
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Scheme, request.Host) = ("POST", "http", new HostString("localhost", 5080));
        request.Headers.Origin = "http://localhost:5080";
        request.Headers["Sec-Fetch-Site"] = "cross-site";
        Assert.False(SameOrigin.Allows(request));
    }

    [Fact]
    public void The_usual_port_need_not_be_named()
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Scheme, request.Host) = ("POST", "https", new HostString("chat.example"));
        request.Headers.Origin = "https://chat.example";
        Assert.True(SameOrigin.Allows(request));
    }
}
