using System.Text;
using HandoffBot.Server.SignIn;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HandoffBot.Server.Tests.SignIn;

public sealed class BearerTokensTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly BearerTokens _tokens;

    public BearerTokensTests() => _tokens = new BearerTokens(SigningKey.Load(null, _folder.Store), _time);

    [Fact]
    public async Task A_token_says_who_it_is_for()
    {
        var read = await ReadAsync(Issue());
        Assert.True(read.IsValid, read.Exception?.Message);
        var person = Person.Of(new(read.ClaimsIdentity));
        Assert.Equal(("zoé-van-dam", "Zoé van Dam"), (person.Id.Value, person.Name));
        Assert.Equal([Role.Agent, Role.Ops], person.Roles);
    }

    [Theory]
    [InlineData(-6, false)]
    [InlineData(-4, true)]
    [InlineData(60 + 4, true)]
    [InlineData(60 + 6, false)]
    public async Task A_token_is_good_for_its_hour_with_five_minutes_for_clocks(int minutesLater, bool isGood)
    {
        var token = Issue();
        _time.AdjustTime(_time.GetUtcNow() + TimeSpan.FromMinutes(minutesLater));
        Assert.Equal(isGood, (await ReadAsync(token)).IsValid);
    }

    [Fact]
    public async Task A_token_of_another_installation_is_refused()
    {
        using var other = new TemporaryFolder();
        var token = new BearerTokens(SigningKey.Load(null, other.Store), _time).Issue(Zoe, TimeSpan.FromHours(1));
        Assert.False((await ReadAsync(token)).IsValid);
    }

    [Fact]
    public async Task A_token_without_signature_is_refused()
    {
        var parts = Issue().Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        Assert.False((await ReadAsync($"{header}.{parts[1]}.")).IsValid);
    }

    [Fact]
    public async Task A_changed_token_is_refused()
    {
        var parts = Issue().Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("\"ops\"", "\"admin\"", StringComparison.Ordinal);
        Assert.False((await ReadAsync($"{parts[0]}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(claims))}.{parts[2]}")).IsValid);
    }

    [Fact]
    public async Task Another_algorithm_with_our_key_is_refused()
    {
        var key = new SymmetricSecurityKey(SHA512Sized(SigningKey.Load(null, _folder.Store).For("bearer")));
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "handoffbot",
            Audience = "handoffbot",
            Expires = _time.GetUtcNow().UtcDateTime.AddHours(1),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha512),
        });
        Assert.False((await ReadAsync(token)).IsValid);

        static byte[] SHA512Sized(byte[] bytes) => [.. bytes, .. new byte[64 - bytes.Length]];
    }

    public void Dispose() => _folder.Dispose();

    private static Person Zoe => Person.Named("zoé van Dam", [Role.Agent, Role.Ops])!;

    private string Issue() => _tokens.Issue(Zoe, TimeSpan.FromHours(1));

    private Task<TokenValidationResult> ReadAsync(string token) => new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, _tokens.Rules);
}
