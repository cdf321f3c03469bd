using Homeward.Field;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;
using Vehicle = Homeward.Journey.Crew.Vehicle;

namespace Homeward.Journey.Tests.Dispatch;

public sealed class PlanTests
{
    [Theory, OnBothDatabases]
    public async Task A_day_is_planned_saved_and_passes_the_independent_check(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 3);
        for (var i = 0; i < 14; i++)
            await depot.Order();
        await depot.Order(await depot.Patient(located: false));
        var made = await depot.Plan();
        Assert.Equal((1, 14, 1), (made.VersionNo, made.Planned, made.LeftOut));
        var day = (
            await world.Do<ReadDay, Outcome<DayModel>>(r =>
                r.Run(depot.Branch.Id, Depot.Day, new(), CancellationToken.None)
            )
        ).Must();
        var stored = await world.Look(db => db.Plans.Include(p => p.Routes).ThenInclude(r => r.Stops).SingleAsync());
        Assert.Empty(RoutePlanner.Evaluate(day.Problem, day.Orders(stored)).Violations);
        Assert.Contains("great circle", stored.TravelSource, StringComparison.Ordinal);
        Assert.Contains("estimate", stored.TravelSource, StringComparison.Ordinal);
        var view = await depot.Show(made.PlanId);
        Assert.Contains("no place on the map", Assert.Single(view.LeftOut).Sentence, StringComparison.Ordinal);
        Assert.All(
            await world.Look(db => db.Visits.Where(v => v.State == VisitState.Planned).ToListAsync()),
            v => Assert.Null(v.VehicleId)
        );
    }

    [Theory, OnBothDatabases]
    public async Task The_same_day_and_seed_give_the_same_plan(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        for (var i = 0; i < 8; i++)
            await depot.Order();
        var options = new PlanOptions
        {
            Iterations = 80,
            Seconds = 60,
            Seed = 7,
            Keep = false,
        };
        var (one, two) = (
            await depot.Show((await depot.Plan(options)).PlanId),
            await depot.Show((await depot.Plan(options)).PlanId)
        );
        Assert.Equal(
            one.Routes.SelectMany(r => r.Stops).Select(s => (s.Number, s.StartsAt)),
            two.Routes.SelectMany(r => r.Stops).Select(s => (s.Number, s.StartsAt))
        );
    }

    [Theory, OnBothDatabases]
    public async Task A10_A_visit_left_out_names_what_is_missing_and_giving_exactly_that_plans_it(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1, skills: []);
        await depot.Order();
        var made = await depot.Plan();
        var left = Assert.Single((await depot.Show(made.PlanId)).LeftOut);
        Assert.Equal("Skill", left.Code);
        Assert.Contains("oxygen-tech", left.ToDo, StringComparison.Ordinal);
        await world.Given(
            new Credential
            {
                Id = world.NewId(),
                PersonId = depot.Drivers[0].Id,
                Skill = "oxygen-tech",
                ValidFrom = new(2026, 1, 1),
            }
        );
        Assert.Equal(0, (await depot.Plan()).LeftOut);
    }

    [Theory, OnBothDatabases]
    public async Task A_credential_that_expires_overnight_takes_its_holder_out_of_the_day(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        await world.Look(async db =>
        {
            (await db.Set<Credential>().FirstAsync(c => c.PersonId == depot.Drivers[0].Id)).ValidTo = Depot.Day.AddDays(
                -1
            );
            return await db.SaveChangesAsync();
        });
        for (var i = 0; i < 4; i++)
            await depot.Order();
        var view = await depot.Show((await depot.Plan()).PlanId);
        Assert.All(view.Routes, r => Assert.Equal(depot.Drivers[1].Id, r.PersonId));
        Assert.Equal(4, view.Routes.Sum(r => r.Stops.Count));
    }

    [Theory, OnBothDatabases]
    public async Task The_weight_of_cylinders_stays_within_the_limit_on_every_leg_empties_included(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        for (var i = 0; i < 6; i++)
            await depot.Order(lines: [(LineKind.Exchange, depot.Cylinder, 12)]);
        var made = await depot.Plan();
        var view = await depot.Show(made.PlanId);
        // Six exchanges of 12 x 7.9 lb are 571 lb at once: within 440 lb only with a return to the depot.
        var route = Assert.Single(view.Routes);
        Assert.Contains(route.Stops, s => s.VisitId is null);
        Assert.True(route.PeakHazmat <= depot.Vans[0].HazmatLimit, route.PeakHazmat.ToString());
        Assert.All(route.Stops, s => Assert.True(s.HazmatAfter <= depot.Vans[0].HazmatLimit));
        Assert.True(route.PeakHazmat.Grams > 0);
    }

    [Theory, OnBothDatabases]
    public async Task A16_The_end_of_a_window_is_kept_on_the_day_the_clock_goes_back(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var day = new DateOnly(2027, 3, 14);
        var depot = await Depot.Open(world, vans: 1, day: day);
        await depot.Order(day: day);
        var visit = await world.Look(db => db.Visits.SingleAsync());
        var booked = (
            await world.Do<BookWindow, Outcome<Booked>>(b =>
                b.Run(
                    new(world.NewId(), new(visit.Id, visit.Version, day, new(9, 0), new(10, 0))),
                    CancellationToken.None
                )
            )
        ).Must();
        // Eastern daylight time from 2 in the morning: ten o'clock is 14:00 UTC, not 15:00.
        Assert.Equal(new DateTime(2027, 3, 14, 14, 0, 0, DateTimeKind.Utc), booked.To);
        var view = await depot.Show((await depot.Plan(day: day)).PlanId);
        var stop = Assert.Single(Assert.Single(view.Routes).Stops);
        Assert.InRange(stop.StartsAt, new DateTime(2027, 3, 14, 13, 0, 0, DateTimeKind.Utc), booked.To);
    }

    [Theory, OnBothDatabases]
    public async Task A13_A_replan_moves_no_announced_stop_beyond_the_tolerance_and_says_what_it_changed(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 6; i++)
            await depot.Order();
        var first = await depot.Plan();
        (await Publish(world, first)).Must();
        var before = await depot.Show(first.PlanId);
        for (var i = 0; i < 4; i++)
            await depot.Order();
        var second = await depot.Plan(
            new()
            {
                Iterations = 80,
                Seconds = 30,
                Keep = false,
            }
        );
        var after = (await depot.Show(second.PlanId)).Routes.SelectMany(r => r.Stops).ToDictionary(s => s.Number);
        foreach (var stop in before.Routes.SelectMany(r => r.Stops))
            Assert.InRange((after[stop.Number].StartsAt - stop.StartsAt).TotalMinutes, -30, 30);
        var changes = (
            await world.Do<ComparePlans, Outcome<PlanComparison>>(c =>
                c.Run(first.PlanId, second.PlanId, CancellationToken.None)
            )
        ).Must();
        Assert.True(changes.Changes.Count(c => c.What == "Added") is > 0 and <= 4);
    }

    [Theory, OnBothDatabases]
    public async Task A08_Of_ten_visits_three_cannot_go_seven_go_and_the_three_are_named(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 7; i++)
            await depot.Order();
        for (var i = 0; i < 3; i++)
            await depot.Order(promised: false);
        var made = await depot.Plan();
        Assert.Equal(10, made.Planned);
        var published = (await Publish(world, made)).Must();
        Assert.Equal(7, published.Gone);
        var stay = published.Visits.Where(v => !v.Goes).ToList();
        Assert.Equal(3, stay.Count);
        Assert.All(
            stay,
            v => Assert.Contains("not promised", Assert.Single(v.Blocks).Sentence, StringComparison.Ordinal)
        );
        var view = await depot.Show(published.PlanId);
        Assert.Equal(
            (2, PlanState.Published, 7, 3),
            (view.VersionNo, view.State, view.Routes.Sum(r => r.Stops.Count), view.LeftOut.Count)
        );
        var out_ = await world.Look(db => db.Visits.Where(v => v.State == VisitState.Published).ToListAsync());
        Assert.Equal(7, out_.Count);
        // A14: every visit of the driver's day names the version, and stands where the plan has it.
        foreach (var visit in out_)
        {
            var stop = view.Routes.SelectMany(r => r.Stops).Single(s => s.VisitId == visit.Id);
            Assert.Equal(
                (2, (int?)stop.Sequence, (DateTime?)stop.StartsAt),
                (visit.PlanVersion ?? 0, visit.Sequence, visit.PlannedArrival)
            );
        }
        Assert.Contains(await world.Look(db => db.Outbox.ToListAsync()), m => m.Kind == nameof(PlanPublished));
    }

    [Theory, OnBothDatabases]
    public async Task Missing_papers_stop_the_van_and_a_named_clinical_release_lets_it_go(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        var order = await depot.Order();
        await depot.Order(lines: [(LineKind.Pickup, depot.Bed, 1)]);
        await world.Given(
            new Journey.Branches.DocumentRule
            {
                Id = world.NewId(),
                Hcpcs = "*",
                Payer = "*",
                Document = Journey.Branches.DocumentKind.FaceToFace,
                NeededBy = Journey.Branches.NeededBy.Dispatch,
                From = new(2020, 1, 1),
                Source = "Test",
            }
        );
        var made = await depot.Plan();
        var first = (await Publish(world, made)).Must();
        var stopped = first.Visits.Single(v => !v.Goes);
        Assert.Contains(stopped.Blocks, b => b.Sentence.Contains("face-to-face", StringComparison.OrdinalIgnoreCase));
        await world.Look(async db =>
        {
            var o = await db.Set<Order>().FirstAsync(x => x.Id == order.Id);
            (o.ReleasedAt, o.ReleasedByName, o.ReleaseReason) = (world.Now, "Dr. Kim", "Discharge tonight");
            return await db.SaveChangesAsync();
        });
        var again = (await Publish(world, await depot.Plan())).Must();
        Assert.All(again.Visits, v => Assert.True(v.Goes, string.Join(" ", v.Blocks.Select(b => b.Sentence))));
        Assert.Equal(PlanState.Superseded, (await depot.Show(first.PlanId)).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_van_past_its_inspection_and_a_revoked_credential_hold_their_visits_back(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        await depot.Order();
        var made = await depot.Plan();
        await world.Look(async db =>
        {
            (await db.Set<Vehicle>().SingleAsync()).InspectionDue = Depot.Day.AddDays(-1);
            (await db.Set<Credential>().SingleAsync()).RevokedOn = Depot.Day;
            return await db.SaveChangesAsync();
        });
        var verdict = Assert.Single(
            (
                await world.Do<CheckPublish, Outcome<IReadOnlyList<VisitVerdict>>>(c =>
                    c.Run(made.PlanId, CancellationToken.None)
                )
            ).Must()
        );
        Assert.Equal(["DSP-100", "DSP-102"], verdict.Blocks.Select(b => b.Code).Order());
        Assert.Equal("DSP-010", (await Publish(world, made)).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task Moves_are_judged_saved_as_versions_and_an_earlier_version_is_restored(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 5; i++)
            await depot.Order();
        var made = await depot.Plan();
        var view = await depot.Show(made.PlanId);
        var stop = view.Routes[0].Stops[0];
        var other = depot.Vans.First(v => v.Id != view.Routes[0].VehicleId);
        var moved = (await Move(world, new(made.PlanId, 1, stop.VisitId!.Value, other.Id, 1))).Must();
        var after = await depot.Show(moved.PlanId);
        Assert.Equal(stop.Number, after.Routes.Single(r => r.VehicleId == other.Id).Stops[0].Number);
        var off = (await Move(world, new(moved.PlanId, 2, stop.VisitId!.Value))).Must();
        Assert.Equal("ByHand", Assert.Single((await depot.Show(off.PlanId)).LeftOut).Code);
        var back = (
            await world.Do<RestoreVersion, Outcome<PlanMade>>(r =>
                r.Run(new(world.NewId(), new(made.PlanId, 3)), CancellationToken.None)
            )
        ).Must();
        var restored = await depot.Show(back.PlanId);
        Assert.Equal(4, restored.VersionNo);
        Assert.Equal(
            view.Routes.SelectMany(r => r.Stops).Select(s => (s.Number, s.StartsAt)),
            restored.Routes.SelectMany(r => r.Stops).Select(s => (s.Number, s.StartsAt))
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_move_that_breaks_a_window_asks_first_and_one_that_breaks_a_skill_is_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        await world.Look(async db =>
        {
            db.Remove(await db.Set<Credential>().FirstAsync(c => c.PersonId == depot.Drivers[1].Id));
            return await db.SaveChangesAsync();
        });
        await depot.Order();
        await depot.Order(lines: [(LineKind.Deliver, depot.Bed, 1)]);
        var visits = await world.Look(db => db.Visits.OrderBy(v => v.Number).ToListAsync());
        (
            await world.Do<BookWindow, Outcome<Booked>>(b =>
                b.Run(
                    new(world.NewId(), new(visits[0].Id, visits[0].Version, Depot.Day, new(8, 15), new(8, 45))),
                    CancellationToken.None
                )
            )
        ).Must();
        var made = await depot.Plan();
        Assert.Equal(2, made.Planned);
        var skill = await Move(world, new(made.PlanId, 1, visits[0].Id, depot.Vans[1].Id, 1, Accept: true));
        Assert.Equal("DSP-005", skill.Refusals[0].Code);
        // The bed first, which takes past nine: the promised window breaks.
        var bed = await Move(world, new(made.PlanId, 1, visits[1].Id, depot.Vans[0].Id, 1));
        Assert.Equal("DSP-006", bed.Refusals[0].Code);
        var accepted = (await Move(world, new(made.PlanId, 1, visits[1].Id, depot.Vans[0].Id, 1, Accept: true))).Must();
        Assert.Contains("window", Assert.Single(accepted.Warnings), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_dispatchers_who_move_from_the_same_version_one_is_told_it_is_stale(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 2);
        for (var i = 0; i < 4; i++)
            await depot.Order();
        var made = await depot.Plan();
        var stops = (await depot.Show(made.PlanId)).Routes.SelectMany(r => r.Stops).ToList();
        var both = await Task.WhenAll(
            Move(world, new(made.PlanId, 1, stops[0].VisitId!.Value)),
            Move(world, new(made.PlanId, 1, stops[1].VisitId!.Value))
        );
        Assert.Single(both, b => b.Ok);
        Assert.Equal("GEN-409", both.Single(b => !b.Ok).Refusals.Single().Code);
        Assert.Equal("GEN-409", (await depot.TryPlan(basedOn: 1)).Refusals.Single().Code);
        Assert.Equal(2, await world.Look(db => db.Plans.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_day_without_crews_or_visits_and_options_out_of_range_are_refused_by_name(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        Assert.Equal("DSP-002", (await depot.TryPlan()).Refusals.Single().Code);
        await depot.Order(day: Depot.Day.AddDays(1));
        Assert.Equal("DSP-001", (await depot.TryPlan(day: Depot.Day.AddDays(1))).Refusals.Single().Code);
        Assert.Equal("DSP-014", (await depot.TryPlan(day: Depot.Day.AddDays(-9))).Refusals.Single().Code);
        var bad = await depot.TryPlan(new() { Seconds = 0, OvertimeMinutes = 999 });
        Assert.Equal(["options.seconds", "options.overtimeMinutes"], bad.Refusals.Select(r => r.Field));
    }

    [Theory, OnBothDatabases]
    public async Task The_run_sheet_names_every_stop_its_window_and_the_cylinders_and_is_recorded(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, vans: 1);
        await depot.Order(lines: [(LineKind.Deliver, depot.Concentrator, 1), (LineKind.Deliver, depot.Cylinder, 4)]);
        await depot.Order(lines: [(LineKind.Pickup, depot.Bed, 1)]);
        var view = await depot.Show((await depot.Plan()).PlanId);
        var file = (
            await world.Do<RunSheet, Outcome<RunSheetFile>>(r =>
                r.Run(view.Id, view.Routes[0].Id, CancellationToken.None)
            )
        ).Must();
        if (Environment.GetEnvironmentVariable("HOMEWARD_KEEP_PDF") is { Length: > 0 } keep)
            await File.WriteAllBytesAsync(Path.Combine(keep, file.FileName), file.Content);
        using var pdf = PdfDocument.Open(file.Content);
        var text = string.Concat(pdf.GetPages().Select(p => p.Text));
        Assert.All(view.Routes[0].Stops, s => Assert.Contains(s.Patient, text, StringComparison.Ordinal));
        Assert.Contains("UN1072", text, StringComparison.Ordinal);
        Assert.Contains("plan v1", text, StringComparison.Ordinal);
        Assert.Equal(2, await world.Look(db => db.Audit.CountAsync(a => a.Verb == "read" && a.Subject == "run sheet")));
    }

    private static Task<Outcome<Published>> Publish(World world, PlanMade made) =>
        world.Do<PublishPlan, Outcome<Published>>(p =>
            p.Run(new(world.NewId(), new(made.PlanId, made.VersionNo)), CancellationToken.None)
        );

    private static Task<Outcome<PlanMade>> Move(World world, MoveVisitRequest request) =>
        world.Do<MoveVisit, Outcome<PlanMade>>(m => m.Run(new(world.NewId(), request), CancellationToken.None));
}
