using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;

namespace HandoffBot.Redis.Embedded;

/// <summary>A client's connection, seen from the store: its commands go into the loop in their order, and the replies come back in it.</summary>
internal sealed class ClientConnection
{
    private readonly Pipe _commands = new(new PipeOptions(useSynchronizationContext: false));

    /// <summary>The client always reads; the loop may never wait for one.</summary>
    private readonly Pipe _replies = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));

    private bool _isClosed;

    /// <summary>Channels that it listens to, as text; touched by the loop only.</summary>
    public HashSet<string> Channels { get; } = new(StringComparer.Ordinal);

    public Stream OpenClientEnd() => new DuplexStream(_replies.Reader, _commands.Writer);

    /// <summary>Passes commands on until the client, or the store, closes the connection.</summary>
    public async Task ReadAsync(ChannelWriter<Request> commands)
    {
        try
        {
            while (true)
            {
                var read = await _commands.Reader.ReadAsync();
                var received = read.Buffer;
                while (Resp.TryCut(ref received, out var command))
                {
                    await commands.WriteAsync(new Request(this, command.ToArray()));
                }

                _commands.Reader.AdvanceTo(received.Start, received.End);
                if (read.IsCompleted || read.IsCanceled)
                {
                    break;
                }
            }

            await commands.WriteAsync(new Request(this, []));
        }
        catch (ChannelClosedException)
        {
            // The store closes; it ends every connection itself.
        }
        finally
        {
            await _commands.Reader.CompleteAsync();
        }
    }

    public void Reply(ReadOnlySpan<byte> reply)
    {
        if (!_isClosed)
        {
            _replies.Writer.Write(reply);
        }
    }

    public async ValueTask FlushAsync()
    {
        if (!_isClosed)
        {
            _isClosed = (await _replies.Writer.FlushAsync()).IsCompleted;
        }
    }

    /// <summary>The client's next read finds the end.</summary>
    public async ValueTask CloseAsync()
    {
        _isClosed = true;
        await _replies.Writer.CompleteAsync();
        _commands.Reader.CancelPendingRead();
    }
}
