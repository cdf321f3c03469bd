using Homeward.App.Tests.Browser;
using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Proof;
using Homeward.Journey.Retrieval;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Walk;

/// <summary>The same walk with a mouse and a keyboard: every step on the page of the person whose work it is, in a real browser.</summary>
public sealed class WalkThroughPagesTests
{
    private const int PhoneWidth = 390;

    [Theory, OnBothDatabases]
    public async Task A_bed_goes_out_and_comes_back_through_the_pages(StorageKind kind)
    {
        await using var app = await App.Live(kind);
        var story = await Story.Begin(app);
        await TakeTheOrder(app, story);
        await Plan(app, story, Story.Today);
        await Deliver(app, story);
        await Bill(app, story);
        await AskForPickup(app, story);
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 11, 14, 0, 0, TimeSpan.Zero));
        await Plan(app, story, Story.Today.AddDays(1));
        await Fetch(app, story);
        await Clean(app, story);
        Assert.Equal(UnitState.Available, await app.Look(db => db.Units.Select(u => u.State).SingleAsync()));
        Assert.Equal(PickupState.Fetched, await app.Look(db => db.PickupRequests.Select(p => p.State).SingleAsync()));
        await LookAtTheFigures(app, story);
    }

    private static async Task TakeTheOrder(App app, Story story)
    {
        await using var office = await Office.Open(app, Roles.Intake, story.Branch);
        var page = office.Page;
        await office.Go("/orders/new");
        await Assertions.Expect(page.Locator("#patientId")).ToBeFocusedAsync();
        await page.Locator("#patientId").PressSequentiallyAsync("Kowalski");
        await page.GetByText("New patient “Kowalski”").ClickAsync();
        foreach (
            var (field, value) in new[]
            {
                ("firstName", "Mary"),
                ("lastName", "Kowalski"),
                ("birthDate", "1941-05-07"),
                ("phone", "614-221-0199"),
                ("addressLine", "581 S 3rd St"),
                ("city", "Columbus"),
                ("state", "OH"),
                ("zip", "43215"),
            }
        )
            await page.Locator($"[id='patient.{field}']").FillAsync(value);
        await page.Locator("#item").PressSequentiallyAsync("BED-SEMI");
        await Assertions.Expect(page.Locator(".combo-list:visible [role=option]").First).ToContainTextAsync("BED-SEMI");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Quantity of BED-SEMI")).ToBeVisibleAsync();
        await page.Locator("#diagnoses").FillAsync("M62.81");
        await page.Locator("#wantedOn").FillAsync("2026-11-10");
        await office.Shot("walk-order");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForURLAsync("**/orders/*-*");
        await office.See("accepted");
        await app.DrainOutbox();
        Assert.Equal(OrderState.Accepted, await app.Look(db => db.Orders.Select(o => o.State).SingleAsync()));
    }

    private static async Task Plan(App app, Story story, DateOnly day)
    {
        await using var office = await Office.Open(app, Roles.Dispatcher, story.Branch);
        await office.Go($"/dispatch/board?date={day:yyyy-MM-dd}", "1 visit is waiting");
        await office.Click("Plan the day");
        await office.See("1 visit would change");
        await office.Click("Accept");
        await office.See("Every visit has a place");
        await office.Shot($"walk-plan-{day.Day}");
        await office.Click("Publish v1");
        await office.See("Nothing holds a visit back.");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "Publish 1 visit" }).ClickAsync();
        await office.See("v1 published");
        await app.DrainOutbox();
    }

    private static async Task Deliver(App app, Story story)
    {
        await using var phone = await Office.Enter(app, story.Driver.UserName!, PhoneWidth, 844);
        var page = phone.Page;
        await phone.Go("/day", "Load the van");
        await page.Locator("#scan").FillAsync(Story.Serial);
        await page.Keyboard.PressAsync("Enter");
        await phone.See("Aboard");
        await phone.Shot("walk-day");
        while (await phone.Button("Load 1").CountAsync() is > 0 and var before)
        {
            await phone.Click("Load 1");
            await Assertions.Expect(phone.Button("Load 1")).ToHaveCountAsync(before - 1);
        }
        await page.GetByText("Mary Kowalski").First.ClickAsync();
        await phone.Click("On my way");
        await phone.See("ETA");
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await phone.Click("I am here");
        await phone.See("Checklist");
        await phone.Click("Close the visit");
        await phone.See("Not closed yet: this is missing");
        await AnswerAll(phone);
        foreach (var _ in Enumerable.Range(0, 3))
            await Record(phone);
        await page.GetByText("showed it back to me").ClickAsync();
        await phone.Click("Record safe-use instruction");
        await phone.See("Recorded: record again");
        await Sign(phone);
        app.Clock.Advance(TimeSpan.FromMinutes(40));
        await phone.See("Ready to close");
        await phone.Shot("walk-door");
        await phone.Click("Close the visit");
        await phone.See("Next stop");
        await app.DrainOutbox();
        Assert.Equal(VisitState.Closed, await app.Look(db => db.Visits.Select(v => v.State).SingleAsync()));
    }

    /// <summary>Presses the safe answer of each question that has none yet.</summary>
    private static async Task AnswerAll(Office phone)
    {
        var questions = phone.Page.Locator("section[aria-label=Checklist] .question");
        var count = await questions.CountAsync();
        for (var i = 0; i < count; i++)
        {
            var answer = questions.Nth(i).Locator(".choice button").First;
            await answer.ClickAsync();
            await Assertions.Expect(answer).ToHaveAttributeAsync("aria-pressed", "true");
        }
    }

    /// <summary>Records the first line that is still open: the bed by its serial, the rest by its quantity.</summary>
    private static async Task Record(Office phone)
    {
        var equipment = phone.Page.Locator("section[aria-label=Equipment]");
        var forms = equipment.Locator("form");
        var before = await forms.CountAsync();
        var form = forms.First;
        var scan = form.Locator("input[autocapitalize=characters]");
        if (await scan.CountAsync() > 0)
            await scan.FillAsync(Story.Serial);
        await form.GetByRole(AriaRole.Button, new() { Name = "Record" }).ClickAsync();
        await Assertions.Expect(forms).ToHaveCountAsync(before - 1);
    }

    private static async Task Sign(Office phone)
    {
        var page = phone.Page;
        await page.Locator("[id='data.role']").SelectOptionAsync("Designee");
        await page.Locator("[id='data.printedName']").FillAsync("Anna Kowalski");
        await page.Locator("[id='data.relationship']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Draw(page);
        await phone.Click("Keep the signature");
        await phone.See("Signed: sign again");
    }

    private static async Task Draw(IPage page)
    {
        var paper = page.Locator("canvas");
        await paper.ScrollIntoViewIfNeededAsync();
        var box = (await paper.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 30, box.Y + 60);
        await page.Mouse.DownAsync();
        for (var i = 1; i <= 12; i++)
            await page.Mouse.MoveAsync(box.X + 30 + i * 18, box.Y + 60 + (i % 2 == 0 ? 30 : -20));
        await page.Mouse.UpAsync();
    }

    private static async Task Bill(App app, Story story)
    {
        await using var office = await Office.Open(app, Roles.Biller, story.Branch);
        await office.Go("/proof?state=ready", "Mary Kowalski");
        await office.Page.Locator("main table a").First.ClickAsync();
        await office.See("Date of service");
        await office.See("Anna Kowalski");
        await office.Shot("walk-proof");
        var pdf = await office.Page.Context.APIRequest.GetAsync(
            new Uri(
                app.Address,
                $"/api/v1/proofs/{await app.Look(db => db.Visits.Select(v => v.Id).SingleAsync())}/document.pdf"
            ).ToString()
        );
        Assert.True((await pdf.BodyAsync()).AsSpan().StartsWith("%PDF"u8));
    }

    private static async Task AskForPickup(App app, Story story)
    {
        await using var office = await Office.Open(app, Roles.Intake, story.Branch);
        var page = office.Page;
        await office.Go("/pickups", "Nothing to fetch");
        await page.Locator("#patient").PressSequentiallyAsync("kowal");
        await Assertions
            .Expect(page.Locator(".combo-list:visible [role=option]").First)
            .ToContainTextAsync("Mary Kowalski");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#by").FillAsync("Daughter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for everything" }).ClickAsync();
        await office.See("PU-1001");
        await office.See("V-10002");
        await office.Shot("walk-pickups");
    }

    private static async Task Fetch(App app, Story story)
    {
        await using var phone = await Office.Enter(app, story.Driver.UserName!, PhoneWidth, 844);
        var page = phone.Page;
        await phone.Go("/day", "Mary Kowalski");
        await page.GetByText("Mary Kowalski").First.ClickAsync();
        await phone.Click("I am here");
        await page.GetByLabel("Condition as found").SelectOptionAsync("soiled");
        await Record(phone);
        await Draw(page);
        await phone.Click("Keep the signature");
        await phone.See("Ready to close");
        await phone.Click("Close the visit");
        await phone.See("Next stop");
        await app.DrainOutbox();
        Assert.Equal(UnitState.Dirty, await app.Look(db => db.Units.Select(u => u.State).SingleAsync()));
    }

    private static async Task Clean(App app, Story story)
    {
        await using var office = await Office.Open(app, Roles.Warehouse, story.Branch);
        var page = office.Page;
        async Task Scan(string sees)
        {
            await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
            await page.GetByLabel("Scan a unit").FillAsync(Story.Serial);
            await page.Keyboard.PressAsync("Enter");
            await office.See(sees);
        }
        async Task TickAll()
        {
            foreach (var box in await page.Locator("dialog[open] .check input").AllAsync())
                await box.CheckAsync();
        }
        await office.Go("/returns", Story.Serial);
        await Scan($"{Story.Serial}: dirty");
        await Scan($"{Story.Serial}: cleaning");
        await Scan("Cleaning agent");
        await page.Locator("#agent").FillAsync("Quaternary");
        await TickAll();
        await office.Shot("walk-cleaning");
        await office.Click("Cleaned");
        await office.See($"{Story.Serial}: cleaned");
        await Scan($"{Story.Serial}: inspecting");
        await Scan("If it does not pass");
        await TickAll();
        await office.Click("Pass: to the shelf");
        await office.See($"{Story.Serial}: shelved");
        await app.DrainOutbox();
        await office.Go($"/stock/units?q={Story.Serial}", "available");
    }

    private static async Task LookAtTheFigures(App app, Story story)
    {
        await using var office = await Office.Open(app, Roles.Manager, story.Branch);
        await office.Go("/reports?from=2026-11-10&to=2026-11-11", "Marcus Bell");
        await office.Shot("walk-figures");
        Assert.Equal(2, await app.Look(db => db.Proofs.CountAsync()));
        Assert.Equal(1, await app.Look(db => db.Items.CountAsync(i => i.Code == "BED-SEMI")));
    }
}
