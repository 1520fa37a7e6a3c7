using HandoffBot.Core.Handoffs;

namespace HandoffBot.Server.Hosting;

/// <summary>The dialogs to run with: <c>Dialogs:Path</c>, relative to the program, where the shipped ones are.</summary>
internal static class DialogFolder
{
    public static string From(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Dialogs:Path"] is { Length: > 0 } path ? path : "dialogs", AppContext.BaseDirectory);

    /// <summary>The skills that dialogs may name.</summary>
    public static IReadOnlyList<string> Skills(IConfiguration configuration) =>
        configuration.GetSection($"{HandoffOptions.Section}:{nameof(HandoffOptions.Skills)}").Get<string[]>() is { Length: > 0 } skills ? skills : new HandoffOptions().Skills;
}
