using Homeward.App.Tests.Browser;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
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
}
