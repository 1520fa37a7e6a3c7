namespace HandoffBot.Core.Dialogs;

/// <summary>Whether a turn answers a yes-or-no question.</summary>
public enum Assent
{
    Unclear,
    Yes,
    No,
}
