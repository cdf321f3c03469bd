namespace Homeward.Routing.Explaining;

/// <summary>Everything that is tried to get a visit in.</summary>
internal sealed class Trials
{
    private static readonly Cents MinutePrice = new(100);
    private static readonly Cents OvertimePrice = new(6000);
    private static readonly int[] Minutes = [15, 30, 60, 120, 240];

    private readonly Problem problem;
    private readonly List<Trial> all = [];

    private Trials(Problem problem) => this.problem = problem;

    /// <summary>Every trial that could make a difference for some visits, which are to be put in together.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="visits">The visits' indices.</param>
    /// <param name="late">Whether the first of them is to be in time: then its windows stay.</param>
    internal static List<Trial> For(Problem problem, IReadOnlyList<int> visits, bool late)
    {
        var trials = new Trials(problem);
        foreach (var i in visits)
        {
            trials.OfVisit(i, problem.Visits[i], late && i == visits[0]);
        }

        trials.OfLoads([.. visits.Select(i => problem.Visits[i])]);
        trials.OfTimes();
        trials.OfLimits();
        if (
            problem.Teams.Any(t => visits.Any(i => problem.Visits[i].Id is var id && (t.First == id || t.Second == id)))
        )
        {
            trials.OfTeam();
        }

        return trials.all;
    }

    private void OfVisit(int index, Visit visit, bool late)
    {
        if (visit.Windows.Count > 0 && !late)
        {
            var (first, last) = (visit.Windows[0], visit.Windows[^1]);
            One(
                v => v with { Windows = [first], HardLatest = Seconds.Horizon, LatePerMinute = MinutePrice },
                Constraint.Window
            );

            // What each minute away from the window costs keeps it as near as may be.
            var near = visit.Promise ?? new Promise(first.Start, null, MinutePrice);
            One(v => v with { Windows = [new TimeWindow(Seconds.Zero, last.End)], Promise = near }, Constraint.Window);
        }

        if (visit.Promise is { Tolerance: not null } promise)
        {
            One(v => v with { Promise = new Promise(promise.Start, null, MinutePrice) }, Constraint.Promise);
        }

        if (visit.Skills.Count > 0)
        {
            One(v => v with { Skills = [] }, Constraint.Skill);
        }

        if (visit.Crew > 1)
        {
            One(v => v with { Crew = 1 }, Constraint.Crew);
        }

        if (visit.OnlyVehicles is not null || visit.NotVehicles.Count > 0)
        {
            One(v => v with { OnlyVehicles = null, NotVehicles = [] }, Constraint.VehicleBan);
        }

        if (visit.Release > Seconds.Zero)
        {
            OnVisits(
                Constraint.Release,
                Just(v => v with { Release = Seconds.Zero }),
                [.. Minutes.Select(m => Just(v => v with { Release = Earlier(v.Release, m) }))]
            );
        }

        void One(Func<Visit, Visit> change, Constraint constraint) => OnVisits(constraint, Just(change));

        Func<int, Visit, Visit> Just(Func<Visit, Visit> change) => (i, v) => i == index ? change(v) : v;
    }

    private void OfLoads(Visit[] visits)
    {
        foreach (var d in problem.Dimensions)
        {
            if (visits.Any(v => v.Drops.GetValueOrDefault(d.Name) > 0 || v.PicksUp.GetValueOrDefault(d.Name) > 0))
            {
                OnVehicles(Constraint.Capacity, v => v with { Capacity = Unlimited(v, d) });
            }
        }

        Any(
            v => v.CleanDirty is CleanDirtyMode.NeverMixed or CleanDirtyMode.OneKindPerTrip,
            Constraint.CleanDirty,
            v => v with { CleanDirty = CleanDirtyMode.Covered }
        );
        Any(v => v.Underway is not null, Constraint.Goods, v => v);
        Any(
            v => Relaxation.OneMore(problem, v, 1) is not null,
            Constraint.Reload,
            v => v with { Reload = Relaxation.OneMore(problem, v, 1) ?? v.Reload }
        );
    }

    private void OfTeam()
    {
        all.Add(Apart(Seconds.Horizon) with { Steps = [.. Minutes.Select(m => Apart(Seconds.FromMinutes(m)))] });

        static Trial Apart(Seconds by) => new(Constraint.Team, (_, v) => v, v => v) { Apart = by };
    }

    private void OfTimes()
    {
        Any(
            v => v.Underway is null,
            Constraint.ShiftStart,
            v => v with { Shift = v.Shift with { Start = Seconds.Zero } },
            [
                .. Minutes.Select(m =>
                    (Func<Vehicle, Vehicle>)(v => v with { Shift = v.Shift with { Start = Earlier(v.Shift.Start, m) } })
                ),
            ]
        );
        OnVehicles(Constraint.ShiftEnd, Overtime);
        if (problem.Vehicles.Any(v => v.Breaks.Count > 0))
        {
            all.Add(
                new Trial(Constraint.Break, (_, v) => v, v => v with { Breaks = [] })
                {
                    Steps =
                    [
                        .. new[] { 30, -30, 60, -60, 90, -90, 120, -120 }
                            .Select(Seconds.FromMinutes)
                            .Select(by => new Trial(
                                Constraint.Break,
                                (_, v) => v,
                                v => v with { Breaks = Relaxation.Moved(v.Breaks, by) }
                            )
                            {
                                BreaksMove = by,
                            }),
                    ],
                }
            );
        }
    }

    private void OfLimits()
    {
        Any(v => v.MaxStops is not null, Constraint.MaxStops, v => v with { MaxStops = null });
        Any(v => v.MaxDuration is not null, Constraint.MaxDuration, v => v with { MaxDuration = null });
        Any(v => v.MaxDistance is not null, Constraint.MaxDistance, v => v with { MaxDistance = null });
        Any(v => v.MaxDrive is not null, Constraint.MaxDrive, v => v with { MaxDrive = null });
    }

    private void OnVisits(
        Constraint constraint,
        Func<int, Visit, Visit> change,
        IReadOnlyList<Func<int, Visit, Visit>>? steps = null
    ) =>
        all.Add(
            new Trial(constraint, change, v => v)
            {
                Steps = [.. (steps ?? []).Select(step => new Trial(constraint, step, v => v))],
            }
        );

    private void OnVehicles(
        Constraint constraint,
        Func<Vehicle, Vehicle> change,
        IReadOnlyList<Func<Vehicle, Vehicle>>? steps = null
    ) =>
        all.Add(
            new Trial(constraint, (_, v) => v, change)
            {
                Steps = [.. (steps ?? []).Select(step => new Trial(constraint, (_, v) => v, step))],
            }
        );

    private void Any(
        Func<Vehicle, bool> applies,
        Constraint constraint,
        Func<Vehicle, Vehicle> change,
        IReadOnlyList<Func<Vehicle, Vehicle>>? steps = null
    )
    {
        if (problem.Vehicles.Any(applies))
        {
            OnVehicles(constraint, change, steps);
        }
    }

    private static Seconds Earlier(Seconds time, int minutes) =>
        new(Math.Max(0, (time - Seconds.FromMinutes(minutes)).Value));

    private static Vehicle Overtime(Vehicle v) =>
        v with
        {
            OvertimeUntil = Seconds.Horizon,
            OvertimePerHour = v.OvertimePerHour > OvertimePrice ? v.OvertimePerHour : OvertimePrice,
        };

    private static Dictionary<string, int> Unlimited(Vehicle v, LoadDimension d) =>
        new(v.Capacity, StringComparer.Ordinal) { [d.Name] = int.MaxValue };
}
