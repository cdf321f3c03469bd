using Homeward.Journey.Dispatch;
using Homeward.Journey.Retrieval;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Homeward.Journey.Tests.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Retrieval;

public sealed class ReturnTests
{
    [Theory, OnBothDatabases]
    public async Task A18_a_returned_unit_cannot_be_allocated_before_clean_and_inspect_by_any_path(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var unit = await depot.Unit("SN-1", UnitState.Dirty);
        var (_, line) = await depot.Order(depot.Bed, 1);
        var shelf = depot.Bins[BinKind.Clean];
        string[] road = ["Dirty", "Cleaning", "Cleaned", "Inspecting"];
        foreach (var step in road)
        {
            Assert.Equal(step, (await depot.Get(unit)).State.ToString());
            Assert.Equal("STK-001", Code(await depot.Allocate(line)));
            Assert.Equal(
                "STK-002",
                Code(
                    await world.Do<TakeUnit, Outcome<LineAllocation>>(u =>
                        u.Run(new(world.NewId(), new(line, unit)), default)
                    )
                )
            );
            Assert.Equal("STK-013", Code(await depot.Load(unit)));
            Assert.Equal("STK-013", Code(await depot.HandOver(unit, line)));
            Assert.Equal(
                "STK-003",
                Code(
                    await world.Do<MoveUnit, Outcome<UnitView>>(u =>
                        u.Run(new(world.NewId(), new(unit, shelf)), default)
                    )
                )
            );
            Assert.Equal(
                "STK-004",
                Code(
                    await world.Do<UnloadVan, Outcome<UnitView>>(u =>
                        u.Run(new(world.NewId(), new(depot.Van, unit, shelf)), default)
                    )
                )
            );
            var away = new TransferOutRequest(depot.Branch, depot.OtherBranch, [unit]);
            Assert.Equal(
                "STK-017",
                Code(await world.Do<TransferOut, Outcome<TransferView>>(u => u.Run(new(world.NewId(), away), default)))
            );
            // Bulk import of the same serial, among good rows.
            var import = new ReceiveUnitsRequest(shelf, [new($"NEW-{step}"), new("SN-1")])
            {
                Item = "BED",
                As = ReceivedAs.New,
            };
            var receipt = (
                await world.Do<ReceiveUnits, Outcome<Receipt>>(u => u.Run(new(world.NewId(), import), default))
            ).Must();
            Assert.Equal((1, 1, "STK-006"), (receipt.Received, receipt.Refused, receipt.Rows[1].Code));
            // A count that finds it on a clean shelf does not make it clean.
            var count = new CountBinRequest(shelf, ["SN-1"]) { Adjust = true, Reason = "Weekly" };
            (await world.Do<CountBin, Outcome<CountResult>>(u => u.Run(new(world.NewId(), count), default))).Must();
            if (step != "Inspecting")
                Assert.Equal("GEN-412", Code(await Pass(depot, unit)));
            Assert.Equal(step, (await depot.Get(unit)).State.ToString());
            // The new units go, so that the next round is short again.
            await world.Look(db =>
                db.Units.Where(u => u.Id != unit)
                    .ExecuteUpdateAsync(s => s.SetProperty(u => u.ExpiresOn, new DateOnly(2020, 1, 1)))
            );
            await Next(depot, unit, step);
        }
        Assert.Equal(UnitState.Available, (await depot.Get(unit)).State);
        Assert.Equal([unit], (await depot.Allocate(line)).Must().UnitIds);
        await depot.AssertSound();
    }

    [Theory, OnBothDatabases]
    public async Task Lost_repaired_and_cleared_units_start_at_dirty_again(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        foreach (
            var (there, back) in new[]
            {
                (Aside.Quarantine, Aside.ClearQuarantine),
                (Aside.SendToRepair, Aside.ReturnFromRepair),
                (Aside.ReportLost, Aside.Find),
            }
        )
        {
            var unit = await depot.Unit($"SN-{there}");
            (await SetAside(depot, unit, there)).Must();
            (await SetAside(depot, unit, back)).Must();
            Assert.Equal(UnitState.Dirty, (await depot.Get(unit)).State);
            Assert.Equal("GEN-412", Code(await Pass(depot, unit)));
        }
        await depot.AssertSound();
    }

