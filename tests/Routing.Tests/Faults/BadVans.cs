using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Faults;

/// <summary>A van spoilt in one way.</summary>
internal static class BadVans
{
    internal static Dictionary<string, (string Fault, Func<Problem> Make)> All()
    {
        var cases = new Dictionary<string, (string, Func<Problem>)>();
        Bad("start", "start: place 30 is not in the matrix of 30 places.", v => v with { Start = 30 });
        Bad("end", "end: place -1 is not in the matrix of 30 places.", v => v with { End = -1 });
        Bad(
            "shift",
            "shift: 09:00-08:00 is not a span between 00:00 and 96:00.",
            v => v with { Shift = TimeWindow.Hours(9, 8) }
        );
        Bad(
            "overtime",
            "overtime ends before the shift or after the horizon.",
            v => v with { OvertimeUntil = Seconds.At(15) }
        );
        Bad(
            "overtime past the horizon",
            "overtime ends before the shift or after the horizon.",
            v => v with { OvertimeUntil = FaultTests.Never }
        );
        Bad("profile", "profile 1 is not one of the 1.", v => v with { Profile = 1 });
        Bad("negative profile", "profile -1 is not one of the 1.", v => v with { Profile = -1 });
        Bad("too slow", "speed factor 0.19 is not 0.2 to 5.", v => v with { SpeedFactor = 0.19 });
        Bad("too fast", "speed factor 5.1 is not 0.2 to 5.", v => v with { SpeedFactor = 5.1 });
        Bad("no speed", "speed factor NaN is not 0.2 to 5.", v => v with { SpeedFactor = double.NaN });
        Bad(
            "no end to speed",
            "speed factor Infinity is not 0.2 to 5.",
            v => v with { SpeedFactor = double.PositiveInfinity }
        );
        Bad("fixed", "fixed cost: -0.01 is not between 0 and 1,000,000.00.", v => v with { FixedCost = new(-1) });
        Bad(
            "wages",
            "cost per hour: 1000000.01 is not between 0 and 1,000,000.00.",
            v => v with { PerHour = new(100_000_001) }
        );
        Bad("km", "cost per km: -0.01 is not between 0 and 1,000,000.00.", v => v with { PerKm = new(-1) });
        Bad(
            "overtime price",
            "overtime per hour: -0.01 is not between 0 and 1,000,000.00.",
            v => v with { OvertimePerHour = new(-1) }
        );
        Bad(
            "balance",
            "cost per hour squared: -0.01 is not between 0 and 1,000,000.00.",
            v => v with { PerHourSquared = new(-1) }
        );
        Bad(
            "CO2 price",
            "cost per kg of CO2: -0.01 is not between 0 and 1,000,000.00.",
            v => v with { PerCo2Kg = new(-1) }
        );
        Bad("CO2", "CO2 of -1 g per km is not between 0 and 1,000,000.", v => v with { Co2GramsPerKm = -1 });
        Bad(
            "much CO2",
            "CO2 of 1000001 g per km is not between 0 and 1,000,000.",
            v => v with { Co2GramsPerKm = 1_000_001 }
        );
        Bad("crew", "crew 0 is less than 1.", v => v with { Crew = 0 });
        Bad("stops", "most stops is negative.", v => v with { MaxStops = -1 });
        Bad("duration", "longest duration is negative.", v => v with { MaxDuration = new(-1) });
        Bad("distance", "longest distance is negative.", v => v with { MaxDistance = new(-1) });
        Bad("drive", "longest time at the wheel is negative.", v => v with { MaxDrive = new(-1) });
        Bad("mode", "unknown clean/dirty mode 9.", v => v with { CleanDirty = (CleanDirtyMode)9 });
        Bad("capacity", "capacity: there is no load dimension 'kg'.", v => v with { Capacity = Load("kg", 1) });
        Bad(
            "negative capacity",
            "capacity: -1 of 'weight' is out of range.",
            v => v with { Capacity = Load(Weight, -1) }
        );
        Bad("null capacity", "capacity: the list, or something in it, is null.", v => v with { Capacity = null! });
        Bad("null skills", "skills: the list, or something in it, is null.", v => v with { Skills = null! });
        Bad("a null skill", "skills: the list, or something in it, is null.", v => v with { Skills = [null!] });
        Bad("null breaks", "breaks: the list, or something in it, is null.", v => v with { Breaks = null! });
        Bad("a null break", "breaks: the list, or something in it, is null.", v => v with { Breaks = [null!] });
        Bad(
            "reload place",
            "reload: place 30 is not in the matrix of 30 places.",
            v => v with { Reload = new(30, default) }
        );
        Bad(
            "reload length",
            "reload length -00:00:01 is not between 00:00 and 96:00.",
            v => v with { Reload = new(0, new(-1)) }
        );
        Bad(
            "reloads",
            "most reloads 0 is less than 1; leave Reload null instead.",
            v => v with { Reload = new(0, default, 0) }
        );
        Bad(
            "break window",
            "break 1: 10:00-09:00 is not a span between 00:00 and 96:00.",
            v => v with { Breaks = [new(TimeWindow.Hours(10, 9), new(60))] }
        );
        Bad(
            "break length",
            "break 1 is not between a second and a day long.",
            v => v with { Breaks = [new(TimeWindow.Hours(9, 10), default)] }
        );
        Bad(
            "break order",
            "break 2 may be over before break 1 is; breaks go in order of time.",
            v => v with { Breaks = [new(TimeWindow.Hours(9, 10), new(60)), new(TimeWindow.Hours(8, 10), new(60))] }
        );
        Under("place", ": place: place 30 is not in the matrix of 30 places.", u => u with { Place = 30 });
        Under("time", ": time 96:00:01 is not between 00:00 and 96:00.", u => u with { Time = FaultTests.Never });
        Under("load", ": on board: there is no load dimension 'kg'.", u => u with { OnBoard = Load("kg", 1) });
        Under("null load", ": on board: the list, or something in it, is null.", u => u with { OnBoard = null! });
        Under("locked", ": there is no visit 'nobody'.", u => u with { Locked = ["nobody"] });
        Under("carries", ": there is no visit 'nobody'.", u => u with { Carries = ["nobody"] });
        Under("null locked", ": locked: the list, or something in it, is null.", u => u with { Locked = null! });
        Under("a null locked", ": locked: the list, or something in it, is null.", u => u with { Locked = [null!] });
        Under("null carries", ": carries: the list, or something in it, is null.", u => u with { Carries = null! });
        cases["locked twice"] = (
            "Visit 'visit-1' is locked on 'van-1' and 'van-2'.",
            () =>
                Of(
                    [
                        Running("van-1", u => u with { Locked = ["visit-1"] }),
                        Running("van-2", u => u with { Locked = ["visit-1"] }),
                    ],
                    At(1)
                )
        );
        cases["carried twice"] = (
            "Visit 'visit-1' is carried by 'van-1' and 'van-2'.",
            () =>
                Of(
                    [
                        Running("van-1", u => u with { Carries = ["visit-1"] }),
                        Running("van-2", u => u with { Carries = ["visit-1"] }),
                    ],
                    At(1)
                )
        );
        return cases;

        void Bad(string name, string fault, Func<Vehicle, Vehicle> van) =>
            cases[$"van: {name}"] = ($"Vehicle 'van-1': {fault}", () => Of(van(Van()), At(1)));

        void Under(string name, string fault, Func<Underway, Underway> change) =>
            cases[$"under way: {name}"] = (
                $"Vehicle 'van-1' under way{fault}",
                () => Of(Running("van-1", change), At(1))
            );

        static Vehicle Running(string id, Func<Underway, Underway> change) =>
            Van(id) with
            {
                Underway = change(new Underway { Place = 1, Time = Seconds.At(9) }),
            };
    }
}
