using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Branches;

public sealed class SetupPagesTests
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static async Task<(Guid Branch, Guid Person, Guid Item)> Given(App app)
    {
        var branch = new Branch
        {
            Id = app.NewId(),
            Code = "COL",
            Name = "Columbus",
            City = "Columbus",
            State = "OH",
            Latitude = 39.96,
            Longitude = -83,
        };
        var ana = new Person
        {
            Id = app.NewId(),
            BranchId = branch.Id,
            FirstName = "Ana",
            LastName = "Ruiz",
            JobTitle = "Oxygen technician",
            HourlyCost = Money.FromDollars(24),
            HiredOn = new(2021, 3, 1),
        };
        await app.Given(
            branch,
            ana,
            new Credential
            {
                Id = app.NewId(),
                PersonId = ana.Id,
                Skill = "oxygen-tech",
                Number = "OT-118",
                Issuer = "House",
                ValidFrom = new(2025, 12, 1),
                ValidTo = new(2026, 11, 30),
            },
            new DeliveryZone
            {
                Id = app.NewId(),
                BranchId = branch.Id,
                Name = "North",
                Polygon =
                    """{"type":"Polygon","coordinates":[[[-83.1,39.95],[-82.9,39.95],[-82.9,40.1],[-83.1,40.1],[-83.1,39.95]]]}""",
            }
        );
        return (
            branch.Id,
            ana.Id,
            await app.Look(db => db.Items.Where(i => i.Code == "CONC-5").Select(i => i.Id).SingleAsync())
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_manager_works_through_every_page_of_the_set_up_in_a_real_browser(StorageKind kind)
    {
        if (!File.Exists(Chromium))
            Assert.Skip("LEFT OUT: there is no Chromium here.");
        await using var app = await App.Open(kind);
        app.UseKestrel(0);
        app.StartServer();
        var (branchId, personId, itemId) = await Given(app);
        var manager = await app.Person(Roles.Manager);
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
        var page = await (
            await browser.NewContextAsync(
                new()
                {
                    ViewportSize = new() { Width = 1440, Height = 900 },
                }
            )
        ).NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var errors = new List<string>();
        page.PageError += (_, e) => errors.Add(e);
        page.Response += (_, r) =>
        {
            if (r.Status >= 500)
                errors.Add($"{r.Status} {r.Url}");
        };
        await page.GotoAsync(new Uri(address, "/sign-in").ToString());
        await page.Locator("[name='Form.Name']").FillAsync(manager.UserName!);
        await page.Locator("[name='Form.Password']").FillAsync(App.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(u => !u.Contains("sign-in", StringComparison.Ordinal));
        async Task Open(string path, string sees)
        {
            await page.GotoAsync(new Uri(address, path).ToString());
            try
            {
                await Assertions.Expect(page.GetByText(sees).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            }
            catch (PlaywrightException)
            {
                Assert.Fail(
                    $"{path} does not show \"{sees}\": {string.Join(" | ", errors)} {await page.Locator("main").InnerTextAsync()}"
                );
            }
            Assert.Empty(await page.Locator(".state-error, #blazor-error-ui:visible").AllAsync());
            await Shot(
                page,
                path.Trim('/').Replace('/', '-').Split('?')[0][..Math.Min(22, path.Trim('/').Split('?')[0].Length)]
            );
        }
        await Open("/setup/branches", "America/New_York");
        await Open($"/setup/branches/{branchId}", "North");
        await Open("/setup/catalogue", "BED-SEMI");
        await Open($"/setup/catalogue/{itemId}", "CANNULA");
        await Open("/setup/kits", "Home oxygen set");
        await Open("/setup/codes", "E1390");
        await Open("/setup/document-rules", "face-to-face note");
        await Open("/setup/crew", "Ana Ruiz");
        await Open("/setup/crew?tab=expiring", "OT-118");
        await Open($"/setup/crew/{personId}", "runs out soon");

        await Open("/setup/vehicles", "No vehicle");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a vehicle" }).ClickAsync();
        await Assertions.Expect(page.Locator("dialog[open] #name")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This was not saved")).ToBeVisibleAsync();
        await page.Locator("dialog[open] #name").FillAsync("Van 1");
        await page.Locator("dialog[open] #plate").FillAsync("hw 1");
        await Shot(page, "setup-vehicles-dialog");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("HW 1")).ToBeVisibleAsync();
        var van = await app.Look(db => db.Vehicles.SingleAsync());
        Assert.Equal((branchId, "Van 1", 440.0), (van.BranchId, van.Name, Math.Round(van.HazmatLimit.Pounds)));

        await Open($"/setup/schedule?branch={branchId}", "Ana Ruiz");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a shift for Ana Ruiz" }).Nth(1).ClickAsync();
        await page.Locator("dialog[open] #vehicleId").SelectOptionAsync(new SelectOptionValue { Label = "Van 1" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("08:00 to 17:00 Van 1")).ToBeVisibleAsync();
        await Shot(page, "setup-schedule");
        var crew = (await app.Do((CrewOfDay c) => c.Run(branchId, new(2026, 11, 10), Ct))).Must();
        Assert.Equal(("Ana Ruiz", "Van 1"), (crew.Single().Name, crew.Single().Vehicle));
        Assert.Empty(errors);
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
}
