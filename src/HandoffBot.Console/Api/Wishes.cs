namespace HandoffBot.Console.Api;

/// <summary>Ids for wishes that would do more when they are sent twice.</summary>
public static class Wishes
{
    public static string New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