    [Theory, OnBothDatabases]
    public async Task A_closed_visit_makes_a_return_on_the_van_and_the_whole_way_back_is_in_the_log(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var unit = await AtPatient(depot, "SN-1", depot.Cpap);
        var asked = (await AskPickup(depot)).Must();
        var visit = asked.VisitId!.Value;
        await world.Look(db => db.Visits.ExecuteUpdateAsync(s => s.SetProperty(v => v.VehicleId, depot.Van)));
        await Tell(depot, new VisitBooked(visit));
        Assert.Equal(
            PickupState.Scheduled,
            await world.Look(db => db.PickupRequests.Select(p => p.State).SingleAsync())
        );
        world.Clock.Advance(TimeSpan.FromHours(6));
        await Tell(depot, new VisitClosed(visit, null, null, [], [new(unit, null, "Dusty", ["Power cord"])]));
        var onVan = await depot.Get(unit);
        Assert.Equal((UnitState.Dirty, Place.DirtyBay(depot.Van)), (onVan.State, onVan.Place));
        var pickup = (
            await world.Do<FindPickups, Page<PickupRow>>(f => f.Run(null, null, new(), default))
        ).Items.Single();
        Assert.Equal((PickupState.Fetched, 6.0), (pickup.State, pickup.LagHours));

        Assert.Equal("RET-005", Code(await Start(depot, unit)));
        (await world.Do<ReceiveReturn, Outcome<ReturnView>>(u => u.Run(new(world.NewId(), new(unit)), default))).Must();
        (await Start(depot, unit)).Must();
        var lazy = await world.Do<FinishCleaning, Outcome<ReturnView>>(u =>
            u.Run(new(world.NewId(), new(unit, "Quat 5", [])), default)
        );
        Assert.Equal("RET-006", Code(lazy));
        await Next(depot, unit, "Cleaning");
        await Next(depot, unit, "Cleaned");
        Assert.Equal("RET-007", Code(await Pass(depot, unit)));
        (
            await world.Do<RecordWipe, Outcome<ReturnView>>(u =>
                u.Run(new(world.NewId(), new(unit, "Factory reset")), default)
            )
        ).Must();
        world.Clock.Advance(TimeSpan.FromHours(4));
        (await Pass(depot, unit)).Must();

        var board = await world.Do<ReturnsBoard, Board>(b => b.Run(depot.Branch, default));
        Assert.Empty(board.Rows);
        Assert.Equal((1, 4.0), (board.Shelved30Days, board.MedianHours));
        var at = await world.Look(db => db.Returns.Include(r => r.Steps).SingleAsync());
        Assert.Equal(["Power cord"], at.MissingAccessories);
        Assert.Equal(
            [
                "Cleaned",
                "Cleaning started",
                "Data wiped",
                "Fetched",
                "Inspection passed",
                "Inspection started",
                "Received at the dock",
            ],
            at.Steps.Select(s => s.Act).Order(StringComparer.Ordinal)
        );
        var sheet = (await world.Do<UnitDetail, UnitSheet?>(u => u.Run(unit, default)))!;
        Assert.Equal(UnitState.Available, sheet.History[0].ToState);
        await depot.AssertSound();
    }

