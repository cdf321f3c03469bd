using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>
/// The vans of a branch: therapists who start from home, trucks with two people, and vans, most of which carry oxygen. Vans keep clean
/// from dirty in all four ways; some may reload; one in eight is allowed 1,000 lb of hazmat, the others 440 (49 CFR 173.6).
/// </summary>
internal static class HmeFleet
{
    public const string Weight = "weight";
    public const string Room = "room";
    public const string Hazmat = "hazmat";
    public const string Bay = "bay";

    public static readonly LoadDimension[] Dimensions =
    [
        new(Weight),
        new(Room),
        new(Hazmat, LoadKind.HazmatGross),
        new(Bay, LoadKind.DirtyBay),
    ];

    private static readonly (CleanDirtyMode Mode, bool Reloads)[] Ways =
    [
        (CleanDirtyMode.Covered, false),
        (CleanDirtyMode.SeparateBays, true),
        (CleanDirtyMode.Covered, false),
        (CleanDirtyMode.NeverMixed, true),
        (CleanDirtyMode.SeparateBays, false),
        (CleanDirtyMode.Covered, true),
        (CleanDirtyMode.OneKindPerTrip, true),
        (CleanDirtyMode.Covered, false),
    ];

    private static readonly Vehicle Base = new()
    {
        Id = "",
        Start = 0,
        End = 0,
        Shift = default,
        OvertimePerHour = Cents.Dollars(14),
        Breaks = [new Break(TimeWindow.Hours(11, 13), Seconds.FromMinutes(30))],
    };

    public static int Therapists(int vans) => Math.Max(1, (vans * 15 + 50) / 100);

    /// <param name="vans">How many.</param>
    /// <param name="home">The first home of a therapist among the places.</param>
    /// <param name="dice">They decide when shifts begin.</param>
    public static List<Vehicle> Of(int vans, int home, Dice dice)
    {
        var fleet = new List<Vehicle>(vans);
        var therapists = Therapists(vans);
        var trucks = Math.Max(1, (vans * 20 + 50) / 100);
        for (var k = 0; k < vans; k++)
        {
            var made =
                k < therapists ? Therapist(k, home + k)
                : k < therapists + trucks ? Truck(k - therapists)
                : Van(k - therapists - trucks);
            var begins = Seconds.FromMinutes(dice.Below(8) == 0 ? 600 : 30 * dice.Between(14, 16));
            var ends = begins + Seconds.FromMinutes(510);
            fleet.Add(made with { Shift = new(begins, ends), OvertimeUntil = ends + Seconds.FromMinutes(120) });
        }

        return fleet;
    }

    private static Vehicle Therapist(int n, int home) =>
        Base with
        {
            Id = $"rt-{n + 1}",
            Start = home,
            End = home,
            Capacity = Capacity(400, 50, 220, 0),
            Skills = [HmeTrade.Oxygen, HmeTrade.Therapist],
            FixedCost = Cents.Dollars(30),
            PerHour = Cents.Dollars(44),
            PerKm = new Cents(40),
            Co2GramsPerKm = 170,
        };

    private static Vehicle Truck(int n) =>
        Base with
        {
            Id = $"truck-{n + 1}",
            Capacity = Capacity(4_000, 600, 440, 200),
            Skills = [HmeTrade.Oxygen],
            Crew = 2,
            FixedCost = Cents.Dollars(80),
            PerHour = Cents.Dollars(52),
            OvertimePerHour = Cents.Dollars(26),
            PerKm = new Cents(75),
            SpeedFactor = 0.9,
            CleanDirty = n % 2 == 0 ? CleanDirtyMode.SeparateBays : CleanDirtyMode.Covered,
            Reload = new Reload(0, Seconds.FromMinutes(30)),
            Co2GramsPerKm = 420,
        };

    private static Vehicle Van(int n) =>
        Base with
        {
            Id = $"van-{n + 1}",
            Capacity = Capacity(2_200, 320, n % 8 == 7 ? 1_000 : 440, 90),
            Skills = n % 5 == 4 ? [] : [HmeTrade.Oxygen],
            FixedCost = Cents.Dollars(55),
            PerHour = Cents.Dollars(27),
            PerKm = new Cents(52),
            CleanDirty = Ways[n % Ways.Length].Mode,
            Reload = Ways[n % Ways.Length].Reloads ? new Reload(0, Seconds.FromMinutes(20)) : null,
            Co2GramsPerKm = 260,
        };

    private static Dictionary<string, int> Capacity(int weight, int room, int hazmat, int bay) =>
        new(StringComparer.Ordinal)
        {
            [Weight] = weight,
            [Room] = room,
            [Hazmat] = hazmat,
            [Bay] = bay,
        };
}
