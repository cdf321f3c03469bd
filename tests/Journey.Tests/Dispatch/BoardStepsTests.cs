using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Dispatch;

/// <summary>Locks, undo, and relaxations.</summary>
public sealed class BoardStepsTests
{
    [Theory, OnBothDatabases]
    public async Task A_locked_visit_stays_on_its_van_and_near_its_time_and_says_who_locked_it(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 6; i++)
            await depot.Order();
        var made = await depot.Plan();
        var lane = (await depot.Board()).Lanes.First(l => l.Visits >= 2);
        var ids = lane.Stops.Select(s => s.VisitId!.Value).ToList();
        var ann = Actor.System with { Name = "Ann Lee" };
        var ghost = world.NewId();
        var locked = (await Lock(world, depot, [.. ids, ghost], true, ann)).Must();
        Assert.Equal(ids.Count, locked.Rows.Count(r => r.Ok));
        Assert.Equal("GEN-404", locked.Rows.Single(r => r.Id == ghost).Code);
        Assert.All(
            (await depot.Board()).Lanes.Single(l => l.Key == lane.Key).Stops,
            s => Assert.Equal("Ann Lee", s.Lock!.By)
        );
        var other = depot.Vans.First(v => v.Id != lane.VehicleId);
        var refused = Assert.Single((await Move(world, new(made.PlanId, 1, ids[0], other.Id))).Refusals);
        Assert.Equal("DSP-016", refused.Code);
        Assert.Contains("Ann Lee", refused.Sentence, StringComparison.Ordinal);
        for (var i = 0; i < 6; i++)
            await depot.Order();
        await depot.Plan(
            new()
            {
                Iterations = 80,
                Seconds = 30,
                Keep = false,
                Seed = 3,
            }
        );
        var after = (await depot.Board()).Lanes.Single(l => l.Key == lane.Key).Stops.ToDictionary(s => s.Number);
        foreach (var stop in lane.Stops)
            Assert.InRange((after[stop.Number].StartsAt - stop.StartsAt).TotalMinutes, -15, 15);
        Assert.Equal(
            lane.Stops.Select(s => s.Number),
            after.Values.OrderBy(s => s.StartsAt).Select(s => s.Number).Where(n => lane.Stops.Any(s => s.Number == n))
        );
        Assert.All((await Lock(world, depot, ids, false)).Must().Rows, r => Assert.True(r.Ok));
        Assert.True((await Move(world, new(await Latest(world), 2, ids[0]))).Ok);
        Assert.Equal("DSP-022", Assert.Single((await Lock(world, depot, [ids[0]], true)).Must().Rows).Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_locked_route_is_not_touched_by_plan_run_or_hand(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 6; i++)
            await depot.Order();
        var made = await depot.Plan();
        var lanes = (await depot.Board()).Lanes;
        var lane = lanes.First(l => l.Visits >= 2);
        var ann = Actor.System with { Name = "Ann Lee" };
        (await LockRoute(world, depot, lane.VehicleId, true, ann)).Must();
        Assert.Equal("Ann Lee", (await depot.Board()).Lanes.Single(l => l.Key == lane.Key).Lock!.By);
        var more = await depot.Order();
        var visit = await world.Look(db => db.Visits.SingleAsync(v => v.OrderId == more.Id));
        var stop = lane.Stops[0].VisitId!.Value;
        foreach (
            var request in new MoveVisitRequest[]
            {
                new(made.PlanId, 1, visit.Id, lane.VehicleId),
                new(made.PlanId, 1, stop),
                new(made.PlanId, 1, stop, depot.Vans.First(v => v.Id != lane.VehicleId).Id, 1),
            }
        )
        {
            var refusal = Assert.Single((await Move(world, request)).Refusals);
            Assert.Equal("DSP-017", refusal.Code);
            Assert.Contains("Ann Lee", refusal.Sentence, StringComparison.Ordinal);
        }
        for (var i = 0; i < 5; i++)
            await depot.Order();
        await depot.Plan(
            new()
            {
                Iterations = 60,
                Seconds = 30,
                Keep = false,
            }
        );
        var after = await depot.Board();
        Assert.Equal(2, after.Plan!.Number);
        Assert.Equal(
            lane.Stops.Select(s => (s.Number, s.StartsAt)),
            after.Lanes.Single(l => l.Key == lane.Key).Stops.Select(s => (s.Number, s.StartsAt))
        );
        Assert.Equal(12, after.Lanes.Sum(l => l.Visits));
        (await LockRoute(world, depot, lane.VehicleId, false)).Must();
        Assert.True((await Move(world, new(await Latest(world), 2, stop))).Ok);
        Assert.Equal("GEN-404", (await LockRoute(world, depot, world.NewId(), true)).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task Ones_own_edits_are_undone_and_done_again_and_never_anybody_elses(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 4; i++)
            await depot.Order();
        var ann = Actor.System with { Name = "Ann Lee", Id = world.NewId() };
        var bob = Actor.System with { Name = "Bob Ray", Id = world.NewId() };
        await depot.Plan();
        var start = await depot.Board();
        Assert.Equal("DSP-021", (await Undo(world, depot, 1, ann)).Refusals.Single().Code);
        var (a, b) = (
            start.Lanes.SelectMany(l => l.Stops).ElementAt(0).VisitId!.Value,
            start.Lanes.SelectMany(l => l.Stops).ElementAt(1).VisitId!.Value
        );
        (await Move(world, new(await Latest(world), 1, a), ann)).Must();
        (await Move(world, new(await Latest(world), 2, b), ann)).Must();
        Assert.Equal(2, (await depot.Board()).Lanes.Sum(l => l.Visits));
        (await Undo(world, depot, 3, ann)).Must();
        Assert.Equal(3, (await depot.Board()).Lanes.Sum(l => l.Visits));
        (await Undo(world, depot, 4, ann)).Must();
        Assert.Equal(Content(start), Content(await depot.Board()));
        // The plan itself was somebody else's.
        Assert.Equal("DSP-021", (await Undo(world, depot, 5, ann)).Refusals.Single().Code);
        (await Redo(world, depot, 5, ann)).Must();
        (await Redo(world, depot, 6, ann)).Must();
        Assert.Equal(2, (await depot.Board()).Lanes.Sum(l => l.Visits));
        Assert.Equal("DSP-021", (await Redo(world, depot, 7, ann)).Refusals.Single().Code);
        Assert.Equal("GEN-409", (await Undo(world, depot, 6, ann)).Refusals.Single().Code);
        (await Move(world, new(await Latest(world), 7, a, BestVan: true), bob)).Must();
        var polite = Assert.Single((await Undo(world, depot, 8, ann)).Refusals);
        Assert.Contains("Bob Ray", polite.Sentence, StringComparison.Ordinal);
        var (mine, his) = (
            await world.Do<ShowBoard, BoardView?>(
                s => s.Run(depot.Branch.Id, Depot.Day, null, CancellationToken.None),
                ann
            ),
            await world.Do<ShowBoard, BoardView?>(
                s => s.Run(depot.Branch.Id, Depot.Day, null, CancellationToken.None),
                bob
            )
        );
        Assert.Equal((false, true), (mine!.CanUndo, his!.CanUndo));
    }

    private static IEnumerable<(string, DateTime)> Content(BoardView board) =>
        board.Lanes.SelectMany(l => l.Stops).Select(s => (s.Number, s.StartsAt));

    [Theory, OnBothDatabases]
    public async Task PL5_The_relaxation_named_is_tried_then_applied_and_the_version_names_it(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        // More beds than a day of eight and a half hours holds, overtime and all.
        for (var i = 0; i < 13; i++)
            await depot.Order(lines: [(LineKind.Deliver, depot.Bed, 1)]);
        var made = await depot.Plan();
        var left = (await depot.Board()).Unplanned;
        Assert.NotEmpty(left);
        var done = false;
        foreach (var row in left)
        {
            var request = new RelaxationRequest(made.PlanId, 1, row.VisitId);
            var tried = await world.Do<TryRelaxation, Outcome<RelaxationVerdict>>(r =>
                r.Run(request, CancellationToken.None)
            );
            if (!tried.Ok)
            {
                Assert.Equal("DSP-020", tried.Refusals.Single().Code);
                continue;
            }
            var verdict = tried.Value;
            Assert.Contains(verdict.Kind, new[] { "ShiftEnd", "Window" });
            Assert.Contains(verdict.Diff.Changes, c => c.Number == row.Number && c.What == "Added");
            Assert.Equal(1, (await depot.Board()).Plan!.Latest);
            (
                await world.Do<ApplyRelaxation, Outcome<PlanMade>>(r =>
                    r.Run(new(world.NewId(), request), CancellationToken.None)
                )
            ).Must();
            var board = await depot.Board();
            Assert.Contains(verdict.Sentence, board.Plan!.Note, StringComparison.Ordinal);
            var stop = board.Lanes.SelectMany(l => l.Stops).Single(s => s.VisitId == row.VisitId);
            Assert.Equal(verdict.StartsAt, stop.StartsAt);
            // The next edit is judged against the day as relaxed: what was accepted does not stop it.
            var other = board.Lanes[0].Stops.First(s => s.VisitId is { } v && v != row.VisitId).VisitId!.Value;
            Assert.True((await Move(world, new(board.Plan.PlanId, 2, other))).Ok);
            done = true;
            break;
        }
        Assert.True(done, string.Join(" ", left.Select(l => $"{l.Code} {l.Sentence} {l.ToDo}")));
    }

    [Theory, OnBothDatabases]
    public async Task A_relaxation_that_is_not_the_boards_to_give_says_where_it_belongs(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1, skills: []);
        await depot.Order();
        await depot.Order(await depot.Patient(located: false));
        var made = await depot.Plan();
        var rows = (await depot.Board()).Unplanned;
        Assert.All(rows, r => Assert.Null(r.Relaxation));
        foreach (var row in rows)
        {
            var refusal = Assert.Single(
                (
                    await world.Do<TryRelaxation, Outcome<RelaxationVerdict>>(r =>
                        r.Run(new(made.PlanId, 1, row.VisitId), CancellationToken.None)
                    )
                ).Refusals
            );
            Assert.Equal("DSP-020", refusal.Code);
            Assert.Contains(row.Code == "Skill" ? "oxygen-tech" : "map", refusal.Sentence, StringComparison.Ordinal);
        }
    }

