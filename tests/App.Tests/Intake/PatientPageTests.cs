using System.Security.Claims;
using System.Text;
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

public sealed class PatientPageTests
{
    private const string Chromium = "/usr/bin/chromium";

    [Theory, OnBothDatabases]
    public async Task A_clerk_registers_a_patient_sees_the_record_and_takes_a_file(StorageKind kind)
    {
        if (!File.Exists(Chromium))
            Assert.Skip("LEFT OUT: there is no Chromium here.");
        await using var app = await App.Open(kind);
        app.UseKestrel(0);
        app.StartServer();
        await app.Do((SeedReference s) => s.Run(CancellationToken.None));
        await app.Given(
            new Branch
            {
                Id = app.NewId(),
                Code = "COL",
                Name = "Columbus",
            }
        );
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
        context.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(30_000);
        var page = await context.NewPageAsync();
        var crashed = new List<string>();
        page.PageError += (_, e) => crashed.Add(e);

        await page.GotoAsync(new Uri(address, "/patients").ToString());
        await Assertions.Expect(page.GetByText("No patient yet")).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(address, "/patients/new").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Register" })).ToBeEnabledAsync();
        await page.FillAsync("#firstName", "Mary");
        await page.FillAsync("#lastName", "Kowalski");
        await page.FillAsync("#phone", "12345");
        await page.FillAsync("#birthDate", "1941-05-07");
        await page.FillAsync("#zip", "43215");
        await page.PressAsync("#zip", "Tab");
        await Assertions.Expect(page.Locator("#city")).ToHaveValueAsync("Columbus");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]").First).ToContainTextAsync("telephone");
        await page.FillAsync("#phone", "614-221-0199");
        await Shoot(page, "patients-new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mary Kowalski" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("The home is known by its ZIP area only")).ToBeVisibleAsync();
        await Shoot(page, "patients-record");
        var id = await app.Look(db => db.Patients.Select(p => p.Id).SingleAsync());
        foreach (
            var (tab, word) in new[]
            {
                ("cover", "No coverage"),
                ("papers", "No document"),
                ("orders", "No order yet"),
                ("trail", "read patient"),
            }
        )
        {
            await page.GotoAsync(new Uri(address, $"/patients/{id}?tab={tab}").ToString());
            await Assertions.Expect(page.GetByText(word).First).ToBeVisibleAsync();
            await Shoot(page, $"patients-{tab}");
        }
        await page.GotoAsync(new Uri(address, "/patients?q=kowal").ToString());
        await Assertions.Expect(page.GetByText("Mary Kowalski").First).ToBeVisibleAsync();
        await Shoot(page, "patients");

        await page.GotoAsync(new Uri(address, "/imports").ToString());
        await Assertions.Expect(page.Locator("#file")).ToBeEnabledAsync();
        await page.SetInputFilesAsync(
            "#file",
            new FilePayload
            {
                Name = "day.csv",
                MimeType = "text/csv",
                Buffer = Encoding.UTF8.GetBytes(
                    "order no,first,last,dob,item\nA-1,Ann,Lee,1950-01-31,COMMODE\nA-2,Bo,Ray,never,COMMODE\n"
                ),
            }
        );
        await Assertions.Expect(page.GetByText("would be refused").First).ToBeVisibleAsync();
        Assert.Equal(0, await app.Look(db => db.Orders.CountAsync()));
        await Shoot(page, "imports-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take 1 row" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Refused rows")).ToBeVisibleAsync();
        Assert.Equal(1, await app.Look(db => db.Orders.CountAsync()));
        Assert.Empty(crashed);
    }

    // For a person who wants to look: HOMEWARD_SHOTS names a folder, and each page is drawn wide and narrow, light and dark.
    private static async Task Shoot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HOMEWARD_SHOTS") is not { Length: > 0 } folder)
            return;
        foreach (var (width, height, scheme) in new[] { (1440, 900, ColorScheme.Light), (390, 844, ColorScheme.Dark) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, height);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }
        await page.SetViewportSizeAsync(1440, 900);
    }

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
        return options.TicketDataFormat.Protect(
            new(
                new(identity),
                new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(8) },
                IdentityConstants.ApplicationScheme
            )
        );
    }
}
