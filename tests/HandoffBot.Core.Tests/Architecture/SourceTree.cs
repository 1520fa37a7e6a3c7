using System.Xml.Linq;

namespace HandoffBot.Core.Tests.Architecture;

/// <summary>The repository as files.</summary>
internal static class SourceTree
{
    private static readonly string[] Built = ["bin", "obj", "node_modules"];

    public static DirectoryInfo Root { get; } = FindRoot();

    public static DirectoryInfo Source { get; } = new(Path.Combine(Root.FullName, "src"));

    public static IEnumerable<FileInfo> Projects => Source.EnumerateFiles("*.csproj", SearchOption.AllDirectories);

    /// <summary>Folders below <c>src</c> that people made.</summary>
    public static IEnumerable<DirectoryInfo> Folders(DirectoryInfo from) =>
        from.EnumerateDirectories().Where(folder => !Built.Contains(folder.Name)).SelectMany(folder => Folders(folder).Prepend(folder));

    /// <summary>Files below <c>src</c> that people wrote, with one of these extensions.</summary>
    public static IEnumerable<FileInfo> Files(params string[] extensions) =>
        Folders(Source).Prepend(Source).SelectMany(folder => folder.EnumerateFiles()).Where(file => extensions.Contains(file.Extension));

    /// <summary>What a project file includes under an element name: project names or package names.</summary>
    public static string[] References(FileInfo project, string element) =>
        [.. XDocument.Load(project.FullName).Descendants(element).Select(item => item.Attribute("Include")!.Value).Select(NameOf).Order(StringComparer.Ordinal)];

    private static string NameOf(string include) =>
        include.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include.Replace('\\', '/')) : include;

    private static DirectoryInfo FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HandoffBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
