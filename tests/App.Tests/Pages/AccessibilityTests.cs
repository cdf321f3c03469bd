using Homeward.App.Tests.Browser;
using Homeward.App.Tests.Walk;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Pages;

/// <summary>What a machine can see of WCAG 2.2 AA on the main pages, in light and dark: nothing serious may be found.</summary>
public sealed class AccessibilityTests
{
    [Fact]
    public async Task Nothing_serious_is_found_on_the_main_pages()
    {
        await using var app = await App.Live(StorageKind.Sqlite);
        var story = await Story.Begin(app);
        var intake = await app.As(Roles.Intake, story.Branch);
        await Story.Post(intake, "orders", story.Order("Mary", "Kowalski", "1941-05-07", Story.Today));
        await app.DrainOutbox();
        var dispatcher = await app.As(Roles.Dispatcher, story.Branch);
        await story.PlanAndPublish(dispatcher, Story.Today);
        var visit = (await Story.Get(dispatcher, "visits")).GetProperty("items")[0].GetProperty("id").GetGuid();
        var link = await Story.Post(await app.As(Roles.Manager), $"visits/{visit}/link", new { });
        var found = new List<string>();

        await using (var stranger = await Office.Stranger(app))
        {
            await Look(stranger, "/sign-in", "Welcome back", found);
            await Look(stranger, $"/t/{link.GetProperty("token").GetString()}", "Before we come", found);
            await Look(stranger, "/verify", "Is this document authentic?", found);
        }
        await using (var office = await Office.Open(app, Roles.Manager))
            foreach (
                var (path, sees) in new[]
                {
                    ("/", "Dispatch and delivery"),
                    ("/orders", "Mary Kowalski"),
                    ("/orders/new", "Place the order"),
                    ("/patients", "Mary Kowalski"),
                    ($"/dispatch/board?date={Story.Today:yyyy-MM-dd}", "v1 published"),
                    ("/visits", "Mary Kowalski"),
                    ($"/visits/{visit}", "Time at the door"),
                    ("/proof", "No proofs here"),
                    ("/returns", "Scan a unit"),
                    ("/pickups", "New pickup"),
                    ("/stock/units", Story.Serial),
                    ("/stock/bins", "CLEAN"),
                    ("/inbox", "Inbox"),
                    ("/reports", "Figures"),
                    ("/setup/catalogue", "BED-SEMI"),
                    ("/setup/crew", "Marcus Bell"),
                    ("/setup/schedule", "Marcus Bell"),
                }
            )
                await Look(office, path, sees, found);
        await using (var phone = await Office.Enter(app, story.Driver.UserName!, 390, 844))
        {
            await Look(phone, "/day", "Mary Kowalski", found);
            await Look(phone, $"/day/visits/{visit}", "On my way", found);
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static async Task Look(Office office, string path, string sees, List<string> found)
    {
        await office.Go(path, sees);
        await AxeLook.At(office, found);
    }
}
