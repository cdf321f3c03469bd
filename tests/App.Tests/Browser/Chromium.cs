using Microsoft.Playwright;

namespace Homeward.App.Tests.Browser;

/// <summary>One browser for the whole test run; each test gets a context of its own.</summary>
public static class Chromium
{
    private static readonly Lazy<Task<IBrowser?>> Started = new(Launch);

    /// <summary>A fresh page, signed out, of the size given. Skips the test, saying so, where there is no Chromium.</summary>
    public static async Task<IPage> Page(int width = 1440, int height = 900, bool dark = false)
    {
        if (await Started.Value is not { } browser)
        {
            Assert.Skip("LEFT OUT: Chromium is not installed here, so no page was tried.");
            return null!;
        }
        var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                TimezoneId = "America/New_York",
                Locale = "en-US",
            }
        );
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    private static async Task<IBrowser?> Launch()
    {
        var path = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(
            File.Exists
        );
        if (path is null)
            return null;
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = path,
                Args =
                [
                    "--no-sandbox",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }
}
