namespace Homeward.Routing.Tests;

/// <summary>Days to try the verb Solve on: a plain one, and those where visits hang together.</summary>
internal static class SolveDays
{
    /// <summary>Days without pairs.</summary>
    internal static IEnumerable<(string Name, Problem Problem)> Single =>
        [
            ("plain", Plain(40, 7, 1)),
            ("plain and tight", Plain(40, 3, 2)),
            ("town", Days.Town(40, 7, 1)),
            ("town and tight", Days.Town(40, 3, 2)),
            ("reloads", Rich(32, 7, 1, 0, 0)),
        ];

    /// <summary>Days with pairs.</summary>
    internal static IEnumerable<(string Name, Problem Problem)> Paired =>
        [
            ("shipments", Rich(32, 7, 1, teams: 0)),
            ("teams", Rich(32, 7, 1, shipments: 0)),
            ("rich", Rich(32, 7, 2)),
            ("rich and tight", Rich(32, 3, 1)),
        ];

    /// <summary>Windows and one kind of load, as in the literature.</summary>
    internal static Problem Plain(int visits, int vans, int seed)
    {
        var town = Days.Town(visits, vans, seed);
        return new Problem(
            town.Travel,
            town.Vehicles.Select(v => v with { Breaks = [], Skills = [], Capacity = Days.Load(Days.Weight, 900) }),
            town.Visits.Select(v =>
                v with
                {
                    Skills = [],
                    Drops = Days.Load(Days.Weight, v.Drops[Days.Weight]),
                    PicksUp = Days.Load(Days.Weight, 0),
                }
            ),
            Days.Dimensions
        );
    }

    /// <summary>Reloads, breaks, traffic; the first visits in teams, those after them in shipments.</summary>
    internal static Problem Rich(int visits, int vans, int seed, int teams = 4, int shipments = 4)
    {
        var town = Days.Town(visits, vans, seed);
        var stops = town.Visits.ToArray();
        for (var i = 0; i < shipments; i++)
        {
            var (from, to) = ((2 * teams) + (2 * i), (2 * teams) + (2 * i) + 1);
            stops[from] = stops[from] with { Drops = Days.Load(Days.Weight, 0), PicksUp = Days.Load(Days.Weight, 60) };
            stops[to] = stops[to] with
            {
                BringsFrom = stops[from].Id,
                Drops = Days.Load(Days.Weight, 60),
                PicksUp = Days.Load(Days.Weight, 0),
                Windows = [],
            };
        }

        return new Problem(
            [town.Travel],
            town.Vehicles.Select(v =>
                v with
                {
                    Reload = new Reload(0, Seconds.FromMinutes(10), 2),
                    Capacity = new Dictionary<string, int> { [Days.Weight] = 300, [Days.Hazmat] = 150 },
                }
            ),
            stops,
            Days.Dimensions,
            Enumerable
                .Range(0, teams)
                .Select(i => new TeamVisit(
                    stops[2 * i].Id,
                    stops[(2 * i) + 1].Id,
                    Seconds.FromMinutes(30 * (i % 2)),
                    Seconds.FromMinutes(60 * (i % 2))
                )),
            [new TimeSlice(Seconds.At(8), 120), new TimeSlice(Seconds.At(10), 100)]
        );
    }
}
