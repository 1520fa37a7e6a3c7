using HandoffBot.Console.Api;

namespace HandoffBot.Console.Conversations;

public enum OutgoingState
{
    Sending,
    Sent,
    NotSent,
}

/// <summary>A reply on its way. Sent again under the same id, so that the customer never reads it twice.</summary>
public sealed class Outgoing(string clientId, string text)
{
    public string ClientId => clientId;

    public string Text => text;

    public OutgoingState State { get; set; }

    /// <summary>When sent: the conversation has at least this many turns with it.</summary>
    public long SentSeq { get; set; }

    /// <summary>Why it was not sent.</summary>
    public ApiProblem? Problem { get; set; }
}
