using Homeward.Field;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Dispatch;

public sealed class VisitTests
{
    [Fact]
    public void Service_minutes_add_up_and_say_how()
    {
        var time = ServiceMinutes.Of(
            [
                new(LineKind.Deliver, "Bed", 1, WorkTime.FromMinutes(35), WorkTime.FromMinutes(20)),
                new(LineKind.Deliver, "Cylinder", 3, WorkTime.FromMinutes(4), WorkTime.FromMinutes(2)),
                new(LineKind.Exchange, "Concentrator", 1, WorkTime.FromMinutes(40), WorkTime.FromMinutes(10)),
                new(LineKind.Pickup, "Walker", 1, WorkTime.FromMinutes(5), WorkTime.FromMinutes(3)),
            ],
            flightsOfStairs: 2,
            elevator: false
        );
        // 3 + 4 + 35 + 4 x (1 + 2 x 0.5) + (24 + 10) + 3 + 2 x 5
        Assert.Equal(WorkTime.FromMinutes(3 + 4 + 35 + 8 + 34 + 3 + 10), time.Total);
        Assert.Equal(time.Total.Seconds, time.Parts.Sum(p => p.Time.Seconds));
        Assert.Contains(time.Parts, p => p.What.Contains("2 flights", StringComparison.Ordinal));
    }

    [Fact]
    public void An_elevator_takes_the_stairs_out_of_the_reckoning()
    {
        var with = ServiceMinutes.Of([], 4, elevator: true);
        Assert.Equal(WorkTime.FromMinutes(7), with.Total);
    }

    [Theory, OnBothDatabases]
    public async Task An_order_becomes_one_visit_with_delivery_and_pickup_at_the_same_stop(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        await depot.Order(
            lines:
            [
                (LineKind.Deliver, depot.Concentrator, 1),
                (LineKind.Pickup, depot.Bed, 1),
                (LineKind.Exchange, depot.Cylinder, 4),
            ]
        );
        var visit = await world.Look(db => db.Visits.Include(v => v.Lines).SingleAsync());
        Assert.Equal(VisitKind.Exchange, visit.Kind);
        Assert.Equal(["oxygen-tech"], visit.Skills);
        Assert.Equal(4, visit.Lines.Count);
        Assert.Equal(Depot.Day, visit.Date);
        Assert.Equal(new DateTime(2026, 11, 11, 13, 0, 0, DateTimeKind.Utc), visit.WindowFrom);
        Assert.Equal(new DateTime(2026, 11, 11, 22, 0, 0, DateTimeKind.Utc), visit.WindowTo);
    }

