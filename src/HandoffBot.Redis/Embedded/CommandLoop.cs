using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Redis.Embedded;

/// <summary>
/// Runs the commands of all connections, one after the other: whatever has come in meanwhile is run, its changes are brought to disk with one flush, and only then is all of it
/// answered. So the log has the order in which things happened, and nobody, not even a reader, is told what a crash could still undo.
/// </summary>
internal sealed partial class CommandLoop : IAsyncDisposable
{
    private const int MostAtOnce = 1_024;
    private const int MostBytesAtOnce = 4 * 1024 * 1024;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Engine _engine;
    private readonly CommandLog _log;
    private readonly ScriptTexts _scripts;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<Request> _incoming = Channel.CreateBounded<Request>(new BoundedChannelOptions(4 * MostAtOnce) { SingleReader = true });
    private readonly ConcurrentDictionary<ClientConnection, byte> _connections = new();
    private readonly List<Answer> _answers = [];
    private readonly Task _running;
    private long? _failedAt;

    public CommandLoop(Engine engine, CommandLog log, ScriptTexts scripts, TimeProvider time, ILogger logger)
    {
        (_engine, _log, _scripts, _time, _logger) = (engine, log, scripts, time, logger);
        _running = Task.Run(RunAsync);
    }

    private static ReadOnlySpan<byte> Full => "-MISCONF the embedded store cannot write to its disk; nothing is answered that is not there\r\n"u8;

    /// <summary>The client's end of a new connection.</summary>
    public Stream Connect()
    {
        var connection = new ClientConnection();
        _connections[connection] = 0;
        _ = Task.Run(() => connection.ReadAsync(_incoming.Writer));
        return connection.OpenClientEnd();
    }

    public async ValueTask DisposeAsync()
    {
        _incoming.Writer.TryComplete();
        await _running;
        foreach (var connection in _connections.Keys)
        {
            await connection.CloseAsync();
        }
    }

    private async Task RunAsync()
    {
        while (await _incoming.Reader.WaitToReadAsync())
        {
            TryToRecover();
            for (var bytes = 0; _answers.Count < MostAtOnce && bytes < MostBytesAtOnce && _incoming.Reader.TryRead(out var request); bytes += request.Command.Length)
            {
                if (request.Command.Length == 0)
                {
                    await EndAsync(request.From);
                }
                else
                {
                    Take(request);
                }
            }

            Keep();
            await AnswerAsync();
        }
    }

    private void Take(Request request)
    {
        try
        {
            var parts = Resp.Parts(request.Command);
            var kind = CommandKinds.Of(request.Command, parts);
            if (_failedAt is not null && kind is CommandKind.Read or CommandKind.Write or CommandKind.Script or CommandKind.ScriptText)
            {
                Reply(request, Full);
                return;
            }

            Run(request, kind, parts);
        }
        catch (Exception exception)
        {
            Fail(exception);
            Reply(request, Full);
        }
    }

    private void Run(Request request, CommandKind kind, Range[] parts)
    {
        var command = request.Command;
        switch (kind)
        {
            case CommandKind.Connection when Named(command, parts, "PING") && request.From.Channels.Count > 0:
                // A connection that listens gets no simple strings.
                Reply(request, "*2\r\n$4\r\npong\r\n$0\r\n\r\n"u8);
                break;
            case CommandKind.Script when _scripts.Find(Text(command, parts[1])) is { } script:
                Reply(request, Call(script, command));
                break;
            case CommandKind.ScriptText:
                var loaded = Load(command.AsSpan()[parts[1]]);
                Reply(request, Call(loaded, Resp.Command(["EVALSHA"u8.ToArray(), Encoding.ASCII.GetBytes(loaded.Digest), .. parts[2..].Select(part => command[part])])));
                break;
            case CommandKind.Script:
                Reply(request, "-NOSCRIPT No matching script. Please use EVAL.\r\n"u8);
                break;
            case CommandKind.LoadScript:
                Load(command.AsSpan()[parts[2]]);
                Reply(request, _engine.Run(command));
                break;
            case CommandKind.Write:
                _log.Append(command);
                Reply(request, _engine.Run(command));
                break;
            case CommandKind.Connection or CommandKind.Read:
                Reply(request, _engine.Run(command));
                break;
            case CommandKind.Publish:
                Publish(request, Text(command, parts[1]), command[parts[2]]);
                break;
            case CommandKind.Subscribe:
                request.From.Channels.Add(Text(command, parts[1]));
                Confirm(request, "subscribe", command[parts[1]]);
                break;
            case CommandKind.Unsubscribe:
                request.From.Channels.Remove(Text(command, parts[1]));
                Confirm(request, "unsubscribe", command[parts[1]]);
                break;
            default:
                Reply(request, Encoding.UTF8.GetBytes($"-ERR unknown command '{Text(command, parts[0])}': the embedded store does not take it\r\n"));
                break;
        }
    }

