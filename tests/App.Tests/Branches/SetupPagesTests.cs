using Homeward.App.Tests.Browser;
using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Branches;

public sealed class SetupPagesTests
{
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
        await using var app = await App.Live(kind);
        var (branchId, personId, itemId) = await Given(app);
        await using var office = await Office.Open(app, Roles.Manager);
        var page = office.Page;
        async Task Open(string path, string sees)
        {
            await office.Go(path, sees);
            var name = path.Trim('/').Split('?')[0].Replace('/', '-');
            await office.Shot(name[..Math.Min(22, name.Length)]);
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
        await office.Shot("setup-vehicles-dialog");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("HW 1")).ToBeVisibleAsync();
        var van = await app.Look(db => db.Vehicles.SingleAsync());
        Assert.Equal((branchId, "Van 1", 440.0), (van.BranchId, van.Name, Math.Round(van.HazmatLimit.Pounds)));

        await Open($"/setup/schedule?branch={branchId}", "Ana Ruiz");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a shift for Ana Ruiz" }).Nth(1).ClickAsync();
        await page.Locator("dialog[open] #vehicleId").SelectOptionAsync(new SelectOptionValue { Label = "Van 1" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("08:00 to 17:00 Van 1")).ToBeVisibleAsync();
        await office.Shot("setup-schedule");
        var crew = (await app.Do((CrewOfDay c) => c.Run(branchId, new(2026, 11, 10), Ct))).Must();
        Assert.Equal(("Ana Ruiz", "Van 1"), (crew.Single().Name, crew.Single().Vehicle));
    }
}
