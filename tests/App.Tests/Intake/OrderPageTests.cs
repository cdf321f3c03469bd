using Homeward.App.Tests.Browser;
using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Intake;

public sealed class OrderPageTests
{
    /// <summary>An experienced hand: known patient, three lines, prescriber and diagnosis. Every key is counted.</summary>
    [Theory, OnBothDatabases]
    public async Task A_three_line_order_takes_fewer_than_120_keys(StorageKind kind)
    {
        await using var app = await App.Live(kind);
        await OrderGiven.Of(app);
        await using var office = await Office.Open(app, Roles.Intake);
        var page = office.Page;
        var keys = 0;
        async Task Type(string text)
        {
            keys += text.Length;
            // As fast as the browser takes them: a slow answer must not eat letters.
            await page.Keyboard.TypeAsync(text);
        }
        async Task Press(string key)
        {
            keys++;
            await page.Keyboard.PressAsync(key);
        }
        await office.Go("/orders/new");
        await Assertions.Expect(page.Locator("#patientId")).ToBeFocusedAsync();
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
        await office.Shot("orders-new");
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
        await office.Shot("orders-detail");
        await office.Go("/orders", "Ruth Okafor");
        await office.Shot("orders");
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_is_exchanged_and_the_order_changed_without_leaving_the_pages(StorageKind kind)
    {
        await using var app = await App.Live(kind);
        var (branch, patient) = await OrderGiven.Of(app);
        var chair = await app.Look(db => db.Items.Where(i => i.Code == "WC-LT-18").Select(i => i.Id).SingleAsync());
        var unit = new Unit
        {
            Id = app.NewId(),
            BranchId = branch,
            ItemId = chair,
            Serial = "WC-77",
            State = UnitState.WithPatient,
            PlaceKind = PlaceKind.Patient,
            PlaceId = patient,
            StateSince = World.Start.UtcDateTime,
        };
        await app.Given(unit);
        await using var office = await Office.Open(app, Roles.Intake);
        var page = office.Page;
        await office.Go($"/orders/new?patient={patient}");
        await Assertions.Expect(page.Locator("#item")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("WC-LT-18");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Kind of WC-LT-18").SelectOptionAsync("Exchange");
        await page.GetByLabel("Unit of WC-LT-18 the patient has")
            .SelectOptionAsync(new SelectOptionValue { Label = "WC-77" });
        await page.GetByLabel("Reason to exchange WC-LT-18").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await office.Shot("orders-exchange");
        await page.Keyboard.PressAsync("Control+Enter");
        await office.See("Order taken");
        await app.DrainOutbox();
        var line = await app.Look(db => db.OrderLines.SingleAsync(l => l.ItemId == chair));
        Assert.Equal((LineKind.Exchange, (Guid?)unit.Id), (line.Kind, line.UnitId));
        Assert.NotNull(line.ExchangeReason);
        Assert.Equal(VisitKind.Exchange, await app.Look(db => db.Visits.Select(v => v.Kind).SingleAsync()));

        await page.GetByRole(AriaRole.Button, new() { Name = "Change e", Exact = true }).ClickAsync();
        await page.Locator("#change-item").PressSequentiallyAsync("walker 2");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Quantity of WALKER")).ToHaveValueAsync("2");
        await page.Locator("#change-notes").FillAsync("Ring twice.");
        await office.Shot("orders-change");
        await office.Click("Save the change");
        await office.See("Ring twice.");
        await office.See("Folding walker with wheels");
        Assert.Equal(
            2,
            await app.Look(db => db.OrderLines.Where(l => l.ItemId != chair).Select(l => l.Quantity).SingleAsync())
        );
    }
}
