using System.Text.Json;
using HandoffBot.Core.Conversations;
using HandoffBot.Server.Spool;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Tests.Spool;

public sealed class SpoolFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Folder => Path.Combine(_folder.Store.Path, "spool");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_kept_is_read_back_whole_and_in_order_by_the_next_process()
    {
        var value = JsonElement.Parse("""{"a":[1,"é"]}""");
        await using (var first = Open())
        {
            await Task.WhenAll(first.KeepAsync(Message("c1", "1") with { Value = value }), first.KeepAsync(Message("c2", "1")));
            await first.KeepAsync(Message("c1", "2"));
        }

        await using var next = Open();

        Assert.Equal(3, next.Count);
        Assert.True(next.Holds(new ConversationId("c1")));
        var read = (await next.SealAsync()).SelectMany(file => SpoolFiles.ReadIfFree(file)!).ToList();
        Assert.Equal(["1", "2"], read.Where(message => message.Conversation.Value == "c1").Select(message => message.MessageId));
        Assert.True(JsonElement.DeepEquals(value, read.Single(message => message is { MessageId: "1", Conversation.Value: "c1" }).Value!.Value));
        Assert.Equal(Message("c2", "1"), read.Single(message => message.Conversation.Value == "c2"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(60)]
    public async Task A_torn_last_message_is_cut_and_those_before_it_stay(int cut)
    {
        string file;
        await using (var spool = Open())
        {
            await spool.KeepAsync(Message("c1", "1"));
            await spool.KeepAsync(Message("c1", "2"));
            file = (await spool.SealAsync()).Single();
        }

        using (var torn = File.OpenWrite(file))
        {
            torn.SetLength(torn.Length - cut);
        }

        Assert.Equal("1", Assert.Single(SpoolFiles.ReadIfFree(file)!).MessageId);
    }

    [Fact]
    public async Task A_changed_byte_is_noticed()
    {
        string file;
        await using (var spool = Open())
        {
            await spool.KeepAsync(Message("c1", "1"));
            file = (await spool.SealAsync()).Single();
        }

        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        Assert.Empty(SpoolFiles.ReadIfFree(file)!);
    }

    [Fact]
    public async Task A_file_that_another_process_writes_is_left_alone()
    {
        await using var one = Open();
        await one.KeepAsync(Message("c1", "1"));
        await using var other = Open();

        Assert.Equal(0, other.Count);
        Assert.Null(SpoolFiles.ReadIfFree(Directory.GetFiles(Folder).Single()));
    }

    [Fact]
    public async Task Beyond_its_bound_nothing_is_promised_and_what_is_there_stays()
    {
        await using var spool = Open(megabytes: 1);
        var large = Message("c1", "1") with { Text = new string('x', 28_000) };
        var kept = 0;

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            for (; ; kept++)
            {
                await spool.KeepAsync(large with { MessageId = $"{kept}" });
            }
        });

        Assert.InRange(kept, 30, 37);
        Assert.Equal(kept, (await spool.SealAsync()).Sum(file => SpoolFiles.ReadIfFree(file)!.Count));
    }

    [Fact]
    public async Task What_the_store_never_takes_is_put_aside_once_and_no_longer_drained()
    {
        await using var spool = Open();
        var poison = Message("c1", "1");

        spool.PutAside(poison);
        spool.PutAside(poison);

        Assert.Equal(1, spool.SetAside);
        Assert.Empty(await spool.SealAsync());
    }

    private SpoolFiles Open(int megabytes = 512) => new(_folder.Store, Options.Create(new SpoolOptions { MaxMegabytes = megabytes }), TimeProvider.System);

    private static InboundMessage Message(string conversation, string id) => new()
    {
        Conversation = new ConversationId(conversation),
        MessageId = id,
        Address = new ChannelAddress { Channel = "msteams", ServiceUrl = "https://teams.example/", ExternalId = conversation, BotId = "bot", UserId = "u1" },
        Customer = new Customer("u1", "Zoé"),
        Text = "Ça va ?",
        SaidAt = DateTimeOffset.UnixEpoch,
    };
}
