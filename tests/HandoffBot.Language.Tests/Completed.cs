namespace HandoffBot.Language.Tests;

internal static class Completed
{
    /// <summary>The result of a reader, which must be there at once.</summary>
    public static T Result<T>(this ValueTask<T> reading)
    {
        Assert.True(reading.IsCompletedSuccessfully);
        return reading.Result;
    }
}
