using Microsoft.Playwright;

namespace HandoffBot.Journeys.Tests.Harness;

/// <summary>A server, and the system's Chromium without a window. Each person has a browser context: cookies and storage of their own.</summary>
public sealed class BrowserFixture : ServerFixture, IAsyncLifetime
{
    /// <summary>The console is compiled by the browser at its first visit, on a machine that does other things too.</summary>
    private const float PatienceMs = 60_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        if (File.Exists(Needs.Chromium))
        {
            Assertions.SetDefaultExpectTimeout(PatienceMs);
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Needs.Chromium, Args = Arguments });
        }
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await DisposeAsync();
    }

    /// <summary>The first page of a new person.</summary>
    /// <param name="server">Another one than the shared.</param>
    public async Task<IPage> OpenAsync(string locale = "en-US", int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, ServerProcess? server = null)
    {
        Needs.Browser();
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (server ?? Server).Url.AbsoluteUri,
            Locale = locale,
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            // Colours are measured when nothing moves any more.
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(PatienceMs);
        return await context.NewPageAsync();
    }
}
