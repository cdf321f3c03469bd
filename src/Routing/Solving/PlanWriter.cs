namespace Homeward.Routing.Solving;

/// <summary>Turns orders of stops into a plan with times, loads and money.</summary>
internal static class PlanWriter
{
    internal static Plan Evaluate(Problem problem, IReadOnlyList<FixedRoute> routes)
    {
        var orders = new int[problem.Vehicles.Length][];
        var seen = new HashSet<int>();
        foreach (var route in routes)
        {
            var k = VehicleOf(problem, route.Vehicle);
            if (orders[k] is not null)
            {
                throw new ArgumentException($"Vehicle '{route.Vehicle}' has two routes.", nameof(routes));
            }

            orders[k] = Known(problem, k, route, seen);
        }

        return Write(problem, [.. orders.Select(o => o ?? [])], new Provenance("evaluate", 0, 0, TimeSpan.Zero));
    }

    internal static Route Evaluate(Problem problem, FixedRoute route)
    {
        if (route.Stops.Count == 0)
        {
            throw new ArgumentException($"The route of '{route.Vehicle}' has no stop.", nameof(route));
        }

        var k = VehicleOf(problem, route.Vehicle);
        var order = Known(problem, k, route, new HashSet<int>(route.Stops.Count));
        return Write(problem, problem.Compiled, new Timeline(problem.Compiled), k, order);
    }

    private static int[] Known(Problem problem, int k, FixedRoute route, HashSet<int> seen)
    {
        var order = OrderOf(problem, route);
        foreach (var i in order)
        {
            if (i != Timeline.Reload && !seen.Add(i))
            {
                throw new ArgumentException($"Visit '{problem.Visits[i].Id}' is named twice.", nameof(route));
            }

            if (i == Timeline.Reload && problem.Vehicles[k].Reload is null)
            {
                throw new ArgumentException($"Vehicle '{route.Vehicle}' has no place to reload.", nameof(route));
            }
        }

        return order;
    }

    internal static int VehicleOf(Problem problem, string id) =>
        problem.VehicleIndex.TryGetValue(id, out var k) ? k : throw new KeyNotFoundException($"No vehicle '{id}'.");

    internal static int VisitOf(Problem problem, string id) =>
        problem.VisitIndex.TryGetValue(id, out var i) ? i : throw new KeyNotFoundException($"No visit '{id}'.");

    internal static int[] OrderOf(Problem problem, FixedRoute route) =>
        [.. route.Stops.Select(id => id == FixedRoute.Reload ? Timeline.Reload : VisitOf(problem, id))];

    /// <summary>A search's working plan: as its orders are evaluated, or with teams held where that does not work out.</summary>
    internal static Plan Write(Problem problem, Solution made, Provenance provenance)
    {
        var orders = made.Routes.Select(r => r.Order.ToArray()).ToList();
        return made.Settle()
            ? Write(problem, orders, provenance)
            : Write(problem, orders, provenance, new Timeline(problem.Compiled) { Pins = made.Pins });
    }

    internal static Plan Write(Problem problem, IReadOnlyList<int[]> orders, Provenance provenance)
    {
        var timeline = new Timeline(problem.Compiled);
        timeline.Pins = Teams.Settle(problem.Compiled, timeline, orders);
        return Write(problem, orders, provenance, timeline);
    }

    private static Plan Write(Problem problem, IReadOnlyList<int[]> orders, Provenance provenance, Timeline timeline)
    {
        var routes = new List<Route>();
        var cost = CostTerms.None;
        var planned = new bool[problem.Visits.Length];
        for (var k = 0; k < orders.Count; k++)
        {
            if (orders[k].Length == 0)
            {
                continue;
            }

            var route = Write(problem, problem.Compiled, timeline, k, orders[k]);
            routes.Add(route);
            cost += route.Cost;
            foreach (var i in orders[k].Where(i => i != Timeline.Reload))
            {
                planned[i] = true;
            }
        }

        var left = new List<Unplanned>();
        for (var i = 0; i < planned.Length; i++)
        {
            if (!planned[i])
            {
                left.Add(new Unplanned(problem.Visits[i].Id, null));
                cost += CostTerms.None with { LeftOut = problem.Visits[i].PriceLeftOut };
            }
        }

        return new Plan
        {
            Routes = routes,
            Unplanned = left,
            Cost = cost,
            Provenance = provenance,
        };
    }

