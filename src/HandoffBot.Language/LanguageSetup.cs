using HandoffBot.Core.Answers;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Answers;
using HandoffBot.Language.Models;
using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Language;

/// <summary>Registers what reads language.</summary>
public static class LanguageSetup
{
    /// <summary>Adds the signal readers and the answer search. Needs a <see cref="DialogSet"/> singleton.</summary>
    /// <param name="folder">Where encoded examples are kept, so that the next start is quick; null to encode them when the search is first needed.</param>
    public static IServiceCollection AddLanguage(this IServiceCollection services, string? folder = null)
    {
        services.AddSingleton<ILanguageReader, WrittenLanguage>();
        services.AddSingleton<FoldedTurns>();
        services.AddSingleton(_ => LinearModel.Shipped);
        services.AddSingleton<ScoredTurns>(provider => new(provider.GetRequiredService<FoldedTurns>(), provider.GetRequiredService<LinearModel>()));
        services.AddSingleton<ISignalReader, HumanRequestReader>();
        services.AddSingleton<ISignalReader, StakesReader>();
        services.AddSingleton<ISignalReader, SentimentReader>();
        services.AddSingleton<ISignalReader, DistressReader>();
        services.AddSingleton<ISignalReader, ComplexityReader>();
        services.AddSingleton<ISignalReader, ProgressReader>();
        services.AddSingleton<ISignalReader, AmountReader>();
        services.AddSingleton<IAnswerFinder>(provider => new AnswerFinder(provider.GetRequiredService<DialogSet>(), folder));
        return services;
    }
}
