using HandoffBot.Core.Dialogs;

namespace HandoffBot.Language.Answers;

/// <summary>An example utterance, or a title, of a dialog.</summary>
/// <param name="Place">Its place among the examples of its dialog.</param>
internal sealed record Example(Dialog Dialog, int Place, string Text);
