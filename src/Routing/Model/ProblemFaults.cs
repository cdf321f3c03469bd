namespace Homeward.Routing;

/// <summary>Everything that can be wrong with a problem's data, in the order it is looked for.</summary>
internal static class ProblemFaults
{
    /// <summary>
    /// What is wrong with a problem. What it shares with a sound one of which it has all names and places is not looked at
    /// again item by item.
    /// </summary>
    internal static List<string> In(Problem problem, Problem? sound)
    {
        var known = new HashSet<object>(ReferenceEqualityComparer.Instance);
        if (sound is not null)
        {
            known.UnionWith(sound.Vehicles);
            known.UnionWith(sound.Visits);
        }

        var faults = new Faults(problem);
        Profiles(faults, problem);
        faults.Unnamed(problem.Dimensions, d => d.Name, "load dimension", "name", faults.Dimensions);
        faults.Unnamed(problem.Vehicles, v => v.Id, "vehicle", "id", faults.Vehicles);
        faults.Unnamed(problem.Visits, v => v.Id, "visit", "id", faults.Visits);
        foreach (var d in problem.Dimensions.Where(d => d is not null))
        {
            faults.Require(Enum.IsDefined(d.Kind), $"Load dimension '{d.Name}': unknown kind {d.Kind}.");
        }

        foreach (var v in problem.Vehicles.Where(v => v is not null && !known.Contains(v)))
        {
            VehicleFaults.In(faults, v);
        }

        foreach (var v in problem.Visits.Where(v => v is not null && !known.Contains(v)))
        {
            VisitFaults.In(faults, v);
        }

        Claimed(faults, problem, "locked on", u => u.Locked);
        Claimed(faults, problem, "carried by", u => u.Carries);
        PairFaults.In(faults, problem);
        Traffic(faults, problem);
        if (faults.Found.Count == 0)
        {
            PriceFaults.In(faults, problem);
        }

        return faults.Found;
    }

    private static void Profiles(Faults faults, Problem problem)
    {
        for (var i = 0; i < problem.Profiles.Length; i++)
        {
            var profile = problem.Profiles[i];
            faults.Require(profile is not null, $"Profile {i} is null.");
            if (profile is not null)
            {
                faults.Require(
                    profile.Places == problem.Travel.Places,
                    $"Profile {i} has {profile.Places} places, profile 0 has {problem.Travel.Places}."
                );
            }
        }
    }

    private static void Claimed(Faults faults, Problem problem, string how, Func<Underway, IEnumerable<string>?> claims)
    {
        var by = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var v in problem.Vehicles.Where(v => v?.Underway is not null))
        {
            foreach (var id in (claims(v.Underway!) ?? []).Where(id => id is not null))
            {
                faults.Require(
                    by.TryAdd(id, v.Id),
                    $"Visit '{id}' is {how} '{by.GetValueOrDefault(id)}' and '{v.Id}'."
                );
            }
        }
    }

    private static void Traffic(Faults faults, Problem problem)
    {
        TimeSlice? before = null;
        for (var i = 0; i < problem.Traffic.Length; i++)
        {
            var slice = problem.Traffic[i];
            faults.Require(slice is not null, $"Traffic slice {i + 1} is null.");
            if (slice is null)
            {
                continue;
            }

            var what = $"Traffic from {slice.From}";
            faults.Time(slice.From, $"{what}: time");
            faults.Require(slice.Percent is >= 20 and <= 500, $"{what}: {slice.Percent} percent is not 20 to 500.");
            faults.Require(
                before is null || slice.From > before.From,
                $"{what} does not come after the slice before it, from {before?.From}."
            );
            before = slice;
        }
    }
}
