using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Tests.Dispatch;

public sealed class PlanRunTests
{
    [Theory, OnBothDatabases]
    public async Task A_run_is_watched_shown_as_a_difference_and_accepted_as_the_next_version(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 8; i++)
            await depot.Order();
        var run = await Ready(world, depot, new(depot.Branch.Id, Depot.Day, 0, Rounds: 60, Seconds: 30));
        Assert.Equal((RunState.Ready, 0, 8), (run.State, run.LeftOut, run.BaseLeftOut));
        Assert.Equal(8, run.Diff!.Changes.Count(c => c.What == "Added" && c.ToVan is not null && c.FromVan is null));
        Assert.Null((await depot.Board()).Plan);
        var made = (await Accept(world, run.Id)).Must();
        Assert.Equal((1, 8, 0), (made.VersionNo, made.Planned, made.LeftOut));
        var starts = (await depot.Board())
            .Lanes.SelectMany(l => l.Stops)
            .ToDictionary(s => s.VisitId!.Value, s => s.StartsAt);
        Assert.All(run.Diff.Changes, c => Assert.Equal(c.ToStart, starts[c.VisitId]));
        Assert.Equal("DSP-019", (await Accept(world, run.Id)).Refusals.Single().Code);
        var again = await Ready(world, depot, new(depot.Branch.Id, Depot.Day, 1, Rounds: 5, Seconds: 30));
        Assert.Equal(
            RunState.Rejected,
            (
                await world.Do<RejectRun, Outcome<RunView>>(r =>
                    r.Run(new(world.NewId(), new(again.Id)), CancellationToken.None)
                )
            )
                .Must()
                .State
        );
        Assert.Equal(1, (await depot.Board()).Plan!.Latest);
    }

    [Theory, OnBothDatabases]
    public async Task A_day_that_changed_meanwhile_refuses_what_was_found_and_names_the_change(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 4; i++)
            await depot.Order();
        await depot.Plan();
        var run = await Ready(world, depot, new(depot.Branch.Id, Depot.Day, 1, Rounds: 20, Seconds: 30));
        var visit = await world.Look(db => db.Visits.OrderBy(v => v.Number).FirstAsync());
        (
            await world.Do<BookWindow, Outcome<Booked>>(b =>
                b.Run(
                    new(world.NewId(), new(visit.Id, visit.Version, Depot.Day, new(8, 0), new(12, 0))),
                    CancellationToken.None
                )
            )
        ).Must();
        var refusal = Assert.Single((await Accept(world, run.Id)).Refusals);
        Assert.Equal("DSP-003", refusal.Code);
        Assert.Contains(visit.Number, refusal.Sentence, StringComparison.Ordinal);
        var other = await Ready(world, depot, new(depot.Branch.Id, Depot.Day, 1, Rounds: 20, Seconds: 30));
        await depot.Plan();
        Assert.Equal("GEN-409", (await Accept(world, other.Id)).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task One_search_a_day_at_a_time_and_a_cancelled_one_leaves_the_plan_as_it_was(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 3);
        for (var i = 0; i < 20; i++)
            await depot.Order();
        await depot.Plan(new() { Iterations = 1 });
        var id = (await Start(world, new(depot.Branch.Id, Depot.Day, 1, Seconds: 120))).Must().RunId;
        var second = Assert.Single((await Start(world, new(depot.Branch.Id, Depot.Day, 1))).Refusals);
        Assert.Equal("DSP-018", second.Code);
        Assert.Contains("Test", second.Sentence, StringComparison.Ordinal);
        Assert.Equal(id, (await depot.Board()).RunId);
        var ended = world.Services.GetRequiredService<PlanRunner>().Ended(id);
        Assert.Equal(RunState.Cancelled, (await Cancel(world, id)).Must().State);
        await ended;
        Assert.Equal(RunState.Cancelled, (await Find(world, id))!.State);
        Assert.Equal("DSP-019", (await Cancel(world, id)).Refusals.Single().Code);
        Assert.Equal("DSP-019", (await Accept(world, id)).Refusals.Single().Code);
        Assert.Equal((1, null), ((await depot.Board()).Plan!.Latest, (await depot.Board()).RunId));
        Assert.Equal(
            RunState.Ready,
            (await Ready(world, depot, new(depot.Branch.Id, Depot.Day, 1, Rounds: 3, Seconds: 30))).State
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_run_whose_host_was_killed_is_marked_lost_and_can_be_started_again(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        for (var i = 0; i < 3; i++)
            await depot.Order();
        await depot.Plan();
        // What a killed host leaves behind: a row that says it runs, and nobody who runs it.
        var orphan = new PlanRun
        {
            Id = world.NewId(),
            BranchId = depot.Branch.Id,
            Date = Depot.Day,
            BasedOn = 1,
            State = RunState.Running,
            StartedAt = world.Now,
            StartedBy = "Ann Lee",
            SeenAt = world.Now,
            Seconds = 60,
        };
        await world.Given(orphan);
        if (kind == StorageKind.Postgres)
            Assert.Equal("DSP-018", (await Start(world, new(depot.Branch.Id, Depot.Day, 1))).Refusals.Single().Code);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RunState.Lost, (await Find(world, orphan.Id))!.State);
        await world.Services.GetRequiredService<LostRuns>().Mark(CancellationToken.None);
        Assert.Equal(
            RunState.Lost,
            await world.Look(db => db.PlanRuns.Where(r => r.Id == orphan.Id).Select(r => r.State).SingleAsync())
        );
        Assert.Equal(1, (await depot.Board()).Plan!.Latest);
        var run = await Ready(world, depot, new(depot.Branch.Id, Depot.Day, 1, Rounds: 5, Seconds: 30));
        Assert.Equal(RunState.Ready, run.State);
    }

    [Theory, OnBothDatabases]
    public async Task Only_what_is_named_moves_unplanned_visits_one_route_or_a_selection(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 3);
        for (var i = 0; i < 9; i++)
            await depot.Order();
        await depot.Plan(new() { Iterations = 40, Seconds = 30 });
        var before = await depot.Board();
        for (var i = 0; i < 3; i++)
            await depot.Order();
        var insert = await Ready(
            world,
            depot,
            new(depot.Branch.Id, Depot.Day, 1, RunScope.UnplannedOnly, Rounds: 4, Seconds: 30)
        );
        Assert.Equal(3, insert.Diff!.Changes.Count(c => c.What == "Added"));
        Assert.DoesNotContain(insert.Diff.Changes, c => c.What is "OtherVehicle" or "Removed");
        (await Accept(world, insert.Id)).Must();
        var after = await depot.Board();
        foreach (var lane in before.Lanes)
        {
            var old = lane.Stops.Select(s => s.Number).ToList();
            Assert.Equal(
                old,
                after.Lanes.Single(l => l.Key == lane.Key).Stops.Select(s => s.Number).Where(old.Contains)
            );
        }
        var one = after.Lanes.First(l => l.Visits > 1);
        var route = await Ready(
            world,
            depot,
            new(depot.Branch.Id, Depot.Day, 2, RunScope.Route, null, [one.VehicleId], 30, 40)
        );
        Assert.All(route.Diff!.Changes, c => Assert.Equal((one.Key, one.Key), (c.FromVan, c.ToVan)));
        Assert.True(route.Cost <= route.BaseCost);
        var picked = after.Lanes.SelectMany(l => l.Stops).Take(2).Select(s => s.VisitId!.Value).ToList();
        var some = await Ready(
            world,
            depot,
            new(depot.Branch.Id, Depot.Day, 2, RunScope.Selection, picked, null, 30, 4)
        );
        Assert.All(some.Diff!.Changes.Where(c => c.What == "OtherVehicle"), c => Assert.Contains(c.VisitId, picked));
        foreach (
            var bad in new StartRunRequest[]
            {
                new(depot.Branch.Id, Depot.Day, 2, RunScope.Route),
                new(depot.Branch.Id, Depot.Day, 2, RunScope.Selection),
                new(depot.Branch.Id, Depot.Day, 2, Seconds: 0),
                new(depot.Branch.Id, Depot.Day, 2, Seconds: 121),
            }
        )
            Assert.Equal("GEN-400", (await Start(world, bad)).Refusals.Single().Code);
        Assert.Equal(
            "DSP-015",
            (await Start(world, new(depot.Branch.Id, Depot.Day, 2, RunScope.Route, null, [world.NewId()])))
                .Refusals.Single()
                .Code
        );
        Assert.Equal("GEN-409", (await Start(world, new(depot.Branch.Id, Depot.Day, 1))).Refusals.Single().Code);
        Assert.Equal("GEN-404", (await Start(world, new(world.NewId(), Depot.Day, 1))).Refusals.Single().Code);
        Assert.Equal("DSP-014", (await Start(world, new(depot.Branch.Id, new(2026, 11, 1)))).Refusals.Single().Code);
        Assert.Null(await Find(world, world.NewId()));
    }

    [Theory, OnBothDatabases]
    public async Task A13_A_booked_promise_is_kept_by_every_replan(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 6; i++)
            await depot.Order();
        var visit = await world.Look(db => db.Visits.OrderBy(v => v.Number).FirstAsync());
        var offers = (
            await world.Do<OfferWindows, Outcome<WindowOffers>>(o =>
                o.Run(new(visit.Id, Depot.Day, 1, 2), CancellationToken.None)
            )
        ).Must();
        var offer = offers.Offers[0];
        var booked = (
            await world.Do<BookWindow, Outcome<Booked>>(b =>
                b.Run(
                    new(world.NewId(), new(visit.Id, visit.Version, offer.Date, offer.From, offer.To)),
                    CancellationToken.None
                )
            )
        ).Must();
        await depot.Plan();
        for (var i = 0; i < 8; i++)
            await depot.Order();
        var run = await Ready(world, depot, new(depot.Branch.Id, Depot.Day, 1, Rounds: 60, Seconds: 30, Seed: 5));
        (await Accept(world, run.Id)).Must();
        var stop = (await depot.Board()).Lanes.SelectMany(l => l.Stops).Single(s => s.VisitId == visit.Id);
        Assert.InRange(stop.StartsAt, booked.From, booked.To);
        Assert.Equal((true, booked.From, (DateTime?)booked.To), (stop.Booked, stop.WindowFrom!.Value, stop.WindowTo));
    }

    [Theory, OnBothDatabases]
    public async Task A09_Five_hundred_orders_are_planned_in_one_action(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 40);
        await depot.Crowd(500);
        var run = await Ready(world, depot, new(depot.Branch.Id, Depot.Day, 0, Rounds: 0, Seconds: 5));
        var made = (await Accept(world, run.Id)).Must();
        Assert.Equal(500, made.Planned + made.LeftOut);
        Assert.Equal(500, made.Planned);
        var board = await depot.Board();
        Assert.Equal((500, 0), (board.Totals.Planned, board.Totals.Late));
        Assert.Equal(500, await world.Look(db => db.Visits.CountAsync(v => v.State == VisitState.Planned)));
    }

    private static async Task<RunView> Ready(World world, Depot depot, StartRunRequest request)
    {
        var id = (await Start(world, request)).Must().RunId;
        await world.Services.GetRequiredService<PlanRunner>().Ended(id);
        var run = (await Find(world, id))!;
        Assert.True(run.State == RunState.Ready, $"{depot.Branch.Code}: {run.State}: {run.Trouble}");
        return run;
    }

    private static Task<Outcome<RunStarted>> Start(World world, StartRunRequest request) =>
        world.Do<StartRun, Outcome<RunStarted>>(s => s.Run(new(world.NewId(), request), CancellationToken.None));

    private static Task<RunView?> Find(World world, Guid id) =>
        world.Do<FindRun, RunView?>(f => f.Run(id, CancellationToken.None));

    private static Task<Outcome<RunView>> Cancel(World world, Guid id) =>
        world.Do<CancelRun, Outcome<RunView>>(c => c.Run(new(world.NewId(), new(id)), CancellationToken.None));

    private static Task<Outcome<PlanMade>> Accept(World world, Guid id) =>
        world.Do<AcceptRun, Outcome<PlanMade>>(a => a.Run(new(world.NewId(), new(id)), CancellationToken.None));
}
