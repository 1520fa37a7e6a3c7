using HandoffBot.Language.Azure;
using Microsoft.Extensions.Time.Testing;

namespace HandoffBot.Language.Tests.Azure;

public sealed class DocumentBatchesTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly List<IReadOnlyList<Document>> _sent = [];
    private readonly DocumentBatches<string> _batches;

    public DocumentBatchesTests() => _batches = new DocumentBatches<string>(3, Window, Deadline, SendAsync, _time);

    [Fact]
    public async Task What_comes_within_the_window_travels_together_and_each_gets_its_own_answer()
    {
        var (first, second) = (_batches.AddAsync(Said("a")), _batches.AddAsync(Said("b")));
        Assert.Empty(_sent);

        _time.Advance(Window);

        Assert.Equal(("read a", "read b"), (await first, await second));
        Assert.Equal(2, Assert.Single(_sent).Count);
    }

    [Fact]
    public async Task A_full_request_does_not_wait_and_the_next_document_opens_another()
    {
        var full = await Task.WhenAll(_batches.AddAsync(Said("a")), _batches.AddAsync(Said("b")), _batches.AddAsync(Said("c")));
        Assert.Equal(["read a", "read b", "read c"], full);
        Assert.Single(_sent);

        var alone = _batches.AddAsync(Said("d"));
        _time.Advance(Window);

        Assert.Equal("read d", await alone);
        Assert.Equal(2, _sent.Count);
    }

    [Fact]
    public async Task Whatever_is_not_answered_is_null_for_that_document_only()
    {
        var (bad, good) = (_batches.AddAsync(Said("unreadable")), _batches.AddAsync(Said("b")));
        _time.Advance(Window);

        Assert.Null(await bad);
        Assert.Equal("read b", await good);
    }

    [Fact]
    public async Task The_deadline_counts_from_the_first_document_on()
    {
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource();
        var batches = new DocumentBatches<string>(3, Window, Deadline, async (documents, late) =>
        {
            begun.SetResult();
            await Task.WhenAny(Task.Delay(Timeout.Infinite, late));
            cancelled.SetResult(late.IsCancellationRequested);
            return new string?[documents.Count];
        }, _time);
        var read = batches.AddAsync(Said("a"));
        _time.Advance(Window);
        await begun.Task;
        _time.Advance(Deadline - Window);

        Assert.Null(await read);
        Assert.True(await cancelled.Task);
    }

    [Fact]
    public async Task Many_at_once_are_each_sent_once_and_answered_with_their_own()
    {
        var added = Enumerable.Range(0, 300).Select(number => Task.Run(() => _batches.AddAsync(Said($"{number}")))).ToArray();
        while (!Task.WhenAll(added).IsCompleted)
        {
            _time.Advance(Window);
            await Task.Yield();
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"read {number}"), await Task.WhenAll(added));
        Assert.Equal(300, _sent.Sum(batch => batch.Count));
        Assert.All(_sent, batch => Assert.InRange(batch.Count, 1, 3));
    }

    private static Document Said(string text) => new(text, "en", 0, text.Length);

    private Task<IReadOnlyList<string?>> SendAsync(IReadOnlyList<Document> documents, CancellationToken late)
    {
        lock (_sent)
        {
            _sent.Add([.. documents]);
        }

        return Task.FromResult<IReadOnlyList<string?>>([.. documents.Select(document => document.Text == "unreadable" ? null : $"read {document.Text}")]);
    }
}