    [Theory, OnBothDatabases]
    public async Task A_failed_unit_goes_where_it_was_decided_and_nowhere_near_a_shelf(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var states = new Dictionary<Disposition, UnitState>
        {
            [Disposition.Quarantine] = UnitState.Quarantined,
            [Disposition.CleanAgain] = UnitState.Dirty,
            [Disposition.Repair] = UnitState.InRepair,
            [Disposition.Scrap] = UnitState.Scrapped,
        };
        foreach (var (then, state) in states)
        {
            var unit = await depot.Unit($"SN-{then}", UnitState.Inspecting);
            var failed = new FailInspectionRequest(unit, "Rail bent", then);
            (
                await world.Do<FailInspection, Outcome<ReturnView>>(u => u.Run(new(world.NewId(), failed), default))
            ).Must();
            Assert.Equal(state, (await depot.Get(unit)).State);
        }
        await depot.AssertSound();
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_is_asked_for_once_and_a_death_asks_quietly_for_the_rest(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var first = await AtPatient(depot, "SN-1");
        (await AskPickup(depot, first)).Must();
        Assert.Equal(
            (depot.Patient, 1),
            (await world.Do<EquipmentHolders, IReadOnlyList<EquipmentHolder>>(h => h.Run("ada lo", default))) switch
            {
                [var holder] => (holder.PatientId, holder.Units),
                _ => default,
            }
        );
        Assert.Equal("RET-002", Code(await AskPickup(depot, first)));
        Assert.Equal("RET-003", Code(await AskPickup(depot)));
        var second = await AtPatient(depot, "SN-2");
        await Tell(depot, new PatientDied(depot.Patient, new(2026, 11, 9)));
        await Tell(depot, new PatientDied(depot.Patient, new(2026, 11, 9)));
        var requests = await world.Look(db => db.PickupRequests.OrderBy(p => p.Number).ToListAsync());
        Assert.Equal(2, requests.Count);
        Assert.Equal([second], requests[1].UnitIds);
        Assert.Equal("died", requests[1].Reason);
        Assert.All(requests, r => Assert.Equal(new(2026, 11, 9), r.RentalStopsOn));
    }

    [Theory, OnBothDatabases]
    public async Task A_cancelled_pickup_can_be_asked_for_again_and_a_fetched_one_not_cancelled(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var unit = await AtPatient(depot, "SN-1");
        var asked = (await AskPickup(depot)).Must();
        (await Cancel(asked.Id)).Must();
        Assert.Equal("RET-010", Code(await Cancel(asked.Id)));
        (await AskPickup(depot, unit)).Must();

        Task<Outcome<Done>> Cancel(Guid id) =>
            world.Do<CancelPickup, Outcome<Done>>(u => u.Run(new(world.NewId(), new(id, "Family keeps it")), default));
    }

    [Theory, OnBothDatabases]
    public async Task A_request_makes_its_visit_and_a_cancelled_one_takes_it_back(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var (first, second) = (await AtPatient(depot, "SN-1"), await AtPatient(depot, "SN-2"));
        var asked = (await AskPickup(depot)).Must();
        var visit = await Only(depot);
        Assert.Equal((asked.VisitId!.Value, (Guid?)asked.Id), (visit.Id, visit.PickupRequestId));
        Assert.Equal((VisitKind.Pickup, VisitState.Unplanned, 1), (visit.Kind, visit.State, visit.Attempt));
        // Asked on Tuesday, it is for Wednesday in the branch's hours, and waits three days at most.
        Assert.Equal(new DateOnly(2026, 11, 11), visit.Date);
        Assert.Equal(world.Now.AddHours(72), visit.DueAt);
        Assert.Equal([first, second], visit.Lines.Select(l => l.UnitId!.Value).Order());
        Assert.All(visit.Lines, l => Assert.Equal((Direction.Fetch, 1), (l.Direction, l.Quantity)));
        Assert.True(visit.Service.Seconds >= 7 * 60, "Arriving and paperwork alone take seven minutes.");
        (
            await world.Do<CancelPickup, Outcome<Done>>(u =>
                u.Run(new(world.NewId(), new(asked.Id, "Family keeps it")), default)
            )
        ).Must();
        Assert.Equal(VisitState.Cancelled, (await Only(depot)).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_failed_pickup_is_tried_again_or_waits_as_its_reason_says(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        await AtPatient(depot, "SN-1");
        var asked = (await AskPickup(depot)).Must();
        var first = await Fail(depot, asked.VisitId!.Value);
        await Tell(depot, new VisitFailed(first, null, "not-home", "retry"));
        var second = await world.Look(db => db.Visits.SingleAsync(v => v.Attempt == 2));
        Assert.Equal(((Guid?)asked.Id, (Guid?)first), (second.PickupRequestId, second.PreviousVisitId));
        await Fail(depot, second.Id);
        await Tell(depot, new VisitFailed(second.Id, null, "refused", "hold"));
        var waiting = await world.Look(db => db.PickupRequests.SingleAsync());
        Assert.Equal((PickupState.Requested, (Guid?)null), (waiting.State, waiting.VisitId));
        var again = (
            await world.Do<SchedulePickup, Outcome<PickupView>>(u =>
                u.Run(new(world.NewId(), new(asked.Id) { Date = new(2026, 11, 16) }), default)
            )
        ).Must();
        var third = await world.Look(db => db.Visits.SingleAsync(v => v.Id == again.VisitId));
        Assert.Equal((3, new DateOnly(2026, 11, 16)), (third.Attempt, third.Date));
        var past = await world.Do<SchedulePickup, Outcome<PickupView>>(u =>
            u.Run(new(world.NewId(), new(asked.Id) { Date = new(2026, 11, 9) }), default)
        );
        Assert.Equal("date", past.Refusals.Single().Field);
    }

    private static Task<Visit> Only(Depot depot) =>
        depot.World.Look(db => db.Visits.Include(v => v.Lines).SingleAsync());

    private static async Task<Guid> Fail(Depot depot, Guid visit)
    {
        await depot.World.Look(db =>
            db.Visits.Where(v => v.Id == visit).ExecuteUpdateAsync(s => s.SetProperty(v => v.State, VisitState.Failed))
        );
        return visit;
    }

    [Theory, OnBothDatabases]
    public async Task All_that_is_wrong_with_a_pickup_request_comes_back_together(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var bad = new RequestPickupRequest(depot.Patient, "because", "") { RentalStopsOn = new(1999, 1, 1) };
        var outcome = await world.Do<RequestPickup, Outcome<PickupView>>(u => u.Run(new(world.NewId(), bad), default));
        Assert.Equal(["reason", "requestedBy", "rentalStopsOn"], outcome.Refusals.Select(r => r.Field));
    }

    private static string? Code<T>(Outcome<T> outcome) => outcome.Ok ? null : outcome.Refusals[0].Code;

    private static async Task Next(Depot depot, Guid unit, string from)
    {
        var world = depot.World;
        switch (from)
        {
            case "Dirty":
                (await Start(depot, unit)).Must();
                break;
            case "Cleaning":
                var points = CarePoints.Cleaning(await Family(depot, unit));
                (
                    await world.Do<FinishCleaning, Outcome<ReturnView>>(u =>
                        u.Run(new(world.NewId(), new(unit, "Quat 5", points)), default)
                    )
                ).Must();
                break;
            case "Cleaned":
                (
                    await world.Do<StartInspection, Outcome<ReturnView>>(u =>
                        u.Run(new(world.NewId(), new(unit)), default)
                    )
                ).Must();
                break;
            default:
                (await Pass(depot, unit)).Must();
                break;
        }
    }

    private static async Task<string> Family(Depot depot, Guid unit)
    {
        var item = (await depot.Get(unit)).ItemId;
        return await depot.World.Look(db =>
            db.Set<Homeward.Journey.Branches.CatalogueItem>()
                .Where(i => i.Id == item)
                .Select(i => i.Family)
                .SingleAsync()
        );
    }

    private static Task<Outcome<ReturnView>> Start(Depot depot, Guid unit) =>
        depot.World.Do<StartCleaning, Outcome<ReturnView>>(u => u.Run(new(depot.World.NewId(), new(unit)), default));

    private static async Task<Outcome<ReturnView>> Pass(Depot depot, Guid unit)
    {
        var points = CarePoints.Function(await Family(depot, unit));
        return await depot.World.Do<PassInspection, Outcome<ReturnView>>(u =>
            u.Run(new(depot.World.NewId(), new(unit, points)), default)
        );
    }

    private static Task<Outcome<ReturnView>> SetAside(Depot depot, Guid unit, Aside act) =>
        depot.World.Do<SetUnitAside, Outcome<ReturnView>>(u =>
            u.Run(new(depot.World.NewId(), new(unit, act, "By test")), default)
        );

    private static Task<Outcome<PickupView>> AskPickup(Depot depot, params Guid[] units) =>
        depot.World.Do<RequestPickup, Outcome<PickupView>>(u =>
            u.Run(new(depot.World.NewId(), new(depot.Patient, "end-of-need", "Daughter") { UnitIds = units }), default)
        );

    private static async Task<Guid> AtPatient(Depot depot, string serial, Guid? item = null)
    {
        var unit = await depot.Unit(serial, item: item);
        (await depot.Load(unit)).Must();
        (await depot.HandOver(unit)).Must();
        return unit;
    }

    private static async Task Tell<TEvent>(Depot depot, TEvent fact)
        where TEvent : IEvent
    {
        await depot.Act<Desk>(desk =>
        {
            desk.Emit(fact);
            return Task.CompletedTask;
        });
        Assert.True(await depot.World.DrainOutbox() >= 1);
        Assert.Empty(
            await depot.World.Look(db => db.Outbox.Where(m => m.DoneAt == null).Select(m => m.LastError).ToListAsync())
        );
    }
}
