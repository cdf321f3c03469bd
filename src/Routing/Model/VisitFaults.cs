namespace Homeward.Routing;

/// <summary>What can be wrong with a visit by itself.</summary>
internal static class VisitFaults
{
    internal static void In(Faults faults, Visit v)
    {
        var who = $"Visit '{v.Id}'";
        faults.Place(v.Place, $"{who}: place");
        Windows(faults, v, who);
        faults.Money(v.LatePerMinute, $"{who}: price of lateness");
        faults.Money(v.LeaveOutPrice ?? default, $"{who}: price of leaving out");
        faults.Money(v.OtherVehiclePrice, $"{who}: price of another vehicle");
        faults.Length(v.Service, Seconds.FromHours(24), $"{who}: service");
        foreach (var (vehicle, length) in faults.Given(v.ServiceOn, $"{who}: service on"))
        {
            faults.Require(faults.Vehicles.Contains(vehicle), $"{who}: there is no vehicle '{vehicle}'.");
            faults.Length(length, Seconds.FromHours(24), $"{who}: service on '{vehicle}'");
        }

        faults.Time(v.Release, $"{who}: release");
        faults.Require(v.Crew >= 1, $"{who}: crew {v.Crew} is less than 1.");
        faults.Require(v.Priority is >= 0 and <= 10, $"{who}: priority {v.Priority} is not between 0 and 10.");
        faults.Require(Enum.IsDefined(v.Kind), $"{who}: unknown kind {v.Kind}.");
        faults.Loads(v.Drops, $"{who}: drops");
        faults.Loads(v.PicksUp, $"{who}: picks up");
        faults.Given(v.Skills, $"{who}: skills");
        faults.Known(v.OnlyVehicles ?? [], faults.Vehicles, "vehicle", who, "only vehicles");
        faults.Known(v.NotVehicles, faults.Vehicles, "vehicle", who, "not vehicles");
        faults.Require(
            v.PreferredVehicle is null || faults.Vehicles.Contains(v.PreferredVehicle),
            $"{who}: there is no vehicle '{v.PreferredVehicle}'."
        );
        Promised(faults, v, who);
    }

    private static void Windows(Faults faults, Visit v, string who)
    {
        var windows = faults.Given(v.Windows, $"{who}: windows").ToList();
        for (var i = 0; i < windows.Count; i++)
        {
            faults.Window(windows[i], $"{who}: window {i + 1}");
            faults.Require(
                i == 0 || windows[i].Start > windows[i - 1].End,
                $"{who}: window {windows[i]} does not come after the one before it."
            );
        }

        if (v.HardLatest is { } latest)
        {
            faults.Require(windows.Count > 0, $"{who}: a hard latest start needs a window that it extends.");
            faults.Require(
                latest <= Seconds.Horizon && (windows.Count == 0 || latest >= windows[^1].End),
                $"{who}: hard latest start {latest} is before the last window's end or after the horizon."
            );
        }
    }

    private static void Promised(Faults faults, Visit v, string who)
    {
        if (v.Promise is not { } p)
        {
            return;
        }

        faults.Money(p.PerMinute, $"{who}: price of moving the promise");
        var before = faults.Found.Count;
        faults.Time(p.Start, $"{who}: promise");
        faults.Length(p.Tolerance ?? Seconds.Zero, Seconds.Horizon, $"{who}: the promise's tolerance");

        // Only times within the horizon may be added up, and only lists that are there looked through.
        var sound = faults.Found.Count == before && v.Windows is not null && v.Drops is not null;
        faults.Require(
            !sound || p.Tolerance is null || OpenTimes.Of(v).Count > 0,
            $"{who}: the promise at {p.Start} is outside every window."
        );
    }
}
