using HandoffBot.Core.Dialogs;

namespace HandoffBot.Language.Dialogs;

/// <summary>A dialog and where its parts stand, for checks across files.</summary>
/// <param name="IdLine">Line of its id.</param>
/// <param name="ExampleLines">Line of each example.</param>
internal sealed record WrittenDialog(Dialog Dialog, string File, int IdLine, IReadOnlyList<int> ExampleLines);
