using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Dispatch;

public sealed class MoveToBranchTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task A_visit_moves_with_its_order_its_promise_stands_and_the_other_shelves_serve_it(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        var order = await depot.Order();
        var dayton = await Dayton(world, depot, shelf: 2);
        await depot.Plan();
        var before = await Visit(world);
        var moved = (await Move(world, before, dayton.Id)).Must();
        Assert.Equal(("Dayton", 0), (moved.Branch, moved.Short.Count));
        var after = await Visit(world);
        Assert.Equal(
            (dayton.Id, VisitState.Unplanned, before.WindowFrom, before.WindowTo, moved.Version),
            (after.BranchId, after.State, after.WindowFrom, after.WindowTo, after.Version)
        );
        Assert.Equal(dayton.Id, await world.Look(db => db.Orders.Select(o => o.BranchId).SingleAsync()));
        var promise = await world.Look(db => db.Reservations.SingleAsync());
        Assert.Equal((dayton.Id, order.Lines[0].Id), (promise.BranchId, promise.OrderLineId));
        Assert.Equal(1, await world.Look(db => db.Balances.Select(b => b.Reserved).SingleAsync()));
        // The old day goes on without it, and does not count it as left out.
        var plan = (await world.Do<FindPlans, PlanView?>(f => f.Of(depot.Branch.Id, Depot.Day, null, Ct)))!;
        Assert.Equal((2, 0, 0), (plan.VersionNo, plan.Routes.Count, plan.LeftOut.Count));
        Assert.Contains(
            await world.Look(db => db.Audit.Where(a => a.Subject == "Visit" && a.SubjectId == after.Id).ToListAsync()),
            a =>
                a.Changes!.Contains("branchId", StringComparison.OrdinalIgnoreCase)
                && a.Changes.Contains(dayton.Id.ToString(), StringComparison.Ordinal)
        );
        // Who works for Dayton alone finds visit and patient; a third branch finds neither.
        var there = Actor.System with
        {
            AllBranches = false,
            Branches = [dayton.Id],
        };
        var elsewhere = Actor.System with { AllBranches = false, Branches = [world.NewId()] };
        Assert.NotNull(await world.Do<ShowVisit, VisitDetail?>(s => s.Run(after.Id, Ct), there));
        Assert.Equal(1, await world.Look(db => db.Patients.CountAsync(), there));
        Assert.Equal(0, await world.Look(db => db.Patients.CountAsync(), elsewhere));
    }

    [Theory, OnBothDatabases]
    public async Task Every_reason_against_a_move_is_named_and_nothing_is_changed(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        await depot.Order();
        var dayton = await Dayton(world, depot, shelf: 0, skill: null);
        var visit = await Visit(world);
        await world.Given(
            new DeliveryZone
            {
                Id = world.NewId(),
                BranchId = dayton.Id,
                Name = "Far",
                Polygon = """{"type":"Polygon","coordinates":[[[-90,30],[-89,30],[-89,31],[-90,31],[-90,30]]]}""",
            }
        );
        foreach (var (rule, branch) in new[] { (KnownRules.GivesAway, depot.Branch), (KnownRules.Takes, dayton) })
            (
                await world.Do<SayBranchRule, Outcome<RuleSaid>>(s =>
                    s.Run(new(world.NewId(), new(rule.Key, branch.Id, "no", new(2026, 11, 10), "Test")), Ct)
                )
            ).Must();
        var no = await Move(world, visit, dayton.Id);
        Assert.Equal(["DSP-211", "DSP-212", "DSP-213", "DSP-215"], no.Refusals.Select(r => r.Code).Order());
        Assert.Equal("DSP-210", (await Move(world, visit, depot.Branch.Id)).Refusals.Single().Code);
        Assert.Equal("GEN-404", (await Move(world, visit, world.NewId())).Refusals.Single().Code);
        Assert.Equal("reason", (await Move(world, visit, dayton.Id, reason: "")).Refusals.Single().Field);
        Assert.Equal("GEN-409", (await Move(world, visit, dayton.Id, version: 99)).Refusals.Single().Code);
        var after = await Visit(world);
        Assert.Equal((depot.Branch.Id, visit.Version), (after.BranchId, after.Version));
        Assert.Equal(depot.Branch.Id, await world.Look(db => db.Reservations.Select(r => r.BranchId).SingleAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Short_stock_refuses_the_move_unless_it_is_accepted_and_a_published_visit_stays(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        await depot.Order();
        var dayton = await Dayton(world, depot, shelf: 0);
        var made = await depot.Plan();
        (await PublishTests.Publish(world, made.PlanId, 1)).Must();
        var visit = await Visit(world);
        Assert.Equal("DSP-219", (await Move(world, visit, dayton.Id)).Refusals.Single().Code);
        (
            await world.Do<WithdrawPlan, Outcome<Done>>(async w =>
                await w.Run(
                    new(world.NewId(), new(made.PlanId, (await depot.Show(made.PlanId)).Version, "Dayton takes it")),
                    Ct
                )
            )
        ).Must();
        visit = await Visit(world);
        var no = Assert.Single((await Move(world, visit, dayton.Id)).Refusals);
        Assert.Equal("DSP-216", no.Code);
        Assert.Contains("1 of 1 Oxygen concentrator", no.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, await world.Look(db => db.Reservations.CountAsync()));
        var moved = (await Move(world, visit, dayton.Id, without: true)).Must();
        Assert.Single(moved.Short);
        Assert.Equal(0, await world.Look(db => db.Reservations.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task The_days_of_all_my_branches_are_counted_and_another_branch_is_not_shown(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        for (var i = 0; i < 3; i++)
            await depot.Order();
        var dayton = await Dayton(world, depot, shelf: 0);
        var made = await depot.Plan();
        (await PublishTests.Publish(world, made.PlanId, 1)).Must();
        await depot.Order();
        var rows = (
            await world.Do<BranchDays, Outcome<IReadOnlyList<BranchDaysRow>>>(b => b.Run(Depot.Day, 2, Ct))
        ).Must();
        Assert.Equal(["Columbus", "Dayton"], rows.Select(r => r.Name));
        var day = rows[0].Days[0];
        Assert.Equal(
            (4, 1, 0, 3, 0, 1, 1),
            (day.Visits, day.Unplanned, day.Planned, day.Published, day.Late, day.Latest, day.Given)
        );
        Assert.Equal(0, rows[1].Days.Sum(d => d.Visits));
        var mine = (
            await world.Do<BranchDays, Outcome<IReadOnlyList<BranchDaysRow>>>(
                b => b.Run(null, 1, Ct),
                Actor.System with
                {
                    AllBranches = false,
                    Branches = [dayton.Id],
                }
            )
        ).Must();
        Assert.Equal("Dayton", Assert.Single(mine).Name);
        Assert.Equal(
            "days",
            (await world.Do<BranchDays, Outcome<IReadOnlyList<BranchDaysRow>>>(b => b.Run(null, 99, Ct)))
                .Refusals.Single()
                .Field
        );
    }

    private static Task<Visit> Visit(World world) => world.Look(db => db.Visits.AsNoTracking().SingleAsync());

    private static Task<Outcome<MovedToBranch>> Move(
        World world,
        Visit visit,
        Guid to,
        string reason = "Dayton is nearer",
        int? version = null,
        bool without = false
    ) =>
        world.Do<MoveToBranch, Outcome<MovedToBranch>>(m =>
            m.Run(new(world.NewId(), new(visit.Id, version ?? visit.Version, to, reason, without)), Ct)
        );

    /// <summary>A second branch with one technician and so many concentrators on its shelf.</summary>
    private static async Task<Branch> Dayton(World world, Depot depot, int shelf, string? skill = "oxygen-tech")
    {
        var branch = new Branch
        {
            Id = world.NewId(),
            Code = "DAY",
            Name = "Dayton",
            City = "Dayton",
            State = "OH",
            Latitude = 39.7589,
            Longitude = -84.1916,
            OpenDays = [.. Enum.GetValues<DayOfWeek>()],
        };
        var person = new Person
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            FirstName = "Dee",
            LastName = "Ross",
            HiredOn = new(2020, 1, 1),
        };
        var bin = new Bin
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            Code = "A-1",
            Kind = BinKind.Clean,
        };
        await world.Given(branch, person, bin);
        if (skill is not null)
            await world.Given(
                new Credential
                {
                    Id = world.NewId(),
                    PersonId = person.Id,
                    Skill = skill,
                    ValidFrom = new(2020, 1, 1),
                }
            );
        if (shelf > 0)
            await world.Given(
                new Balance
                {
                    Id = world.NewId(),
                    BranchId = branch.Id,
                    ItemId = depot.Concentrator.Id,
                    PlaceKind = PlaceKind.Bin,
                    PlaceId = bin.Id,
                    Quantity = shelf,
                }
            );
        return branch;
    }
}
