using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outages;
using HandoffBot.Server.Hosting;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Spool;

/// <inheritdoc cref="ISpool"/>
/// <remarks>
/// Files under <c>Store:Path</c>/spool, named by the instant they were begun. One writer appends whatever has come in while the disk was busy and flushes it with one
/// fsync. A file belongs to the process that has it open; those of a process that died are drained by the next one that opens them.
/// </remarks>
internal sealed class SpoolFiles : ISpool, IAsyncDisposable
{
    private const string Ending = ".spool";
    private const int AtOnce = 4_096;

    private readonly string _folder;
    private readonly long _most;
    private readonly TimeProvider _time;
    private readonly Channel<Waiting> _incoming = Channel.CreateBounded<Waiting>(AtOnce);
    private readonly ConcurrentDictionary<ConversationId, int> _held = new();
    private readonly SemaphoreSlim _file = new(1);
    private readonly Task _writing;
    private FileStream? _active;
    private long _bytes;

    public SpoolFiles(StoreFolder store, IOptions<SpoolOptions> options, TimeProvider time)
    {
        (_folder, _most, _time) = (Path.Combine(store.Path, "spool"), options.Value.MaxMegabytes * 1024L * 1024, time);
        Directory.CreateDirectory(_folder);
        Directory.CreateDirectory(Aside);
        foreach (var path in Files())
        {
            foreach (var message in ReadIfFree(path) ?? [])
            {
                Hold(message.Conversation);
            }

            _bytes += new FileInfo(path).Length;
        }

        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Messages that wait for the store.</summary>
    public int Count => _held.Values.Sum();

    /// <summary>Whether it can take more, as far as its bound goes.</summary>
    public bool HasRoom => Interlocked.Read(ref _bytes) < _most;

    /// <summary>Messages that the store would never take; kept for a person to look at.</summary>
    public int SetAside => Directory.EnumerateFiles(Aside).Count();

    /// <summary>When the oldest file was begun; null when there is none.</summary>
    public DateTimeOffset? Oldest => Files().Select(path => (DateTimeOffset?)File.GetCreationTimeUtc(path)).FirstOrDefault();

    private string Aside => Path.Combine(_folder, "aside");

    public bool Holds(ConversationId id) => _held.ContainsKey(id);

    public async Task KeepAsync(InboundMessage message)
    {
        var waiting = new Waiting(SpoolFrame.Write(message), message.Conversation);
        if (!_incoming.Writer.TryWrite(waiting))
        {
            throw new IOException("The spool takes no more at the moment.");
        }

        await waiting.Written.Task;
    }

    /// <summary>Closes the file that is written to and returns all that can be drained, oldest first. New messages go to a new one.</summary>
    public async Task<IReadOnlyList<string>> SealAsync()
    {
        await _file.WaitAsync();
        try
        {
            await CloseActiveAsync();
        }
        finally
        {
            _file.Release();
        }

        return Files();
    }

    /// <summary>Whole messages of a file; null when another process has it.</summary>
    public static IReadOnlyList<InboundMessage>? ReadIfFree(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return [.. SpoolFrame.ReadAll(file)];
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The store has it.</summary>
    public void Drained(InboundMessage message) => Release(message.Conversation);

    /// <summary>The store will never take it: it is kept beside the others, in a file of its own whose name is the message's, so that a repeat is the same file.</summary>
    public void PutAside(InboundMessage message)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Conversation.Value}\n{message.MessageId}")));
        File.WriteAllBytes(Path.Combine(Aside, name + Ending), SpoolFrame.Write(message));
    }

    /// <summary>Everything in it is drained or put aside.</summary>
    public void Delete(string path)
    {
        var length = new FileInfo(path).Length;
        File.Delete(path);
        Interlocked.Add(ref _bytes, -length);
    }

    public async ValueTask DisposeAsync()
    {
        _incoming.Writer.TryComplete();
        await _writing;
        await CloseActiveAsync();
        _file.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Waiting>();
        while (await _incoming.Reader.WaitToReadAsync())
        {
            while (batch.Count < AtOnce && _incoming.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await _file.WaitAsync();
            try
            {
                Append(batch);
                batch.ForEach(waiting => waiting.Written.SetResult());
            }
            catch (Exception exception)
            {
                // What was written of it may be torn: later ones go to another file.
                await CloseActiveAsync();
                batch.ForEach(waiting => waiting.Written.SetException(new IOException("A message could not be kept on disk.", exception)));
            }
            finally
            {
                _file.Release();
                batch.Clear();
            }
        }
    }

    private void Append(List<Waiting> batch)
    {
        var length = batch.Sum(waiting => (long)waiting.Frame.Length);
        if (Interlocked.Read(ref _bytes) + length > _most)
        {
            throw new IOException("The spool is full.");
        }

        _active ??= new FileStream(Path.Combine(_folder, NewName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var waiting in batch)
        {
            _active.Write(waiting.Frame);
        }

        _active.Flush(flushToDisk: true);
        Interlocked.Add(ref _bytes, length);
        batch.ForEach(waiting => Hold(waiting.Conversation));
    }

    private async Task CloseActiveAsync()
    {
        if (_active is not null)
        {
            await _active.DisposeAsync();
            _active = null;
        }
    }

    private void Hold(ConversationId id) => _held.AddOrUpdate(id, 1, (_, count) => count + 1);

    private void Release(ConversationId id)
    {
        if (_held.AddOrUpdate(id, 0, (_, count) => count - 1) <= 0)
        {
            _held.TryRemove(id, out _);
        }
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(_folder, "*" + Ending).Order(StringComparer.Ordinal)];

    private string NewName() => Guid.CreateVersion7(_time.GetUtcNow()).ToString("N") + Ending;

    private sealed record Waiting(byte[] Frame, ConversationId Conversation)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
