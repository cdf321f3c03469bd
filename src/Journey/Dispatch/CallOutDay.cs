using Homeward.Field;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>Works out what becomes of the visits of a van that drops out, worst harm first, every promise kept that can be.</summary>
public sealed class CallOutDay(Desk desk, StatDay running, CrewOfDay crewOfDay)
{
    private readonly JourneyDb db = desk.Db;

    internal sealed record Worked(
        RunningDay Running,
        DayModel Day,
        IReadOnlyList<DayVan> Out,
        Guid? EnRoute,
        Evaluation After,
        CallOutAnswer Answer
    );

    internal async Task<Outcome<Worked>> Run(CallOutRequest request, CancellationToken ct)
    {
        if (request.VehicleId is null == request.PersonId is null)
            return new OneOfTwo();
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 200)
            return new InvalidField("reason", "Say why in 1 to 200 characters.");
        var begun = await db
            .Visits.AsNoTracking()
            .Where(v => v.BranchId == request.BranchId && v.Date == request.Date)
            .Where(v =>
                request.VehicleId != null && v.VehicleId == request.VehicleId
                || request.PersonId != null && v.PersonId == request.PersonId
            )
            .Where(v => v.State == VisitState.EnRoute || v.State == VisitState.Arrived)
            .Select(v => new
            {
                v.Id,
                v.Number,
                v.State,
            })
            .ToListAsync(ct);
        var onTheWay = begun.Find(v => v.State == VisitState.EnRoute);
        var outcome = await running.Of(request.BranchId, request.Date, request.BasedOn, new(), ct);
        if (!outcome.Ok)
            return outcome.Refused<Worked>();
        var now = outcome.Value;
        var full = now.Day;
        var vans = full
            .Vans.Values.Where(v =>
                request.VehicleId is { } van
                    ? v.VehicleId == van
                    : v.PersonId == request.PersonId || v.SecondPersonId == request.PersonId
            )
            .ToList();
        if (vans.Count == 0)
            return new NotOnTheRoad(await Name(request, ct));
        var (problem, ends) = await Without(full, vans, request, ct);
        var day = full.With(problem);
        var freed = now
            .Orders.Where(o => vans.Exists(v => v.Key == o.Vehicle))
            .SelectMany(o => o.Stops)
            .Where(s => s != FixedRoute.Reload)
            .ToList();
        // What was on its way when the version was made is in none of its routes.
        freed.AddRange(
            full.Visits.Values.Where(v =>
                    v.State == VisitState.Published
                    && vans.Exists(x => x.VehicleId == v.VehicleId)
                    && !now.Orders.Exists(o => o.Stops.Contains(v.Number))
                )
                .Select(v => v.Number)
        );
        var kept = now.Orders.Where(o => !vans.Exists(v => v.Key == o.Vehicle)).ToList();
        var (after, rows) = await Place(now, day, kept, freed, ct);
        var moved = freed.ToHashSet(StringComparer.Ordinal);
        var others = RoutePlanner
            .Diff(now.Now, after.Plan)
            .Where(c => !moved.Contains(c.Visit) && c is { ToStart: not null, Later: not null })
            .Select(c => new StatShift(
                day.Visits[c.Visit].Id,
                c.Visit,
                day.Visits[c.Visit].Patient,
                (int)Math.Round(c.Later!.Value.Value / 60.0),
                day.Utc(c.ToStart!.Value),
                false
            ))
            .Where(s => s.MinutesLater != 0)
            .ToList();
        return new Worked(
            now,
            day,
            ends ? vans : [],
            onTheWay?.Id,
            after,
            new(
                null,
                full.LatestVersion,
                [.. vans.Select(v => $"{v.Name} with {v.Person}{(v.Second is { } s ? $" and {s}" : "")}")],
                rows,
                others,
                [
                    .. begun.Select(v =>
                        v.State == VisitState.Arrived
                            ? $"{v.Number}: the crew is at the door and finishes it, or records why not."
                            : $"{v.Number}: the crew is on its way; the departure is taken back first, then it is placed like the others."
                    ),
                ],
                []
            )
        );
    }

    /// <summary>The day without the van; when only the second person goes, with what the first may do alone.</summary>
    private async Task<(Problem Problem, bool Ends)> Without(
        DayModel day,
        List<DayVan> vans,
        CallOutRequest request,
        CancellationToken ct
    )
    {
        var keys = vans.Select(v => v.Key).ToHashSet(StringComparer.Ordinal);
        if (request.PersonId is { } person && vans.TrueForAll(v => v.SecondPersonId == person))
        {
            var shifts = (await crewOfDay.Run(day.BranchId, day.Date, ct)).Must();
            var problem = day.Problem;
            foreach (var van in vans)
                problem = problem.With(
                    problem.Vehicle(van.Key) with
                    {
                        Crew = 1,
                        Skills = shifts.FirstOrDefault(s => s.PersonId == van.PersonId)?.Skills.ToList() ?? [],
                    }
                );
            return (problem, false);
        }
        // What the van carries reaches no other door by itself: it is fetched from the depot, or handed over on the way there.
        return (
            new(
                day.Problem.Profiles,
                day.Problem.Vehicles.Where(v => !keys.Contains(v.Id)),
                day.Problem.Visits,
                day.Problem.Dimensions,
                day.Problem.Teams,
                day.Problem.Traffic
            ),
            true
        );
    }

    private async Task<(Evaluation, List<CallOutVisit>)> Place(
        RunningDay now,
        DayModel day,
        List<FixedRoute> kept,
        List<string> freed,
        CancellationToken ct
    )
    {
        var ids = freed.Select(f => day.Visits[f].Id).ToList();
        var life = await db
            .Visits.AsNoTracking()
            .Where(v => ids.Contains(v.Id))
            .Select(v => new { v.Number, v.LifeSustaining })
            .ToDictionaryAsync(v => v.Number, v => v.LifeSustaining, ct);
        var order = freed
            .OrderByDescending(f => life.GetValueOrDefault(f))
            .ThenByDescending(f => day.Problem.Visit(f).Priority)
            .ThenBy(f => day.Problem.Visit(f).Windows is [.., var w] ? w.End.Value : int.MaxValue)
            .ThenBy(f => f, StringComparer.Ordinal)
            .ToList();
        var problem = day.Problem;
        var plan = RoutePlanner.Evaluate(problem, kept).Plan;
        var rows = new List<CallOutVisit>();
        foreach (var number in order)
        {
            ct.ThrowIfCancellationRequested();
            var visit = problem.Visit(number);
            var best = RoutePlanner.Insert(problem, plan, number, 1);
            if (best.Count == 0 && visit.Promise is not null)
            {
                // The time that was announced cannot be kept by anybody else; the window that was promised still may.
                problem = problem.With(visit with { Promise = null });
                best = RoutePlanner.Insert(problem, plan, number, 1);
                if (best.Count == 0)
                    problem = problem.With(visit);
            }
            var facts = day.Visits[number];
            var was = now.Now.Find(number) is { } w ? day.Utc(w.Stop.Start) : (DateTime?)null;
            if (best is [var place, ..])
            {
                plan = RoutePlanner.Apply(problem, plan, place);
                var van = day.Vans[place.Vehicle];
                var later = was is { } before ? (int)Math.Round((day.Utc(place.Start) - before).TotalMinutes) : 0;
                rows.Add(
                    new(
                        facts.Id,
                        number,
                        facts.Patient,
                        life.GetValueOrDefault(number),
                        visit.Priority,
                        van.VehicleId,
                        van.Name,
                        was,
                        day.Utc(place.Start),
                        new Money(place.AddedCost.Value),
                        null,
                        $"{number} goes to {place.Vehicle}, starting {day.Say(place.Start)}"
                            + (
                                later == 0
                                    ? "."
                                    : $", {Math.Abs(later)} min {(later > 0 ? "later" : "earlier")} than planned."
                            )
                    )
                );
                continue;
            }
            var why = Reasons.Of(day, RoutePlanner.Explain(problem, plan, number));
            rows.Add(
                new(
                    facts.Id,
                    number,
                    facts.Patient,
                    life.GetValueOrDefault(number),
                    visit.Priority,
                    null,
                    null,
                    was,
                    null,
                    null,
                    why,
                    $"{number} fits nowhere: {why.Sentence}"
                )
            );
        }
        // Judged by what was promised, not by what was let go to find a place.
        return (RoutePlanner.Evaluate(day.Problem, [.. plan.Routes.Select(r => r.Order)]), rows);
    }

    private async Task<string> Name(CallOutRequest request, CancellationToken ct) =>
        request.VehicleId is { } van
            ? await db.Vehicles.Where(v => v.Id == van).Select(v => v.Name).FirstOrDefaultAsync(ct) ?? "That van"
            : (await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.PersonId, ct))?.Name
                ?? "That person";
}
