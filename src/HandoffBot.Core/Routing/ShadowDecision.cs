namespace HandoffBot.Core.Routing;

/// <summary>How the policy that is only watched would have decided a turn.</summary>
/// <param name="Version">Of that policy.</param>
/// <param name="Shadow">Null when deciding failed.</param>
public sealed record ShadowDecision(long Seq, string Version, ShadowVerdict Verdict, Decision Live, Decision? Shadow)
{
    /// <param name="decide">Decides by the watched policy; whatever it does, the turn is dealt with as the live one says.</param>
    public static ShadowDecision Compare(long seq, string version, Decision live, Func<Decision> decide)
    {
        try
        {
            var shadow = decide();
            return new ShadowDecision(seq, version, Judge(live, shadow), live, shadow);
        }
        catch (Exception)
        {
            return new ShadowDecision(seq, version, ShadowVerdict.Failed, live, null);
        }
    }

    private static ShadowVerdict Judge(Decision live, Decision shadow) => (live.Kind == DecisionKind.HandOff, shadow.Kind == DecisionKind.HandOff) switch
    {
        (true, false) => ShadowVerdict.OnlyLive,
        (false, true) => ShadowVerdict.OnlyShadow,
        _ => (live.Kind, live.Skill, live.Priority, live.Reply) == (shadow.Kind, shadow.Skill, shadow.Priority, shadow.Reply) ? ShadowVerdict.Agreed : ShadowVerdict.Otherwise,
    };
}

public enum ShadowVerdict
{
    Agreed,

    /// <summary>Both hand off, to another queue or more or less urgently; or both do not, and the bot would say something else.</summary>
    Otherwise,

    /// <summary>Handed off by the live policy only.</summary>
    OnlyLive,

    /// <summary>Would have been handed off by the watched policy only.</summary>
    OnlyShadow,

    /// <summary>The watched policy came to no decision.</summary>
    Failed,
}
