namespace HandoffBot.Core.Handoffs;

/// <summary>Identifies a handoff: a version-7 GUID, so that equal scores keep the order of asking.</summary>
public readonly record struct HandoffId(string Value)
{
    public static HandoffId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));

    public override string ToString() => Value;
}
