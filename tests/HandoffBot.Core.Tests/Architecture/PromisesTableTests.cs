using System.Text.RegularExpressions;

namespace HandoffBot.Core.Tests.Architecture;

/// <summary>The table of promises in README.md names files and tests that there are.</summary>
public sealed partial class PromisesTableTests
{
    private static readonly string[] Rows =
        [.. File.ReadLines(Path.Combine(SourceTree.Root.FullName, "README.md")).Where(line => PromiseRow().IsMatch(line))];

    private static readonly Lazy<string[]> Tests = new(() =>
        [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root.FullName, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")).Select(File.ReadAllText)]);

    [Fact]
    public void There_is_one_row_for_each_of_the_ten_promises() =>
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"G{number}"), Rows.Select(row => PromiseRow().Match(row).Groups[1].Value));

    [Fact]
    public void Every_file_that_is_named_exists()
    {
        var files = Rows.SelectMany(row => Links().Matches(row)).Select(link => link.Groups[1].Value).ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(SourceTree.Root.FullName, file)), $"There is no {file}."));
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var named = Rows.SelectMany(row => NamedTests().Matches(row)).ToArray();
        Assert.True(named.Length >= Rows.Length);
        Assert.All(named, name => Assert.True(Exists(name.Groups["class"].Value, name.Groups["method"].Value), $"There is no test {name.Value}."));
    }

    private static bool Exists(string type, string method) => Tests.Value.Any(text => Regex.IsMatch(text, $@"\bclass {type}\b") && (method.Length == 0 || Regex.IsMatch(text, $@"\b{method}")));

    [GeneratedRegex(@"^\| (G\d+) \|")]
    private static partial Regex PromiseRow();

    [GeneratedRegex(@"\]\((src/[^)]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`(?<class>[A-Z]\w*Tests)(\.(?<method>[A-Z]\w+?)…?)?`")]
    private static partial Regex NamedTests();
}
