namespace HandoffBot.Language.Dialogs;

/// <summary>Something wrong in the dialogs folder.</summary>
/// <param name="File">Path inside the folder, with forward slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record DialogFault(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}
