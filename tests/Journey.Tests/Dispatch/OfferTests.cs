using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Dispatch;

public sealed class OfferTests
{
    [Theory, OnBothDatabases]
    public async Task Offers_of_several_days_are_ranked_by_cost_with_detour_spare_time_and_chance(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        await depot.Shift(0, Depot.Day.AddDays(1));
        for (var i = 0; i < 6; i++)
            await depot.Order();
        await depot.Plan();
        var order = await depot.Order();
        var visit = await world.Look(db => db.Visits.SingleAsync(v => v.OrderId == order.Id));
        var offers = (await Offer(world, new(visit.Id, Depot.Day, 3))).Must();
        Assert.Equal([Depot.Day, Depot.Day.AddDays(1)], offers.Offers.Select(o => o.Date).Distinct().Order());
        Assert.Equal(Depot.Day.AddDays(2), Assert.Single(offers.Without).Date);
        Assert.Equal(
            offers.Offers.Select(o => o.AddedCost.Cents).Order(),
            offers.Offers.Select(o => o.AddedCost.Cents)
        );
        Assert.All(
            offers.Offers,
            o =>
            {
                Assert.Equal(TimeSpan.FromHours(4), o.To - o.From);
                Assert.InRange(o.OnTime, 0.5, 1);
                Assert.True(o.DetourMinutes >= 0);
            }
        );
        // The same from a warm cache, and again after the day moved.
        Assert.Equal(offers.Offers, (await Offer(world, new(visit.Id, Depot.Day, 3))).Must().Offers);
        await depot.Plan();
        Assert.NotEmpty((await Offer(world, new(visit.Id, Depot.Day, 3))).Must().Offers);
        var narrow = (await Offer(world, new(visit.Id, Depot.Day, 1, 1))).Must();
        Assert.All(narrow.Offers, o => Assert.Equal(TimeSpan.FromHours(1), o.To - o.From));
        Assert.Equal("days", (await Offer(world, new(visit.Id, Days: 15))).Refusals.Single().Field);
        Assert.Equal("hours", (await Offer(world, new(visit.Id, Hours: 9))).Refusals.Single().Field);
        Assert.Equal("GEN-404", (await Offer(world, new(world.NewId()))).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_windows_width_follows_urgency_and_a_branchs_own_row_wins(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        async Task<WindowWidths.Width> Of(Urgency urgency, string branch = "COL", DateOnly? day = null) =>
            await world.Do<WindowWidths, WindowWidths.Width>(w =>
                w.For(branch, urgency, day ?? Depot.Day, CancellationToken.None)
            );
        Assert.Equal(2, (await Of(Urgency.Stat)).Hours);
        Assert.Equal(4, (await Of(Urgency.Scheduled)).Hours);
        CodeListRow Row(string code, string data, DateOnly? to = null) =>
            new()
            {
                Id = world.NewId(),
                List = WindowWidths.List,
                Code = code,
                Text = code,
                From = new(2026, 1, 1),
                To = to,
                Source = "Test",
                Data = data,
            };
        await world.Given(
            Row("Scheduled", """{"hours":6,"step":60}"""),
            Row("COL:Scheduled", """{"hours":3}""", Depot.Day),
            Row("NextDay", """{"hours":99}"""),
            Row("SameDay", """{"hours":"two"}""")
        );
        Assert.Equal(new(3, 120), await Of(Urgency.Scheduled));
        Assert.Equal(new(6, 60), await Of(Urgency.Scheduled, "CLE"));
        Assert.Equal(new(6, 60), await Of(Urgency.Scheduled, day: Depot.Day.AddDays(1)));
        // What somebody typed badly does not bind.
        Assert.Equal(new(4, 120), await Of(Urgency.NextDay));
        Assert.Equal(new(3, 60), await Of(Urgency.SameDay));
        var order = await depot.Order();
        var visit = await world.Look(db => db.Visits.SingleAsync(v => v.OrderId == order.Id));
        var offers = (await Offer(world, new(visit.Id, Depot.Day, 1))).Must();
        Assert.All(offers.Offers, o => Assert.Equal(TimeSpan.FromHours(3), o.To - o.From));
    }

    private static Task<Outcome<WindowOffers>> Offer(World world, OfferWindowsRequest request) =>
        world.Do<OfferWindows, Outcome<WindowOffers>>(o => o.Run(request, CancellationToken.None));
}