    [Theory, OnBothDatabases]
    public async Task Lines_that_nobody_can_do_together_become_two_visits_and_say_so(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2, skills: []);
        depot.Bed.Skill = "atp";
        await world.Look(async db =>
        {
            (await db.Set<Journey.Branches.CatalogueItem>().FirstAsync(i => i.Id == depot.Bed.Id)).Skill = "atp";
            return await db.SaveChangesAsync();
        });
        await world.Given(
            new Credential
            {
                Id = world.NewId(),
                PersonId = depot.Drivers[0].Id,
                Skill = "oxygen-tech",
                ValidFrom = new(2020, 1, 1),
            },
            new Credential
            {
                Id = world.NewId(),
                PersonId = depot.Drivers[1].Id,
                Skill = "atp",
                ValidFrom = new(2020, 1, 1),
            }
        );
        await depot.Order(lines: [(LineKind.Deliver, depot.Concentrator, 1), (LineKind.Deliver, depot.Bed, 1)]);
        var visits = await world.Look(db => db.Visits.OrderBy(v => v.Number).ToListAsync());
        Assert.Equal(2, visits.Count);
        Assert.All(visits, v => Assert.Contains("nobody", v.Note, StringComparison.Ordinal));
        Assert.All(visits, v => Assert.Single(v.Skills));
    }

    [Theory, OnBothDatabases]
    public async Task Hold_takes_the_visit_off_cancel_ends_it_and_a_repeat_makes_no_second(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var order = await depot.Order();
        await depot.Tell(new OrderAccepted(order.Id));
        Assert.Equal(1, await world.Look(db => db.Visits.CountAsync()));
        await depot.Plan();
        await depot.Hear(f => f.Handle(new OrderHeld(order.Id, "Insurance"), CancellationToken.None));
        var held = await world.Look(db => db.Visits.SingleAsync());
        Assert.Equal((VisitState.Unplanned, "Insurance"), (held.State, held.HoldReason));
        await depot.Hear(f => f.Handle(new OrderCancelled(order.Id, "Patient moved"), CancellationToken.None));
        Assert.Equal(VisitState.Cancelled, (await world.Look(db => db.Visits.SingleAsync())).State);
        Assert.Contains(await world.Look(db => db.Outbox.ToListAsync()), m => m.Kind == nameof(VisitCancelled));
    }

    [Theory, OnBothDatabases]
    public async Task A_booked_window_is_frozen_and_survives_a_change_of_the_order(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var order = await depot.Order();
        var visit = await world.Look(db => db.Visits.SingleAsync());
        var booked = (await Book(world, new(visit.Id, visit.Version, Depot.Day, new(10, 0), new(12, 0)))).Must();
        Assert.Equal(new DateTime(2026, 11, 11, 17, 0, 0, DateTimeKind.Utc), booked.To);
        await depot.Hear(f => f.Handle(new OrderChanged(order.Id), CancellationToken.None));
        var after = await world.Look(db => db.Visits.SingleAsync());
        Assert.Equal(booked.To, after.WindowTo);
        var again = await Book(world, new(visit.Id, after.Version, Depot.Day, new(13, 0), new(15, 0)));
        Assert.Equal("DSP-008", again.Refusals.Single().Code);
        var stale = await Book(world, new(visit.Id, visit.Version, Depot.Day, new(13, 0), new(15, 0), "Asked"));
        Assert.Equal("GEN-409", stale.Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_window_the_routes_cannot_hold_is_not_booked(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        await depot.Order();
        var visit = await world.Look(db => db.Visits.SingleAsync());
        // The crews go home at 16:30, with an hour of overtime.
        var late = await Book(world, new(visit.Id, visit.Version, Depot.Day, new(19, 0), new(20, 0)));
        Assert.Equal("DSP-009", late.Refusals.Single().Code);
        var anyway = await Book(world, new(visit.Id, visit.Version, Depot.Day, new(19, 0), new(20, 0), Anyway: true));
        Assert.True(anyway.Ok);
    }

    [Theory, OnBothDatabases]
    public async Task Every_window_offered_can_be_booked(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        for (var i = 0; i < 4; i++)
            await depot.Order();
        await depot.Plan();
        await depot.Order();
        var visit = await world.Look(db => db.Visits.OrderByDescending(v => v.Number).FirstAsync());
        var offers = (
            await world.Do<OfferWindows, Outcome<WindowOffers>>(o =>
                o.Run(new(visit.Id, Depot.Day, 2), CancellationToken.None)
            )
        ).Must();
        Assert.NotEmpty(offers.Offers);
        Assert.Contains(offers.Without, w => w.Date == Depot.Day.AddDays(1));
        Assert.Equal(offers.Offers.OrderBy(o => o.AddedCost), offers.Offers);
        foreach (var offer in offers.Offers)
        {
            var now = await world.Look(db => db.Visits.AsNoTracking().FirstAsync(v => v.Id == visit.Id));
            Assert.True(
                (await Book(world, new(visit.Id, now.Version, offer.Date, offer.From, offer.To, "Trying each"))).Ok
            );
        }
    }

    private static Task<Outcome<Booked>> Book(World world, BookWindowRequest request) =>
        world.Do<BookWindow, Outcome<Booked>>(b => b.Run(new(world.NewId(), request), CancellationToken.None));
}
