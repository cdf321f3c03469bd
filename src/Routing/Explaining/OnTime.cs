using Homeward.Routing.Solving;

namespace Homeward.Routing.Explaining;

/// <summary>What a planned visit that starts late is asked: how it could be in time, and nobody else later than now.</summary>
internal static class OnTime
{
    /// <summary>How late a visit starts in a plan; zero where it is in time or not planned.</summary>
    internal static Seconds LateBy(Problem problem, Plan plan, int x) =>
        problem.Visits[x].HardLatest is null ? Seconds.Zero : Late(problem, Placements.Open(problem, plan, -1), x).By;

    /// <summary>
    /// The problem in which a visit has to be in time, everybody who is in time has to stay so, and who is late may not be
    /// later.
    /// </summary>
    internal static Problem Of(Problem problem, Plan plan, int x)
    {
        var open = Placements.Open(problem, plan, -1);
        return problem.With(problem.Vehicles, problem.Visits.Select(Held));

        Visit Held(Visit visit, int i)
        {
            if (visit.HardLatest is null || open.RouteOf[i] < 0)
            {
                return visit;
            }

            var (start, by) = Late(problem, open, i);
            return visit with { HardLatest = i == x || by == Seconds.Zero ? null : start };
        }
    }

    /// <summary>Whether a plan has a visit in time, and nobody later than another plan has.</summary>
    internal static bool Keeps(Problem problem, Plan before, Plan after, string visit)
    {
        var were = LateIn(PlanWriter.Evaluate(problem, [.. before.Routes.Select(r => r.Order)]));
        return LateIn(after).All(now => now.Key != visit && now.Value <= were.GetValueOrDefault(now.Key));
    }

    private static Dictionary<string, Seconds> LateIn(Plan plan) =>
        plan
            .Routes.SelectMany(r => r.Stops)
            .Where(s => s.Late > Seconds.Zero)
            .ToDictionary(s => s.Visit!, s => s.Late, StringComparer.Ordinal);

    private static (Seconds Start, Seconds By) Late(Problem problem, Solution open, int x)
    {
        var k = open.RouteOf[x];
        if (k < 0)
        {
            return default;
        }

        var route = open.Routes[k];
        open.Timeline.Run(route.Van, route.Order, strict: false);
        var start = open.Timeline.Start[route.Order.IndexOf(x)];
        return (new(start), new(Math.Max(0, start - problem.Visits[x].Windows[^1].End.Value)));
    }
}
