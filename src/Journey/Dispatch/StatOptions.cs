using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>Another visit of the route that starts later or earlier if the urgent one is taken in.</summary>
/// <param name="BreaksPromise">It would leave its window or move further than announced starts may.</param>
public sealed record StatShift(
    Guid VisitId,
    string Number,
    string Patient,
    int MinutesLater,
    DateTime StartsAt,
    bool BreaksPromise
);

/// <summary>A place for an urgent visit in the running day, and what it does to everybody else.</summary>
/// <param name="No">1 for the best.</param>
/// <param name="Position">1 for the next stop of that van.</param>
/// <param name="Late">Minutes past its own due time; 0 in time.</param>
/// <param name="Broken">Promises and times it would break, as sentences; empty when it breaks none.</param>
public sealed record StatOption(
    int No,
    Guid VehicleId,
    Guid PersonId,
    string Van,
    string Driver,
    int Position,
    DateTime ArrivesAt,
    DateTime StartsAt,
    int Late,
    WorkTime Detour,
    Distance AddedLength,
    Money AddedCost,
    WorkTime Slack,
    IReadOnlyList<StatShift> Shifts,
    IReadOnlyList<string> Broken,
    string Sentence
);

/// <summary>The best places for an urgent visit, at most three: those that break nothing first.</summary>
/// <param name="PlanId">The running version they are places in; null when nothing is planned that day.</param>
/// <param name="BasedOn">The day's latest version: accept with it.</param>
/// <param name="WhyNot">When there is no place at all.</param>
public sealed record StatOffer(
    Guid VisitId,
    string Number,
    string Patient,
    DateTime DueAt,
    DateOnly Date,
    Guid? PlanId,
    int BasedOn,
    IReadOnlyList<StatOption> Options,
    Block? WhyNot
);

/// <param name="BasedOn">From the offer: another version in between refuses.</param>
/// <param name="Accept">Take it although promises are broken: the plan says so.</param>
public sealed record AcceptStatRequest(Guid VisitId, int BasedOn, Guid VehicleId, int Position, bool Accept = false);

/// <summary>The version that holds the urgent visit, published; and what of it did not go out, with reasons.</summary>
public sealed record StatAccepted(
    Guid PlanId,
    int VersionNo,
    Guid VehicleId,
    DateTime StartsAt,
    IReadOnlyList<StatShift> Shifts,
    IReadOnlyList<VisitVerdict> NotGone
);

/// <summary>
/// Where an urgent visit fits into the running day, and what that does to the others. Places that keep every promise come first;
/// where there are fewer than three, the best of those that break one are named with what they break.
/// </summary>
public sealed class StatOptions(Desk desk, BranchTime time, StatDay running)
{
    private const int Most = 3;

    // So much later a window may be overrun, in an option that says so.
    private static readonly Seconds Overrun = Seconds.FromMinutes(240);

    public async Task<Outcome<StatOffer>> Run(Guid visitId, CancellationToken ct)
    {
        var found = await Find(visitId, null, ct);
        return found.Ok ? found.Value.Offer : found.Refused<StatOffer>();
    }

    internal sealed record Found(RunningDay Running, StatOffer Offer, IReadOnlyList<FixedRoute> Routes);

    internal async Task<Outcome<Found>> Find(Guid visitId, int? basedOn, CancellationToken ct)
    {
        var visit = await desk.Db.Visits.AsNoTracking().FirstOrDefaultAsync(v => v.Id == visitId, ct);
        if (visit is null || await time.Of(visit.BranchId, ct) is not { } clock)
            return new NoSuch("visit");
        if (visit.HoldReason is { } why)
            return new VisitIsHeld(visit.Number, why);
        if (!visit.State.IsOpen())
            return new VisitHasBegun(visit.Number, Words.Of(visit.State.ToString()));
        var today = clock.DayOf(desk.Now);
        var date = visit.Date < today ? today : visit.Date;
        var outcome = await running.Of(visit.BranchId, date, basedOn, new(), ct);
        if (!outcome.Ok)
            return outcome.Refused<Found>();
        var now = outcome.Value;
        if (!now.Day.Visits.TryGetValue(visit.Number, out var facts))
            return new NotOnTheMap(visit.Number);
        var (options, routes) = Places(now, visit);
        return new Found(
            now,
            new(
                visit.Id,
                visit.Number,
                facts.Patient,
                visit.DueAt,
                date,
                now.Plan.Id,
                now.Day.LatestVersion,
                options,
                options.Count > 0
                    ? null
                    : Reasons.Of(now.Day, RoutePlanner.Explain(now.Day.Problem, now.Now, visit.Number))
            ),
            routes
        );
    }

