using Homeward.Field;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Dispatch;

public sealed class BoardTests
{
    [Theory, OnBothDatabases]
    public async Task The_board_shows_every_van_on_shift_its_stops_and_what_has_no_place(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 3);
        for (var i = 0; i < 5; i++)
            await depot.Order(lines: [(LineKind.Deliver, depot.Cylinder, 2)]);
        await depot.Order(lines: [(LineKind.Deliver, depot.Bed, 1)]);
        await depot.Order(await depot.Patient(located: false));
        Assert.Equal("NotPlanned", (await depot.Board()).Unplanned[0].Code);
        var made = await depot.Plan();
        var late = await depot.Order();
        var board = await depot.Board();
        Assert.Equal((1, 1, made.PlanId), (board.Plan!.Number, board.Plan.Latest, board.Plan.PlanId));
        Assert.Equal(["Van 1", "Van 2", "Van 3"], board.Lanes.Select(l => l.Van));
        Assert.Equal(6, board.Lanes.Sum(l => l.Visits));
        Assert.Contains(board.Lanes, l => l.Visits == 0 && l.StartsAt is null && l.ShiftFrom is not null);
        foreach (var lane in board.Lanes.Where(l => l.Visits > 0))
        {
            Assert.InRange(lane.HazmatLimit.Pounds, 439.9, 440.1);
            Assert.True(lane.PeakHazmat <= lane.HazmatLimit);
            Assert.Equal(
                lane.PaidMinutes,
                lane.DriveMinutes + lane.ServiceMinutes + lane.WaitMinutes + lane.BreakMinutes
            );
            Assert.Equal(lane.Length.Metres, lane.Stops.Sum(s => s.DriveMetres) + Home(lane));
            Assert.All(
                lane.Stops,
                s => Assert.True(s.ArrivesAt <= s.StartsAt && s.StartsAt < s.LeavesAt && s.LateMinutes == 0)
            );
        }
        Assert.Equal(1, board.Lanes.Sum(l => l.Lifts));
        Assert.Equal(
            [("DSP-106", false), ("New", true)],
            board.Unplanned.Select(u => (u.Code, u.CanTry)).OrderBy(u => u.Code)
        );
        Assert.Equal(
            late.PatientId,
            (await VisitOf(world, board.Unplanned.Single(u => u.Code == "New").VisitId)).PatientId
        );
        Assert.True(board.Totals.Fairness.Stops.Most >= board.Totals.Fairness.Stops.Least);
        var stranger = Actor.System with { AllBranches = false, Branches = [world.NewId()] };
        Assert.Null(
            await world.Do<ShowBoard, BoardView?>(
                b => b.Run(depot.Branch.Id, Depot.Day, null, CancellationToken.None),
                stranger
            )
        );
        Assert.Null(
            await world.Do<ShowBoard, BoardView?>(b => b.Run(depot.Branch.Id, Depot.Day, 9, CancellationToken.None))
        );
    }

    // The way home is no stop: what the lane is longer than its stops.
    private static int Home(BoardLane lane) =>
        lane.Length.Metres - lane.Stops.Sum(s => s.DriveMetres) is >= 0 and var m ? m : -1;

    private static Task<Visit> VisitOf(World world, Guid id) =>
        world.Look(db => db.Visits.SingleAsync(v => v.Id == id));

    [Theory, OnBothDatabases]
    public async Task What_a_crew_has_done_stays_on_its_lane_when_the_rest_is_planned_anew(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        for (var i = 0; i < 3; i++)
            await depot.Order();
        await depot.Plan();
        var first = (await depot.Board()).Lanes[0].Stops[0];
        world.Clock.Advance(TimeSpan.FromHours(25));
        await world.Look(async db =>
        {
            var visit = await db.Visits.SingleAsync(v => v.Id == first.VisitId);
            (visit.State, visit.VehicleId, visit.PersonId) = (VisitState.Closed, depot.Vans[0].Id, depot.Drivers[0].Id);
            (visit.ArrivedAt, visit.EndedAt) = (world.Now.AddMinutes(-50), world.Now.AddMinutes(-10));
            return await db.SaveChangesAsync();
        });
        await depot.Plan();
        var lane = Assert.Single((await depot.Board()).Lanes);
        Assert.Equal(3, lane.Visits);
        Assert.Equal((first.Number, true), (lane.Stops[0].Number, lane.Stops[0].Done));
        Assert.All(lane.Stops.Skip(1), s => Assert.True(!s.Done && s.StartsAt > world.Now));
    }

    [Theory, OnBothDatabases]
    public async Task A16_The_boards_times_are_the_walls_on_the_days_the_clock_changes(StorageKind kind)
    {
        foreach (var (day, hours) in new[] { (new DateOnly(2027, 3, 14), 23), (new DateOnly(2027, 11, 7), 25) })
        {
            await using var world = await World.Open(kind);
            var depot = await Depot.Open(world, vans: 1, day: day);
            await depot.Order(day: day);
            await depot.Plan(day: day);
            var board = await depot.Board(day);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(board.TimeZone);
            Assert.Equal(TimeSpan.FromHours(hours), board.DayTo - board.DayFrom);
            var lane = Assert.Single(board.Lanes);
            DateTime Wall(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
            Assert.Equal(day.ToDateTime(new TimeOnly(8, 0)), Wall(lane.ShiftFrom!.Value));
            Assert.Equal(day.ToDateTime(new TimeOnly(16, 30)), Wall(lane.ShiftTo!.Value));
            var stop = Assert.Single(lane.Stops);
            Assert.InRange(Wall(stop.StartsAt), day.ToDateTime(new TimeOnly(8, 0)), day.ToDateTime(new TimeOnly(9, 0)));
            Assert.Equal(day.ToDateTime(new TimeOnly(8, 0)), Wall(stop.WindowFrom!.Value));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_verdict_tells_detour_shifts_and_broken_promises_and_the_move_then_does_just_that(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 6; i++)
            await depot.Order();
        var made = await depot.Plan();
        var lane = (await depot.Board()).Lanes.First(l => l.Visits >= 3);
        var other = depot.Vans.First(v => v.Id != lane.VehicleId);
        var request = new MoveVisitRequest(made.PlanId, 1, lane.Stops[0].VisitId!.Value, other.Id, 1);
        var verdict = (await Try(world, request)).Must();
        Assert.True(verdict.Fits, string.Join(" ", verdict.Broken));
        Assert.Equal(verdict.Shifted.Count, verdict.OthersMoved);
        var moved = (await Move(world, request)).Must();
        var after = await depot.Board();
        var stop = after.Lanes.SelectMany(l => l.Stops).Single(s => s.VisitId == request.VisitId);
        Assert.Equal(verdict.StartsAt, stop.StartsAt);
        Assert.Equal(verdict.AddedCost.Cents, moved.Cost.Cents - made.Cost.Cents);
        // Booked for first thing: a long stop before it breaks that promise, and the verdict says whose.
        var late = after.Lanes.First(l => l.Visits >= 2);
        var last = late.Stops[^1];
        (await Book(world, await VisitOf(world, last.VisitId!.Value), new(8, 0), last.LeavesAt)).Must();
        var big = await depot.Order(lines: [(LineKind.Deliver, depot.Bed, 6)]);
        var bed = await world.Look(db => db.Visits.SingleAsync(v => v.OrderId == big.Id));
        var broken = (await Try(world, new(moved.PlanId, 2, bed.Id, late.VehicleId, 1))).Must();
        Assert.False(broken.Fits);
        Assert.Contains(broken.Shifted, s => s.Number == last.Number && s.PromiseBroken && s.Minutes > 0);
        Assert.Contains(broken.Broken, b => b.Contains(last.Number, StringComparison.Ordinal));
    }

    private static Task<Outcome<Booked>> Book(World world, Visit visit, TimeOnly from, DateTime until)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var to = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(until, zone));
        return world.Do<BookWindow, Outcome<Booked>>(b =>
            b.Run(
                new(
                    world.NewId(),
                    new(visit.Id, visit.Version, visit.Date, from, new(to.Hour, to.Minute), Anyway: true)
                ),
                CancellationToken.None
            )
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_kept_day_is_never_used_when_anything_it_is_made_of_has_changed(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 3; i++)
            await depot.Order();
        var made = await depot.Plan();
        var lane = (await depot.Board()).Lanes.First(l => l.Visits > 0);
        var other = depot.Vans.FindIndex(v => v.Id != lane.VehicleId);
        var request = new MoveVisitRequest(made.PlanId, 1, lane.Stops[0].VisitId!.Value, depot.Vans[other].Id, 1);
        Assert.True((await Try(world, request)).Must().Fits);
        Assert.True((await Try(world, request)).Must().Fits);
        // Each of these is changed past every use case and past the pulse, as another node would.
        async Task<MoveVerdict> After(Func<JourneyDb, Task> change)
        {
            await world.Look(async db =>
            {
                await change(db);
                return await db.SaveChangesAsync();
            });
            world.Clock.Advance(TimeSpan.FromSeconds(2));
            return (await Try(world, request)).Must();
        }
        var credential = depot.Credentials[other].Id;
        var skill = await After(async db =>
            (await db.Set<Credential>().SingleAsync(c => c.Id == credential)).RevokedOn = Depot.Day
        );
        Assert.True(skill.Firm);
        Assert.True(
            (
                await After(async db =>
                    (await db.Set<Credential>().SingleAsync(c => c.Id == credential)).RevokedOn = null
                )
            ).Fits
        );
        var payload = await After(async db =>
            (await db.Set<Vehicle>().SingleAsync(v => v.Id == depot.Vans[other].Id)).Payload = new(1)
        );
        Assert.True(payload.Firm);
        await After(async db =>
            (await db.Set<Vehicle>().SingleAsync(v => v.Id == depot.Vans[other].Id)).Payload = new(900_000)
        );
        var shift = await After(async db =>
        {
            var s = await db.Set<Shift>().SingleAsync(s => s.PersonId == depot.Drivers[other].Id);
            (s.Start, s.End) = (new(16, 0), new(16, 30));
        });
        Assert.Contains(shift.StartsAt!.Value.Hour, new[] { 21, 22 });
    }

    [Theory, OnBothDatabases]
    public async Task A08_Of_ten_visits_moved_at_once_three_cannot_go_seven_go_and_the_three_are_named(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        // Van 2's driver may not set up oxygen: three concentrators cannot go there, seven beds can.
        await world.Look(async db =>
        {
            db.Remove(await db.Set<Credential>().FirstAsync(c => c.PersonId == depot.Drivers[1].Id));
            return await db.SaveChangesAsync();
        });
        for (var i = 0; i < 3; i++)
            await depot.Order();
        for (var i = 0; i < 7; i++)
            await depot.Order(lines: [(LineKind.Pickup, depot.Cylinder, 1)]);
        var made = await depot.Plan();
        var all = await world.Look(db => db.Visits.Select(v => v.Id).ToListAsync());
        var stranger = world.NewId();
        var id = world.NewId();
        var request = new MoveVisitsRequest(made.PlanId, 1, [.. all, stranger], depot.Vans[1].Id);
        var result = (await MoveAll(world, request, id)).Must();
        Assert.Equal(7, result.Rows.Count(r => r.Ok));
        Assert.All(
            result.Rows.Where(r => !r.Ok && r.Id != stranger),
            r => Assert.Contains("oxygen-tech", r.Sentence, StringComparison.Ordinal)
        );
        Assert.Equal("GEN-404", result.Rows.Single(r => r.Id == stranger).Code);
        var board = await depot.Board();
        Assert.Equal(2, board.Plan!.Number);
        // Screen and store agree; a repeat of the command changes nothing.
        Assert.Equal(7, board.Lanes.Single(l => l.VehicleId == depot.Vans[1].Id).Visits);
        Assert.Equal(2, (await MoveAll(world, request, id)).Must().Plan!.VersionNo);
        Assert.Equal(2, (await depot.Board()).Plan!.Latest);
        var none = (await MoveAll(world, new(result.Plan!.PlanId, 2, [stranger]))).Must();
        Assert.Null(none.Plan);
        Assert.Equal("visitIds", (await MoveAll(world, new(result.Plan.PlanId, 2, []))).Refusals.Single().Field);
        var off = (await MoveAll(world, new(result.Plan.PlanId, 2, all))).Must();
        Assert.Equal((0, 10), (off.Plan!.Planned, off.Plan.LeftOut));
        var back = (await MoveAll(world, new(off.Plan.PlanId, 3, all, BestVan: true))).Must();
        Assert.Equal(10, back.Plan!.Planned);
    }

    [Theory, OnBothDatabases]
    public async Task The_second_of_two_dispatchers_who_move_the_same_visit_is_told_who_did_what(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 4; i++)
            await depot.Order();
        var made = await depot.Plan();
        var lane = (await depot.Board()).Lanes.First(l => l.Visits > 0);
        var stop = lane.Stops[0];
        var other = depot.Vans.First(v => v.Id != lane.VehicleId);
        (await Move(world, new(made.PlanId, 1, stop.VisitId!.Value, other.Id, 1), "Ann Lee")).Must();
        var second = await Move(world, new(made.PlanId, 1, stop.VisitId!.Value), "Bob Ray");
        var refusal = Assert.Single(second.Refusals);
        Assert.Equal(("GEN-409", RefusalKind.Stale), (refusal.Code, refusal.Kind));
        Assert.Contains("Ann Lee", refusal.Sentence, StringComparison.Ordinal);
        Assert.Contains($"{stop.Number} moved to {other.Name}", refusal.Sentence, StringComparison.Ordinal);
        var both = await Task.WhenAll(
            Move(world, new(await Latest(world), 2, stop.VisitId!.Value), "Ann Lee"),
            Move(world, new(await Latest(world), 2, stop.VisitId!.Value, lane.VehicleId), "Bob Ray")
        );
        Assert.Single(both, b => b.Ok);
        Assert.Contains(
            both[0].Ok ? "Ann Lee" : "Bob Ray",
            both.Single(b => !b.Ok).Refusals.Single().Sentence,
            StringComparison.Ordinal
        );
    }

    private static Task<Guid> Latest(World world) =>
        world.Look(db => db.Plans.OrderByDescending(p => p.VersionNo).Select(p => p.Id).FirstAsync());

    private static Task<Outcome<MoveVerdict>> Try(World world, MoveVisitRequest request) =>
        world.Do<TryMove, Outcome<MoveVerdict>>(m => m.Run(request, CancellationToken.None));

    private static Task<Outcome<PlanMade>> Move(World world, MoveVisitRequest request, string? who = null) =>
        world.Do<MoveVisit, Outcome<PlanMade>>(
            m => m.Run(new(world.NewId(), request), CancellationToken.None),
            who is null ? null : Actor.System with { Name = who, Id = world.NewId() }
        );

    private static Task<Outcome<VisitsMoved>> MoveAll(World world, MoveVisitsRequest request, Guid? id = null) =>
        world.Do<MoveVisits, Outcome<VisitsMoved>>(m =>
            m.Run(new(id ?? world.NewId(), request), CancellationToken.None)
        );
}
