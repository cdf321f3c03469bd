using Homeward.Journey.Branches;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Delivery;

public sealed class DeliveryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Code<T>(Outcome<T> outcome) => Assert.Single(outcome.Refusals).Code;

    [Theory, OnBothDatabases]
    public async Task A_driver_sees_the_published_route_in_order_and_each_record_shown_is_in_the_trail(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        var day = (await world.Do<DriversDay, Outcome<DayView>>(u => u.Run(null, null, Ct), street.Crew)).Must();
        Assert.Equal(7, day.PlanVersion);
        Assert.Equal(["V-100", "V-101"], day.Stops.Select(s => s.Number));
        Assert.Equal("WK-0", Assert.Single(day.Stops[0].Lines).Serial);
        Assert.Equal("¿Hay un detector de humo que funcione?", day.Stops[0].Checklist[0].Prompt);
        Assert.Equal("es", day.Stops[0].Text.Language);
        Assert.Equal("V-100", day.Next!.Number);
        Assert.All(day.Load, l => Assert.True(l.Ready));
        var read = await world.Look(db =>
            db.Audit.Where(a => a.Verb == "read").Select(a => a.PatientId).ToListAsync(Ct)
        );
        Assert.Equal(street.Stops.Select(s => (Guid?)s.Patient.Id).Order(), read.Order());
    }

    [Theory, OnBothDatabases]
    public async Task Another_drivers_visit_is_not_found_by_any_door(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        Assert.Equal("GEN-404", Code(await street.Depart(0, street.Colleague)));
        Assert.Equal("GEN-404", Code(await street.Close(0, actor: street.Colleague)));
        Assert.Null(await world.Do<ShowStop, StopSheet?>(u => u.Run(street.Stops[0].Visit.Id, Ct), street.Colleague));
        Assert.Equal(
            "DEL-001",
            Code(await world.Do<DriversDay, Outcome<DayView>>(u => u.Run(null, street.Driver.Id, Ct), street.Colleague))
        );
        Assert.Equal(0, await world.Look(db => db.VisitEvents.CountAsync(Ct)));
        Assert.True((await street.Depart(0, street.As(Roles.Dispatcher))).Ok);
    }

    [Theory, OnBothDatabases]
    public async Task Leaving_tells_the_patient_when_and_a_second_departure_of_the_van_is_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        var step = (await street.Depart()).Must();
        Assert.Equal(VisitState.EnRoute, step.State);
        Assert.InRange(step.Eta!.Value, world.Now.AddMinutes(1), world.Now.AddMinutes(20));
        var told = await world.Look(db => db.Outbox.SingleAsync(m => m.Kind == nameof(VisitEnRoute), Ct));
        Assert.Equal(step.Eta, Json.Read<VisitEnRoute>(told.Payload)!.Eta);
        Assert.Equal("DEL-025", Code(await street.Depart(1)));
    }

    [Theory, OnBothDatabases]
    public async Task A04_A_wrong_tap_is_undone_with_a_reason_and_both_facts_stay(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        var left = (await street.Depart()).Must();
        var there = (await street.Arrive()).Must();
        Assert.Equal("DEL-015", Code(await street.Undo(0, there.EventId, " ")));
        Assert.Equal("DEL-013", Code(await street.Undo(0, left.EventId, "wrong door")));
        Assert.Equal(VisitState.EnRoute, (await street.Undo(0, there.EventId, "wrong door")).Must().State);
        Assert.Equal("DEL-012", Code(await street.Undo(0, there.EventId, "again")));
        Assert.Equal(VisitState.Published, (await street.Undo(0, left.EventId, "wrong stop")).Must().State);
        var journal = await world.Look(db => db.VisitEvents.OrderBy(e => e.ServerTime).ToListAsync(Ct));
        Assert.Equal(2, journal.Count(e => e.Kind is "depart" or "arrive"));
        Assert.Equal(["wrong door", "wrong stop"], journal.Where(e => e.Kind == "undo").Select(e => e.Reason).Order());

        await street.Prove(0);
        var hand = await world.Look(db => db.Handovers.SingleAsync(Ct));
        (await street.Undo(0, hand.Id, "wrong unit")).Must();
        Assert.Equal("wrong unit", (await world.Look(db => db.Handovers.SingleAsync(Ct))).UndoReason);
        (await street.Hand(0, "WK-0")).Must();
        (await street.Close(0)).Must();
        var again = await world.Look(db =>
            db.VisitEvents.Where(e => e.Kind == "hand-over").OrderBy(e => e.Id).LastAsync(Ct)
        );
        Assert.Equal("DEL-003", Code(await street.Undo(0, again.Id, "too late")));
    }

    [Theory, OnBothDatabases]
    public async Task A03_Positions_after_an_hour_without_signal_show_the_newest_and_fill_in_history(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        PositionTold At(int minutesAgo) => new(world.Now.AddMinutes(-minutesAgo), 39.9 + minutesAgo * 0.001, -83);
        Task<Outcome<PositionsKept>> Send(Actor who, params PositionTold[] positions) =>
            world.Do<ReceivePositions, Outcome<PositionsKept>>(
                u => u.Run(new(world.NewId(), new(street.Van.Id, positions)), Ct),
                who
            );
        Assert.Equal(2, (await Send(street.Crew, At(1), At(60))).Must().New);
        var late = (
            await Send(street.Crew, At(30), At(59), At(60), new(world.Now.AddHours(1), 40, -83), new(world.Now, 95, 0))
        ).Must();
        Assert.Equal((2, 1), (late.New, late.Known));
        Assert.Equal([3, 4], late.Refused.Select(r => r.Index));
        var van = Assert.Single(await world.Do<VanPlaces, IReadOnlyList<VanPlace>>(u => u.Run(null, Ct)));
        Assert.Equal(world.Now.AddMinutes(-1), van.At);
        Assert.Equal(4, await world.Look(db => db.Positions.CountAsync(Ct)));
        Assert.Equal("DEL-027", Code(await Send(street.Colleague, At(2))));
        Assert.Equal("DEL-028", Code(await Send(street.Crew)));
    }

    [Theory, OnBothDatabases]
    public async Task Only_what_the_line_asks_for_and_this_van_holds_is_handed_over(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        await street.UnitOn("T-WALK", "SHELF", Place.Bin(street.Shelf.Id), UnitState.Available);
        await street.UnitOn("T-WALK", "DIRTY", Place.DirtyBay(street.Van.Id), UnitState.Dirty);
        await street.UnitOn("T-BED", "BED-1", Place.Van(street.Van.Id), UnitState.OnVan);
        await street.UnitOn("T-WALK2", "WIDE-1", Place.Van(street.Van.Id), UnitState.OnVan);
        Assert.Equal("DEL-002", Code(await street.Hand(0, "WK-0")));
        (await street.Arrive()).Must();
        Assert.Equal("DEL-007", Code(await street.Hand(0, "SHELF")));
        Assert.Equal("STK-013", Code(await street.Hand(0, "DIRTY")));
        Assert.Equal("DEL-008", Code(await street.Hand(0, "BED-1", instead: "patient wants a bed")));
        Assert.Equal("DEL-008", Code(await street.Hand(0, "WIDE-1")));
        Assert.Equal("DEL-004", Code(await street.Hand(0, "NOBODY-KNOWS")));
        Assert.Equal("DEL-021", Code(await street.Hand(0, "")));
        Assert.Equal("DEL-009", Code(await street.Hand(0, "WK-0", quantity: 2)));
        Assert.Equal(0, await world.Look(db => db.Handovers.CountAsync(Ct)));
        var wide = (await street.Hand(0, "wide-1", instead: "the narrow one does not fit")).Must();
        Assert.Contains("Rolling walker", wide.Note, StringComparison.Ordinal);
        Assert.Equal("DEL-009", Code(await street.Hand(0, "WK-0")));
        (await street.Undo(0, wide.Id, "it fits")).Must();
        (await street.Hand(0, "WK-0")).Must();
        var unit = await world.Look(db => db.Units.SingleAsync(u => u.Serial == "WK-0", Ct));
        Assert.Equal(Place.Van(street.Van.Id), unit.Place);
    }

    [Theory, OnBothDatabases]
    public async Task Settings_are_answered_by_a_qualified_person_only_and_bad_answers_keep_nothing(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world, 1, (v, _) => v.Note = null);
        var concentrator = await street.UnitOn("T-CONC", "OX-1", Place.Van(street.Van.Id), UnitState.OnVan);
        var visit = street.Stops[0].Visit;
        await world.Given(
            new VisitLine
            {
                Id = world.NewId(),
                VisitId = visit.Id,
                ItemId = concentrator.ItemId,
                Direction = Direction.Drop,
                Quantity = 1,
                UnitId = concentrator.Id,
            }
        );
        (await street.Arrive()).Must();
        Task<Outcome<ChecklistKept>> Say(params Answer[] answers) =>
            world.Do<AnswerChecklist, Outcome<ChecklistKept>>(
                u => u.Run(new(world.NewId(), new(visit.Id, answers, street.Now())), Ct),
                street.Crew
            );
        Assert.Equal("DEL-018", Code(await Say(new Answer("oxygen/flow", "2"))));
        Assert.Equal("DEL-016", Code(await Say(new Answer("cpap/settings", "8"))));
        Assert.Equal("DEL-017", Code(await Say(new("home/outlet", "yes"), new("oxygen/purity", "a lot"))));
        Assert.Equal(0, await world.Look(db => db.ChecklistAnswers.CountAsync(Ct)));
        await world.Given(
            new Homeward.Journey.Crew.Credential
            {
                Id = world.NewId(),
                PersonId = street.Driver.Id,
                Skill = "oxygen-tech",
                ValidFrom = new(2025, 1, 1),
            }
        );
        (await Say(new Answer("oxygen/flow", "2"))).Must();
        Assert.Equal(["oxygen/no-smoking"], (await Say(new Answer("oxygen/no-smoking", "no"))).Must().Stops);
        Assert.Contains((await street.Close(0)).Refusals, r => r.Code == "PRF-102");
    }

    [Theory, OnBothDatabases]
    public async Task The_van_is_loaded_with_what_the_route_needs_and_nothing_else(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world, 1, (v, _) => v.Note = null);
        await world.Do<JourneyDb, int>(async db =>
        {
            var unit = await db.Units.FirstAsync(u => u.Serial == "WK-0");
            (unit.State, unit.PlaceKind, unit.PlaceId) = (UnitState.Available, PlaceKind.Bin, street.Shelf.Id);
            return await db.SaveChangesAsync();
        });
        await street.UnitOn("T-BED", "BED-1", Place.Bin(street.Shelf.Id), UnitState.Available);
        await street.UnitOn("T-WALK", "DIRTY", Place.Bin(street.Shelf.Id), UnitState.Dirty);
        Task<Outcome<Loaded>> Load(string scan) =>
            world.Do<LoadRoute, Outcome<Loaded>>(
                u => u.Run(new(world.NewId(), new(null, scan, null, null, street.Now())), Ct),
                street.Crew
            );
        Assert.Equal("DEL-022", Code(await Load("BED-1")));
        Assert.Equal("DEL-022", Code(await Load("DIRTY")));
        Assert.Equal("WK-0", (await Load("WK-0")).Must().Serial);
        Assert.Equal("DEL-023", Code(await Load("WK-0")));
        var unit = await world.Look(db => db.Units.SingleAsync(u => u.Serial == "WK-0", Ct));
        Assert.Equal((UnitState.OnVan, Place.Van(street.Van.Id)), (unit.State, unit.Place));
    }

    [Theory, OnBothDatabases]
    public async Task A_capture_that_lies_about_time_or_place_is_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world, 1);
        Task<Outcome<VisitStep>> Go(Capture at) =>
            world.Do<Depart, Outcome<VisitStep>>(
                u => u.Run(new(world.NewId(), new(street.Stops[0].Visit.Id, at)), Ct),
                street.Crew
            );
        foreach (
            var bad in new Capture[]
            {
                new(DateTime.SpecifyKind(world.Now, DateTimeKind.Unspecified)),
                new(world.Now, 91, 0),
                new(world.Now, 40),
                new(world.Now, 40, -83, -1),
            }
        )
            Assert.Equal("GEN-400", Code(await Go(bad)));
        // A phone with a wrong clock loses nothing: its time is kept, the server's is reckoned with.
        (await Go(new(new DateTime(2003, 1, 1, 0, 0, 0, DateTimeKind.Utc)))).Must();
        Assert.Equal(world.Now, (await world.Look(db => db.Visits.SingleAsync(Ct))).DepartedAt);
        Assert.Equal(2003, (await world.Look(db => db.VisitEvents.SingleAsync(Ct))).DeviceTime.Year);
    }
}
