using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Faults;

/// <summary>Shipments, teams and traffic spoilt in one way.</summary>
internal static class BadPairs
{
    internal static Dictionary<string, (string Fault, Func<Problem> Make)> All()
    {
        var take = At(1, "take") with { PicksUp = Load(Weight, 5) };
        var bring = At(2, "bring") with { BringsFrom = "take", Drops = Load(Weight, 5) };
        var onward = At(2, "onward") with { BringsFrom = "bring" };
        var a = At(1, "a");
        var b = At(2, "b");
        var c = At(2, "c");
        return new()
        {
            ["brings from nobody"] = (
                "Visit 'bring': there is no visit 'take' to bring from.",
                () => FaultTests.With(visits: [bring])
            ),
            ["brings from itself"] = (
                "Visit 'a': it brings from 'a', which itself brings from 'a'.",
                () => FaultTests.With(visits: [a with { BringsFrom = "a" }])
            ),
            ["a chain"] = (
                "Visit 'onward': it brings from 'bring', which itself brings from 'take'.",
                () => FaultTests.With(visits: [take, bring, onward])
            ),
            ["brought from twice"] = (
                "Visit 'c': 'bring' brings from 'take' too.",
                () => FaultTests.With(visits: [take, bring, c with { BringsFrom = "take" }])
            ),
            ["brings more than was taken"] = (
                "Visit 'bring': it drops 6 of 'weight', but 'take' picks up only 5.",
                () => FaultTests.With(visits: [take, bring with { Drops = Load(Weight, 6) }])
            ),
            ["brings what was not taken"] = (
                "Visit 'bring': it drops 1 of 'hazmat', but 'take' picks up only 0.",
                () => FaultTests.With(visits: [take, bring with { Drops = Load(Hazmat, 1) }])
            ),
            ["brings what is aboard"] = (
                "Visit 'bring': 'van-1' carries what it is still to bring from 'take'.",
                () =>
                    Of(
                        Van() with
                        {
                            Underway = new()
                            {
                                Place = 1,
                                Time = default,
                                Carries = ["bring"],
                            },
                        },
                        take,
                        bring
                    )
            ),
            ["team of a stranger"] = (
                "Team of 'a' and 'nobody': there is no visit 'nobody'.",
                () => FaultTests.With(teams: [new("a", "nobody")])
            ),
            ["team of one"] = (
                "Team of 'a' and 'a': a team is of two visits.",
                () => FaultTests.With(teams: [new("a", "a")])
            ),
            ["two teams"] = (
                "Team of 'c' and 'a': 'a' is in two teams.",
                () => FaultTests.With(visits: [a, b, c], teams: [new("a", "b"), new("c", "a")])
            ),
            ["team and shipment"] = (
                "Team of 'take' and 'a': 'take' is part of a shipment.",
                () => FaultTests.With(visits: [take, bring, a], teams: [new("take", "a")])
            ),
            ["team and the shipment's other end"] = (
                "Team of 'a' and 'bring': 'bring' is part of a shipment.",
                () => FaultTests.With(visits: [take, bring, a], teams: [new("a", "bring")])
            ),
            ["team before itself"] = (
                "Team of 'a' and 'b': 00:02 to 00:01 after is not a span between 00:00 and 96:00.",
                () => FaultTests.With(teams: [new("a", "b", new(120), new(60))])
            ),
            ["team of negative span"] = (
                "Team of 'a' and 'b': -00:01 to 00:01 after is not a span between 00:00 and 96:00.",
                () => FaultTests.With(teams: [new("a", "b", new(-60), new(60))])
            ),
            ["team past the horizon"] = (
                "Team of 'a' and 'b': 00:00 to 96:00:01 after is not a span between 00:00 and 96:00.",
                () => FaultTests.With(teams: [new("a", "b", default, FaultTests.Never)])
            ),
            ["traffic out of order"] = (
                "Traffic from 08:00 does not come after the slice before it, from 09:00.",
                () => FaultTests.With(traffic: [new(Seconds.At(9), 120), new(Seconds.At(8), 100)])
            ),
            ["traffic twice at a time"] = (
                "Traffic from 09:00 does not come after the slice before it, from 09:00.",
                () => FaultTests.With(traffic: [new(Seconds.At(9), 120), new(Seconds.At(9), 100)])
            ),
            ["traffic too quick"] = (
                "Traffic from 09:00: 19 percent is not 20 to 500.",
                () => FaultTests.With(traffic: [new(Seconds.At(9), 19)])
            ),
            ["traffic too slow"] = (
                "Traffic from 09:00: 501 percent is not 20 to 500.",
                () => FaultTests.With(traffic: [new(Seconds.At(9), 501)])
            ),
            ["traffic at no time"] = (
                "Traffic from 96:00:01: time 96:00:01 is not between 00:00 and 96:00.",
                () => FaultTests.With(traffic: [new(FaultTests.Never, 100)])
            ),
        };
    }
}
