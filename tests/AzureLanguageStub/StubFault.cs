namespace HandoffBot.Tests;

/// <param name="Status">What is answered instead; null hangs.</param>
/// <param name="RetryAfter">Header of that name.</param>
internal sealed record StubFault(int? Status, string? RetryAfter = null)
{
    public static StubFault Hangs { get; } = new((int?)null);
}
