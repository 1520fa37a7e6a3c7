using HandoffBot.Core.Answers;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Hours;
using HandoffBot.Core.Routing;

namespace HandoffBot.Simulation.Tests;

/// <summary>What can be said in a simulation, and what the bot makes of it.</summary>
internal static class Town
{
    public const string Question = "How do I pay?", Person = "PERSON", Angry = "ANGRY", Mumble = "hm", Number = "0170 123 45 67";

    public static readonly string[] Skills = ["general", "billing"];

    /// <summary>As impatient as a play is short.</summary>
    public static HandoffOptions Handoffs { get; } = new()
    {
        Skills = Skills,
        Targets = new TargetOptions
        {
            Normal = TimeSpan.FromSeconds(40),
            High = TimeSpan.FromSeconds(30),
            Urgent = TimeSpan.FromSeconds(20),
            Crisis = TimeSpan.FromSeconds(10),
            NewsEvery = TimeSpan.FromSeconds(40),
        },
    };

    /// <inheritdoc cref="Handoffs"/>
    public static FollowUpOptions FollowUps { get; } = new() { DueWithin = TimeSpan.FromMinutes(2), RemindBefore = TimeSpan.FromSeconds(30) };

    public static Dialog PayBill { get; } = new()
    {
        Id = "pay-bill",
        Language = "en",
        Title = "Paying",
        Examples = [],
        Stakes = DialogStakes.None,
        Skill = "billing",
        Steps = [],
        Answer = "Pay in the app.",
    };

    /// <summary>Hears a request for a person, always, and nothing else.</summary>
    internal sealed class Ear(SignalKind kind) : ISignalReader
    {
        public SignalKind Kind => kind;

        public ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken) => new(new Signal(Kind, Kind == SignalKind.HumanRequest && turn.Text == Person ? 1 : 0, 1));
    }

    /// <summary>Hears anger, late at times and sometimes not at all.</summary>
    internal sealed class SlowReader(Stage stage, Life life) : ISignalReader
    {
        public SignalKind Kind => SignalKind.Distress;

        public async ValueTask<Signal> ReadAsync(TurnContext turn, CancellationToken cancellationToken)
        {
            if (stage.Chance(0.5))
            {
                await stage.SleepAsync(life, TimeSpan.FromMilliseconds(stage.Random.Next(2_500)));
            }

            return stage.Chance(0.05) ? throw new TimeoutException("the model is away") : new Signal(Kind, turn.Text == Angry ? 1 : 0, 1);
        }
    }

    internal sealed class Answers : IAnswerFinder
    {
        public ValueTask<IReadOnlyList<FoundAnswer>> FindAsync(TurnContext turn, CancellationToken cancellationToken) =>
            new((IReadOnlyList<FoundAnswer>)(turn.Text == Question ? [new FoundAnswer(PayBill, 0.9)] : []));
    }
}
