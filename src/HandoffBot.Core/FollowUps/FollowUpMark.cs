namespace HandoffBot.Core.FollowUps;

/// <summary>How far the reminding has come. Each is reached once.</summary>
public enum FollowUpMark
{
    None,

    /// <summary>The owner was reminded that it is due soon.</summary>
    Reminded,

    /// <summary>It is past its due instant, and supervisors were alerted.</summary>
    Overdue,
}
