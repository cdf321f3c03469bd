using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="From">Local time of the branch.</param>
/// <param name="To">Local time, after <paramref name="From"/>: the end is kept too.</param>
/// <param name="Reason">Needed to book another window over one that was booked.</param>
/// <param name="Anyway">Book although the day's routes say no: a dispatcher's word.</param>
public sealed record BookWindowRequest(
    Guid VisitId,
    int Version,
    DateOnly Date,
    TimeOnly From,
    TimeOnly To,
    string? Reason = null,
    bool Anyway = false
);

public sealed record Booked(Guid VisitId, string Number, DateOnly Date, DateTime From, DateTime To, int Version);

/// <summary>Promises a day and window to the patient. Checked against the day's routes first; from then on it is frozen.</summary>
public sealed class BookWindow(Desk desk, BranchTime time, TentativeDay tentative)
{
    private readonly JourneyDb db = desk.Db;

    public Task<Outcome<Booked>> Run(Command<BookWindowRequest> command, CancellationToken ct) =>
        desk.Once<Booked>(command.Id, command.Data, () => Book(command.Data, ct), ct);

    private async Task<Outcome<Booked>> Book(BookWindowRequest request, CancellationToken ct)
    {
        if (!desk.Actor.Can(May.WritePlan) && !desk.Actor.Can(May.WriteOrders))
            return new NotAllowed("book windows");
        var visit = await db.Visits.FirstOrDefaultAsync(v => v.Id == request.VisitId, ct);
        if (visit is null)
            return new NoSuch("visit");
        if (visit.Version != request.Version)
            return new StaleVersion("visit");
        if (!visit.State.IsOpen())
            return new VisitHasBegun(visit.Number, Words.Of(visit.State.ToString()));
        var clock = (await time.Of(visit.BranchId, ct))!;
        var problems = Check(request, clock);
        if (problems.Count > 0)
            return problems;
        if (visit.HoldReason is { } why)
            return new VisitIsHeld(visit.Number, why);
        if (visit.BookedAt is not null && string.IsNullOrWhiteSpace(request.Reason))
            return new AlreadyBooked(visit.Number) { Field = "reason" };
        var (from, to) = (clock.ToUtc(request.Date, request.From), clock.ToUtc(request.Date, request.To));
        if (await CanBeKept(visit, request, from, to, ct) is { } refusal)
            return refusal;
        var moves =
            visit.Date != request.Date || visit.PlannedArrival is { } planned && (planned < from || planned > to);
        (visit.Date, visit.WindowFrom, visit.WindowTo, visit.BookedAt) = (request.Date, from, to, desk.Now);
        if (!string.IsNullOrWhiteSpace(request.Reason))
            visit.Note = $"Window booked anew: {request.Reason.Trim()}";
        if (moves && visit.State != VisitState.Unplanned)
            visit.Move(VisitTrigger.Unplan);
        desk.Emit(new VisitBooked(visit.Id));
        return new Booked(visit.Id, visit.Number, visit.Date, from, to, visit.Version + 1);
    }

    private List<Refusal> Check(BookWindowRequest request, BranchClock clock)
    {
        var problems = new List<Refusal>();
        var today = clock.DayOf(desk.Now);
        if (request.Date < today || request.Date > today.AddDays(366))
            problems.Add(new InvalidField("date", "The day must be today or within a year."));
        if (request.To <= request.From)
            problems.Add(new InvalidField("to", "The window must end after it begins."));
        else if (request.To - request.From < TimeSpan.FromMinutes(30))
            problems.Add(new InvalidField("to", "A window is at least 30 minutes long."));
        else if (problems.Count == 0 && clock.ToUtc(request.Date, request.To) <= desk.Now)
            problems.Add(new InvalidField("to", "The window is over already."));
        if (request.Reason?.Length > 200)
            problems.Add(new InvalidField("reason", "A reason has at most 200 characters."));
        if (request.Anyway && !desk.Actor.Can(May.WritePlan))
            problems.Add(new NotAllowed("book a window that the routes do not hold"));
        return problems;
    }

