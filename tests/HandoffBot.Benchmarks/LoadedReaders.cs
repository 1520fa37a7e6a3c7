using System.Reflection;
using HandoffBot.Core.Answers;
using HandoffBot.Core.Dialogs;
using HandoffBot.Core.Routing;
using HandoffBot.Language;
using HandoffBot.Language.Dialogs;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Benchmarks;

/// <summary>The product's readers and answer search over its own dialogs.</summary>
internal sealed class LoadedReaders : IAsyncDisposable
{
    private static readonly string Dialogs = typeof(LoadedReaders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "DialogsFolder").Value!;

    private readonly ServiceProvider _services;

    private LoadedReaders(ServiceProvider services) => _services = services;

    public SignalPanel Panel => _services.GetRequiredService<SignalPanel>();

    public ISignalReader Sentiment => _services.GetServices<ISignalReader>().First(reader => reader.Kind == SignalKind.Sentiment);

    /// <summary>The same readers without the answer search.</summary>
    public SignalPanel WithoutSearch => ActivatorUtilities.CreateInstance<SignalPanel>(_services, new NoSearch());

    /// <exception cref="InvalidOperationException">There is a fault in the dialogs.</exception>
    public static LoadedReaders Load()
    {
        var loaded = DialogFiles.Load(Dialogs, ["general", "billing", "technical", "fraud", "care"]);
        var dialogs = loaded.Dialogs ?? throw new InvalidOperationException(string.Join('\n', loaded.Faults));
        return new LoadedReaders(new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<DialogSet>(dialogs).AddLanguage().AddSingleton<SignalPanel>().BuildServiceProvider());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class NoSearch : IAnswerFinder
    {
        public ValueTask<IReadOnlyList<FoundAnswer>> FindAsync(TurnContext turn, CancellationToken cancellationToken) => new(Array.Empty<FoundAnswer>());
    }
}
