using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Faults;

/// <summary>Each fault of a problem's data, by itself: it is named, and nothing else is.</summary>
public sealed class FaultTests
{
    internal static readonly Seconds Never = Seconds.Horizon + new Seconds(1);

    private static readonly Dictionary<string, (string Fault, Func<Problem> Make)> Lists = new()
    {
        ["vehicle twice"] = ("Vehicle 'van-1' is named twice.", () => Of([Van(), Van()])),
        ["visit twice"] = ("Visit 'visit-1' is named twice.", () => Of(Van(), At(1), At(1))),
        ["dimension twice"] = (
            "Load dimension 'kg' is named twice.",
            () => new Problem(Line(3), [], [], [new("kg"), new("kg")])
        ),
        ["vehicle without id"] = ("A vehicle has no id.", () => Of(Van(""))),
        ["visit without id"] = ("A visit has no id.", () => Of(Van(), At(1, ""))),
        ["dimension without name"] = ("A load dimension has no name.", () => new Problem(Line(3), [], [], [new("")])),
        ["dimension of no kind"] = (
            "Load dimension 'kg': unknown kind 9.",
            () => new Problem(Line(3), [], [], [new("kg", (LoadKind)9)])
        ),
        ["null vehicle"] = ("Vehicle 2 is null.", () => Of([Van(), null!])),
        ["null visit"] = ("Visit 1 is null.", () => Of(Van(), [null!])),
        ["null dimension"] = ("Load dimension 1 is null.", () => new Problem(Line(3), [], [], [null!])),
        ["null profile"] = ("Profile 1 is null.", () => With(profiles: [Line(3), null!])),
        ["null team"] = ("Team 1 is null.", () => With(teams: [null!])),
        ["null slice"] = ("Traffic slice 1 is null.", () => With(traffic: [null!])),
        ["profiles differ"] = ("Profile 1 has 4 places, profile 0 has 3.", () => With(profiles: [Line(3), Line(4)])),
    };

    private static readonly Dictionary<string, (string Fault, Func<Problem> Make)> Cases = Lists
        .Concat(BadVans.All())
        .Concat(BadVisits.All())
        .Concat(BadPairs.All())
        .ToDictionary(c => c.Key, c => c.Value);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fault_is_named_and_nothing_else(string name)
    {
        var (fault, make) = Cases[name];
        var error = Assert.Throws<InvalidProblemException>(() => make());
        Assert.Equal([fault], error.Faults);
    }

    [Fact]
    public void What_is_at_the_edge_of_its_range_is_taken()
    {
        var van = Van() with
        {
            SpeedFactor = 0.2,
            Co2GramsPerKm = 1_000_000,
            PerHourSquared = new Cents(100_000_000),
            MaxDrive = Seconds.Zero,
            Profile = 1,
        };
        Visit[] visits =
        [
            At(1) with
            {
                PicksUp = Load(Weight, 5),
                ServiceOn = On("van-1", Seconds.FromHours(24)),
            },
            At(2) with
            {
                BringsFrom = "visit-1",
                Drops = Load(Weight, 5),
                PreferredVehicle = "van-2",
            },
            At(1, "a"),
            At(2, "b"),
        ];
        Assert.Equal(
            2,
            new Problem(
                [Line(3), Line(3)],
                [van, Van("van-2") with { Start = null, SpeedFactor = 5 }],
                visits,
                Dimensions,
                [new("a", "b", Seconds.Zero, Seconds.Horizon)],
                [new(Seconds.Zero, 20), new(Seconds.Horizon, 500)]
            )
                .Vehicles
                .Length
        );
    }

    [Fact]
    public void A_problem_without_its_lists_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>(() => new Problem(null!, [], []));
        Assert.Throws<ArgumentNullException>(() => new Problem(Line(1), null!, []));
        Assert.Throws<ArgumentNullException>(() => new Problem(Line(1), [], null!));
        Assert.Throws<ArgumentNullException>(() => new Problem([null!], [], [], null, null, null));
        Assert.Throws<ArgumentNullException>(() =>
            new Problem((IReadOnlyList<TravelMatrix>)null!, [], [], null, null, null)
        );
    }

    [Fact]
    public void A_matrix_too_large_for_its_pairs_is_refused() =>
        // 65,536 times 65,536 is nought in an int.
        Assert.Throws<ArgumentException>(() => new TravelMatrix(65_536, [], []));

    internal static Problem With(
        TravelMatrix[]? profiles = null,
        Visit[]? visits = null,
        TeamVisit[]? teams = null,
        TimeSlice[]? traffic = null
    ) =>
        new(
            profiles ?? [Line(3)],
            [Van(), Van("van-2")],
            visits ?? [At(1, "a"), At(2, "b")],
            Dimensions,
            teams,
            traffic
        );

    internal static Dictionary<string, Seconds> On(string vehicle, Seconds length) => new() { [vehicle] = length };
}