    private byte[] Call(ScriptText script, byte[] command)
    {
        if (!script.OnlyReads)
        {
            _log.Append(script, command);
        }

        return _engine.Run(command);
    }

    private ScriptText Load(ReadOnlySpan<byte> text)
    {
        var script = _scripts.Add(text);
        _engine.Run([.. script.Load]);
        return script;
    }

    /// <summary>Everything since the last time is on disk afterwards, or nobody is told of it.</summary>
    private void Keep()
    {
        try
        {
            if (_failedAt is null && _log.HasPending)
            {
                _log.Flush();
                _log.CompactIfGrown();
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
            for (var i = 0; i < _answers.Count; i++)
            {
                _answers[i] = _answers[i] with { Reply = Full.ToArray() };
            }
        }
    }

    private async ValueTask AnswerAsync()
    {
        foreach (var answer in _answers)
        {
            answer.To.Reply(answer.Reply);
        }

        foreach (var connection in _answers.Select(answer => answer.To).Distinct())
        {
            await connection.FlushAsync();
        }

        _answers.Clear();
    }

    private void Publish(Request request, string channel, byte[] message)
    {
        var listeners = _connections.Keys.Where(connection => connection.Channels.Contains(channel)).ToList();
        foreach (var listener in listeners)
        {
            _answers.Add(new Answer(listener, Resp.Command("message"u8.ToArray(), Encoding.UTF8.GetBytes(channel), message)));
        }

        Reply(request, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $":{listeners.Count}\r\n")));
    }

    private void Confirm(Request request, string what, byte[] channel) =>
        Reply(request, [.. "*3\r\n"u8, .. Resp.Command(Encoding.ASCII.GetBytes(what), channel).AsSpan(4), .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $":{request.From.Channels.Count}\r\n"))]);

    private async ValueTask EndAsync(ClientConnection connection)
    {
        _connections.TryRemove(connection, out _);
        await connection.CloseAsync();
    }

    /// <summary>The engine has what its log does not: nothing is answered from it until a snapshot of all of it is on disk.</summary>
    private void Fail(Exception exception)
    {
        _failedAt = _time.GetTimestamp();
        Failed(exception);
    }

    private void TryToRecover()
    {
        if (_failedAt is not { } at || _time.GetElapsedTime(at) < TryAgainAfter)
        {
            return;
        }

        try
        {
            _log.Rewrite(_engine);
            _failedAt = null;
            Recovered();
        }
        catch (Exception exception)
        {
            _failedAt = _time.GetTimestamp();
            StillFailing(exception.Message);
        }
    }

    private void Reply(Request request, ReadOnlySpan<byte> reply) => _answers.Add(new Answer(request.From, reply.ToArray()));

    private void Reply(Request request, byte[] reply) => _answers.Add(new Answer(request.From, reply));

    private static string Text(byte[] command, Range part) => Encoding.UTF8.GetString(command.AsSpan()[part]);

    private static bool Named(byte[] command, Range[] parts, string name) => Text(command, parts[0]).Equals(name, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The embedded store cannot keep what it is given; it answers nothing until it can")]
    private partial void Failed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The embedded store still cannot write to its disk: {Reason}")]
    private partial void StillFailing(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The embedded store writes again, and everything it has is on disk")]
    private partial void Recovered();

    private readonly record struct Answer(ClientConnection To, byte[] Reply);
}
