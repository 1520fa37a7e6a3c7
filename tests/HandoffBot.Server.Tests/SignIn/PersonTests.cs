using System.Security.Claims;
using HandoffBot.Core;
using HandoffBot.Server.SignIn;

namespace HandoffBot.Server.Tests.SignIn;

public sealed class PersonTests
{
    [Theory]
    [InlineData("alice", "alice", "Alice")]
    [InlineData("  Bob O'Neil ", "bob-o-neil", "Bob O'Neil")]
    [InlineData("élodie", "élodie", "Élodie")]
    public void A_name_gives_the_id_and_what_customers_see(string name, string id, string shown)
    {
        var person = Person.Named(name, [Role.Agent]);
        Assert.Equal((id, shown), (person?.Id.Value, person?.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  -- ")]
    public void A_name_without_a_letter_names_nobody(string name) => Assert.Null(Person.Named(name, []));

    [Fact]
    public void An_endless_name_names_nobody() => Assert.Null(Person.Named(new string('a', Limits.NameCharacters + 1), []));

    [Fact]
    public void Roles_that_the_product_does_not_know_are_dropped()
    {
        var principal = (Person.Named("alice", [Role.Agent, "root"])!).ToPrincipal("Test");
        Assert.Equal([Role.Agent], Person.Of(principal).Roles);
    }

    [Fact]
    public void A_providers_subject_cannot_bring_the_stores_separators_along()
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Person.SubjectClaim, "auth0|a=1;b:2%7C")]));
        Assert.Equal("auth0%7Ca%3D1%3Bb%3A2%257C", Person.Of(principal).Id.Value);
    }
}
