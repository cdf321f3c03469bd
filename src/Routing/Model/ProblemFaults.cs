namespace Homeward.Routing;

/// <summary>Everything that can be wrong with a problem's data, on one page.</summary>
internal static class ProblemFaults
{
    internal static List<string> In(Problem problem)
    {
        var faults = new List<string>();
        var dimensions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var d in problem.Dimensions)
        {
            Require(faults, !string.IsNullOrEmpty(d.Name), "A load dimension has no name.");
            Require(faults, dimensions.Add(d.Name ?? ""), $"Load dimension '{d.Name}' is named twice.");
        }

        var vehicles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var v in problem.Vehicles)
        {
            Require(faults, !string.IsNullOrEmpty(v.Id), "A vehicle has no id.");
            Require(faults, vehicles.Add(v.Id ?? ""), $"Vehicle '{v.Id}' is named twice.");
        }

        var visits = new HashSet<string>(StringComparer.Ordinal);
        foreach (var v in problem.Visits)
        {
            Require(faults, !string.IsNullOrEmpty(v.Id), "A visit has no id.");
            Require(faults, visits.Add(v.Id ?? ""), $"Visit '{v.Id}' is named twice.");
        }

        foreach (var v in problem.Vehicles)
        {
            InVehicle(faults, problem, v, dimensions);
            InUnderway(faults, problem, v, dimensions, visits);
        }

        foreach (var v in problem.Visits)
        {
            InVisit(faults, problem, v, dimensions, vehicles);
        }

        Claimed(faults, problem, "locked on", u => u.Locked);
        Claimed(faults, problem, "carried by", u => u.Carries);
        return faults;
    }

    private static void InVehicle(List<string> faults, Problem problem, Vehicle v, HashSet<string> dimensions)
    {
        var who = $"Vehicle '{v.Id}'";
        Place(faults, problem, v.Start ?? 0, $"{who}: start");
        Place(faults, problem, v.End ?? 0, $"{who}: end");
        Window(faults, v.Shift, $"{who}: shift");
        Require(
            faults,
            v.OvertimeUntil is not { } o || (o >= v.Shift.End && o <= Seconds.Horizon),
            $"{who}: overtime ends before the shift or after the horizon."
        );
        Money(faults, v.FixedCost, $"{who}: fixed cost");
        Money(faults, v.PerHour, $"{who}: cost per hour");
        Money(faults, v.PerKm, $"{who}: cost per km");
        Money(faults, v.OvertimePerHour, $"{who}: overtime per hour");
        Loads(faults, v.Capacity, dimensions, $"{who}: capacity");
        Require(faults, v.Crew >= 1, $"{who}: crew {v.Crew} is less than 1.");
        Require(faults, v.MaxStops is not < 0, $"{who}: most stops is negative.");
        Require(faults, v.MaxDuration is not { Value: < 0 }, $"{who}: longest duration is negative.");
        Require(faults, v.MaxDistance is not { Value: < 0 }, $"{who}: longest distance is negative.");
        Require(faults, v.Co2GramsPerKm >= 0, $"{who}: CO2 per km is negative.");
        Require(faults, Enum.IsDefined(v.CleanDirty), $"{who}: unknown clean/dirty mode {v.CleanDirty}.");
        if (v.Reload is { } r)
        {
            Place(faults, problem, r.Place, $"{who}: reload");
            Require(
                faults,
                r.Length >= Seconds.Zero && r.Length <= Seconds.Horizon,
                $"{who}: reload length {r.Length}."
            );
            Require(faults, r.Most >= 1, $"{who}: most reloads {r.Most} is less than 1; leave Reload null instead.");
        }

        for (var i = 0; i < v.Breaks.Count; i++)
        {
            Window(faults, v.Breaks[i].Window, $"{who}: break {i + 1}");
            Require(
                faults,
                v.Breaks[i].Length > Seconds.Zero && v.Breaks[i].Length <= Seconds.FromHours(24),
                $"{who}: break {i + 1} is not between a second and a day long."
            );
            Require(
                faults,
                i == 0
                    || v.Breaks[i].Window.End.Value
                        >= (long)v.Breaks[i - 1].Window.End.Value + v.Breaks[i - 1].Length.Value,
                $"{who}: break {i + 1} may be over before break {i} is; breaks go in order of time."
            );
        }
    }

    private static void InUnderway(
        List<string> faults,
        Problem problem,
        Vehicle v,
        HashSet<string> dimensions,
        HashSet<string> visits
    )
    {
        if (v.Underway is not { } u)
        {
            return;
        }

        var who = $"Vehicle '{v.Id}' under way";
        Place(faults, problem, u.Place, $"{who}: place");
        Require(faults, u.Time >= Seconds.Zero && u.Time <= Seconds.Horizon, $"{who}: time {u.Time} is out of range.");
        Loads(faults, u.OnBoard, dimensions, $"{who}: on board");
        foreach (var id in u.Locked.Concat(u.Carries).Where(id => !visits.Contains(id)))
        {
            faults.Add($"{who}: there is no visit '{id}'.");
        }
    }

    private static void InVisit(
        List<string> faults,
        Problem problem,
        Visit v,
        HashSet<string> dimensions,
        HashSet<string> vehicles
    )
    {
        var who = $"Visit '{v.Id}'";
        Place(faults, problem, v.Place, $"{who}: place");
        for (var i = 0; i < v.Windows.Count; i++)
        {
            Window(faults, v.Windows[i], $"{who}: window {i + 1}");
            Require(
                faults,
                i == 0 || v.Windows[i].Start > v.Windows[i - 1].End,
                $"{who}: window {v.Windows[i]} does not come after the one before it."
            );
        }

        if (v.HardLatest is { } latest)
        {
            Require(faults, v.Windows.Count > 0, $"{who}: a hard latest start needs a window that it extends.");
            Require(
                faults,
                latest <= Seconds.Horizon && (v.Windows.Count == 0 || latest >= v.Windows[^1].End),
                $"{who}: hard latest start {latest} is before the last window's end."
            );
        }

        Money(faults, v.LatePerMinute, $"{who}: price of lateness");
        Money(faults, v.LeaveOutPrice ?? default, $"{who}: price of leaving out");
        Require(
            faults,
            v.Service >= Seconds.Zero && v.Service <= Seconds.FromHours(24),
            $"{who}: service {v.Service}."
        );
        Require(faults, v.Release >= Seconds.Zero && v.Release <= Seconds.Horizon, $"{who}: release {v.Release}.");
        Require(faults, v.Crew >= 1, $"{who}: crew {v.Crew} is less than 1.");
        Require(faults, v.Priority is >= 0 and <= 10, $"{who}: priority {v.Priority} is not between 0 and 10.");
        Require(faults, Enum.IsDefined(v.Kind), $"{who}: unknown kind {v.Kind}.");
        Loads(faults, v.Drops, dimensions, $"{who}: drops");
        Loads(faults, v.PicksUp, dimensions, $"{who}: picks up");
        foreach (var id in (v.OnlyVehicles ?? []).Concat(v.NotVehicles).Where(id => !vehicles.Contains(id)))
        {
            faults.Add($"{who}: there is no vehicle '{id}'.");
        }

        if (v.Promise is { } p)
        {
            Money(faults, p.PerMinute, $"{who}: price of moving the promise");
            Require(faults, p.Start >= Seconds.Zero && p.Start <= Seconds.Horizon, $"{who}: promise {p.Start}.");
            Require(
                faults,
                p.Tolerance is not { } t || (t >= Seconds.Zero && t <= Seconds.Horizon),
                $"{who}: the promise's tolerance is out of range."
            );
            Require(
                faults,
                p.Tolerance is null || OpenTimes.Of(v).Count > 0,
                $"{who}: the promise at {p.Start} is outside every window."
            );
        }
    }

    private static void Claimed(
        List<string> faults,
        Problem problem,
        string how,
        Func<Underway, IEnumerable<string>> claims
    )
    {
        var by = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var v in problem.Vehicles.Where(v => v.Underway is not null))
        {
            foreach (var id in claims(v.Underway!))
            {
                Require(
                    faults,
                    by.TryAdd(id, v.Id),
                    $"Visit '{id}' is {how} '{by.GetValueOrDefault(id)}' and '{v.Id}'."
                );
            }
        }
    }

    private static void Place(List<string> faults, Problem problem, int place, string what) =>
        Require(
            faults,
            place >= 0 && place < problem.Travel.Places,
            $"{what}: place {place} is not in the matrix of {problem.Travel.Places} places."
        );

    private static void Window(List<string> faults, TimeWindow w, string what) =>
        Require(
            faults,
            w.Start >= Seconds.Zero && w.Start <= w.End && w.End <= Seconds.Horizon,
            $"{what}: {w} is not a span between 00:00 and {Seconds.Horizon}."
        );

    private static void Money(List<string> faults, Cents amount, string what) =>
        Require(
            faults,
            amount.Value is >= 0 and <= 100_000_000,
            $"{what}: {amount} is not between 0 and 1,000,000.00."
        );

    private static void Loads(
        List<string> faults,
        IReadOnlyDictionary<string, int> loads,
        HashSet<string> dimensions,
        string what
    )
    {
        foreach (var (name, amount) in loads)
        {
            Require(faults, dimensions.Contains(name), $"{what}: there is no load dimension '{name}'.");
            Require(faults, amount is >= 0 and <= 100_000_000, $"{what}: {amount} of '{name}' is out of range.");
        }
    }

    private static void Require(List<string> faults, bool holds, string sentence)
    {
        if (!holds)
        {
            faults.Add(sentence);
        }
    }
}
