using System.Text.Json.Nodes;

namespace HandoffBot.Tests;

/// <summary>A request that the stub got.</summary>
internal sealed record StubRequest(string Path, JsonObject Body, string Authorization)
{
    public string? Kind => (string?)Body["kind"];

    public IReadOnlyList<string> Texts => [.. (Body["analysisInput"] ?? Body)["documents"]!.AsArray().Select(document => (string)document!["text"]!)];
}
