using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Outbox;
using Microsoft.Extensions.Options;

namespace HandoffBot.Core.Tests.FollowUps;

/// <summary>Follow-ups between stores that a test speaks for.</summary>
internal static class Promises
{
    /// <param name="options">When people work; at any hour when null.</param>
    public static FollowUpActions Actions(IFollowUpStore store, IConversationStore conversations, Delivery delivery, TimeProvider time, HandoffOptions? options = null, FollowUpOptions? followUps = null) =>
        new(store, conversations, Plans(time, options, followUps), Corvelle.Set, delivery, time);

    public static FollowUpPlans Plans(TimeProvider time, HandoffOptions? options = null, FollowUpOptions? followUps = null)
    {
        var handoffs = Options.Create(options ?? new HandoffOptions());
        return new FollowUpPlans(Options.Create(followUps ?? new FollowUpOptions()), handoffs, new QueueHours(handoffs), Corvelle.Set, time);
    }
}
