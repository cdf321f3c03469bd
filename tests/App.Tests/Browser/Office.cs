using Homeward.Journey.Shared;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Browser;

/// <summary>
/// Somebody at work in a real browser, signed in through the sign-in page. Whatever breaks in the page or answers 500 is kept, and
/// fails the test when it ends.
/// </summary>
public sealed class Office : IAsyncDisposable
{
    private readonly List<string> broken = [];
    private readonly Uri address;

    private Office(IPage page, Uri address) => (Page, this.address) = (page, address);

    public IPage Page { get; }

    /// <summary>Opens a browser on the live application and signs in with this role at these branches (none given: all).</summary>
    public static async Task<Office> Open(App app, string role, params Guid[] branches)
    {
        var person = await app.Person(role, branches);
        return await Enter(app, person.UserName!);
    }

    /// <summary>Signs in with an account that is there already.</summary>
    public static Task<Office> Enter(App app, string account, int width = 1440, int height = 900) =>
        Enter(app.Address, account, width, height);

    /// <summary>Signs in to a host that listens at the address.</summary>
    public static async Task<Office> Enter(Uri address, string account, int width = 1440, int height = 900)
    {
        var office = await Stranger(address, width, height);
        await office.Go("/sign-in");
        await office.Page.Locator("[name='Form.Name']").FillAsync(account);
        await office.Page.Locator("[name='Form.Password']").FillAsync(App.Password);
        await office.Page.Keyboard.PressAsync("Enter");
        await office.Page.WaitForURLAsync(u => !u.Contains("sign-in", StringComparison.Ordinal));
        return office;
    }

    /// <summary>A browser that nobody has signed in with.</summary>
    public static Task<Office> Stranger(App app, int width = 1440, int height = 900) =>
        Stranger(app.Address, width, height);

    private static async Task<Office> Stranger(Uri address, int width, int height)
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        var page = await Chromium.Page(width, height);
        var office = new Office(page, address);
        page.PageError += (_, e) => office.broken.Add(e);
        page.Response += (_, r) =>
        {
            if (r.Status >= 500)
                office.broken.Add($"{r.Status} {r.Url}");
        };
        return office;
    }

    public Task Go(string path) => Page.GotoAsync(new Uri(address, path).ToString());

    /// <summary>Opens a page, waits until it shows the text, and looks that it shows no error.</summary>
    public async Task Go(string path, string sees)
    {
        await Go(path);
        await See(sees);
        Assert.Empty(await Page.Locator(".state-error, #blazor-error-ui:visible").AllAsync());
    }

    public async Task See(string text)
    {
        try
        {
            await Assertions.Expect(Page.GetByText(text).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
        }
        catch (PlaywrightException)
        {
            Assert.Fail(
                $"{new Uri(Page.Url).PathAndQuery} does not show \"{text}\": {string.Join(" | ", broken)}\n"
                    + await Page.Locator("body").InnerTextAsync()
            );
        }
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public Task Click(string button) => Button(button).First.ClickAsync();

    /// <summary>For a person who wants to look: HOMEWARD_SHOTS names a folder, and each page is drawn wide and narrow, light and dark.</summary>
    public async Task Shot(string name)
    {
        if (Environment.GetEnvironmentVariable("HOMEWARD_SHOTS") is not { Length: > 0 } folder)
            return;
        var before = Page.ViewportSize!;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        foreach (var (kind, width, height) in new[] { ("desktop", 1440, 900), ("phone", 390, 844) })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Page.SetViewportSizeAsync(width, height);
            var path = Path.Combine(folder, $"{name}-{scheme}-{kind}.png".ToLowerInvariant());
            await Page.ScreenshotAsync(new() { Path = path });
        }
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.SetViewportSizeAsync(before.Width, before.Height);
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.Empty(broken);
    }
}
