namespace HandoffBot.Language.Models;

/// <summary>Lists that are filled anew for each stretch of words.</summary>
internal sealed class FeatureBuffer
{
    public List<int> Words { get; } = [];

    public List<int> Pieces { get; } = [];
}
