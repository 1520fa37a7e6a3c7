namespace HandoffBot.Server.Hosting;

/// <summary>The private folder of this installation: <c>Store:Path</c>, relative to the folder the program was started in.</summary>
internal sealed record StoreFolder(string Path)
{
    /// <summary>Keys that sign bearer tokens and cookies; readable by the owner only.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    public static StoreFolder From(IConfiguration configuration) =>
        new(System.IO.Path.GetFullPath(configuration["Store:Path"] is { Length: > 0 } path ? path : "data"));

    /// <summary>Creates the folder of keys if need be.</summary>
    public void CreateKeys()
    {
        Directory.CreateDirectory(Path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Keys);
        }
        else
        {
            Directory.CreateDirectory(Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
