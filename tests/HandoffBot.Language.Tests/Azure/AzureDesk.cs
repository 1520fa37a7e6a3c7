using System.Collections.Concurrent;
using Azure.Core.Pipeline;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Azure;
using HandoffBot.Language.Tests.Answers;
using HandoffBot.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HandoffBot.Language.Tests.Azure;

/// <summary>The product's readers with those that ask the stub beside them, and a clock that stands still unless it is moved.</summary>
internal sealed class AzureDesk : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HttpClientHandler _handler;

    private AzureDesk(AzureLanguageStub stub, AzureLanguageOptions options)
    {
        Stub = stub;
        Options = options;
        // As a machine that trusts the stub's certificate, and no other.
        _handler = new HttpClientHandler { AllowAutoRedirect = false, ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented?.Thumbprint == stub.Certificate.Certificate.Thumbprint };
        _services = new ServiceCollection()
            .AddMetrics()
            .AddSingleton<TimeProvider>(Time)
            .AddLogging(logging => logging.AddProvider(new Recorder(Log)).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(options))
            .AddSingleton(Topics.Set)
            .AddLanguage()
            .AddAzureLanguage(new HttpClientTransport(_handler))
            .AddSingleton<SignalPanel>()
            .BuildServiceProvider();
        OnlyOurs = new SignalPanel(Readers.Where(reader => reader is not (AzureSentimentReader or AzureDistressReader)), _services.GetRequiredService<Core.Answers.IAnswerFinder>(), Topics.Set, Time, _services.GetRequiredService<ILogger<SignalPanel>>());
    }

    public AzureLanguageStub Stub { get; }

    public AzureLanguageOptions Options { get; }

    public FakeTimeProvider Time { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>The same readers without those that ask the service.</summary>
    public SignalPanel OnlyOurs { get; }

    public IEnumerable<ISignalReader> Readers => _services.GetServices<ISignalReader>();

    public SignalPanel Panel => _services.GetRequiredService<SignalPanel>();

    public AzureLanguageUsage Usage => _services.GetRequiredService<AzureLanguageUsage>();

    public static async Task<AzureDesk> OpenAsync(Action<AzureLanguageOptions>? change = null)
    {
        var stub = await AzureLanguageStub.StartAsync();
        var options = new AzureLanguageOptions { Endpoint = stub.Endpoint.AbsoluteUri, Key = AzureLanguageStub.Key, BatchWindow = TimeSpan.Zero };
        change?.Invoke(options);
        return new AzureDesk(stub, options);
    }

    public Task<TurnReading> ReadAsync(string text, string language = "en") => Panel.ReadAsync(Turns.Alone(text, language: language), TestContext.Current.CancellationToken);

    public static Signal ByAzure(TurnReading reading, SignalKind kind) => reading.Signals.Single(signal => signal.Kind == kind && signal.Label?.StartsWith(Mood.Source, StringComparison.Ordinal) == true);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _handler.Dispose();
        await Stub.DisposeAsync();
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
