namespace HandoffBot.Server.Hosting;

/// <summary>
/// The dialogs to run with: <c>Dialogs:Path</c>, relative to the folder the program was started in if they are there, so that a change to them is seen, else to the program,
/// where the shipped ones are.
/// </summary>
internal static class DialogFolder
{
    private const string Mark = "policy.yaml";

    public static string From(IConfiguration configuration)
    {
        var path = configuration["Dialogs:Path"] is { Length: > 0 } configured ? configured : "dialogs";
        var here = Path.GetFullPath(path);
        return File.Exists(Path.Combine(here, Mark)) ? here : Path.GetFullPath(path, AppContext.BaseDirectory);
    }
}
