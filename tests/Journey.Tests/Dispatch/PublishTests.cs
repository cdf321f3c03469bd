using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;
using Vehicle = Homeward.Journey.Crew.Vehicle;

namespace Homeward.Journey.Tests.Dispatch;

public sealed class PublishTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnBothDatabases]
    public async Task The_same_command_publishes_once_and_another_is_told_who_was_first(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        for (var i = 0; i < 4; i++)
            await depot.Order();
        var made = await depot.Plan();
        var id = world.NewId();
        var first = (await Publish(world, made.PlanId, 1, id)).Must();
        var repeat = (await Publish(world, made.PlanId, 1, id)).Must();
        Assert.Equal((first.PlanId, first.Gone), (repeat.PlanId, repeat.Gone));
        Assert.Equal(1, await world.Look(db => db.Outbox.CountAsync(m => m.Kind == nameof(PlanPublished))));
        var second = await Publish(world, made.PlanId, 1);
        Assert.Equal("DSP-201", second.Refusals.Single().Code);
        Assert.Contains("Test published it", second.Refusals.Single().Sentence, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_dispatchers_who_publish_at_once_one_is_refused_politely(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        for (var i = 0; i < 4; i++)
            await depot.Order();
        // One cannot go: the winner's publish makes a version of its own, and the loser's is stale by it.
        await depot.Order(promised: false);
        var made = await depot.Plan();
        var both = await Task.WhenAll(Publish(world, made.PlanId, 1), Publish(world, made.PlanId, 1));
        Assert.Single(both, b => b.Ok);
        // Told by name when the other was there first; by the row's version when both wrote at the same moment.
        Assert.Contains(both.Single(b => !b.Ok).Refusals.Single().Code, (string[])["DSP-201", "GEN-409"]);
        Assert.Equal(1, await world.Look(db => db.Plans.CountAsync(p => p.State == PlanState.Published)));
        Assert.Equal(1, await world.Look(db => db.Outbox.CountAsync(m => m.Kind == nameof(PlanPublished))));
    }

    [Theory, OnBothDatabases]
    public async Task A14_After_a_second_publish_the_driver_sees_the_boards_version_and_what_changed_and_the_others_keep_their_papers(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 8; i++)
            await depot.Order();
        var made = await depot.Plan();
        // Two vans, whatever the planner thinks cheaper: the last four go to the second.
        var all = (await depot.Show(made.PlanId)).Routes.SelectMany(r => r.Stops).ToList();
        var (plan, no) = (made.PlanId, 1);
        foreach (var stop in all.Skip(4))
        {
            var moved = (await Move(world, new(plan, no, stop.VisitId!.Value, depot.Vans[1].Id, Accept: true))).Must();
            (plan, no) = (moved.PlanId, moved.VersionNo);
        }
        foreach (var stop in all.Take(4))
        {
            var moved = (await Move(world, new(plan, no, stop.VisitId!.Value, depot.Vans[0].Id, Accept: true))).Must();
            (plan, no) = (moved.PlanId, moved.VersionNo);
        }
        var out_ = (await Publish(world, plan, no)).Must();
        Assert.All(out_.Routes, r => Assert.Equal("new", r.What));
        await world.DrainOutbox();
        Assert.Equal(4, await world.Look(db => db.RoutePapers.CountAsync()));

        // One visit of the first van comes off; the second van's route is as it was.
        var mine = (await depot.Show(plan)).Routes.Single(r => r.VehicleId == depot.Vans[0].Id);
        var gone = mine.Stops[^1];
        var off = (await Move(world, new(plan, no, gone.VisitId!.Value, Accept: true))).Must();
        var again = (await Publish(world, off.PlanId, off.VersionNo)).Must();
        Assert.Equal(
            ("changed", "same"),
            (
                again.Routes.Single(r => r.VehicleId == depot.Vans[0].Id).What,
                again.Routes.Single(r => r.VehicleId == depot.Vans[1].Id).What
            )
        );
        await world.DrainOutbox();
        var board = (await world.Do<FindPlans, PlanView?>(f => f.Of(depot.Branch.Id, Depot.Day, null, Ct)))!;
        var (one, two) = (await Day(world, depot.Drivers[0]), await Day(world, depot.Drivers[1]));
        Assert.Equal((again.VersionNo, again.VersionNo), (one.PlanVersion, two.PlanVersion));
        Assert.Equal((board.VersionNo, PlanState.Published), (one.PlanVersion, board.State));
        foreach (var (day, driver) in new[] { (one, depot.Drivers[0]), (two, depot.Drivers[1]) })
            Assert.Equal(
                board.Routes.Single(r => r.PersonId == driver.Id).Stops.Select(s => s.VisitId),
                day.Stops.Select(s => (Guid?)s.VisitId)
            );
        Assert.Equal(again.VersionNo, one.PapersVersion);
        var news = Assert.Single(one.News, n => n.What == "gone");
        Assert.Equal((gone.Number, gone.Patient), (news.Number, news.Patient));
        Assert.Equal(no, two.PapersVersion);
        Assert.Empty(two.News);
        // The paper the second crew has is the one the press gave: the same bytes, the earlier version's name.
        var kept = await Paper(world, again.PlanId, two.RouteId, PaperKind.RunSheet);
        Assert.EndsWith($"-v{no}.pdf", kept.FileName, StringComparison.Ordinal);
        var fresh = await Paper(world, again.PlanId, one.RouteId, PaperKind.RunSheet);
        Assert.EndsWith($"-v{again.VersionNo}.pdf", fresh.FileName, StringComparison.Ordinal);
        Assert.DoesNotContain(gone.Patient, Text(fresh), StringComparison.Ordinal);
        Assert.Equal(
            [depot.Drivers[0].Id],
            (await world.Look(db => db.Outbox.Where(m => m.Kind == nameof(RouteGiven)).ToListAsync()))
                .Select(m => Json.Read<RouteGiven>(m.Payload)!)
                .Where(g => g.VersionNo == again.VersionNo)
                .Select(g => g.PersonId)
        );
    }

    [Theory, OnBothDatabases]
    public async Task One_route_is_taken_back_and_given_out_again_and_the_others_never_notice(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 2; i++)
            await depot.Order();
        var made = await depot.Plan();
        var stops = (await depot.Show(made.PlanId)).Routes.SelectMany(r => r.Stops).ToList();
        var moved = (await Move(world, new(made.PlanId, 1, stops[0].VisitId!.Value, depot.Vans[0].Id))).Must();
        moved = (await Move(world, new(moved.PlanId, 2, stops[1].VisitId!.Value, depot.Vans[1].Id))).Must();
        (await Publish(world, moved.PlanId, 3)).Must();
        var view = await depot.Show(moved.PlanId);
        var route = view.Routes[0];
        Assert.Equal("GEN-409", (await Back(world, view, route, "No", view.Version - 1)).Refusals.Single().Code);
        Assert.Equal("reason", (await Back(world, view, route, " ", view.Version)).Refusals.Single().Field);
        (await Back(world, view, route, "The van is needed elsewhere", view.Version)).Must();
        Assert.Equal(
            [VisitState.Planned, VisitState.Published],
            (await world.Look(db => db.Visits.Select(v => v.State).ToListAsync())).Order()
        );
        Assert.False((await TryDay(world, depot.Drivers[0])).Ok);
        Assert.Single((await Day(world, depot.Drivers[1])).Stops);
        var back = await depot.Show(moved.PlanId);
        Assert.Equal("The van is needed elsewhere", back.Routes[0].HeldBackWhy);
        Assert.Equal("DSP-202", (await Back(world, back, route, "Twice", back.Version)).Refusals.Single().Code);
        var again = (await Publish(world, moved.PlanId, 3)).Must();
        Assert.Equal(["new", "same"], again.Routes.OrderBy(r => r.What, StringComparer.Ordinal).Select(r => r.What));
        Assert.Single((await Day(world, depot.Drivers[0])).Stops);
        // Once the crew has left, it is theirs.
        await world.Look(async db =>
        {
            var visit = await db.Visits.FirstAsync(v => v.PersonId == depot.Drivers[0].Id);
            visit.State = VisitState.EnRoute;
            return await db.SaveChangesAsync();
        });
        var last = await depot.Show(moved.PlanId);
        Assert.Equal("DSP-203", (await Back(world, last, route, "Too late", last.Version)).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_recalled_lot_and_cylinders_beyond_van_or_licence_hold_their_visits_back_and_the_rest_goes(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        await depot.Order(lines: [(LineKind.Deliver, depot.Cylinder, 20)]);
        var bed = await depot.Order(lines: [(LineKind.Deliver, depot.Bed, 1)]);
        await depot.Order(lines: [(LineKind.Pickup, depot.Bed, 1)]);
        var made = await depot.Plan();
        Assert.Equal(3, made.Planned);
        var lot = new Lot
        {
            Id = world.NewId(),
            ItemId = depot.Bed.Id,
            Number = "L-9",
            RecalledAt = world.Now,
        };
        var balance = new Balance
        {
            Id = world.NewId(),
            BranchId = depot.Branch.Id,
            ItemId = depot.Bed.Id,
            LotId = lot.Id,
            PlaceKind = PlaceKind.Bin,
            PlaceId = world.NewId(),
            Quantity = 1,
        };
        await world.Given(lot, balance);
        await world.Look(async db =>
        {
            (await db.Reservations.SingleAsync(r => r.OrderLineId == bed.Lines[0].Id)).BalanceId = balance.Id;
            (await db.Set<Vehicle>().SingleAsync()).HazmatLimit = Mass.FromPounds(100);
            // As if a heavier load had been planned for another van: 1,100 lb needs placards.
            (await db.PlanRoutes.SingleAsync()).PeakHazmat = Mass.FromPounds(1_100);
            return await db.SaveChangesAsync();
        });
        var verdicts = (
            await world.Do<CheckPublish, Outcome<IReadOnlyList<VisitVerdict>>>(c => c.Run(made.PlanId, Ct))
        ).Must();
        Assert.Single(verdicts, v => v.Goes);
        var recalled = verdicts.Single(v => v.Blocks.Any(b => b.Code == "DSP-108"));
        Assert.Contains("L-9", recalled.Blocks.Single().Sentence, StringComparison.Ordinal);
        var gas = verdicts.Single(v => v.Blocks.Any(b => b.Code == "DSP-109"));
        Assert.Equal(["DSP-109", "DSP-110", "DSP-111"], gas.Blocks.Select(b => b.Code).Order());
        Assert.All(verdicts.SelectMany(v => v.Blocks), b => Assert.NotEmpty(b.ToDo));
    }

    [Theory, OnBothDatabases]
    public async Task A_branch_may_let_visits_go_without_stock_and_a_credential_that_ends_soon_is_named(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        await depot.Order(promised: false);
        var made = await depot.Plan();
        await world.Look(async db =>
        {
            (await db.Set<Credential>().SingleAsync()).ValidTo = Depot.Day.AddDays(3);
            return await db.SaveChangesAsync();
        });
        Assert.Equal("DSP-010", (await Publish(world, made.PlanId, 1)).Refusals.Single().Code);
        (
            await world.Do<SayBranchRule, Outcome<RuleSaid>>(s =>
                s.Run(
                    new(
                        world.NewId(),
                        new(
                            KnownRules.StockStops.Key,
                            depot.Branch.Id,
                            "no",
                            new(2026, 11, 10),
                            "Stock arrives at seven"
                        )
                    ),
                    Ct
                )
            )
        ).Must();
        var verdict = Assert.Single((await Publish(world, made.PlanId, 1)).Must().Visits);
        Assert.True(verdict.Goes);
        Assert.Equal(["DSP-120", "DSP-121"], verdict.Warnings.Select(w => w.Code).Order());
    }

    [Theory, OnBothDatabases]
    public async Task Pick_list_loads_the_last_stop_first_and_the_manifest_says_what_the_law_asks(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        await depot.Order(lines: [(LineKind.Exchange, depot.Cylinder, 6), (LineKind.Deliver, depot.Concentrator, 1)]);
        await depot.Order(lines: [(LineKind.Deliver, depot.Cylinder, 4)]);
        await world.Given(
            new CodeListRow
            {
                Id = world.NewId(),
                List = CodeLists.Shipping,
                Code = "UN1072",
                Text = "Oxygen, compressed",
                From = new(2020, 1, 1),
                Source = "Test",
                Data = """{"class":"2.2 (5.1)","guide":"122","package":"cylinders","liquid":false}""",
            }
        );
        (
            await world.Do<SayBranchRule, Outcome<RuleSaid>>(s =>
                s.Run(
                    new(
                        world.NewId(),
                        new(KnownRules.EmergencyPhone.Key, null, "800-424-9300", new(2026, 11, 10), "Contract")
                    ),
                    Ct
                )
            )
        ).Must();
        var view = await depot.Show((await depot.Plan()).PlanId);
        var route = view.Routes.Single();
        var manifest = await Paper(world, view.Id, route.Id, PaperKind.Manifest);
        var text = Text(manifest);
        // Ten full out at first: 10 x 3.6 kg; six come back as residue.
        foreach (
            var said in new[]
            {
                "UN1072, Oxygen, compressed, 2.2 (5.1)",
                "10 cylinders",
                "6 cylinders",
                "800-424-9300",
                "residue",
                "122",
            }
        )
            Assert.Contains(Bare(said), Bare(text), StringComparison.Ordinal);
        foreach (var stop in route.Stops)
            Assert.Contains(Bare(stop.HazmatAfter.ToString()), Bare(text), StringComparison.Ordinal);
        var pick = Text(await Paper(world, view.Id, route.Id, PaperKind.PickList));
        Assert.DoesNotContain("Pat Number", pick, StringComparison.Ordinal);
        Assert.Contains("Oxygen concentrator 5 L", pick, StringComparison.Ordinal);
        // Concentrator and its six cylinders are of one stop; whichever stop is last goes in first.
        var six = pick.IndexOf("Oxygen concentrator 5 L", StringComparison.Ordinal);
        var four = pick.IndexOf(
            "]" + (route.Stops[0].Kind == VisitKind.Exchange ? "2" : "1") + "4",
            StringComparison.Ordinal
        );
        Assert.True(four >= 0, pick);
        Assert.Equal(route.Stops[0].Kind == VisitKind.Exchange, four < six);
        await using var other = await World.Open(kind);
        var dry = await Depot.Open(other, vans: 1);
        await dry.Order(lines: [(LineKind.Pickup, dry.Bed, 1)]);
        var none = await dry.Show((await dry.Plan()).PlanId);
        Assert.Equal(
            "DSP-204",
            (
                await other.Do<Papers, Outcome<RunSheetFile>>(p =>
                    p.Run(none.Id, none.Routes[0].Id, PaperKind.Manifest, Ct)
                )
            )
                .Refusals.Single()
                .Code
        );
    }

    internal static Task<Outcome<Published>> Publish(World world, Guid plan, int no, Guid? command = null) =>
        world.Do<PublishPlan, Outcome<Published>>(p => p.Run(new(command ?? world.NewId(), new(plan, no)), Ct));

    private static Task<Outcome<PlanMade>> Move(World world, MoveVisitRequest request) =>
        world.Do<MoveVisit, Outcome<PlanMade>>(m => m.Run(new(world.NewId(), request), Ct));

    private static Task<Outcome<Done>> Back(World world, PlanView plan, RouteView route, string why, int version) =>
        world.Do<UnpublishRoute, Outcome<Done>>(u =>
            u.Run(new(world.NewId(), new(plan.Id, route.Id, version, why)), Ct)
        );

    private static Task<Outcome<DayView>> TryDay(World world, Person driver) =>
        world.Do<DriversDay, Outcome<DayView>>(d => d.Run(Depot.Day, driver.Id, Ct));

    private static async Task<DayView> Day(World world, Person driver) => (await TryDay(world, driver)).Must();

    private static async Task<RunSheetFile> Paper(World world, Guid plan, Guid route, PaperKind kind)
    {
        var file = (await world.Do<Papers, Outcome<RunSheetFile>>(p => p.Run(plan, route, kind, Ct))).Must();
        if (Environment.GetEnvironmentVariable("HOMEWARD_KEEP_PDF") is { Length: > 0 } keep)
            await File.WriteAllBytesAsync(Path.Combine(keep, file.FileName), file.Content);
        return file;
    }

    /// <summary>A cell that wraps has no space where it breaks.</summary>
    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string Text(RunSheetFile file)
    {
        using var pdf = PdfDocument.Open(file.Content);
        return string.Concat(pdf.GetPages().Select(p => p.Text));
    }
}
