using HandoffBot.Redis.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace HandoffBot.Redis.Tests.Embedded;

/// <summary>What the embedded store has after its files were left as a crash leaves them, or damaged.</summary>
public sealed class CommandLogTests : IDisposable
{
    /// <summary>Two writes that belong together.</summary>
    private const string Both = "redis.call('RPUSH', KEYS[1], ARGV[1]) redis.call('HSET', KEYS[2], ARGV[1], ARGV[2]) return redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])";

    private readonly string _folder = Directory.CreateTempSubdirectory("handoffbot-log-").FullName;

    private string Newest => Directory.EnumerateFiles(_folder, "log-*").Order(StringComparer.Ordinal).Last();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_answered_is_there_again()
    {
        await UseAsync(async database =>
        {
            await WriteAsync(database, 1, 20);
            await database.StringSetAsync("s", "1", when: When.NotExists);
            await database.ListSetByIndexAsync("list", 0, "changed");
        });

        await UseAsync(async database =>
        {
            Assert.Equal(20, await CountAsync(database));
            Assert.Equal("1", await database.StringGetAsync("s"));
            Assert.Equal("changed", await database.ListGetByIndexAsync("list", 0));
            Assert.Equal(1_790_000_000_020.5, await database.SortedSetScoreAsync("set", "20"));
        });
    }

    [Fact]
    public async Task A_log_cut_anywhere_in_its_last_entry_has_that_change_not_at_all_and_all_before_it()
    {
        await UseAsync(database => WriteAsync(database, 1, 2));
        var before = new FileInfo(Newest).Length;
        await UseAsync(database => WriteAsync(database, 3, 3));
        var whole = await File.ReadAllBytesAsync(Newest, TestContext.Current.CancellationToken);

        using var engines = new Replays();
        for (var length = before; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Newest, whole[..(int)length], TestContext.Current.CancellationToken);
            var read = engines.Replay(Newest);
            Assert.Equal((before, length == before), (read.Length, read.IsWhole));
        }

