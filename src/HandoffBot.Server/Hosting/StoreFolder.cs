namespace HandoffBot.Server.Hosting;

/// <summary>The private folder of this installation: <c>Store:Path</c>, relative to the folder the program was started in.</summary>
internal sealed record StoreFolder(string Path)
{
    /// <summary>The key that signs bearer tokens and protects cookies; readable by the owner only.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    public static StoreFolder From(IConfiguration configuration) =>
        new(System.IO.Path.GetFullPath(configuration["Store:Path"] is { Length: > 0 } path ? path : "data"));

    /// <summary>Creates both folders if need be, for the user who runs the program only: conversations and keys are nobody else's business.</summary>
    public void Create()
    {
        foreach (var folder in new[] { Path, Keys })
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }
}
