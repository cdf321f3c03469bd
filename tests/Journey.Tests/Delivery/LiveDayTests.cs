using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Roads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Tests.Delivery;

public sealed class LiveDayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<LiveDayView> Look(Street street, DateOnly? date = null) =>
        (await street.World.Do<LiveDay, Outcome<LiveDayView>>(u => u.Run(street.Branch.Id, date, Ct))).Must();

    private static async Task Tell(Street street, params PositionTold[] told) =>
        (
            await street.World.Do<ReceivePositions, Outcome<PositionsKept>>(
                u => u.Run(new(street.World.NewId(), new(street.Van.Id, told)), Ct),
                street.Crew
            )
        ).Must();

    private static VanWatch Watch(Street street)
    {
        var services = street.World.Services;
        return new(
            street.Van.Id,
            services.GetRequiredService<Fleet>(),
            services.GetRequiredService<LiveRoutes>(),
            services.GetRequiredService<ITravelTimes>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IServiceScopeFactory>()
        );
    }

    [Theory, OnBothDatabases]
    public async Task Each_place_moves_the_arrival_at_every_stop_that_is_left(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world, 3);
        await Tell(street, new PositionTold(world.Now, 39.95, -83.0, 8));
        var far = Assert.Single((await Look(street)).Vans);
        Assert.Equal(["V-100", "V-101", "V-102"], far.Remaining.Select(s => s.Number));
        Assert.Equal(far.Remaining.Select(s => s.Eta).Order(), far.Remaining.Select(s => s.Eta));
        Assert.All(far.Remaining, s => Assert.InRange(s.Eta, s.EtaEarly, s.EtaLate));
        // Waiting for the window takes up what came early, so that the last stop is no less sure than the first by much.
        Assert.InRange(far.Remaining[2].EtaLate - far.Remaining[2].EtaEarly, TimeSpan.Zero, TimeSpan.FromMinutes(30));
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await Tell(street, new PositionTold(world.Now, 39.969, -82.981, 8));
        var near = Assert.Single((await Look(street)).Vans);
        Assert.True(near.Remaining[0].Eta < far.Remaining[0].Eta);
        Assert.InRange(near.Remaining[0].Eta, world.Now, world.Now.AddMinutes(2));
        // Work begins when the window opens, not when the van is there: the second stop's is an hour from now.
        Assert.True(near.Remaining[1].StartsAt >= near.Remaining[1].WindowFrom);
        Assert.Equal((3, 0, false), (near.Stops, near.Done, near.LostSignal));
        // Another branch's dispatcher finds nothing.
        var stranger = street.As(Roles.Dispatcher) with
        {
            Branches = [world.NewId()],
        };
        Assert.Equal(
            "GEN-404",
            (await world.Do<LiveDay, Outcome<LiveDayView>>(u => u.Run(street.Branch.Id, null, Ct), stranger))
                .Refusals.Single()
                .Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_van_without_signal_for_an_hour_is_shown_as_lost_and_less_sure_and_its_buffer_mends_both(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world, 2, (v, _) => v.WindowTo = world.Now.AddHours(6));
        (await street.Depart()).Must();
        await Tell(street, new PositionTold(world.Now, 39.95, -83.0, 8));
        var heard = Assert.Single((await Look(street)).Vans);
        Assert.False(heard.LostSignal);
        world.Clock.Advance(TimeSpan.FromHours(1));
        var lost = Assert.Single((await Look(street)).Vans);
        Assert.True(lost.LostSignal);
        Assert.Equal(3_600, lost.AgeSeconds);
        Assert.True(lost.Remaining[0].EtaLate - lost.Remaining[0].EtaEarly > TimeSpan.FromMinutes(30));
        await Tell(
            street,
            [
                .. Enumerable
                    .Range(1, 60)
                    .Select(m => new PositionTold(
                        world.Now.AddMinutes(m - 60),
                        39.95 + m * 0.0003,
                        -83.0 + m * 0.0003,
                        8
                    )),
            ]
        );
        var back = Assert.Single((await Look(street)).Vans);
        Assert.Equal((false, 0), (back.LostSignal, back.AgeSeconds));
        Assert.Equal(61, await world.Look(db => db.Positions.CountAsync(Ct)));
    }

    [Theory, OnBothDatabases]
    public async Task Stops_at_risk_come_worst_first_and_a_life_before_any_delay(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var n = 0;
        var street = await Street.Open(
            world,
            4,
            (v, _) =>
            {
                v.WindowFrom = world.Now.AddHours(-2);
                v.WindowTo = world.Now.AddMinutes(++n == 4 ? 600 : -5 * n);
                v.Urgency = n == 2 ? Urgency.Stat : Urgency.Scheduled;
                v.LifeSustaining = n == 3;
            }
        );
        await Tell(street, new PositionTold(world.Now, 39.95, -83.0, 8));
        var day = await Look(street);
        Assert.Equal(["V-102", "V-101", "V-100"], day.AtRisk.Select(r => r.Number));
        Assert.All(day.AtRisk, r => Assert.InRange(r.LateProbability, 0.9, 1));
        Assert.True(day.AtRisk[1].Harm > day.AtRisk[2].Harm);
        Assert.True(day.Vans[0].DriftMinutes < 60);
    }

    [Theory, OnBothDatabases]
    public async Task The_fence_records_an_arrival_and_what_a_person_says_stands(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        var watch = Watch(street);
        var visit = street.Stops[0].Visit.Id;
        async Task<LiveVan> Stand(double lat, double lon)
        {
            LiveVan? van = null;
            for (var i = 0; i < 4; i++)
            {
                world.Clock.Advance(TimeSpan.FromSeconds(20));
                var fix = new LiveFix(world.Now, lat, lon, 6, 0.3);
                await Tell(street, new PositionTold(fix.At, lat, lon, 6, 0.3));
                van = await watch.Moved(street.Branch.Id, fix);
            }
            return van!;
        }
        var there = await Stand(39.9702, -82.9801);
        Assert.Equal(visit, there.AtVisitId);
        var stored = await world.Look(db => db.Visits.SingleAsync(v => v.Id == visit, Ct));
        Assert.Equal((VisitState.Arrived, (DateTime?)world.Now.AddSeconds(-60)), (stored.State, stored.ArrivedAt));
        var step = await world.Look(db => db.VisitEvents.SingleAsync(e => e.VisitId == visit, Ct));
        Assert.Contains("geofence", step.Data, StringComparison.Ordinal);
        Assert.Equal("Geofence", step.PersonName);
        Assert.Contains(
            await world.Look(db => db.Audit.Where(a => a.SubjectId == visit).Select(a => a.ActorName).ToListAsync(Ct)),
            who => who == "Geofence"
        );

        // It drives off with the visit open: proposed, not decided.
        Assert.Equal(visit, (await Stand(39.975, -82.985)).LeftVisitId);

        // The driver takes the arrival back; standing there again says nothing more.
        (await street.Undo(0, step.Id, "still looking for the gate")).Must();
        world.Services.GetRequiredService<LiveRoutes>().Forget();
        watch = Watch(street);
        await Stand(39.9702, -82.9801);
        Assert.Equal(
            VisitState.EnRoute,
            await world.Look(db => db.Visits.Where(v => v.Id == visit).Select(v => v.State).SingleAsync(Ct))
        );
        (await street.Arrive()).Must();
    }

    [Theory, OnBothDatabases]
    public async Task Arrival_times_are_written_together_and_only_where_they_moved(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world, 2);
        Task<int> Keep(DateTime first, DateTime second) =>
            world.Do<KeepEtas, int>(k =>
                k.Run([new(street.Stops[0].Visit.Id, first), new(street.Stops[1].Visit.Id, second)], Ct)
            );
        var (a, b) = (world.Now.AddMinutes(20), world.Now.AddMinutes(70));
        Assert.Equal(2, await Keep(a, b));
        Assert.Equal(1, await Keep(a.AddSeconds(30), b.AddMinutes(5)));
        (await street.Arrive()).Must();
        Assert.Equal(0, await Keep(a.AddHours(1), b.AddMinutes(5)));
        var visits = await world.Look(db => db.Visits.OrderBy(v => v.Number).ToListAsync(Ct));
        Assert.Equal([a, b.AddMinutes(5)], visits.Select(v => v.Eta!.Value));
        Assert.Equal(0, visits[1].Version);
    }

    [Theory, OnBothDatabases]
    public async Task How_a_branch_watches_its_vans_is_its_own_and_out_of_range_is_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world, 1);
        Task<Outcome<LiveSettings>> Save(LiveSettings settings) =>
            world.Do<SaveLiveSettings, Outcome<LiveSettings>>(u =>
                u.Run(new(world.NewId(), new(street.Branch.Id, settings)), Ct)
            );
        Assert.Equal(2, (await Save(new(FenceMetres: 5, RiskPercent: 0))).Refusals.Count(r => r.Code == "DEL-040"));
        (await Save(new(SilentMinutes: 2))).Must();
        await Tell(street, new PositionTold(world.Now, 39.95, -83.0, 8));
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True(Assert.Single((await Look(street)).Vans).LostSignal);
    }
}