        await UseAsync(async database =>
        {
            Assert.Equal(2, await CountAsync(database));
            await WriteAsync(database, 3, 4);
        });
        await UseAsync(async database => Assert.Equal(4, await CountAsync(database)));
    }

    [Fact]
    public async Task A_byte_that_changed_in_the_middle_keeps_the_store_from_starting_wherever_it_is()
    {
        await UseAsync(database => WriteAsync(database, 1, 4));
        var whole = await File.ReadAllBytesAsync(Newest, TestContext.Current.CancellationToken);
        var first = BitConverter.ToInt32(whole) + 8;

        using var engines = new Replays();
        for (var at = 0; at < first; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x40;
            await File.WriteAllBytesAsync(Newest, damaged, TestContext.Current.CancellationToken);
            Assert.Throws<InvalidDataException>(() => engines.Replay(Newest));
        }

        Assert.Throws<InvalidDataException>(() => EmbeddedStore.Start(_folder, TimeProvider.System, NullLoggerFactory.Instance));
    }

    [Fact]
    public async Task A_log_is_replayed_with_the_script_texts_of_its_time()
    {
        await UseAsync(database => database.ScriptEvaluateAsync("return redis.call('SET', KEYS[1], 'old ' .. ARGV[1])", ["k"], ["way"]));
        await UseAsync(async database =>
        {
            Assert.Equal("old way", await database.StringGetAsync("k"));
            await database.ScriptEvaluateAsync("return redis.call('SET', KEYS[1], redis.call('GET', KEYS[1]) .. ', new ' .. ARGV[1])", ["k"], ["way"]);
        });
        await UseAsync(async database => Assert.Equal("old way, new way", await database.StringGetAsync("k")));
    }

    [Fact]
    public async Task Huge_values_and_long_keys_survive_logs_and_snapshots()
    {
        var huge = new string('x', 3_000_000);
        await using (var store = Start(compactAfter: 1_000_000))
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(store.Configuration);
            var database = connection.GetDatabase();
            await database.HashSetAsync("huge", "f", huge);
            await WriteAsync(database, 1, 1_500);
            await store.Log.Compacting;
            await WriteAsync(database, 1_501, 1_600);
        }

        Assert.NotEmpty(Directory.EnumerateFiles(_folder, "snapshot-*"));
        await UseAsync(async database =>
        {
            Assert.Equal(huge, await database.HashGetAsync("huge", "f"));
            Assert.Equal(1_600, await CountAsync(database));
            Assert.Equal("700", await database.ListGetByIndexAsync("list", 699));
        });
    }

    [Fact]
    public async Task A_crash_at_any_step_of_a_compaction_loses_and_doubles_nothing()
    {
        await UseAsync(database => WriteAsync(database, 1, 50));
        using (var engine = Engine.Start(NullLoggerFactory.Instance))
        {
            LogRead.Replay(Newest, engine, new ScriptTexts());
            var files = new LogFolder(_folder);

            // Before the snapshot is whole: what there is of it does not count.
            await File.WriteAllBytesAsync(files.UnfinishedPath(1), [1, 2, 3], TestContext.Current.CancellationToken);
            await UseAsync(async database => Assert.Equal(50, await CountAsync(database)));

            // After it counts, before the log that it replaces is deleted.
            Snapshot.Write(engine, files, 1);
            Assert.True(File.Exists(files.LogPath(1)));
        }

        await UseAsync(async database =>
        {
            Assert.Equal(50, await CountAsync(database));
            await WriteAsync(database, 51, 60);
        });
        Assert.False(File.Exists(new LogFolder(_folder).LogPath(1)));
        await UseAsync(async database => Assert.Equal(60, await CountAsync(database)));
    }

    [Fact]
    public async Task A_missing_log_or_a_damaged_snapshot_keeps_the_store_from_starting()
    {
        await UseAsync(database => WriteAsync(database, 1, 5));
        File.Move(Newest, new LogFolder(_folder).LogPath(2));
        Assert.Throws<InvalidDataException>(() => EmbeddedStore.Start(_folder, TimeProvider.System, NullLoggerFactory.Instance));

        await File.WriteAllBytesAsync(new LogFolder(_folder).SnapshotPath(1), [], TestContext.Current.CancellationToken);
        Assert.Throws<InvalidDataException>(() => EmbeddedStore.Start(_folder, TimeProvider.System, NullLoggerFactory.Instance));
    }

    [Fact]
    public async Task Commands_whose_effect_a_replay_would_not_repeat_are_refused()
    {
        await UseAsync(async database =>
        {
            foreach (var command in (object[][])[["EXPIRE", "k", "10"], ["SET", "k", "v", "EX", "10"], ["SPOP", "k"], ["MULTI"]])
            {
                var refused = await Assert.ThrowsAsync<RedisServerException>(() => database.ExecuteAsync((string)command[0], command[1..]));
                Assert.Contains("does not take it", refused.Message, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task What_a_copy_taken_in_the_middle_of_writing_has_is_whole_and_has_all_that_was_answered()
    {
        await using var store = Start(compactAfter: 50_000);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(store.Configuration);
        var (database, answered) = (connection.GetDatabase(), 0);
        var cancellation = TestContext.Current.CancellationToken;
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 3_000; i++)
            {
                await WriteAsync(database, i, i);
                Volatile.Write(ref answered, i);
            }
        }, cancellation);

        while (!writing.IsCompleted)
        {
            var least = Volatile.Read(ref answered);
            var copy = Directory.CreateTempSubdirectory("handoffbot-copy-").FullName;
            if (TryCopy(copy))
            {
                await using var left = EmbeddedStore.Start(copy, TimeProvider.System, NullLoggerFactory.Instance);
                await using var reader = await ConnectionMultiplexer.ConnectAsync(left.Configuration);
                Assert.True(await CountAsync(reader.GetDatabase()) >= least);
            }

            Directory.Delete(copy, recursive: true);
        }

        await writing;
    }

    /// <summary>What a kill would leave at this moment; false where files came or went meanwhile.</summary>
    private bool TryCopy(string to)
    {
        var names = Names();
        try
        {
            foreach (var name in names)
            {
                using var from = new FileStream(Path.Combine(_folder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var copy = File.Create(Path.Combine(to, name));
                from.CopyTo(copy);
            }
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        return names.SequenceEqual(Names());

        List<string> Names() => [.. Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)).Where(name => name != "in-use").Order(StringComparer.Ordinal)];
    }

    private EmbeddedStore Start(long compactAfter) => EmbeddedStore.Start(_folder, TimeProvider.System, NullLoggerFactory.Instance, compactAfter);

    private async Task UseAsync(Func<IDatabase, Task> use)
    {
        await using var store = EmbeddedStore.Start(_folder, TimeProvider.System, NullLoggerFactory.Instance);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(store.Configuration);
        await use(connection.GetDatabase());
    }

    private static async Task WriteAsync(IDatabase database, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            await database.ScriptEvaluateAsync(Both, ["list", "hash", "set"], [i, "value " + i, 1_790_000_000_000.5 + i]);
        }
    }

    /// <summary>How many changes there are; each of them whole.</summary>
    private static async Task<long> CountAsync(IDatabase database)
    {
        var count = await database.ListLengthAsync("list");
        Assert.Equal((count, count), (await database.HashLengthAsync("hash"), await database.SortedSetLengthAsync("set")));
        return count;
    }

    /// <summary>Reads files into one engine again and again; what is in it does not matter.</summary>
    private sealed class Replays : IDisposable
    {
        private readonly Engine _engine = Engine.Start(NullLoggerFactory.Instance);

        public LogRead Replay(string path) => LogRead.Replay(path, _engine, new ScriptTexts());

        public void Dispose() => _engine.Dispose();
    }
}
