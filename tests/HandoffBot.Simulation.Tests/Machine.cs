using HandoffBot.Core.Conversations;
using HandoffBot.Core.Outages;
using StackExchange.Redis;

namespace HandoffBot.Simulation.Tests;

/// <summary>What outlives a process on its machine: the disk, and the way to the store, which is cut now and then.</summary>
internal sealed class Machine(Stage stage, Life world)
{
    /// <summary>Messages kept while the store was away, oldest first.</summary>
    public List<InboundMessage> Disk { get; } = [];

    public bool IsCutOff { get; private set; }

    public async Task LoseTheStoreNowAndThenAsync()
    {
        while (true)
        {
            await stage.SleepAsync(world, TimeSpan.FromSeconds(20 + stage.Random.Next(100)));
            IsCutOff = stage.HasFaults;
            await stage.SleepAsync(world, TimeSpan.FromSeconds(1 + stage.Random.Next(25)));
            IsCutOff = false;
        }
    }
}

/// <summary>The spool of one run of a process: a message is on disk when keeping it returns, and the process may die just before and just after.</summary>
internal sealed class MachineSpool(Stage stage, Life life, Machine machine) : ISpool
{
    public bool Holds(ConversationId id) => machine.Disk.Exists(message => message.Conversation == id);

    public Task KeepAsync(InboundMessage message)
    {
        var kept = new TaskCompletionSource();
        stage.Open(life, "keep", () =>
        {
            var fate = stage.HasFaults ? stage.Random.Next(60) : int.MaxValue;
            stage.Note($"{life.Name} keeps {message.Conversation.Value} {message.MessageId}{(fate < 2 ? $" fate {fate}" : "")}");
            if (fate == 0)
            {
                life.End();
                return;
            }

            machine.Disk.Add(message);
            if (fate == 1)
            {
                life.End();
                return;
            }

            kept.SetResult();
        });
        return kept.Task;
    }
}

/// <summary>Whether the store answered when it was last looked, which lags behind the truth as in the product.</summary>
internal sealed class MachinePulse(Machine machine) : IStorePulse
{
    public bool IsAway { get; private set; }

    public bool HasAnswered => true;

    public DateTimeOffset? Changed => null;

    public bool Explains(Exception exception) => exception is RedisTimeoutException;

    public Task LookAsync()
    {
        IsAway = machine.IsCutOff;
        return Task.CompletedTask;
    }
}
