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
/// <param name="PersonId">Which crew, where the van has two in a day; null: the first.</param>
/// <param name="Accept">Save although times are broken: the plan says so. Skills, crew, weight and hazmat are never accepted.</param>
public sealed record MoveVisitRequest(
    Guid PlanId,
    int BasedOn,
    Guid VisitId,
    Guid? VehicleId = null,
    int? Position = null,
    bool BestVan = false,
    bool Accept = false,
    Guid? PersonId = null
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
                    ct,
                    keepLocks: true
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
            if (day.VisitLocks.TryGetValue(visit.Number, out var held))
                return new VisitIsLocked(visit.Number, held.By, day.Clock.ToLocal(held.At).Time);
            for (var i = 0; i < orders.Count; i++)
                orders[i] = orders[i] with { Stops = [.. orders[i].Stops.Where(s => s != visit.Number)] };
            if (request.VehicleId is null && !request.BestVan)
                return (
                    $"{visit.Number} taken off",
                    new Block("ByHand", "Taken off the plan by hand.", "Insert it again, or plan the day anew.")
                );
            var van = request.VehicleId is { } wanted
                ? DayModel.Van(day.Vans.Values, wanted, request.PersonId ?? Guid.Empty)
                : null;
            if (van is null && !request.BestVan)
                return new NotInThisDay("That van");
            if (van is not null && day.RouteLocks.TryGetValue(van.Key, out var closed))
                return new RouteIsLocked(van.Key, closed.By, day.Clock.ToLocal(closed.At).Time);
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
            if (van is not null)
            {
                orders.RemoveAll(o => o.Vehicle == van.Key);
                orders.Add(OnVan(day, before, visit.Number, van.Key));
                return ($"{visit.Number} moved to {van.Key}", null);
            }
            if (RoutePlanner.Insert(day.Problem, before, visit.Number, 1) is not [var best, ..])
            {
                var why = Reasons.Of(day, RoutePlanner.Explain(day.Problem, before, visit.Number));
                return new MoveBreaks($"{visit.Number} fits nowhere. {why.Sentence} {why.ToDo}");
            }
            orders.RemoveAll(o => o.Vehicle == best.Vehicle);
            orders.Add(best.Route);
            return ($"{visit.Number} inserted on {best.Vehicle}", null);
        };

    /// <summary>The best place on one van; where none fits, the one that breaks least, for the verdict to say what.</summary>
    private static FixedRoute OnVan(DayModel day, Routing.Plan before, string visit, string van)
    {
        var stops =
            before.Routes.FirstOrDefault(r => r.Vehicle == van)?.Order.Stops.Where(s => s != visit).ToList() ?? [];
        DayModel.Tidy(stops);
        var tried = Enumerable
            .Range(0, stops.Count + 1)
            .Select(at => new FixedRoute(van, [.. stops.Take(at), visit, .. stops.Skip(at)]))
            .Select(order => (Order: order, Judged: RoutePlanner.Evaluate(day.Problem, order)))
            .OrderBy(t => t.Judged.Violations.Count(Reasons.IsFirm))
            .ThenBy(t => t.Judged.Violations.Count)
            .ThenBy(t => t.Judged.Violations.Sum(v => v.Excess))
            .ThenBy(t => t.Judged.Route.Cost.Total)
            .ToList();
        // What is too much to carry may go with a way back to the depot in between.
        if (tried[0].Judged.Violations.Any(v => v.Constraint is Constraint.Capacity or Constraint.CleanDirty))
        {
            var alone = before with { Routes = [.. before.Routes.Where(r => r.Vehicle == van)] };
            if (RoutePlanner.Insert(day.Problem, alone, visit, 100).FirstOrDefault(p => p.Vehicle == van) is { } fits)
                return fits.Route;
        }
        return tried[0].Order;
    }

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
