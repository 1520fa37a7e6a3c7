using System.Text.RegularExpressions;
using HandoffBot.Core.Routing;

namespace HandoffBot.Core.Tests.Architecture;

/// <summary>The direction of dependencies and the conventions that no compiler checks.</summary>
public sealed partial class ArchitectureTests
{
    private const int LinesPerFile = 400;

    /// <summary>Which project may know which. The server serves the console's files and wires everything.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["HandoffBot.Core"] = [],
        ["HandoffBot.Contracts"] = [],
        ["HandoffBot.Channels"] = ["HandoffBot.Core"],
        ["HandoffBot.Language"] = ["HandoffBot.Core"],
        ["HandoffBot.Redis"] = ["HandoffBot.Core"],
        ["HandoffBot.Console"] = ["HandoffBot.Contracts"],
        ["HandoffBot.Server"] = ["HandoffBot.Channels", "HandoffBot.Console", "HandoffBot.Contracts", "HandoffBot.Core", "HandoffBot.Language", "HandoffBot.Redis"],
    };

    [Fact]
    public void Projects_know_exactly_whom_they_may()
    {
        var found = SourceTree.Projects.ToDictionary(project => Path.GetFileNameWithoutExtension(project.Name), project => SourceTree.References(project, "ProjectReference"));

        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(Arrows, arrow => Assert.Equal(arrow.Value, found[arrow.Key]));
    }

    [Fact]
    public void The_core_knows_nothing_but_abstractions()
    {
        var project = SourceTree.Projects.Single(project => project.Name == "HandoffBot.Core.csproj");

        Assert.All(SourceTree.References(project, "PackageReference"), package => Assert.Matches(Abstractions(), package));
        Assert.Empty(SourceTree.References(project, "FrameworkReference"));
        Assert.Empty(SourceTree.References(project, "Reference"));
    }

    [Fact]
    public void The_built_core_references_nothing_else_either()
    {
        var referenced = typeof(Router).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.All(referenced, name => Assert.Matches(Abstractions(), name));
    }

    [Fact]
    public void Folders_are_named_after_the_domain_not_after_layers()
    {
        // "Models" is a layer's name, except where trained models lie.
        var named = SourceTree.Folders(SourceTree.Source).Where(folder => LayerNames().IsMatch(folder.Name) && folder.GetFiles("*.model").Length == 0)
            .Select(folder => Path.GetRelativePath(SourceTree.Root.FullName, folder.FullName));

        Assert.Empty(named);
    }

    [Fact]
    public void No_source_file_is_longer_than_a_person_reads_in_one_go()
    {
        var files = SourceTree.Files(".cs", ".js", ".razor").Select(file => (file.Name, Lines: File.ReadLines(file.FullName).Count())).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(file.Lines <= LinesPerFile, $"{file.Name} has {file.Lines} lines."));
    }

    [GeneratedRegex(@"^Microsoft\.Extensions\.(Options|.+\.Abstractions)$")]
    private static partial Regex Abstractions();

    [GeneratedRegex("Services?|Models?|Interfaces?|Common|Helpers?|Utils?|Managers?", RegexOptions.IgnoreCase)]
    private static partial Regex LayerNames();
}
