using HandoffBot.Server.Commands;
using HandoffBot.Server.SignIn;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HandoffBot.Server.Tests.Commands;

public sealed class TokenCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task The_last_line_is_a_token_that_the_server_of_the_same_folder_accepts()
    {
        Assert.Equal(0, TokenCommand.Run("alice", [Role.Agent, Role.Ops], 2, [$"--Store:Path={_folder.Path}", "--urls=http://localhost:1"], _output, _errors));
        var token = _output.ToString().TrimEnd().Split('\n')[^1];
        var rules = new BearerTokens(SigningKey.Load(null, _folder.Store), TimeProvider.System).Rules;
        var read = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, rules);
        Assert.True(read.IsValid, read.Exception?.Message);
        Assert.Equal(TimeSpan.FromDays(2), read.SecurityToken.ValidTo - read.SecurityToken.ValidFrom);
        var person = Person.Of(new(read.ClaimsIdentity));
        Assert.Equal(("alice", "Alice"), (person.Id.Value, person.Name));
        Assert.Equal([Role.Agent, Role.Ops], person.Roles);
    }

    [Fact]
    public void Nobody_gets_no_token()
    {
        Assert.Equal(1, TokenCommand.Run("--", [Role.Agent], 2, [$"--Store:Path={_folder.Path}"], _output, _errors));
        Assert.Contains("--name", _errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public void A_short_signing_key_is_refused()
    {
        Assert.Equal(1, TokenCommand.Run("alice", [Role.Agent], 2, [$"--Store:Path={_folder.Path}", "--Auth:SigningKey=c2hvcnQ="], _output, _errors));
        Assert.Contains("Auth:SigningKey", _errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
