using HandoffBot.Language.Models;

namespace HandoffBot.Language.Training;

/// <summary>A text to learn from.</summary>
/// <param name="Source">The family or file it comes from.</param>
internal sealed record Example(string Text, string Source, float Weight = 1)
{
    /// <summary>By head of <see cref="Heads.All"/>: true, false, or null where the text says nothing about it.</summary>
    public bool?[] Answers { get; init; } = new bool?[Heads.All.Count];

    /// <summary>Answers several heads in place.</summary>
    public Example With(IEnumerable<string> heads, bool? answer)
    {
        foreach (var head in heads)
        {
            Answers[Heads.IndexOf(head)] = answer;
        }

        return this;
    }

    /// <summary>The act, and that it is no other; null where it is not known.</summary>
    public Example Act(string? act) => act is null ? With(Heads.Acts, null) : With(Heads.Acts, false).With([act], true);

    /// <summary>What is at stake: null for nothing.</summary>
    public Example Stakes(params IEnumerable<string> kinds) => With(Heads.Stakes, false).With(kinds, true);

    /// <summary>Levels 0 to 3; null where not known.</summary>
    public Example Feelings(int? anger, int? distress)
    {
        Level("anger", anger);
        Level("distress", distress);
        return this;
    }

    public Example Tone(bool? positive, bool? negative) => With(["positive"], positive).With(["negative"], negative);

    private void Level(string feeling, int? level)
    {
        for (var least = 1; least <= 3; least++)
        {
            With([$"{feeling}{least}"], level is { } known ? known >= least : null);
        }
    }
}
