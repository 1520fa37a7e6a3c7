namespace HandoffBot.Redis.Embedded;

/// <param name="From">Who gets the reply.</param>
/// <param name="Command">A RESP array of bulk strings; empty when the client has closed the connection.</param>
internal readonly record struct Request(ClientConnection From, byte[] Command);
