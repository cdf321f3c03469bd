namespace Homeward.Routing;

/// <summary>What can be wrong with a vehicle.</summary>
internal static class VehicleFaults
{
    internal static void In(Faults faults, Vehicle v)
    {
        var who = $"Vehicle '{v.Id}'";
        faults.Place(v.Start ?? 0, $"{who}: start");
        faults.Place(v.End ?? 0, $"{who}: end");
        faults.Window(v.Shift, $"{who}: shift");
        faults.Require(
            v.OvertimeUntil is not { } o || (o >= v.Shift.End && o <= Seconds.Horizon),
            $"{who}: overtime ends before the shift or after the horizon."
        );
        Costs(faults, v, who);
        faults.Loads(v.Capacity, $"{who}: capacity");
        faults.Given(v.Skills, $"{who}: skills");
        faults.Require(v.Crew >= 1, $"{who}: crew {v.Crew} is less than 1.");
        faults.Require(
            v.Profile >= 0 && v.Profile < faults.Profiles,
            $"{who}: profile {v.Profile} is not one of the {faults.Profiles}."
        );
        faults.Require(v.SpeedFactor is >= 0.2 and <= 5, $"{who}: speed factor {v.SpeedFactor:R} is not 0.2 to 5.");
        faults.Require(v.MaxStops is not < 0, $"{who}: most stops is negative.");
        faults.Require(v.MaxDuration is not { Value: < 0 }, $"{who}: longest duration is negative.");
        faults.Require(v.MaxDistance is not { Value: < 0 }, $"{who}: longest distance is negative.");
        faults.Require(v.MaxDrive is not { Value: < 0 }, $"{who}: longest time at the wheel is negative.");
        faults.Require(
            v.Co2GramsPerKm is >= 0 and <= 1_000_000,
            $"{who}: CO2 of {v.Co2GramsPerKm} g per km is not between 0 and 1,000,000."
        );
        faults.Require(Enum.IsDefined(v.CleanDirty), $"{who}: unknown clean/dirty mode {v.CleanDirty}.");
        if (v.Reload is { } r)
        {
            faults.Place(r.Place, $"{who}: reload");
            faults.Length(r.Length, Seconds.Horizon, $"{who}: reload length");
            faults.Require(r.Most >= 1, $"{who}: most reloads {r.Most} is less than 1; leave Reload null instead.");
        }

        Breaks(faults, v, who);
        if (v.Underway is { } u)
        {
            Underway(faults, u, $"{who} under way");
        }
    }

    private static void Costs(Faults faults, Vehicle v, string who)
    {
        faults.Money(v.FixedCost, $"{who}: fixed cost");
        faults.Money(v.PerHour, $"{who}: cost per hour");
        faults.Money(v.PerKm, $"{who}: cost per km");
        faults.Money(v.OvertimePerHour, $"{who}: overtime per hour");
        faults.Money(v.PerHourSquared, $"{who}: cost per hour squared");
        faults.Money(v.PerCo2Kg, $"{who}: cost per kg of CO2");
    }

    private static void Breaks(Faults faults, Vehicle v, string who)
    {
        Break? before = null;
        var i = 0;
        foreach (var b in faults.Given(v.Breaks, $"{who}: breaks"))
        {
            var what = $"{who}: break {++i}";
            faults.Window(b.Window, what);
            faults.Require(
                b.Length > Seconds.Zero && b.Length <= Seconds.FromHours(24),
                $"{what} is not between a second and a day long."
            );
            faults.Require(
                before is null || b.Window.End.Value >= (long)before.Window.End.Value + before.Length.Value,
                $"{what} may be over before break {i - 1} is; breaks go in order of time."
            );
            before = b;
        }
    }

    private static void Underway(Faults faults, Underway u, string who)
    {
        faults.Place(u.Place, $"{who}: place");
        faults.Time(u.Time, $"{who}: time");
        faults.Loads(u.OnBoard, $"{who}: on board");
        faults.Known(u.Locked, faults.Visits, "visit", who, "locked");
        faults.Known(u.Carries, faults.Visits, "visit", who, "carries");
    }
}
