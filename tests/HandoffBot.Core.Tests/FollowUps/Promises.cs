using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace HandoffBot.Core.Tests.FollowUps;

/// <summary>Follow-ups between stores that a test speaks for.</summary>
internal static class Promises
{
    /// <param name="options">When people work; at any hour when null.</param>
    public static FollowUpActions Actions(IFollowUpStore store, IConversationStore conversations, Delivery delivery, TimeProvider time, HandoffOptions? options = null, FollowUpOptions? followUps = null) =>
        new(store, conversations, Plans(time, options, followUps), Corvelle.Set, delivery, time);

    /// <summary>A sender whose channel and stores say nothing.</summary>
    public static OutboxSender Sender(TimeProvider time) => Sender(Mock.Of<IOutboxStore>(), Mock.Of<IConnector>(), Mock.Of<IFollowUpStore>(), Mock.Of<IHandoffStore>(), Mock.Of<INudges>(), time);

    public static OutboxSender Sender(IOutboxStore outbox, IConnector connector, IFollowUpStore followUps, IHandoffStore handoffs, INudges nudges, TimeProvider time) =>
        new(outbox, connector, new UndeliveredWords(outbox, followUps, handoffs, Plans(time), nudges, time), time, NullLogger<OutboxSender>.Instance);

    public static FollowUpPlans Plans(TimeProvider time, HandoffOptions? options = null, FollowUpOptions? followUps = null)
    {
        var handoffs = Options.Create(options ?? new HandoffOptions());
        return new FollowUpPlans(Options.Create(followUps ?? new FollowUpOptions()), handoffs, new QueueHours(handoffs), Corvelle.Set, time);
    }
}
