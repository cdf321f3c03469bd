namespace Homeward.Routing;

/// <summary>One constraint let go by a stated amount, for one visit.</summary>
/// <param name="Constraint">Which.</param>
/// <param name="Visit">The visit it is for.</param>
/// <param name="Vehicle">The vehicle it is for.</param>
/// <param name="Dimension">Which load dimension; null unless it is about load.</param>
/// <param name="Amount">By how much, in the constraint's measure: see <see cref="Routing.Constraint"/>.</param>
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
        var amount = (int)Math.Min(Amount, int.MaxValue);
        var time = new Seconds(amount);
        return Constraint switch
        {
            Constraint.Window => problem.With(visit with { Windows = Stretch(visit.Windows, Start) }),
            Constraint.Promise => problem.With(
                visit with
                {
                    Promise = visit.Promise! with { Tolerance = (visit.Promise.Tolerance ?? default) + time },
                }
            ),
            Constraint.Skill => problem.With(
                van with
                {
                    Skills = [.. van.Skills.Union(visit.Skills, StringComparer.Ordinal)],
                }
            ),
            Constraint.Crew => problem.With(van with { Crew = van.Crew + amount }),
            Constraint.VehicleBan => problem.With(Unban(visit, Vehicle)),
            Constraint.Capacity => problem.With(van with { Capacity = Widen(van.Capacity, Dimension!, amount) }),
            Constraint.CleanDirty => problem.With(van with { CleanDirty = CleanDirtyMode.Covered }),
            Constraint.ShiftStart => problem.With(
                van with
                {
                    Shift = van.Shift with { Start = van.Shift.Start - time },
                }
            ),
            Constraint.ShiftEnd => problem.With(
                van with
                {
                    OvertimeUntil = (van.OvertimeUntil ?? van.Shift.End) + time,
                }
            ),
            Constraint.Break => problem.With(van with { Breaks = [] }),
            Constraint.MaxStops => problem.With(van with { MaxStops = van.MaxStops + amount }),
            Constraint.MaxDuration => problem.With(van with { MaxDuration = van.MaxDuration + time }),
            Constraint.MaxDistance => problem.With(van with { MaxDistance = van.MaxDistance + new Metres(amount) }),
            Constraint.Release => problem.With(visit with { Release = visit.Release - time }),
            Constraint.Goods => HandOver(problem, van),
            Constraint.Reload => problem.With(van with { Reload = OneMore(van, amount) }),
            Constraint.Vehicles => Another(problem, visit, van),
            _ => throw new InvalidOperationException($"{Constraint} cannot be relaxed."),
        };
    }

    /// <summary>The name of the van that a <see cref="Constraint.Vehicles"/> relaxation adds.</summary>
    internal static string AnotherId(string vehicle) => vehicle + " (another)";

    internal static Reload OneMore(Vehicle van, int amount) =>
        van.Reload is { } r
            ? r with
            {
                Most = r.Most + amount,
            }
            : new Reload(van.Start ?? 0, Seconds.FromMinutes(15), amount);

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

    private static Problem Another(Problem problem, Visit visit, Vehicle van)
    {
        var id = AnotherId(van.Id);
        problem = problem.With(van with { Id = id, Underway = null });
        return visit.OnlyVehicles is { } only ? problem.With(visit with { OnlyVehicles = [.. only, id] }) : problem;
    }
}
