namespace Homeward.Routing.Tests.Judging;

/// <summary>A plan with one of its figures changed, for each figure.</summary>
internal static class Figures
{
    /// <summary>Each figure moved by an amount, or, for the ends of int, set there.</summary>
    internal static IEnumerable<(string What, Plan Plan)> Changed(Plan plan, int by)
    {
        for (var r = 0; r < plan.Routes.Count; r++)
        {
            var at = r;
            foreach (var (what, route) in Changed(plan.Routes[r], by))
            {
                yield return ($"{route.Vehicle}: {what}", plan with { Routes = Set(plan.Routes, at, route) });
            }

            foreach (var (what, terms) in Changed(plan.Routes[r].Cost, by))
            {
                var route = plan.Routes[at] with { Cost = terms };
                yield return (
                    $"{route.Vehicle}: {what} and the plan's",
                    plan with
                    {
                        Routes = Set(plan.Routes, at, route),
                        Cost = Changed(plan.Cost, by).First(c => c.What == what).Terms,
                    }
                );
            }
        }

        foreach (var (what, terms) in Changed(plan.Cost, by))
        {
            yield return (what, plan with { Cost = terms });
        }
    }

    private static IEnumerable<(string What, Route Route)> Changed(Route route, int by)
    {
        yield return ("leaves", route with { Leaves = Later(route.Leaves) });
        yield return ("ends", route with { Ends = Later(route.Ends) });
        yield return ("distance", route with { Distance = Further(route.Distance) });
        yield return ("CO2", route with { Co2Grams = Moved(route.Co2Grams) });
        for (var i = 0; i < route.Stops.Count; i++)
        {
            var (s, at) = (route.Stops[i], i);
            yield return Stop("place", s with { Place = (int)Moved(s.Place) });
            yield return Stop("arrive", s with { Arrive = Later(s.Arrive) });
            yield return Stop("start", s with { Start = Later(s.Start) });
            yield return Stop("leave", s with { Leave = Later(s.Leave) });
            yield return Stop("late", s with { Late = Later(s.Late) });

            (string, Route) Stop(string what, Stop stop) =>
                ($"stop {at} {what}", route with { Stops = Set(route.Stops, at, stop) });
        }

        for (var i = 0; i < route.Legs.Count; i++)
        {
            var (l, at) = (route.Legs[i], i);
            yield return Leg("from", l with { From = (int)Moved(l.From) });
            yield return Leg("to", l with { To = (int)Moved(l.To) });
            yield return Leg("drive", l with { Drive = Later(l.Drive) });
            yield return Leg("distance", l with { Distance = Further(l.Distance) });
            for (var d = 0; d < l.Load.Count; d++)
            {
                yield return Leg($"load {d}", l with { Load = Set(l.Load, d, (int)Moved(l.Load[d])) });
            }

            (string, Route) Leg(string what, Leg leg) =>
                ($"leg {at} {what}", route with { Legs = Set(route.Legs, at, leg) });
        }

        for (var i = 0; i < route.Breaks.Count; i++)
        {
            var (b, at) = (route.Breaks[i], i);
            yield return ("break start", Break(b with { Start = Later(b.Start) }));
            yield return ("break end", Break(b with { End = Later(b.End) }));

            Route Break(PlannedBreak rest) => route with { Breaks = Set(route.Breaks, at, rest) };
        }

        foreach (var (what, terms) in Changed(route.Cost, by))
        {
            yield return (what, route with { Cost = terms });
        }

        long Moved(long figure) => Figures.Moved(figure, by);
        Seconds Later(Seconds time) => new((int)Figures.Moved(time.Value, by));
        Metres Further(Metres metres) => new((int)Figures.Moved(metres.Value, by));
    }