    private static (List<StatOption>, List<FixedRoute>) Places(RunningDay now, Visit visit)
    {
        var (day, number) = (now.Day, visit.Number);
        var keeps = Best(RoutePlanner.Insert(day.Problem, now.Now, number, 60), Most);
        var options = new List<StatOption>();
        var routes = new List<FixedRoute>();
        foreach (var place in keeps)
            Add(place, []);
        if (options.Count < Most)
        {
            var loose = Loose(day, number);
            var wide = RoutePlanner
                .Insert(loose, RoutePlanner.Evaluate(loose, now.Orders).Plan, number, 60)
                .Where(p => !keeps.Any(k => k.Vehicle == p.Vehicle && k.Position == p.Position))
                .Select(p => (Place: p, Worse: now.Worse(RoutePlanner.Evaluate(day.Problem, p.Route).Violations)))
                .Where(p => p.Worse.Count > 0 && !p.Worse.Exists(Reasons.IsFirm))
                .OrderBy(p => p.Worse.Count)
                .ThenBy(p => p.Place.Start)
                .ToList();
            foreach (var (place, worse) in wide.DistinctBy(p => p.Place.Vehicle).Take(Most - options.Count))
                Add(place, worse);
        }
        return (options, routes);

        void Add(Placement place, List<Violation> worse)
        {
            options.Add(Option(now, visit, place, worse, options.Count + 1));
            routes.Add(place.Route);
        }
    }

    /// <summary>The earliest of each van first, then what is left: three ways out rather than three places on one van.</summary>
    private static List<Placement> Best(IReadOnlyList<Placement> places, int most)
    {
        var sorted = places.OrderBy(p => p.Start.Value / 900).ThenBy(p => p.AddedCost).ToList();
        var firsts = sorted.DistinctBy(p => p.Vehicle).Take(most).ToList();
        return [.. firsts, .. sorted.Except(firsts).Take(most - firsts.Count)];
    }

    /// <summary>The day with announced starts free to move and windows that may be overrun, to see what keeping them costs.</summary>
    private static Problem Loose(DayModel day, string number) =>
        new(
            day.Problem.Profiles,
            day.Problem.Vehicles,
            day.Problem.Visits.Select(v =>
                v with
                {
                    Promise = null,
                    Windows =
                        v.Windows.Count == 0
                            ? v.Windows
                            : [.. v.Windows.SkipLast(1), v.Windows[^1] with { End = Later(v.Windows[^1].End) }],
                    // Whoever is announced is not left out for it.
                    Priority = v.Id == number ? v.Priority : 10,
                }
            ),
            day.Problem.Dimensions,
            day.Problem.Teams,
            day.Problem.Traffic
        );

    private static Seconds Later(Seconds end) => new(Math.Min(Seconds.Horizon.Value, end.Value + Overrun.Value));

    private static StatOption Option(RunningDay now, Visit visit, Placement place, List<Violation> worse, int no)
    {
        var day = now.Day;
        var van = day.Vans[place.Vehicle];
        var starts = day.Utc(place.Start);
        var broken = worse.Select(w => w.Visit).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var shifts = place
            .Shifted.Where(s => s.Visit.Length > 0 && day.Visits.ContainsKey(s.Visit))
            .Select(s => new StatShift(
                day.Visits[s.Visit].Id,
                s.Visit,
                day.Visits[s.Visit].Patient,
                (int)Math.Round(s.By.Value / 60.0),
                now.Now.Find(s.Visit) is { } was ? day.Utc(was.Stop.Start + s.By) : starts,
                broken.Contains(s.Visit)
            ))
            .Where(s => s.MinutesLater != 0 || s.BreaksPromise)
            .ToList();
        var late = starts > visit.DueAt ? (int)Math.Ceiling((starts - visit.DueAt).TotalMinutes) : 0;
        var most = shifts.Count == 0 ? 0 : shifts.Max(s => s.MinutesLater);
        return new(
            no,
            van.VehicleId,
            van.PersonId,
            van.Name,
            van.Person,
            place.Position + 1,
            day.Utc(place.Arrive),
            starts,
            late,
            new(place.Detour.Value),
            new(place.AddedDistance.Value),
            new(place.AddedCost.Value),
            new(place.Slack.Value),
            shifts,
            [.. worse.Select(w => Reasons.Of(day, w))],
            $"{place.Vehicle} could start at {day.Say(place.Start)}"
                + (late > 0 ? $", {late} min after it is due" : "")
                + (
                    most > 0 ? $"; {shifts.Count} others start up to {most} min later"
                    : shifts.Count > 0 ? $"; {shifts.Count} others start earlier"
                    : "; nobody else is moved"
                )
                + (
                    worse.Count == 0 ? ", every promise holds."
                    : worse.Count == 1 ? ", one promise or rule is broken."
                    : $", {worse.Count} promises or rules are broken."
                )
        );
    }
}
