using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Faults;

/// <summary>A visit spoilt in one way.</summary>
internal static class BadVisits
{
    internal static Dictionary<string, (string Fault, Func<Problem> Make)> All()
    {
        var cases = new Dictionary<string, (string, Func<Problem>)>();
        var nine = TimeWindow.Hours(9, 10);
        Bad("place", "place: place 30 is not in the matrix of 30 places.", v => v with { Place = 30 });
        Bad(
            "window",
            "window 1: 10:00-09:00 is not a span between 00:00 and 96:00.",
            v => v with { Windows = [TimeWindow.Hours(10, 9)] }
        );
        Bad(
            "windows meet",
            "window 10:00-11:00 does not come after the one before it.",
            v => v with { Windows = [nine, TimeWindow.Hours(10, 11)] }
        );
        Bad("null windows", "windows: the list, or something in it, is null.", v => v with { Windows = null! });
        Bad(
            "latest alone",
            "a hard latest start needs a window that it extends.",
            v => v with { HardLatest = Seconds.At(9) }
        );
        Bad(
            "latest too early",
            "hard latest start 09:59 is before the last window's end or after the horizon.",
            v => v with { Windows = [nine], HardLatest = Seconds.At(9, 59) }
        );
        Bad(
            "lateness",
            "price of lateness: -0.01 is not between 0 and 1,000,000.00.",
            v => v with { LatePerMinute = new(-1) }
        );
        Bad(
            "left out",
            "price of leaving out: -0.01 is not between 0 and 1,000,000.00.",
            v => v with { LeaveOutPrice = new(-1) }
        );
        Bad(
            "other vehicle price",
            "price of another vehicle: -0.01 is not between 0 and 1,000,000.00.",
            v => v with { OtherVehiclePrice = new(-1) }
        );
        Bad("service", "service -00:00:01 is not between 00:00 and 24:00.", v => v with { Service = new(-1) });
        Bad("long service", "service 24:00:01 is not between 00:00 and 24:00.", v => v with { Service = new(86_401) });
        Bad(
            "service on nobody",
            "there is no vehicle 'nobody'.",
            v => v with { ServiceOn = FaultTests.On("nobody", default) }
        );
        Bad(
            "service on",
            "service on 'van-1' 24:00:01 is not between 00:00 and 24:00.",
            v => v with { ServiceOn = FaultTests.On("van-1", new(86_401)) }
        );
        Bad(
            "negative service on",
            "service on 'van-1' -00:00:01 is not between 00:00 and 24:00.",
            v => v with { ServiceOn = FaultTests.On("van-1", new(-1)) }
        );
        Bad("null service on", "service on: the list, or something in it, is null.", v => v with { ServiceOn = null! });
        Bad("release", "release 96:00:01 is not between 00:00 and 96:00.", v => v with { Release = FaultTests.Never });
        Bad("crew", "crew 0 is less than 1.", v => v with { Crew = 0 });
        Bad("priority", "priority 11 is not between 0 and 10.", v => v with { Priority = 11 });
        Bad("kind", "unknown kind 9.", v => v with { Kind = (VisitKind)9 });
        Bad("drops", "drops: there is no load dimension 'kg'.", v => v with { Drops = Load("kg", 1) });
        Bad("negative drops", "drops: -1 of 'weight' is out of range.", v => v with { Drops = Load(Weight, -1) });
        Bad("null drops", "drops: the list, or something in it, is null.", v => v with { Drops = null! });
        Bad(
            "picks up",
            "picks up: 100000001 of 'weight' is out of range.",
            v => v with { PicksUp = Load(Weight, 100_000_001) }
        );
        Bad("null picks up", "picks up: the list, or something in it, is null.", v => v with { PicksUp = null! });
        Bad("null skills", "skills: the list, or something in it, is null.", v => v with { Skills = null! });
        Bad("a null skill", "skills: the list, or something in it, is null.", v => v with { Skills = [null!] });
        Bad("only", "there is no vehicle 'nobody'.", v => v with { OnlyVehicles = ["nobody"] });
        Bad(
            "a null only",
            "only vehicles: the list, or something in it, is null.",
            v => v with { OnlyVehicles = [null!] }
        );
        Bad("not", "there is no vehicle 'nobody'.", v => v with { NotVehicles = ["nobody"] });
        Bad("null not", "not vehicles: the list, or something in it, is null.", v => v with { NotVehicles = null! });
        Bad("preferred", "there is no vehicle 'nobody'.", v => v with { PreferredVehicle = "nobody" });
        Bad(
            "promise",
            "promise 96:00:01 is not between 00:00 and 96:00.",
            v => v with { Promise = new(FaultTests.Never) }
        );
        Bad(
            "promise price",
            "price of moving the promise: -0.01 is not between 0 and 1,000,000.00.",
            v => v with { Promise = new(default, null, new(-1)) }
        );
        Bad(
            "tolerance",
            "the promise's tolerance -00:00:01 is not between 00:00 and 96:00.",
            v => v with { Promise = new(Seconds.At(9), new(-1)) }
        );
        Bad(
            "endless tolerance",
            "the promise's tolerance 596523:14:07 is not between 00:00 and 96:00.",
            v => v with { Promise = new(Seconds.At(9), new(int.MaxValue)) }
        );
        Bad(
            "promise in no window",
            "the promise at 12:00 is outside every window.",
            v => v with { Windows = [nine], Promise = new(Seconds.At(12), default(Seconds)) }
        );
        return cases;

        void Bad(string name, string fault, Func<Visit, Visit> change) =>
            cases[$"visit: {name}"] = ($"Visit 'visit-1': {fault}", () => Of(Van(), change(At(1))));
    }
}
