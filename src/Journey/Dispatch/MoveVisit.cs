using Homeward.Field;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
/// <param name="VehicleId">The van; null takes the visit off the plan, unless <paramref name="BestVan"/>.</param>
/// <param name="Position">1 for the first stop; null for the best place on that van.</param>
/// <param name="BestVan">The cheapest place on any van.</param>
/// <param name="Accept">Save although times are broken: the plan says so. Skills, crew, weight and hazmat are never accepted.</param>
public sealed record MoveVisitRequest(
    Guid PlanId,
    int BasedOn,
    Guid VisitId,
    Guid? VehicleId = null,
    int? Position = null,
    bool BestVan = false,
    bool Accept = false
);

/// <summary>What a move would do.</summary>
/// <param name="Fits">Nothing is broken.</param>
/// <param name="Firm">Something is broken that nobody may accept.</param>
/// <param name="DetourMinutes">How much more driving, over all routes; less than zero when there is less.</param>
/// <param name="Shifted">The other visits whose start moves.</param>
public sealed record MoveVerdict(
    bool Fits,
    bool Firm,
    IReadOnlyList<string> Broken,
    string? Van,
    DateTime? StartsAt,
    Money AddedCost,
    Distance AddedLength,
    int OthersMoved,
    int DetourMinutes,
    IReadOnlyList<ShiftedVisit> Shifted
);

/// <summary>Another visit whose start moves; positive is later.</summary>
/// <param name="PromiseBroken">It would start outside the window it was promised.</param>
public sealed record ShiftedVisit(Guid VisitId, string Number, string Patient, int Minutes, bool PromiseBroken);

/// <summary>What becomes of a day's orders when somebody changes them by hand, worked out by the planner and judged by the checker.</summary>
public sealed class PlanEdit(Desk desk, ReadDay read, SavePlan save)
{
    private readonly JourneyDb db = desk.Db;

    internal sealed record Edited(
        DayModel Day,
        Plan Base,
        Routing.Plan Before,
        Evaluation After,
        string Note,
        Block? Off
    );

    /// <summary>Reads the plan and the day as they are now and applies the change; nothing is saved.</summary>
    internal async Task<Outcome<Edited>> Try(
        Guid planId,
        int basedOn,
        Func<DayModel, List<FixedRoute>, Routing.Plan, Task<Outcome<(string Note, Block? Off)>>> change,
        CancellationToken ct
    )
    {
        var plan = await db
            .Plans.AsNoTracking()
            .Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .Include(p => p.LeftOut)
            .FirstOrDefaultAsync(p => p.Id == planId, ct);
        if (plan is null)
            return new NoSuch("plan");
        var outcome = await read.Run(plan.BranchId, plan.Date, new(), ct);
        if (!outcome.Ok)
            return outcome.Refused<Edited>();
        var day = outcome.Value;
        if (basedOn != day.LatestVersion)
            return new StaleVersion("plan");
        if (plan.Date < day.Clock.DayOf(desk.Now))
            return new DayIsOver(plan.Date);
        var orders = day.Orders(plan);
        var before = RoutePlanner.Evaluate(day.Problem, orders).Plan;
        var made = await change(day, orders, before);
        if (!made.Ok)
            return made.Refused<Edited>();
        foreach (var order in orders.ToList())
        {
            var stops = order.Stops.ToList();
            DayModel.Tidy(stops);
            orders[orders.IndexOf(order)] = order with { Stops = stops };
        }
        orders.RemoveAll(o => o.Stops.Count == 0);
        return new Edited(
            day,
            plan,
            before,
            RoutePlanner.Evaluate(day.Problem, orders),
            made.Value.Note,
            made.Value.Off
        );
    }

