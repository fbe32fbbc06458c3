using Csirt.AllInOne;
using Csirt.Testing;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Csirt.BrowserTests.TownInBrowser))]

namespace Csirt.BrowserTests;

/// <summary>The demo town, whole, and a Chromium to look at it. Shared by all tests: each brings its own reports.</summary>
public sealed class TownInBrowser : IAsyncLifetime
{
    private const string ChromiumOfTheMachine = "/usr/bin/chromium";
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public CsirtProcess Csirt { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // A condition is waited for, not a time: this only bounds the wait on a machine that is busy.
        Assertions.SetDefaultExpectTimeout(30_000);
        Csirt = await CsirtProcess.StartAsync(AllServices.Modules);
        // The browser is the machine's own: none is downloaded.
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = ChromiumOfTheMachine, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Csirt.DisposeAsync();
    }

    /// <summary>A browser window of its own: no cookie, no draft of another test.</summary>
    /// <param name="script">With JavaScript.</param>
    /// <param name="width">Width in CSS pixels.</param>
    public async Task<IPage> OpenAsync(bool script = true, int width = 1280)
    {
        var window = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Csirt.Address.ToString(),
            JavaScriptEnabled = script,
            Locale = "ja-JP",
            TimezoneId = "Asia/Tokyo",
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        window.SetDefaultTimeout(30_000);
        return await window.NewPageAsync();
    }

    /// <summary>A window in which somebody is signed in.</summary>
    public async Task<IPage> OpenAsAsync(string userName, string path, bool script = true, int width = 1280)
    {
        var page = await OpenAsync(script, width);
        await page.SignInAsync(userName, path);
        // Else the next step could overtake the sign-in and find nobody signed in.
        await page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal));
        return page;
    }
}
