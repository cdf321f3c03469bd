using System.Security.Claims;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Intake;

public sealed class OrderPageTests
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>An experienced hand: known patient, three lines, prescriber and diagnosis. Every key is counted.</summary>
    [Theory, OnBothDatabases]
    public async Task A_three_line_order_takes_fewer_than_120_keys(StorageKind kind)
    {
        if (!File.Exists(Chromium))
            Assert.Skip("LEFT OUT: there is no Chromium here.");
        await using var app = await App.Open(kind);
        app.UseKestrel(0);
        app.StartServer();
        await app.Do((SeedReference s) => s.Run(CancellationToken.None));
        await OrderGiven.Of(app);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Chromium,
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
        var address = app.CreateClient().BaseAddress!;
        await using var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        await context.AddCookiesAsync([
            new()
            {
                Name = "homeward",
                Value = Cookie(app),
                Url = address.ToString(),
            },
        ]);
        var page = await context.NewPageAsync();
        var said = new List<string>();
        page.Console += (_, m) => said.Add(m.Text);
        page.PageError += (_, e) => said.Add(e);
        page.RequestFailed += (_, r) => said.Add($"failed: {r.Url}");
        page.Response += (_, r) =>
        {
            if (r.Status >= 400)
                said.Add($"{r.Status} {r.Url}");
        };
        var keys = 0;
        async Task Type(string text)
        {
            keys += text.Length;
            await page.Keyboard.TypeAsync(text, new() { Delay = 15 });
        }
        async Task Press(string key)
        {
            keys++;
            await page.Keyboard.PressAsync(key);
        }
        await page.GotoAsync(new Uri(address, "/orders/new").ToString());
        try
        {
            await Assertions.Expect(page.Locator("#patientId")).ToBeFocusedAsync(new() { Timeout = 20_000 });
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            Assert.Fail(
                "The order screen did not come alive: "
                    + string.Join(" | ", said.Select(s => s.Length > 300 ? s[..300] : s))
            );
        }
        await Type("oka");
        await Press("Enter");
        await Assertions.Expect(page.Locator("#item")).ToBeFocusedAsync(new() { Timeout = 10_000 });
        foreach (var (typed, code) in new[] { ("conc-5", "CONC-5"), ("commode 2", "COMMODE"), ("walker", "WALKER") })
        {
            await Type(typed);
            await Press("Enter");
            await Assertions
                .Expect(page.GetByLabel($"Quantity of {code}"))
                .ToBeVisibleAsync(new() { Timeout = 10_000 });
            await Assertions.Expect(page.Locator("#item")).ToHaveValueAsync("");
        }
        await Assertions.Expect(page.Locator("[data-missing=MIS-104]")).ToBeVisibleAsync();
        await page.Locator("[id='practitioner.npi']").FocusAsync();
        keys += 13;
        await Type("chen");
        await Press("Enter");
        await Assertions.Expect(page.Locator("#diagnoses")).ToBeFocusedAsync(new() { Timeout = 10_000 });
        await Type("J44.9");
        await Assertions.Expect(page.Locator("[data-missing=MIS-106]")).ToHaveCountAsync(0);
        await Shot(page, "orders-new");
        await Press("Control+Enter");
        await page.WaitForURLAsync("**/orders/*-*", new() { Timeout = 15_000 });
        Assert.InRange(keys, 1, 119);
        var order = await app.Look(db => db.Orders.Include(o => o.Lines.OrderBy(l => l.No)).SingleAsync());
        var items = await app.Look(db => db.Items.ToDictionaryAsync(i => i.Id, i => i.Code));
        Assert.Equal(
            ["CONC-5 1", "COMMODE 2", "WALKER 1", "CANNULA 1"],
            order.Lines.Select(l => $"{items[l.ItemId]} {l.Quantity}")
        );
        Assert.Equal((OrderState.Accepted, OrderChannel.Screen), (order.State, order.Channel));
        Assert.Equal(["J44.9"], order.Diagnoses);
        Assert.NotNull(order.PractitionerId);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(order.Number);
        await Shot(page, "orders-detail");
        await page.GotoAsync(new Uri(address, "/orders").ToString());
        await Assertions.Expect(page.GetByText("Ruth Okafor")).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await Shot(page, "orders");
    }

    private static async Task Shot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HOMEWARD_SHOTS") is not { Length: > 0 } folder)
            return;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(1440, 900);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{scheme}-desktop.png") });
            await page.SetViewportSizeAsync(390, 844);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{scheme}-phone.png") });
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>The session of somebody who has signed in as an intake representative.</summary>
    private static string Cookie(App app)
    {
        var options = app
            .Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme);
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, app.NewId().ToString()));
        identity.AddClaim(new(ClaimTypes.Name, "Ina Intake"));
        identity.AddClaim(new(Principal.Kind, nameof(ActorKind.Person)));
        identity.AddClaim(new(Principal.Branch, Principal.AllBranches));
        identity.AddClaims(Roles.PermissionsOf([Roles.Intake]).Select(p => new Claim(Principal.Permission, p)));
        var now = app.Clock.GetUtcNow();
        var properties = new AuthenticationProperties
        {
            IssuedUtc = now,
            ExpiresUtc = now.AddHours(8),
            IsPersistent = true,
        };
        return options.TicketDataFormat.Protect(new(new(identity), properties, IdentityConstants.ApplicationScheme));
    }
}