    /// <summary>Saves the change as the day's next version; what is broken must be accepted, and some things cannot be.</summary>
    internal async Task<Outcome<PlanMade>> Save(Edited edited, bool accept, CancellationToken ct)
    {
        var (day, broken) = (edited.Day, edited.After.Violations);
        if (broken.Where(Reasons.IsFirm).Select(b => Reasons.Of(day, b)).ToList() is { Count: > 0 } firm)
            return firm.ConvertAll<Refusal>(s => new MoveBreaks(s));
        var soft = broken.Select(b => Reasons.Of(day, b)).ToList();
        if (soft.Count > 0 && !accept)
            return soft.ConvertAll<Refusal>(s => new MoveAsks(s));
        var was = edited.Base.LeftOut.ToDictionary(l => l.VisitId);
        var numbers = day.Visits;
        return await save.Next(
            day,
            edited.After.Plan,
            edited.Note,
            soft,
            v =>
                edited.Off is { } off && !was.ContainsKey(numbers[v].Id) ? off
                : was.GetValueOrDefault(numbers[v].Id) is { } old ? new(old.Code, old.Sentence, old.ToDo)
                : new(
                    "New",
                    "It came after this version was planned.",
                    "Insert it at its best place, or plan the day again."
                ),
            ct
        );
    }
}

/// <summary>Moves a visit within a plan by hand: to a van and place, to the best place, or off the plan. Each move is a version of its own.</summary>
public sealed class MoveVisit(Desk desk, PlanEdit edit)
{
    public Task<Outcome<PlanMade>> Run(Command<MoveVisitRequest> command, CancellationToken ct) =>
        desk.Once<PlanMade>(
            command.Id,
            command.Data,
            async () =>
            {
                var edited = await edit.Try(
                    command.Data.PlanId,
                    command.Data.BasedOn,
                    Change(desk, command.Data, ct),
                    ct
                );
                return edited.Ok ? await edit.Save(edited.Value, command.Data.Accept, ct) : edited.Refused<PlanMade>();
            },
            ct
        );

    internal static Func<DayModel, List<FixedRoute>, Routing.Plan, Task<Outcome<(string, Block?)>>> Change(
        Desk desk,
        MoveVisitRequest request,
        CancellationToken ct
    ) =>
        async (day, orders, before) =>
        {
            if (day.Visits.Values.FirstOrDefault(v => v.Id == request.VisitId) is not { } visit)
                return await WhyNot(desk, request.VisitId, ct);
            for (var i = 0; i < orders.Count; i++)
                orders[i] = orders[i] with { Stops = [.. orders[i].Stops.Where(s => s != visit.Number)] };
            if (request.VehicleId is null && !request.BestVan)
                return (
                    $"{visit.Number} taken off",
                    new Block("ByHand", "Taken off the plan by hand.", "Insert it again, or plan the day anew.")
                );
            var van = day.Vans.Values.FirstOrDefault(v => v.VehicleId == request.VehicleId);
            if (van is null && !request.BestVan)
                return new NotInThisDay("That van");
            if (request.Position is { } position && van is not null)
            {
                var at = orders.FindIndex(o => o.Vehicle == van.Key);
                var stops = at < 0 ? [] : orders[at].Stops.ToList();
                if (position < 1 || position > stops.Count + 1)
                    return new InvalidField("position", $"The place on the route must be from 1 to {stops.Count + 1}.");
                stops.Insert(position - 1, visit.Number);
                if (at < 0)
                    orders.Add(new(van.Key, stops));
                else
                    orders[at] = orders[at] with { Stops = stops };
                return ($"{visit.Number} moved to {van.Key}, stop {position}", null);
            }
            var places = RoutePlanner.Insert(day.Problem, before, visit.Number, 200);
            if (places.FirstOrDefault(p => van is null || p.Vehicle == van.Key) is not { } best)
            {
                var why = Reasons.Of(day, RoutePlanner.Explain(day.Problem, before, visit.Number));
                return new MoveBreaks(
                    van is null ? $"{visit.Number} fits nowhere. {why.Sentence} {why.ToDo}"
                    : places.Count > 0
                        ? $"{visit.Number} does not fit on {van.Key}; {places[0].Vehicle} could start at {day.Say(places[0].Start)}."
                    : $"{visit.Number} does not fit on {van.Key}. {why.Sentence} {why.ToDo}"
                );
            }
            orders.RemoveAll(o => o.Vehicle == best.Vehicle);
            orders.Add(best.Route);
            return ($"{visit.Number} inserted on {best.Vehicle}", null);
        };

