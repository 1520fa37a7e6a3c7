using HandoffBot.Core.Conversations;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class HandoffIdTests
{
    [Theory]
    [InlineData("msteams|19:meeting", 0xc57e)]
    [InlineData("", 0x1cd9)]
    public void A_conversations_shard_never_changes_because_its_data_lies_there(string id, int shard) => Assert.Equal(shard, new ConversationId(id).Shard);

    [Fact]
    public void A_handoff_lies_where_its_conversation_does()
    {
        var shards = new HashSet<ushort>();
        for (var i = 0; i < 1_000; i++)
        {
            var conversation = ConversationId.On("directline", $"c{i}");
            var handoff = HandoffId.For(conversation, TimeProvider.System);

            Assert.Equal(conversation.Shard, handoff.Shard);
            Assert.True(Guid.TryParseExact(handoff.Value, "N", out var guid) && guid.Version == 7);
            shards.Add((ushort)(conversation.Shard % 16));
        }

        Assert.Equal(16, shards.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("none")]
    [InlineData("0190a3b1c2d37e4f8a9b0c1d2e3fzzzz")]
    public void An_id_that_is_none_of_ours_has_a_shard_too(string id) => Assert.Equal(0, new HandoffId(id).Shard);
}
