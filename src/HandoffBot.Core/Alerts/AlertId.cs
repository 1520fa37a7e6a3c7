namespace HandoffBot.Core.Alerts;

/// <summary>Identifies an alert. It is derived from what the alert is about, so that raising it twice raises one, and ends in the shard of the conversation.</summary>
public readonly record struct AlertId(string Value)
{
    /// <inheritdoc cref="Conversations.Shard.In"/>
    public ushort Shard => Conversations.Shard.In(Value);

    public override string ToString() => Value;
}
