namespace HandoffBot.Console.Live;

public enum ConnectionState
{
    Connecting,
    Live,

    /// <summary>The event stream is down; slow polls go on.</summary>
    Reconnecting,

    /// <summary>The browser has no network.</summary>
    Offline,
}
