namespace HandoffBot.Core.Routing;

/// <summary>What the bot says when it answers.</summary>
/// <param name="Kind">Which part of a dialog, or which closing words.</param>
/// <param name="DialogId">The dialog, where there is one.</param>
/// <param name="Step">The dialog's step, on <see cref="ReplyKind.Step"/>.</param>
public sealed record BotReply(ReplyKind Kind, string? DialogId = null, int? Step = null);

public enum ReplyKind
{
    /// <summary>A dialog's answer, with its first step if it has any.</summary>
    Dialog,

    /// <summary>The next step of the open dialog.</summary>
    Step,

    /// <summary>A step helped.</summary>
    StepWorked,

    /// <summary>The customer confirmed that the person solved it.</summary>
    SolvedConfirmed,
}
