using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Dialogs;

namespace HandoffBot.Language.Tests.Policy;

/// <summary>The dialogs of the repository.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static DialogSet Dialogs { get; } = DialogFiles.Load(Folder, ["general", "billing", "technical", "fraud", "care"]).Dialogs!;

    private static string Find(DirectoryInfo from) => File.Exists(Path.Combine(from.FullName, "HandoffBot.sln")) ? Path.Combine(from.FullName, "dialogs") : Find(from.Parent!);
}