    private static IEnumerable<(string What, CostTerms Terms)> Changed(CostTerms c, int by)
    {
        yield return ("fixed", c with { Fixed = Moved(c.Fixed) });
        yield return ("wages", c with { Wages = Moved(c.Wages) });
        yield return ("overtime", c with { Overtime = Moved(c.Overtime) });
        yield return ("kilometres", c with { Distance = Moved(c.Distance) });
        yield return ("lateness", c with { Lateness = Moved(c.Lateness) });
        yield return ("moved", c with { Moved = Moved(c.Moved) });
        yield return ("price of CO2", c with { Co2 = Moved(c.Co2) });
        yield return ("balance", c with { Balance = Moved(c.Balance) });
        yield return ("other vehicle", c with { OtherVehicle = Moved(c.OtherVehicle) });
        yield return ("left out", c with { LeftOut = Moved(c.LeftOut) });

        Cents Moved(Cents cents) =>
            by is int.MinValue ? new(long.MinValue)
            : by is int.MaxValue ? new(long.MaxValue)
            : new(cents.Value + by);
    }

    private static long Moved(long figure, int by) => by is int.MinValue or int.MaxValue ? by : figure + by;

    private static List<T> Set<T>(IReadOnlyList<T> list, int at, T item) =>
        [.. list.Take(at), item, .. list.Skip(at + 1)];
}

/// <summary>A plan with a part lost, doubled or in another's place.</summary>
internal static class Parts
{
    internal static IEnumerable<(string What, Plan Plan)> Changed(Plan plan)
    {
        yield return ("no routes", plan with { Routes = [] });
        yield return ("a route twice", plan with { Routes = [.. plan.Routes, plan.Routes[0]] });
        yield return (
            "a stranger left out",
            plan with
            {
                Unplanned = [.. plan.Unplanned, new Unplanned("nobody", null)],
            }
        );
        yield return (
            "planned and left out",
            plan with
            {
                Unplanned =
                [
                    .. plan.Unplanned,
                    new Unplanned(plan.Routes[0].Stops.First(s => !s.IsReload).Visit!, null),
                ],
            }
        );
        if (plan.Unplanned.Count > 0)
        {
            yield return ("left out and not told", plan with { Unplanned = [] });
        }

        foreach (var route in plan.Routes)
        {
            foreach (var (what, changed) in Changed(route))
            {
                yield return (
                    $"{route.Vehicle}: {what}",
                    plan with
                    {
                        Routes = [.. plan.Routes.Select(r => ReferenceEquals(r, route) ? changed : r)],
                    }
                );
            }
        }
    }

    private static IEnumerable<(string What, Route Route)> Changed(Route route)
    {
        yield return ("a stranger's route", route with { Vehicle = "nobody" });
        yield return ("no stops", route with { Stops = [] });
        yield return ("no legs", route with { Legs = [] });
        yield return ("a leg too many", route with { Legs = [.. route.Legs, route.Legs[0]] });
        yield return ("no loads", route with { Legs = [.. route.Legs.Select(l => l with { Load = [] })] });
        yield return ("a break of nobody's", route with { Breaks = [.. route.Breaks, ByHand.Rest(1, 2)] });
        if (route.Breaks.Count > 0)
        {
            yield return ("no breaks", route with { Breaks = [] });
            yield return ("a break twice", route with { Breaks = [.. route.Breaks, route.Breaks[0]] });
        }

        for (var i = 0; i < route.Stops.Count; i++)
        {
            var (stop, at) = (route.Stops[i], i);
            yield return ($"stop {i} lost", route with { Stops = [.. route.Stops.Where((_, j) => j != at)] });
            yield return ($"stop {i} twice", route with { Stops = [.. route.Stops, stop] });
            yield return (
                $"stop {i} of another name",
                route with
                {
                    Stops = [.. route.Stops.Select((s, j) => j == at ? s with { Visit = "nobody" } : s)],
                }
            );
            if (!stop.IsReload)
            {
                yield return (
                    $"stop {i} a reload",
                    route with
                    {
                        Stops = [.. route.Stops.Select((s, j) => j == at ? s with { Visit = null } : s)],
                    }
                );
            }
        }

        for (var i = 1; i < route.Stops.Count; i++)
        {
            var at = i;
            yield return (
                $"stops {i - 1} and {i} swapped",
                route with
                {
                    Stops =
                    [
                        .. route.Stops.Take(at - 1),
                        route.Stops[at],
                        route.Stops[at - 1],
                        .. route.Stops.Skip(at + 1),
                    ],
                }
            );
        }
    }
}
