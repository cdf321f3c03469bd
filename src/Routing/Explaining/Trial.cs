using Homeward.Routing.Solving;

namespace Homeward.Routing.Explaining;

/// <summary>A constraint let go altogether, to see whether it binds. What a trial finds is measured afterwards.</summary>
internal sealed record Trial(Constraint Constraint, Func<Visit, Visit> Visit, Func<Vehicle, Vehicle> Vehicle)
{
    private static readonly Cents MinutePrice = new(100);
    private static readonly Cents OvertimePrice = new(6000);

    /// <summary>Every trial that could make a difference for a visit.</summary>
    internal static List<Trial> For(Problem problem, Visit visit)
    {
        var trials = new List<Trial>();
        if (visit.Windows.Count > 0)
        {
            var (first, last) = (visit.Windows[0], visit.Windows[^1]);
            OnVisit(
                Constraint.Window,
                v => v with { Windows = [first], HardLatest = Seconds.Horizon, LatePerMinute = MinutePrice }
            );
            OnVisit(Constraint.Window, v => v with { Windows = [new TimeWindow(Seconds.Zero, last.End)] });
        }

        if (visit.Promise is { Tolerance: not null } promise)
        {
            OnVisit(Constraint.Promise, v => v with { Promise = new Promise(promise.Start, null, MinutePrice) });
        }

        When(visit.Skills.Count > 0, Constraint.Skill, v => v with { Skills = [] });
        When(visit.Crew > 1, Constraint.Crew, v => v with { Crew = 1 });
        When(
            visit.OnlyVehicles is not null || visit.NotVehicles.Count > 0,
            Constraint.VehicleBan,
            v => v with { OnlyVehicles = null, NotVehicles = [] }
        );
        When(visit.Release > Seconds.Zero, Constraint.Release, v => v with { Release = Seconds.Zero });
        foreach (var d in problem.Dimensions)
        {
            if (visit.Drops.GetValueOrDefault(d.Name) > 0 || visit.PicksUp.GetValueOrDefault(d.Name) > 0)
            {
                OnVehicle(Constraint.Capacity, v => v with { Capacity = Unlimited(v, d) });
            }
        }

        Any(
            v => v.CleanDirty == CleanDirtyMode.NeverMixed,
            Constraint.CleanDirty,
            v => v with { CleanDirty = CleanDirtyMode.Covered }
        );
        Any(
            v => v.Underway is null,
            Constraint.ShiftStart,
            v => v with { Shift = v.Shift with { Start = Seconds.Zero } }
        );
        OnVehicle(Constraint.ShiftEnd, Overtime);
        Any(v => v.Breaks.Count > 0, Constraint.Break, v => v with { Breaks = [] });
        Any(v => v.MaxStops is not null, Constraint.MaxStops, v => v with { MaxStops = null });
        Any(v => v.MaxDuration is not null, Constraint.MaxDuration, v => v with { MaxDuration = null });
        Any(v => v.MaxDistance is not null, Constraint.MaxDistance, v => v with { MaxDistance = null });
        Any(v => v.Underway is not null, Constraint.Goods, v => v);
        OnVehicle(Constraint.Reload, v => v with { Reload = Relaxation.OneMore(v, 1) });
        return trials;

        void OnVisit(Constraint c, Func<Visit, Visit> change) => trials.Add(new Trial(c, change, v => v));
        void OnVehicle(Constraint c, Func<Vehicle, Vehicle> change) => trials.Add(new Trial(c, v => v, change));
        void When(bool applies, Constraint c, Func<Visit, Visit> change)
        {
            if (applies)
            {
                OnVisit(c, change);
            }
        }

        void Any(Func<Vehicle, bool> applies, Constraint c, Func<Vehicle, Vehicle> change)
        {
            if (problem.Vehicles.Any(applies))
            {
                OnVehicle(c, change);
            }
        }
    }

    internal Trial And(Trial other) =>
        new(Constraint, v => other.Visit(Visit(v)), v => other.Vehicle(Vehicle(v)))
        {
            GoodsAnywhere = GoodsAnywhere || other.GoodsAnywhere,
        };

    private bool GoodsAnywhere { get; init; } = Constraint == Constraint.Goods;

    internal Compiled On(Problem problem, int visit) =>
        new(problem, visit, Visit(problem.Visits[visit]), [.. problem.Vehicles.Select(Vehicle)], GoodsAnywhere);

    private static Vehicle Overtime(Vehicle v) =>
        v with
        {
            OvertimeUntil = Seconds.Horizon,
            OvertimePerHour = v.OvertimePerHour > OvertimePrice ? v.OvertimePerHour : OvertimePrice,
        };

    private static Dictionary<string, int> Unlimited(Vehicle v, LoadDimension d) =>
        new(v.Capacity, StringComparer.Ordinal) { [d.Name] = int.MaxValue };
}
