using HandoffBot.Core.Handoffs;

namespace HandoffBot.Redis.Tests.Handoffs;

/// <summary>The table of src/HandoffBot.Core/Handoffs/README.md.</summary>
internal static class TransitionTable
{
    private static readonly HandoffState[] Columns = [HandoffState.Waiting, HandoffState.Offered, HandoffState.Held, HandoffState.Closed];

    public static IReadOnlyList<Row> Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(Root(), "src", "HandoffBot.Core", "Handoffs", "README.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
            .Select(cells => new Row(cells[0], cells[1].Split(", "), Columns.Zip(cells[2..]).ToDictionary(pair => pair.First, pair => pair.Second))),
    ];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HandoffBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    /// <param name="Cells">What the page says for each state: a state, or "no" with the name of the refusal.</param>
    internal sealed record Row(string Event, string[] Who, IReadOnlyDictionary<HandoffState, string> Cells)
    {
        /// <summary>Where the event leads from a state; null where it is refused.</summary>
        public HandoffState? From(HandoffState state) => Enum.TryParse<HandoffState>(Cells[state], out var next) ? next : null;
    }
}
