using Homeward.Field.Proof;
using Homeward.Field.Visit;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Proof;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Homeward.Journey.Demo;

/// <summary>
/// The simulated drivers: each looks at its day and does what is due by the demonstration's clock - load, depart, arrive, ask, hand
/// over, sign, close - through the same use cases the phone calls. One visit in twenty finds nobody at home.
/// </summary>
public sealed class DemoDrivers(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DemoDrivers> log)
    : DemoPeople(scopes, clock, log)
{
    private static readonly TimeSpan AtTheDoor = TimeSpan.FromMinutes(12);
    private readonly HashSet<Guid> stuck = [];

    // When there is next something to do for a driver who is not on the road.
    private readonly Dictionary<Guid, DateTime> restsUntil = [];

    /// <summary>Does what is due now.</summary>
    /// <param name="trail">Whether the vans tell where they are on the road.</param>
    /// <param name="ct">Ends it.</param>
    public async Task Tick(bool trail, CancellationToken ct)
    {
        foreach (var person in await Drivers(ct))
            if (!restsUntil.TryGetValue(person.Id, out var until) || Now >= until)
                await Work(person, trail, ct);
    }

    /// <summary>Those who have a route on a published plan, each acting for themself.</summary>
    private Task<List<Actor>> Drivers(CancellationToken ct) =>
        In(
            DemoSeed.Actor,
            async (JourneyDb db) =>
            {
                var plans = db.Plans;
                var routes = db.PlanRoutes;
                var people = db.People;
                var rows = await (
                    from plan in plans
                    where plan.State == PlanState.Published
                    join route in routes on plan.Id equals route.PlanId
                    join person in people on route.PersonId equals person.Id
                    select new
                    {
                        person.Id,
                        person.BranchId,
                        Name = person.FirstName + " " + person.LastName,
                    }
                )
                    .Distinct()
                    .ToListAsync(ct);
                return rows.Select(p => new Actor(ActorKind.Person, p.Id, p.Name)
                    {
                        PersonId = p.Id,
                        Branches = [p.BranchId],
                        Roles = new HashSet<string> { Roles.Driver },
                        Permissions = Roles.PermissionsOf([Roles.Driver]),
                        From = "demonstration",
                    })
                    .ToList();
            }
        );

    private async Task Work(Actor driver, bool trail, CancellationToken ct)
    {
        var day = await In(driver, (DriversDay d) => d.Run(null, null, ct));
        if (!day.Ok || day.Value.Stops.FirstOrDefault(s => IsOpen(s) && !stuck.Contains(s.VisitId)) is not { } stop)
        {
            restsUntil[driver.Id] = Now.AddMinutes(15);
            return;
        }
        switch (stop.State)
        {
            case VisitState.Published when Leaves(stop, day.Value) is var leaves && Now < leaves:
                restsUntil[driver.Id] = leaves;
                break;
            case VisitState.Published:
                await Load(driver, day.Value, ct);
                await Do(driver, (Depart u) => u.Run(new(Id(), new(stop.VisitId, At(stop, near: false))), ct));
                break;
            case VisitState.EnRoute when Now >= (stop.Eta ?? Now):
                await Do(driver, (Arrive u) => u.Run(new(Id(), new(stop.VisitId, At(stop, near: true))), ct));
                restsUntil[driver.Id] = Now + AtTheDoor;
                break;
            case VisitState.EnRoute when trail:
                await Drive(driver, day.Value, stop, ct);
                break;
            case VisitState.EnRoute:
                restsUntil[driver.Id] = stop.Eta ?? Now;
                break;
            case VisitState.Arrived when Now >= stop.ArrivedAt + AtTheDoor:
                if (!await Finish(driver, stop, ct))
                    stuck.Add(stop.VisitId);
                break;
        }
    }

    private static bool IsOpen(StopSheet stop) =>
        stop.State is VisitState.Published or VisitState.EnRoute or VisitState.Arrived;

    /// <summary>The first stop is left for from the depot, the next ones when the one before is done and not too early.</summary>
    private DateTime Leaves(StopSheet stop, DayView day) =>
        (stop.PlannedArrival ?? Now) - TimeSpan.FromMinutes(day.Done > 0 ? 40 : 25);

    /// <summary>What is not on the van yet goes onto it, by serial or by count; what cannot is told when the stop is reached.</summary>
    private async Task Load(Actor driver, DayView day, CancellationToken ct)
    {
        foreach (var line in day.Load.Where(l => !l.Ready))
            await Do(
                driver,
                (LoadRoute u) =>
                    u.Run(
                        new(
                            Id(),
                            new(
                                day.Date,
                                line.Serial,
                                line.Serial is null ? line.LineId : null,
                                line.Serial is null ? line.Quantity - line.Aboard : null,
                                new(Now)
                            )
                        ),
                        ct
                    )
            );
    }

    /// <summary>A place on the straight line to the stop, as far along as the time is.</summary>
    private async Task Drive(Actor driver, DayView day, StopSheet stop, CancellationToken ct)
    {
        if (
            stop is not { DepartedAt: { } left, Eta: { } eta, Patient: { Latitude: { } lat, Longitude: { } lon } }
            || eta <= left
        )
            return;
        var before = day.Stops.LastOrDefault(s => s.EndedAt is not null)?.Patient;
        var (fromLat, fromLon) = (before?.Latitude ?? 39.9735, before?.Longitude ?? -83.0395);
        var share = Math.Clamp((Now - left) / (eta - left), 0, 1);
        await In(
            driver,
            (ReceivePositions u) =>
                u.Run(
                    new(
                        Id(),
                        new(
                            day.VehicleId,
                            [new(Now, fromLat + (lat - fromLat) * share, fromLon + (lon - fromLon) * share, 8)]
                        )
                    ),
                    ct
                )
        );
    }

    private async Task<bool> Finish(Actor driver, StopSheet stop, CancellationToken ct)
    {
        var at = At(stop, near: true);
        // Which one is not at home follows from the visit's number, so that a seed always tells the same story.
        if (Number(stop.Number) % 20 == 7)
        {
            await Evidence(
                driver,
                stop,
                EvidenceKinds.Photo,
                new PhotoData("Closed door"),
                DemoPictures.Door(stop.Number),
                ct
            );
            return await Do(
                driver,
                (FailVisit u) =>
                    u.Run(new(Id(), new(stop.VisitId, "not-home", "Rang twice and called; nobody came.", at)), ct)
            );
        }
        var answers = stop.Checklist.Where(q => q.Answer is null).Select(q => new Answer(q.Code, AnswerOf(q))).ToList();
        if (answers.Count > 0)
            await Do(driver, (AnswerChecklist u) => u.Run(new(Id(), new(stop.VisitId, answers, at)), ct));
        foreach (var line in stop.Lines.Where(l => l.Done < l.Quantity))
            await HandOver(driver, stop, line, at, ct);
        await Evidence(
            driver,
            stop,
            EvidenceKinds.Instruction,
            new InstructionData("Safe use, cleaning, whom to call", true),
            null,
            ct
        );
        var self = Number(stop.Number) % 3 != 0;
        await Evidence(
            driver,
            stop,
            EvidenceKinds.Signature,
            new SignatureData(
                self ? SignerRole.Beneficiary : SignerRole.Designee,
                self ? stop.Patient.Name : "Casey Morgan",
                self ? null : "daughter",
                true,
                true,
                DateOnly.FromDateTime(
                    TimeZoneInfo.ConvertTimeFromUtc(Now, TimeZoneInfo.FindSystemTimeZoneById(stop.TimeZone))
                ),
                stop.Text.Id,
                stop.Text.Version,
                stop.Text.Language
            ),
            DemoPictures.Signature(stop.Number),
            ct
        );
        return await Do(
            driver,
            (CloseVisit u) => u.Run(new(Id(), new(stop.VisitId, at) { PartialReason = "Not on the van today." }), ct)
        );
    }

    private async Task HandOver(Actor driver, StopSheet stop, LineView line, Capture at, CancellationToken ct)
    {
        // Each serialised piece has its own label; a lot has one for all of it.
        var pieces = line.Tracking == Tracking.Serial ? line.Quantity - line.Done : 1;
        for (var piece = 0; piece < pieces; piece++)
        {
            var scan = line.Tracking switch
            {
                Tracking.Serial when piece == 0 && line.Serial is not null => line.Serial,
                Tracking.Serial => await OnVan(driver, line, ct),
                Tracking.Lot => await LotOnVan(driver, line, ct),
                _ => null,
            };
            var quantity = line.Tracking == Tracking.Serial ? 1 : line.Quantity - line.Done;
            if (line.Direction == Direction.Drop)
                await Do(
                    driver,
                    (RecordHandover u) =>
                        u.Run(new(Id(), new(stop.VisitId, line.Id, at) { Scan = scan, Quantity = quantity }), ct)
                );
            else if (line.Direction == Direction.Fetch)
                await Do(
                    driver,
                    (RecordFetch u) =>
                        u.Run(
                            new(Id(), new(stop.VisitId, line.Id, "soiled", at) { Scan = scan, Quantity = quantity }),
                            ct
                        )
                );
        }
    }

    private Task<string?> OnVan(Actor driver, LineView line, CancellationToken ct) =>
        In(
            driver,
            (JourneyDb db) =>
            {
                var shifts = db.Shifts;
                return db
                    .Units.Where(u =>
                        u.ItemId == line.ItemId
                        && u.PlaceKind == PlaceKind.Van
                        && shifts.Any(s => s.PersonId == driver.Id && s.VehicleId == u.PlaceId)
                    )
                    .OrderBy(u => u.Serial)
                    .Select(u => u.Serial)
                    .FirstOrDefaultAsync(ct);
            }
        );

    private Task<string?> LotOnVan(Actor driver, LineView line, CancellationToken ct) =>
        In(
            driver,
            (JourneyDb db) =>
            {
                var shifts = db.Shifts;
                var lots = db.Lots;
                return db
                    .Balances.Where(b =>
                        b.ItemId == line.ItemId
                        && b.Quantity > 0
                        && b.PlaceKind == PlaceKind.Van
                        && shifts.Any(s => s.PersonId == driver.Id && s.VehicleId == b.PlaceId)
                    )
                    .OrderBy(b => b.Id)
                    .Select(b => lots.Where(l => l.Id == b.LotId).Select(l => l.Number).FirstOrDefault())
                    .FirstOrDefaultAsync(ct);
            }
        );

    private async Task Evidence<T>(
        Actor driver,
        StopSheet stop,
        string kind,
        T data,
        byte[]? file,
        CancellationToken ct
    ) =>
        await Do(
            driver,
            (CaptureEvidence u) =>
                u.Run(new(Id(), new(stop.VisitId, kind, Json.Write(data), At(stop, near: true))), file, ct)
        );

    private static string AnswerOf(QuestionView question) =>
        question.Kind switch
        {
            // The safe answer: the other one would stop the set-up.
            AnswerKind.YesNo => ChecklistItem.Defaults.FirstOrDefault(q => q.Code == question.Code)?.StopAnswer == true
                ? "no"
                : "yes",
            AnswerKind.Number => question.Unit is "L/min" ? "2" : "94",
            AnswerKind.Done or AnswerKind.Photo => "done",
            _ => "As ordered",
        };

    private static int Number(string number) =>
        int.Parse(new string([.. number.Where(char.IsAsciiDigit)]), System.Globalization.CultureInfo.InvariantCulture);

    private Capture At(StopSheet stop, bool near) =>
        near ? new(Now, stop.Patient.Latitude, stop.Patient.Longitude, 9) : new(Now);
}