    internal static Route Write(Problem problem, Compiled compiled, Timeline timeline, int vehicle, int[] order)
    {
        var van = compiled.Vehicles[vehicle];
        timeline.Run(van, order, strict: false);
        var stops = new List<Stop>(order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            var visit = order[i] == Timeline.Reload ? null : compiled.Visits[order[i]];
            stops.Add(
                new Stop(
                    visit is null ? null : problem.Visits[order[i]].Id,
                    visit?.Place ?? van.ReloadPlace,
                    new Seconds(timeline.Arrive[i]),
                    new Seconds(timeline.Start[i]),
                    new Seconds(timeline.Leave[i]),
                    new Seconds(Math.Max(0, timeline.Start[i] - (visit?.LateAfter ?? int.MaxValue)))
                )
            );
        }

        return new Route
        {
            Vehicle = problem.Vehicles[vehicle].Id,
            Leaves = new Seconds(timeline.Leaves),
            Ends = new Seconds(timeline.Ends),
            Stops = stops,
            Legs = Legs(compiled, timeline, van, order),
            Breaks = [.. timeline.Breaks.Select(b => new PlannedBreak(new Seconds(b.Start), new Seconds(b.End)))],
            Distance = new Metres(Shown(timeline.Distance)),
            Co2Grams = timeline.Distance * problem.Vehicles[vehicle].Co2GramsPerKm / 1000,
            Cost = Terms(problem, problem.Vehicles[vehicle], timeline, order),
        };
    }

    private static List<Leg> Legs(Compiled compiled, Timeline timeline, CompiledVehicle van, int[] order)
    {
        var load = new long[compiled.Dimensions];
        var legs = new List<Leg>(order.Length + 1);
        var travel = van.Travel;
        var from = van.Start;
        LoadTrip(0);
        for (var i = 0; i < order.Length; i++)
        {
            var visit = order[i] == Timeline.Reload ? null : compiled.Visits[order[i]];
            Drive(visit?.Place ?? van.ReloadPlace, i);
            if (visit is null)
            {
                LoadTrip(i + 1);
                continue;
            }

            for (var d = 0; d < load.Length; d++)
            {
                load[d] += visit.PicksUp[d] - visit.Drops[d];
            }
        }

        if (!van.OpenEnd)
        {
            Drive(van.End, order.Length);
        }

        return legs;

        void Drive(int to, int leg)
        {
            var metres = travel.Out[(from * travel.Places) + to].Metres;
            var begin = from == travel.Nowhere ? to : from;
            legs.Add(new Leg(begin, to, new Seconds(timeline.Wheel[leg]), new Metres(metres), [.. load.Select(Shown)]));
            from = to;
        }

        void LoadTrip(int first)
        {
            var away = first == 0 && van.Away;
            Array.Clear(load);
            if (first == 0)
            {
                var aboard = away ? van.LoadedAtStart : van.OnBoard;
                for (var d = 0; d < load.Length; d++)
                {
                    load[d] = aboard[d];
                }
            }

            for (var i = first; !away && i < order.Length && order[i] != Timeline.Reload; i++)
            {
                for (var d = 0; d < load.Length; d++)
                {
                    load[d] += compiled.Visits[order[i]].FromDepot ? compiled.Visits[order[i]].Drops[d] : 0;
                }
            }
        }
    }

    private static CostTerms Terms(Problem problem, Vehicle v, Timeline t, int[] order)
    {
        var (late, moved, otherVehicle) = (0m, 0m, 0L);
        for (var i = 0; i < order.Length; i++)
        {
            if (order[i] == Timeline.Reload)
            {
                continue;
            }

            var (visit, start) = (problem.Visits[order[i]], t.Start[i]);
            if (visit.HardLatest is not null)
            {
                late += (decimal)visit.LatePerMinute.Value * Math.Max(0, start - visit.Windows[^1].End.Value);
            }

            if (visit.Promise is { } promise)
            {
                moved += (decimal)promise.PerMinute.Value * Math.Abs(start - promise.Start.Value);
            }

            if (visit.PreferredVehicle is { } preferred && preferred != v.Id)
            {
                otherVehicle += visit.OtherVehiclePrice.Value;
            }
        }

        var duration = (decimal)(t.Ends - t.Leaves);
        return new(
            v.FixedCost,
            Whole(v.PerHour.Value * duration / 3600),
            Whole(v.OvertimePerHour.Value * (decimal)Math.Max(0, t.Ends - v.Shift.End.Value) / 3600),
            Whole(v.PerKm.Value * (decimal)t.Distance / 1000),
            Whole(late / 60),
            Whole(moved / 60),
            Whole(v.PerCo2Kg.Value * (decimal)t.Distance * v.Co2GramsPerKm / 1_000_000),
            Whole(v.PerHourSquared.Value * duration * duration / 12_960_000),
            new Cents(otherVehicle),
            default
        );
    }

    /// <summary>A figure that an int cannot hold is shown as the most it can say.</summary>
    private static int Shown(long figure) => (int)Math.Clamp(figure, int.MinValue, int.MaxValue);

    private static Cents Whole(decimal cents) =>
        new((long)Math.Min(Math.Round(cents, MidpointRounding.AwayFromZero), CostTerms.Most.Value));

    internal static Cents Cents(long units)
    {
        var half = Compiled.UnitsPerCent / 2;
        return new Cents((units + (units < 0 ? -half : half)) / Compiled.UnitsPerCent);
    }
}
