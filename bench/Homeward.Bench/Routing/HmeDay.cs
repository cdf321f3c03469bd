using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>
/// Days of a home medical equipment branch, to measure planners on: the sizes meant are 40 visits and 5 vans, 120 x 12, 400 x 35 and
/// 1000 x 80, with 8 to 13 stops a van. The same arguments make the same day everywhere.
/// </summary>
internal static class HmeDay
{
    private const int ParkAndSign = 7;
    private static readonly TimeWindow Open = TimeWindow.Hours(8, 18);

    public static HmeTown Town(int visits, int vans, long seed) => HmeTown.Of(visits, HmeFleet.Therapists(vans), seed);

    /// <summary>A day in the town of the same arguments: place 0 is the depot, place i the home of visit i.</summary>
    public static Problem Generate(int visits, int vans, long seed)
    {
        var dice = new Dice(unchecked(seed * 104_729 + visits * 31 + vans));
        var fleet = HmeFleet.Of(vans, visits + 1, dice);
        var orders = Enumerable.Range(1, visits).Select(place => Visit(place, fleet, dice)).ToList();
        return new Problem(Town(visits, vans, seed).Roads(), fleet, orders, HmeFleet.Dimensions);
    }

    /// <summary>The same day without reloads: what OR-Tools can be told.</summary>
    public static Problem OneTrip(Problem day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return new(day.Travel, day.Vehicles.Select(v => v with { Reload = null }), day.Visits, day.Dimensions);
    }

    private static Visit Visit(int place, List<Vehicle> fleet, Dice dice)
    {
        var job = Job(dice.Below(100));
        var urgent = dice.Chance(job.Urgent);
        var (brings, takes) = (Vary(job.Brings, dice), Vary(job.Takes, dice));
        var minutes = job.Minutes * dice.Between(80, 125) / 100 + ParkAndSign + (dice.Chance(20) ? 5 : 0);
        var visit = new Visit
        {
            Id = $"{place:0000}-{job.Name}",
            Place = place,
            Kind = job.Kind,
            Windows = urgent ? [Narrow(dice)] : Windows(dice),
            Service = Seconds.FromMinutes(minutes),
            Drops = Loads(brings, bay: 0),
            PicksUp = Loads(takes, bay: takes.Hazmat > 0 ? 0 : takes.Room),
            BringsClean = brings is { Pounds: > 0, Hazmat: 0 } or { Hazmat: > 0, Room: > 5 },
            TakesDirty = takes is { Pounds: > 0, Hazmat: 0 },
            Skills = job.Skill is { } skill ? [skill] : [],
            Crew = job.Crew,
            Priority = urgent ? 6 : job.Priority,
        };
        return Persuade(urgent ? visit : Promise(visit, dice), fleet, dice);
    }

    private static HmeJob Job(int roll)
    {
        foreach (var job in HmeTrade.Jobs)
        {
            if (roll < job.Share)
                return job;
            roll -= job.Share;
        }

        throw new InvalidOperationException("The shares of the jobs do not add up to 100.");
    }

    /// <summary>A job is a bit larger or smaller than the table says.</summary>
    private static HmeLoad Vary(HmeLoad load, Dice dice)
    {
        var percent = dice.Between(70, 130);
        return new(load.Pounds * percent / 100, load.Room, load.Hazmat * percent / 100);
    }

    private static Dictionary<string, int> Loads(HmeLoad load, int bay)
    {
        var loads = new Dictionary<string, int>(StringComparer.Ordinal);
        if (load.Pounds > 0)
        {
            loads[HmeFleet.Weight] = load.Pounds;
            loads[HmeFleet.Room] = load.Room;
        }

        if (load.Hazmat > 0)
            loads[HmeFleet.Hazmat] = load.Hazmat;
        if (bay > 0)
            loads[HmeFleet.Bay] = bay;
        return loads;
    }

    /// <summary>STAT: within an hour and a half or two.</summary>
    private static TimeWindow Narrow(Dice dice)
    {
        var from = 15 * dice.Between(34, 58);
        return new(Seconds.FromMinutes(from), Seconds.FromMinutes(from + dice.Between(3, 4) * 30));
    }

    private static TimeWindow[] Windows(Dice dice)
    {
        switch (dice.Below(100))
        {
            case < 30:
                var from = dice.Between(8, 15);
                return [TimeWindow.Hours(from, from + 2)];
            case < 52:
                var begins = dice.Of([8, 9, 10, 12, 13]);
                return [TimeWindow.Hours(begins, begins + 4)];
            case < 62:
                return [TimeWindow.Hours(8, 12)];
            case < 72:
                return [TimeWindow.Hours(12, 17)];
            case < 76:
                return [TimeWindow.Hours(8, 10), TimeWindow.Hours(15, 17)];
            default:
                return [Open];
        }
    }

    /// <summary>Some were told a time, some may be kept waiting at a price, some goods come in late.</summary>
    private static Visit Promise(Visit visit, Dice dice)
    {
        var window = visit.Windows[0];
        var quarters = (window.End.Value - window.Start.Value) / 900;
        switch (dice.Below(100))
        {
            case < 5:
                var frozen = window.Start + Seconds.FromMinutes(15 * dice.Between(2, quarters - 1));
                return visit with { Promise = new(frozen, Seconds.FromMinutes(dice.Of([30, 45, 60]))) };
            case < 13:
                var told = window.Start + Seconds.FromMinutes(15 * dice.Between(1, quarters));
                return visit with { Promise = new(told, PerMinute: new Cents(10)) };
            case < 23 when visit.Windows.Count == 1:
                return visit with { HardLatest = window.End + Seconds.FromMinutes(60), LatePerMinute = new Cents(80) };
            case < 25 when visit.Drops.Count > 0 && window.End >= Seconds.At(16):
                return visit with { Release = Seconds.FromMinutes(30 * dice.Between(16, 20)) };
            default:
                return visit;
        }
    }

    /// <summary>Some like one driver, a few do not want one again.</summary>
    private static Visit Persuade(Visit visit, List<Vehicle> fleet, Dice dice)
    {
        var roll = dice.Below(100);
        if (roll >= 8)
            return visit;
        var able = fleet
            .Where(v => v.Crew >= visit.Crew && visit.Skills.All(s => v.Skills.Contains(s, StringComparer.Ordinal)))
            .ToList();
        var one = dice.Of(able).Id;
        return roll > 0 ? visit with { PreferredVehicle = one, OtherVehiclePrice = Cents.Dollars(4) }
            : able.Count > 1 ? visit with { NotVehicles = [one] }
            : visit;
    }
}
