namespace HandoffBot.Language.Training;

/// <summary>Numbers that look random and are the same on every machine and version (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of a text's own: what they show does not depend on the texts before it.</summary>
    public static Dice Of(string text)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 0x100000001b3;
        }

        return new Dice(hash);
    }

    /// <returns>0 up to but not including <paramref name="sides"/>.</returns>
    public int Roll(int sides)
    {
        _state += 0x9e3779b97f4a7c15;
        var mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)sides);
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[Roll(items.Count)];
}