    private static Task<Guid> Latest(World world) =>
        world.Look(db => db.Plans.OrderByDescending(p => p.VersionNo).Select(p => p.Id).FirstAsync());

    private static Task<Outcome<PlanMade>> Move(World world, MoveVisitRequest request, Actor? who = null) =>
        world.Do<MoveVisit, Outcome<PlanMade>>(m => m.Run(new(world.NewId(), request), CancellationToken.None), who);

    private static Task<Outcome<VisitsLocked>> Lock(
        World world,
        Depot depot,
        List<Guid> ids,
        bool locked,
        Actor? who = null
    ) =>
        world.Do<LockVisits, Outcome<VisitsLocked>>(
            l => l.Run(new(world.NewId(), new(depot.Branch.Id, Depot.Day, ids, locked)), CancellationToken.None),
            who
        );

    private static Task<Outcome<Done>> LockRoute(World world, Depot depot, Guid van, bool locked, Actor? who = null) =>
        world.Do<LockRoute, Outcome<Done>>(
            l => l.Run(new(world.NewId(), new(depot.Branch.Id, Depot.Day, van, locked)), CancellationToken.None),
            who
        );

    private static Task<Outcome<PlanMade>> Undo(World world, Depot depot, int basedOn, Actor who) =>
        world.Do<UndoEdit, Outcome<PlanMade>>(
            u => u.Run(new(world.NewId(), new(depot.Branch.Id, Depot.Day, basedOn)), CancellationToken.None),
            who
        );

    private static Task<Outcome<PlanMade>> Redo(World world, Depot depot, int basedOn, Actor who) =>
        world.Do<RedoEdit, Outcome<PlanMade>>(
            u => u.Run(new(world.NewId(), new(depot.Branch.Id, Depot.Day, basedOn)), CancellationToken.None),
            who
        );
}
