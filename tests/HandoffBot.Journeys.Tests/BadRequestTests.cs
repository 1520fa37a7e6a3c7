using System.Net;
using System.Text;
using HandoffBot.Journeys.Tests.Harness;

namespace HandoffBot.Journeys.Tests;

/// <summary>What a console or a program asks of the agent and ops APIs and is no good is refused by the name of the field, and changes nothing.</summary>
public sealed class BadRequestTests(ServerFixture fixture) : ServerTests<ServerFixture>(fixture)
{
    [Fact]
    public async Task The_agent_API_names_what_is_wrong_and_changes_nothing()
    {
        var alice = await AgentClient.AvailableAsync(Server, "alice");
        var customer = await Customer.StartAsync(Server);
        await customer.AskForPersonAsync();
        var held = await alice.ClaimAsync(customer);
        var before = await alice.TurnsAsync(held.Id);

        foreach (var (action, body, field) in new[]
        {
            ("messages", "{", "body"), ("messages", "[]", "body"), ("messages", "{}", "clientId"), ("messages", "{\"clientId\":\"1\"}", "text"), ("messages", "{\"clientId\":\"1\",\"text\":\" \"}", "text"),
            ("messages", "{\"clientId\":\"1\",\"text\":7}", "text"), ("messages", "{\"clientId\":{},\"text\":\"x\"}", "clientId"),
            ("messages", $"{{\"clientId\":\"1\",\"text\":\"{new string('x', 8_001)}\"}}", "text"), ("messages", $"{{\"clientId\":\"{new string('x', 401)}\",\"text\":\"x\"}}", "clientId"),
            ("notes", "{}", "note"), ("transfer", "{}", "agent"), ("transfer", "{\"skill\":\"cooking\"}", "skill"), ("transfer", "{\"skill\":\"fraud\",\"agent\":\"bob\"}", "agent"),
            ("resolve", "{}", "resolution"), ("resolve", "{\"resolution\":\"gone\"}", "resolution"), ("resolve", "{\"resolution\":1}", "resolution"), ("return-to-bot", "{\"note\":[]}", "note"),
        })
        {
            Names(await alice.PostAsync(held.Id, action, Json(body), held.LeaseToken), field, $"{action} {body[..Math.Min(body.Length, 60)]}");
        }

        foreach (var (action, body) in new[] { ("messages", "{\"clientId\":\"1\",\"text\":\"x\"}"), ("renew", "{}"), ("decline", "{}"), ("resolve", "{\"resolution\":\"solved\"}"), ("transfer", "{\"skill\":\"fraud\"}") })
        {
            Names(await alice.PostAsync(held.Id, action, Json(body)), "Lease-Token", action);
            (await alice.PostAsync(held.Id, action, Json(body), "not-the-token")).IsConflict("lease-lost");
            (await alice.PostAsync("unknown", action, Json(body), held.LeaseToken)).Is(HttpStatusCode.NotFound);
        }

        (await alice.PostAsync(held.Id, "messages", Json($"{{\"clientId\":\"1\",\"text\":\"{new string('x', 1_000_000)}\"}}"), held.LeaseToken)).Is(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(before, await alice.TurnsAsync(held.Id));
        Assert.Equal("held", (await alice.ReadAsync(held.Id)).State);
        await alice.SayAsync(held, "still with you");
    }

    [Theory]
    [InlineData("PUT", "/api/agent/presence", "{}", "status")]
    [InlineData("PUT", "/api/agent/presence", "{\"status\":\"asleep\"}", "status")]
    [InlineData("PUT", "/api/agent/presence", "{\"status\":1}", "status")]
    [InlineData("PUT", "/api/agent/presence", "{\"capacity\":0}", "capacity")]
    [InlineData("PUT", "/api/agent/presence", "{\"capacity\":51}", "capacity")]
    [InlineData("PUT", "/api/agent/presence", "{\"capacity\":\"many\"}", "capacity")]
    [InlineData("PUT", "/api/agent/presence", "{\"skills\":[]}", "skills")]
    [InlineData("PUT", "/api/agent/presence", "{\"skills\":[\"cooking\"]}", "skills")]
    [InlineData("PUT", "/api/agent/presence", "{\"skills\":[null]}", "skills")]
    [InlineData("GET", "/api/agent/handoffs?state=lost", null, "state")]
    [InlineData("GET", "/api/agent/handoffs?skill=cooking", null, "skill")]
    [InlineData("GET", "/api/agent/handoffs/unknown/transcript?after=-1", null, "after")]
    [InlineData("GET", "/api/agent/handoffs/unknown/transcript?after=first", null, "after")]
    [InlineData("GET", "/api/ops/summary?from=yesterday", null, "from")]
    [InlineData("GET", "/api/ops/summary?to=2026-13-01", null, "to")]
    [InlineData("GET", "/api/ops/summary?from=2026-02-01&to=2026-01-01", null, "from")]
    [InlineData("GET", "/api/ops/summary?from=2020-01-01&to=2026-01-01", null, "from")]
    [InlineData("GET", "/api/ops/summary?by=colour", null, "by")]
    [InlineData("GET", "/api/ops/ledger?date=31.12.2026", null, "date")]
    [InlineData("GET", "/api/ops/ledger?date=2026-02-30", null, "date")]
    public async Task A_field_that_cannot_be_is_named(string method, string path, string? body, string field)
    {
        var alice = await AgentClient.SignInAsync(Server, "alice");
        Names(await alice.SendAsync(new HttpMethod(method), path, body is null ? null : Json(body)), field, path);
    }

    [Theory]
    [InlineData("GET", "/api/agent/handoffs/unknown")]
    [InlineData("GET", "/api/agent/handoffs/unknown/transcript")]
    [InlineData("GET", "/api/agent/handoffs/unknown/notes")]
    [InlineData("POST", "/api/agent/handoffs/unknown/claim")]
    [InlineData("POST", "/api/agent/handoffs/a%0Ab/claim")]
    [InlineData("GET", "/api/agent/nothing")]
    [InlineData("GET", "/api/ops/nothing")]
    public async Task What_does_not_exist_is_not_found(string method, string path)
    {
        var alice = await AgentClient.AvailableAsync(Server, "alice");
        var answer = await alice.SendAsync(new HttpMethod(method), path);
        answer.Is(HttpStatusCode.NotFound);
        Assert.Equal(404, answer.Json.GetProperty("status").GetInt32());
    }

    /// <summary>A validation problem (RFC 9457) about this field.</summary>
    private static void Names(Answer answer, string field, string what)
    {
        Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{what}: {(int)answer.Status} {answer.Body}");
        Assert.Contains(answer.Json.GetProperty("errors").EnumerateObject(), error => error.Name.StartsWith(field, StringComparison.Ordinal));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
