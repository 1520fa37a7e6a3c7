using System.Globalization;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Reports;
using HandoffBot.Server.Agents;
using HandoffBot.Server.Problems;

namespace HandoffBot.Server.Ops;

/// <summary>
/// <c>/api/ops/export.csv</c>: a row per handoff opened in the interval, in no order, in UTF-8 and the form of RFC 4180. Times are ISO 8601 in UTC, waits are seconds, several
/// reasons are parted by spaces. Customers' words are not in it.
/// </summary>
internal static class CsvExport
{
    private static readonly string[] Header =
        ["handoff", "conversation", "opened", "skill", "priority", "reasons", "stakes", "language", "channel", "state", "answered", "waited_seconds", "closed", "resolution", "agent"];

    public static IResult Write(string? from, string? to, IReportStore reports, TimeProvider time)
    {
        var input = new Input();
        var period = Period.Read(from, to, time.GetUtcNow(), input);
        return input.IsValid
            ? TypedResults.Stream(body => WriteAsync(body, reports.ReadHandoffsAsync(period.From, period.To)), "text/csv; charset=utf-8", "handoffs.csv")
            : input.ToProblem();
    }

    /// <summary>Quotes where RFC 4180 asks for it. What a spreadsheet would take for a formula gets an apostrophe before it, which makes it text there.</summary>
    internal static string Cell(string value)
    {
        var harmless = value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + value : value;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    private static async Task WriteAsync(Stream body, IAsyncEnumerable<Handoff> handoffs)
    {
        await using var writer = new StreamWriter(body, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', Header));
        await foreach (var handoff in handoffs)
        {
            await writer.WriteLineAsync(string.Join(',', Row(handoff).Select(Cell)));
        }
    }

    private static IEnumerable<string> Row(Handoff handoff)
    {
        var opened = handoff.Opened;
        return
        [
            opened.Id.Value, opened.Conversation.Value, Instant(opened.EnqueuedAt), handoff.Skill, PublicName.Of(opened.Priority), string.Join(' ', opened.Reasons.Select(reason => PublicName.Of(reason.Code))),
            opened.Stakes is { } stakes ? PublicName.Of(stakes) : "", opened.Language, opened.Channel, PublicName.Of(handoff.State), Instant(handoff.AnsweredAt),
            handoff.AnsweredAt is { } answered ? Math.Max(0, (long)(answered - opened.EnqueuedAt).TotalSeconds).ToString(CultureInfo.InvariantCulture) : "",
            Instant(handoff.ClosedAt), handoff.Resolution is { } resolution ? PublicName.Of(resolution) : "", handoff.Holder?.Value ?? "",
        ];
    }

    private static string Instant(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