    private static async Task<Outcome<(string, Block?)>> WhyNot(Desk desk, Guid visitId, CancellationToken ct)
    {
        var visit = await desk.Db.Visits.AsNoTracking().FirstOrDefaultAsync(v => v.Id == visitId, ct);
        if (visit is null)
            return new NoSuch("visit");
        if (visit.HoldReason is { } why)
            return new VisitIsHeld(visit.Number, why);
        if (!visit.State.IsOpen())
            return new VisitHasBegun(visit.Number, Words.Of(visit.State.ToString()));
        var patient = await desk.Db.Patients.AsNoTracking().FirstAsync(p => p.Id == visit.PatientId, ct);
        return patient.Latitude is null ? new NotOnTheMap(patient.Name) : new NotInThisDay($"Visit {visit.Number}");
    }
}

/// <summary>The verdict of a move without making it.</summary>
public sealed class TryMove(Desk desk, PlanEdit edit)
{
    public async Task<Outcome<MoveVerdict>> Run(MoveVisitRequest request, CancellationToken ct)
    {
        var outcome = await edit.Try(request.PlanId, request.BasedOn, MoveVisit.Change(desk, request, ct), ct);
        if (!outcome.Ok)
            return outcome.Refused<MoveVerdict>();
        var (day, after) = (outcome.Value.Day, outcome.Value.After);
        var number = day.Visits.Values.First(v => v.Id == request.VisitId).Number;
        var found = after.Plan.Find(number);
        return new MoveVerdict(
            after.Violations.Count == 0,
            after.Violations.Any(Reasons.IsFirm),
            [.. after.Violations.Select(v => Reasons.Of(day, v))],
            found?.Route.Vehicle,
            found is { } f ? day.Utc(f.Stop.Start) : null,
            new(
                after.Plan.Routes.Sum(r => r.Cost.Total.Value)
                    - outcome.Value.Before.Routes.Sum(r => r.Cost.Total.Value)
            ),
            new(after.Plan.Routes.Sum(r => r.Distance.Value) - outcome.Value.Before.Routes.Sum(r => r.Distance.Value)),
            RoutePlanner.Diff(outcome.Value.Before, after.Plan).Count(c => c.Visit != number),
            0,
            []
        );
    }
}

public sealed record RestoreVersionRequest(Guid PlanId, int BasedOn, bool Accept = false);

/// <summary>Makes an earlier version the latest again, as a version of its own: history is followed, never rewritten.</summary>
public sealed class RestoreVersion(Desk desk, PlanEdit edit)
{
    public Task<Outcome<PlanMade>> Run(Command<RestoreVersionRequest> command, CancellationToken ct) =>
        desk.Once<PlanMade>(
            command.Id,
            command.Data,
            async () =>
            {
                var version = await desk
                    .Db.Plans.Where(p => p.Id == command.Data.PlanId)
                    .Select(p => p.VersionNo)
                    .FirstOrDefaultAsync(ct);
                var edited = await edit.Try(
                    command.Data.PlanId,
                    command.Data.BasedOn,
                    (_, _, _) =>
                        Task.FromResult<Outcome<(string, Block?)>>(
                            (
                                $"Version {version} restored",
                                new Block(
                                    "NotInVersion",
                                    $"Version {version}, which was restored, does not hold it.",
                                    "Insert it at its best place."
                                )
                            )
                        ),
                    ct
                );
                return edited.Ok ? await edit.Save(edited.Value, command.Data.Accept, ct) : edited.Refused<PlanMade>();
            },
            ct
        );
}