    private async Task<Refusal?> CanBeKept(
        Visit visit,
        BookWindowRequest request,
        DateTime from,
        DateTime to,
        CancellationToken ct
    )
    {
        if (request.Anyway)
            return null;
        var located = await db.Patients.AnyAsync(p => p.Id == visit.PatientId && p.Latitude != null, ct);
        if (!located)
            return new NotOnTheMap("The patient") { Field = "visitId" };
        var outcome = await tentative.Run(visit, request.Date, ct);
        if (!outcome.Ok)
            return outcome.Refusals[0];
        var (day, plan) = outcome.Value;
        var asked = day.Problem.Visit(visit.Number) with { Windows = [new(day.At(from), day.At(to))], Promise = null };
        var problem = day.Problem.With(asked);
        if (RoutePlanner.Insert(problem, plan, visit.Number, 1).Count > 0)
            return null;
        var why = Reasons.Of(day.With(problem), RoutePlanner.Explain(problem, plan, visit.Number));
        return new CannotBeKept($"The routes of that day do not hold this window. {why.Sentence} {why.ToDo}");
    }
}

/// <summary>A day as it would go with what is known now: its latest plan, and everything else inserted where it fits.</summary>
public sealed class TentativeDay(DayReader days, Roads.ITravelTimes travel, ReadDay read)
{
    /// <summary>More that waits than this is put in by the planner's own construction, which is quicker than one by one.</summary>
    private const int OneByOne = 6;

    /// <summary>The day with this visit as a candidate, not yet in the plan.</summary>
    internal async Task<Outcome<(DayModel Day, Routing.Plan Plan)>> Run(
        Visit candidate,
        DateOnly date,
        CancellationToken ct
    )
    {
        var outcome = await days.Of(candidate.BranchId, date, ct);
        if (!outcome.Ok)
            return outcome.Refused<(DayModel, Routing.Plan)>();
        var (cached, day) = (outcome.Value, outcome.Value.Day);
        if (day.Vans.Count == 0)
            return new NoCrewToPlan(date);
        if (!day.Visits.TryGetValue(candidate.Number, out var known))
        {
            var added = await With(day, candidate, ct);
            return added.Ok ? (added.Value, cached.Tentative) : added.Refused<(DayModel, Routing.Plan)>();
        }
        if (known.Version != candidate.Version)
            return new StaleVersion("visit");
        var plan = cached.Tentative;
        if (plan.Find(candidate.Number) is null)
            return (day, plan);
        List<FixedRoute> orders =
        [
            .. plan.Routes.Select(r => r.Order with { Stops = [.. r.Order.Stops.Where(s => s != candidate.Number)] }),
        ];
        PlanEdit.Clean(orders);
        return (day, PlanEdit.Judge(day, new(plan, []), orders).After.Plan);
    }

    /// <summary>The day's model with a visit of another day; travel is asked for its door alone.</summary>
    private async Task<Outcome<DayModel>> With(DayModel day, Visit candidate, CancellationToken ct)
    {
        var model = await read.Candidate(candidate.Id, day, ct);
        if (!model.Ok)
            return model.Refused<DayModel>();
        var (visit, door, facts) = model.Value;
        var problem = day.Problem;
        var place = day.Places.ToList().IndexOf(door);
        if (place < 0)
        {
            var matrix = await TravelCache.With(problem.Travel, day.Places, door, travel, ct);
            problem = new(matrix, problem.Vehicles, problem.Visits, problem.Dimensions);
            place = day.Places.Count;
        }
        return day with
        {
            Problem = problem.With(visit with { Place = place }),
            Visits = new Dictionary<string, DayVisit>(day.Visits, StringComparer.Ordinal) { [facts.Number] = facts },
        };
    }

    /// <summary>Booked promises take their places first; only then may a candidate look for one.</summary>
    internal static Routing.Plan Fill(Problem problem, Routing.Plan plan)
    {
        if (plan.Unplanned.Count > OneByOne)
            return RoutePlanner.Solve(
                problem,
                new SolveOptions
                {
                    Iterations = 0,
                    From = plan,
                    Explain = false,
                }
            );
        var waiting = plan
            .Unplanned.Select(u => u.Visit)
            .OrderByDescending(v => problem.Visit(v).PriceLeftOut)
            .ThenBy(v => v, StringComparer.Ordinal)
            .ToList();
        foreach (var visit in waiting)
            if (RoutePlanner.Insert(problem, plan, visit, 1) is [var best, ..])
                plan = RoutePlanner.Apply(problem, plan, best);
        return plan;
    }
}
