using System.Reflection;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>Where the build put what the tests run.</summary>
internal static class Built
{
    /// <summary>The server's assembly, beside its settings and dialogs.</summary>
    public static string ServerProgram { get; } = Path("ServerProgram");

    /// <summary>Folder of the programs that drive Microsoft's own clients.</summary>
    public static string ClientPrograms { get; } = Path("ClientPrograms");

    public static string Dialogs { get; } = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ServerProgram)!, "dialogs");

    private static string Path(string key) => System.IO.Path.GetFullPath(
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!);
}
