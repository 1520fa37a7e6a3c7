using System.Net;

namespace HandoffBot.Server.Drill;

/// <summary>What a client was told. Without a word from the server, or with an error of its own, nobody knows whether the request was carried out.</summary>
/// <param name="Status">Null when there was no answer.</param>
internal readonly record struct DrillReply(HttpStatusCode? Status, byte[] Body)
{
    public static DrillReply None { get; } = new(null, []);

    public bool IsUnknown => Status is not { } status || (int)status >= 500;

    public bool IsDone => Status is { } status && (int)status is >= 200 and < 300;

    /// <summary>Nothing was done; the same may be asked again later.</summary>
    public bool IsNotNow => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
}
