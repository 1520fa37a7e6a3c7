using System.Collections.Concurrent;
using HandoffBot.Language.Answers;
using HandoffBot.Language.Answers.Encoder;

namespace HandoffBot.Language.Tests.Answers;

public sealed class MeaningsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meanings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_encoded_is_found_again_at_the_next_start()
    {
        Assert.Null(Fresh().Known(["pay my bill"]));
        var encoded = Fresh().Encode(["hello", "pay my bill"], atOnce: 2);
        Assert.Equal([encoded[1], encoded[0]], Fresh().Known(["pay my bill", "hello"]));
        Assert.Null(Fresh().Known(["pay my bill", "something new"]));
    }

    [Fact]
    public void A_damaged_file_counts_as_none()
    {
        Fresh().Encode(["pay my bill"], atOnce: 1);
        var file = Assert.Single(Directory.GetFiles(_folder));
        var bytes = File.ReadAllBytes(file);
        bytes[SentenceEncoder.Width]++;
        File.WriteAllBytes(file, bytes);
        Assert.Null(Fresh().Known(["pay my bill"]));
        File.WriteAllBytes(file, bytes[..10]);
        Assert.Null(Fresh().Known(["pay my bill"]));
    }

    [Fact]
    public async Task A_first_start_answers_by_wording_until_all_is_encoded_and_the_next_one_knows_all_at_once()
    {
        var first = new AnswerFinder(Topics.Set, Fresh());
        Assert.Equal("pay-bill", first.Find("How do I pay my bill?", "en")[0].Dialog.Id);
        await first.Ready;
        Assert.True(first.GoesByMeaning);
        var next = new AnswerFinder(Topics.Set, Fresh());
        Assert.True(next.GoesByMeaning);
        Assert.Equal(first.Find("settle an invoice", "en").Select(answer => answer.Confidence), next.Find("settle an invoice", "en").Select(answer => answer.Confidence));
        Assert.Equal(new AnswerFinder(Topics.Set).Find("settle an invoice", "en").Select(answer => answer.Confidence), next.Find("settle an invoice", "en").Select(answer => answer.Confidence));
    }

    /// <summary>As in a process that has just started.</summary>
    private Meanings Fresh() => new(_folder, new ConcurrentDictionary<Guid, float[]>());
}
