namespace HandoffBot.Language.Azure;

/// <summary>Lets documents that come within a moment travel in one request.</summary>
/// <param name="size">Documents of a request; a full one leaves at once.</param>
/// <param name="window">How long the first document waits for others.</param>
/// <param name="deadline">From the first document on, after which the request is given up.</param>
/// <param name="sendAsync">Gives one entry per document, in order, null where it has none; must not throw.</param>
internal sealed class DocumentBatches<T>(int size, TimeSpan window, TimeSpan deadline, Func<IReadOnlyList<Document>, CancellationToken, Task<IReadOnlyList<T?>>> sendAsync, TimeProvider time)
    where T : class
{
    private readonly Lock _lock = new();
    private Batch? _open;

    public Task<T?> AddAsync(Document document)
    {
        Batch batch;
        int place;
        lock (_lock)
        {
            if (_open is not null)
            {
                batch = _open;
            }
            else
            {
                batch = _open = new Batch();
                batch.Read = RunAsync(batch);
            }

            place = batch.Documents.Count;
            batch.Documents.Add(document);
            if (batch.Documents.Count == size)
            {
                _open = null;
                batch.Full.SetResult();
            }
        }

        return ReadAsync(batch, place);
    }

    private static async Task<T?> ReadAsync(Batch batch, int place) => (await batch.Read!)[place];

    private async Task<IReadOnlyList<T?>> RunAsync(Batch batch)
    {
        using var late = new CancellationTokenSource(deadline, time);
        await Task.WhenAny(Task.Delay(window, time, late.Token), batch.Full.Task).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            if (_open == batch)
            {
                _open = null;
            }
        }

        return await sendAsync(batch.Documents, late.Token);
    }

    private sealed class Batch
    {
        public List<Document> Documents { get; } = [];

        public TaskCompletionSource Full { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<T?>>? Read { get; set; }
    }
}
