using Homeward.Routing;

namespace Homeward.Journey.Dispatch;

/// <summary>What is to be searched. Frozen: it can be solved on any thread, without the database.</summary>
/// <param name="Base">The plan it begins from; what the scope does not name keeps its van and its order in it.</param>
/// <param name="Visits">For a selection: the visits that may move.</param>
/// <param name="Vans">For a selection or a route: the vans whose stops may move.</param>
/// <param name="Keep">Begins the search from the base; else from nothing.</param>
internal sealed record SolveJob(
    DayModel Day,
    Routing.Plan Base,
    RunScope Scope,
    IReadOnlySet<string> Visits,
    IReadOnlySet<string> Vans,
    int Seconds,
    int Rounds,
    long Seed,
    bool Keep = true
);

/// <summary>
/// Searches a day, or a part of it. Locked routes are taken out of the search with all they hold and come back as they were; a
/// search that finds nothing better gives the base back.
/// </summary>
internal static class DaySolver
{
    public static Routing.Plan Solve(SolveJob job, IProgress<SolveProgress>? progress, CancellationToken ct)
    {
        var locked = job.Day.RouteLocks.Keys.ToHashSet(StringComparer.Ordinal);
        if (job.Scope == RunScope.All || job.Base.Routes.Count == 0)
            return Part(job, [.. job.Day.Vans.Keys.Where(v => !locked.Contains(v))], everything: true, progress, ct);
        var found =
            job.Vans.Count > 0
                ? Part(job, [.. job.Vans.Where(v => !locked.Contains(v))], everything: false, progress, ct)
                : Again(job, progress, ct);
        return found.Cost.Total < job.Base.Cost.Total ? found : job.Base;
    }

    /// <summary>The vans named with what is on them (and what waits), solved by themselves; the other routes stay as they are.</summary>
    private static Routing.Plan Part(
        SolveJob job,
        HashSet<string> vans,
        bool everything,
        IProgress<SolveProgress>? progress,
        CancellationToken ct
    )
    {
        var problem = job.Day.Problem;
        // What is on a van that takes no part stays there; a selection adds the visits it names, wherever they are.
        var stay = job
            .Base.Routes.Where(r => !vans.Contains(r.Vehicle))
            .Select(r =>
                r.Order with
                {
                    Stops = [.. r.Order.Stops.Where(s => !job.Visits.Contains(s) || job.Day.VisitLocks.ContainsKey(s))],
                }
            )
            .ToList();
        PlanEdit.Clean(stay);
        var held = stay.SelectMany(o => o.Stops).ToHashSet(StringComparer.Ordinal);
        var onVans = job
            .Base.Routes.Where(r => vans.Contains(r.Vehicle))
            .SelectMany(r => r.Order.Stops)
            .ToHashSet(StringComparer.Ordinal);
        var free = problem.Visits.Where(v =>
            !held.Contains(v.Id) && (everything || onVans.Contains(v.Id) || job.Visits.Contains(v.Id))
        );
        var part =
            stay.Count == 0 && everything && vans.Count == problem.Vehicles.Length ? problem : Cut(job, vans, free);
        var from = job.Keep
            ? RoutePlanner
                .Evaluate(part, [.. job.Base.Routes.Where(r => vans.Contains(r.Vehicle)).Select(r => r.Order)])
                .Plan
            : null;
        var solved = RoutePlanner.Solve(
            part,
            new SolveOptions
            {
                TimeLimit = TimeSpan.FromSeconds(job.Seconds),
                Iterations = job.Rounds,
                Seed = job.Seed,
                From = from,
                Explain = false,
                Progress = progress,
            },
            ct
        );
        if (ReferenceEquals(part, problem))
            return solved;
        var whole = RoutePlanner.Evaluate(problem, [.. stay, .. solved.Routes.Select(r => r.Order)]).Plan;
        return whole with { Provenance = solved.Provenance };
    }

    private static Problem Cut(SolveJob job, HashSet<string> vans, IEnumerable<Routing.Visit> free)
    {
        var problem = job.Day.Problem;
        var visits = free.Select(v =>
                v with
                {
                    OnlyVehicles = v.OnlyVehicles?.Where(vans.Contains).ToList(),
                    NotVehicles = [.. v.NotVehicles.Where(vans.Contains)],
                }
            )
            .ToList();
        var names = visits.Select(v => v.Id).ToHashSet(StringComparer.Ordinal);
        var models = problem
            .Vehicles.Where(v => vans.Contains(v.Id))
            .Select(v =>
                v.Underway is { } u
                    ? v with
                    {
                        Underway = u with { Carries = [.. u.Carries.Where(names.Contains)] },
                    }
                    : v
            );
        return new(problem.Travel, models, visits, problem.Dimensions);
    }

    /// <summary>
    /// Takes the visits that may move out and puts them in again one by one at their best places, most pressing first and then in
    /// other orders while there is time; everything else keeps its van and its order.
    /// </summary>
    private static Routing.Plan Again(SolveJob job, IProgress<SolveProgress>? progress, CancellationToken ct)
    {
        var (problem, clock) = (job.Day.Problem, TimeProvider.System);
        var began = clock.GetTimestamp();
        var moving = job
            .Base.Unplanned.Select(u => u.Visit)
            .Where(v => job.Scope == RunScope.UnplannedOnly || job.Visits.Contains(v))
            .Concat(job.Base.Routes.SelectMany(r => r.Order.Stops).Where(job.Visits.Contains))
            .Where(v => !job.Day.VisitLocks.ContainsKey(v))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(v => problem.Visit(v).PriceLeftOut)
            .ThenBy(v => v, StringComparer.Ordinal)
            .ToList();
        var bare = job
            .Base.Routes.Select(r => r.Order with { Stops = [.. r.Order.Stops.Where(s => !moving.Contains(s))] })
            .ToList();
        PlanEdit.Clean(bare);
        var empty = RoutePlanner.Evaluate(problem, bare).Plan;
        var (best, dice) = (job.Base, new Dice(job.Seed));
        var round = 0;
        do
        {
            var plan = empty;
            foreach (var visit in moving)
            {
                if (ct.IsCancellationRequested || round > 0 && Over())
                    return best;
                if (RoutePlanner.Insert(problem, plan, visit, 1) is [var place, ..])
                    plan = RoutePlanner.Apply(problem, plan, place);
            }
            round++;
            if (plan.Cost.Total < best.Cost.Total)
                best = plan with { Provenance = new("insert", job.Seed, round, clock.GetElapsedTime(began)) };
            progress?.Report(new(round, best.Cost.Total, best.Unplanned.Count));
            dice.Shuffle(moving);
        } while (moving.Count > 1 && round < job.Rounds && !Over());
        return best;

        bool Over() => clock.GetElapsedTime(began).TotalSeconds >= job.Seconds;
    }

    /// <summary>A small generator of our own, so that a seed gives the same order on every runtime (SplitMix64).</summary>
    private sealed class Dice(long seed)
    {
        private ulong state = unchecked((ulong)seed);

        public void Shuffle(List<string> list)
        {
            for (var i = list.Count - 1; i > 0; i--)
            {
                var j = (int)(Next() % (ulong)(i + 1));
                (list[i], list[j]) = (list[j], list[i]);
            }
        }

        private ulong Next()
        {
            unchecked
            {
                state += 0x9E3779B97F4A7C15;
                var z = (state ^ state >> 30) * 0xBF58476D1CE4E5B9;
                z = (z ^ z >> 27) * 0x94D049BB133111EB;
                return z ^ z >> 31;
            }
        }
    }
}
