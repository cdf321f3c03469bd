namespace Homeward.Routing;

/// <summary>One constraint let go by a stated amount, for one visit.</summary>
/// <param name="Constraint">Which.</param>
/// <param name="Visit">The visit it is for.</param>
/// <param name="Vehicle">The vehicle it is for.</param>
/// <param name="Dimension">Which load dimension; null unless it is about load.</param>
/// <param name="Amount">
/// By how much, in the constraint's measure: see <see cref="Routing.Constraint"/>. For <see cref="Constraint.Break"/> how many
/// seconds later every break starts, less than zero for earlier; zero: the van goes without. For <see cref="Constraint.Team"/>
/// how many seconds more the second may start after the first, less than zero for less.
/// </param>
/// <param name="Start">When work would start.</param>
/// <param name="Sentence">What to do, in English, without a capital or a full stop.</param>
public sealed record Relaxation(
    Constraint Constraint,
    string Visit,
    string Vehicle,
    string? Dimension,
    long Amount,
    Seconds Start,
    string Sentence
)
{
    /// <summary>The problem with the relaxation applied.</summary>
    /// <exception cref="KeyNotFoundException">The problem has not the visit or the vehicle.</exception>
    /// <exception cref="InvalidProblemException">The relaxed visit or vehicle does not fit the problem.</exception>
    public Problem ApplyTo(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var visit = problem.Visit(Visit);
        var van = problem.Vehicle(Vehicle);
        var amount = (int)Math.Clamp(Amount, int.MinValue, int.MaxValue);
        var time = new Seconds(amount);
        return Constraint switch
        {
            Constraint.Window => problem.With(
                visit.HardLatest < Start
                    ? visit with
                    {
                        HardLatest = Start,
                    }
                    : visit with
                    {
                        Windows = Stretch(visit.Windows, Start),
                    }
            ),
            Constraint.Promise => problem.With(
                visit with
                {
                    Promise = visit.Promise! with { Tolerance = (visit.Promise.Tolerance ?? default) + time },
                }
            ),
            Constraint.VehicleBan => problem.With(Unban(visit, Vehicle)),
            Constraint.Release => problem.With(visit with { Release = visit.Release - time }),
            Constraint.Worth => problem.With(visit with { LeaveOutPrice = visit.PriceLeftOut + new Cents(Amount) }),
            Constraint.Team => Loosen(problem, time),
            Constraint.Goods => HandOver(problem, van),
            Constraint.Vehicles => Another(problem, van),
            _ => problem.With(Applied(problem, visit, van, amount)),
        };
    }

    private Vehicle Applied(Problem problem, Visit visit, Vehicle van, int amount)
    {
        var time = new Seconds(amount);
        return Constraint switch
        {
            Constraint.Skill => van with { Skills = [.. van.Skills.Union(visit.Skills, StringComparer.Ordinal)] },
            Constraint.Crew => van with { Crew = van.Crew + amount },
            Constraint.Capacity => van with { Capacity = Widen(van.Capacity, Dimension!, amount) },
            Constraint.CleanDirty => van with { CleanDirty = CleanDirtyMode.Covered },
            Constraint.ShiftStart => van with { Shift = van.Shift with { Start = van.Shift.Start - time } },
            Constraint.ShiftEnd => van with { OvertimeUntil = (van.OvertimeUntil ?? van.Shift.End) + time },
            Constraint.Break => van with { Breaks = amount == 0 ? [] : Moved(van.Breaks, time) },
            Constraint.MaxStops => van with { MaxStops = van.MaxStops + amount },
            Constraint.MaxDuration => van with { MaxDuration = van.MaxDuration + time },
            Constraint.MaxDistance => van with { MaxDistance = van.MaxDistance + new Metres(amount) },
            Constraint.MaxDrive => van with { MaxDrive = van.MaxDrive + time },
            Constraint.Reload => van with { Reload = OneMore(problem, van, amount) },
            _ => throw new InvalidOperationException($"{Constraint} cannot be relaxed."),
        };
    }

    /// <summary>The names of the vans that <see cref="Constraint.Vehicles"/> relaxations add, one after the other.</summary>
    internal static IEnumerable<string> AnotherIds(Problem problem, string vehicle)
    {
        for (var n = 1; ; n++)
        {
            var id = n == 1 ? $"{vehicle} (another)" : $"{vehicle} (another {n})";
            if (!problem.VehicleIndex.ContainsKey(id))
            {
                yield return id;
            }
        }
    }

    /// <summary>
    /// Leave for more reloads: at the van's own depot, or else where other vans reload, or else where its day starts. Null
    /// where none of these is.
    /// </summary>
    internal static Reload? OneMore(Problem problem, Vehicle van, int amount)
    {
        if (van.Reload is { } own)
        {
            return own with { Most = own.Most + amount };
        }

        // A depot elsewhere would make a van away from it that stands at its start now.
        var known = problem.Vehicles.FirstOrDefault(v => v.Reload is not null)?.Reload;
        return known is not null && (van.Underway is null || van.Start is null) ? known with { Most = amount }
            : van.Start is { } start ? new Reload(start, Seconds.FromMinutes(15), amount)
            : null;
    }

    /// <summary>Breaks that start later, or earlier.</summary>
    internal static IReadOnlyList<Break> Moved(IReadOnlyList<Break> breaks, Seconds by) =>
        [.. breaks.Select(b => b with { Window = new(b.Window.Start + by, b.Window.End + by) })];

    private static List<TimeWindow> Stretch(IReadOnlyList<TimeWindow> windows, Seconds start)
    {
        var stretched = windows.ToList();
        var nearest = 0;
        for (var i = 1; i < stretched.Count; i++)
        {
            if (Off(stretched[i], start) < Off(stretched[nearest], start))
            {
                nearest = i;
            }
        }

        var w = stretched[nearest];
        stretched[nearest] = new(start < w.Start ? start : w.Start, start > w.End ? start : w.End);
        return stretched;
    }

    private static int Off(TimeWindow w, Seconds t) => Math.Max(0, Math.Max((w.Start - t).Value, (t - w.End).Value));

    private static Visit Unban(Visit visit, string vehicle) =>
        visit with
        {
            OnlyVehicles = visit.OnlyVehicles is null ? null : [.. visit.OnlyVehicles, vehicle],
            NotVehicles = [.. visit.NotVehicles.Where(id => !string.Equals(id, vehicle, StringComparison.Ordinal))],
        };

    private static Dictionary<string, int> Widen(
        IReadOnlyDictionary<string, int> capacity,
        string dimension,
        int amount
    )
    {
        var wider = new Dictionary<string, int>(capacity, StringComparer.Ordinal);
        wider[dimension] = wider.GetValueOrDefault(dimension) + amount;
        return wider;
    }

    private Problem HandOver(Problem problem, Vehicle van)
    {
        foreach (var other in problem.Vehicles)
        {
            if (other.Underway is { } u && u.Carries.Contains(Visit, StringComparer.Ordinal))
            {
                problem = problem.With(
                    other with
                    {
                        Underway = u with
                        {
                            Carries = [.. u.Carries.Where(id => !string.Equals(id, Visit, StringComparison.Ordinal))],
                        },
                    }
                );
            }
        }

        return van.Underway is { } to
            ? problem.With(van with { Underway = to with { Carries = [.. to.Carries, Visit] } })
            : problem;
    }

    private Problem Loosen(Problem problem, Seconds time)
    {
        var team = problem.Teams.First(t => Same(t.First, Visit) || Same(t.Second, Visit));
        var now =
            Amount < 0
                ? team with
                {
                    LeastAfter = team.LeastAfter + time,
                }
                : team with
                {
                    MostAfter = team.MostAfter + time,
                };
        return problem.With(team, now);
    }

    /// <summary>One more van like one that there is: it may go where that one may, and is as long there.</summary>
    private static Problem Another(Problem problem, Vehicle van)
    {
        var id = AnotherIds(problem, van.Id).First();
        return problem.With(
            problem.Vehicles.Add(van with { Id = id, Underway = null }),
            problem.Visits.Select(v => Alike(v, van.Id, id))
        );
    }

    /// <summary>A visit to which one vehicle is as another, but for being preferred.</summary>
    internal static Visit Alike(Visit visit, string vehicle, string other)
    {
        if (visit.OnlyVehicles is { } only && only.Contains(vehicle, StringComparer.Ordinal))
        {
            visit = visit with { OnlyVehicles = [.. only, other] };
        }

        if (visit.NotVehicles.Contains(vehicle, StringComparer.Ordinal))
        {
            visit = visit with { NotVehicles = [.. visit.NotVehicles, other] };
        }

        return visit.ServiceOn.TryGetValue(vehicle, out var service)
            ? visit with
            {
                ServiceOn = new Dictionary<string, Seconds>(visit.ServiceOn, StringComparer.Ordinal)
                {
                    [other] = service,
                },
            }
            : visit;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
