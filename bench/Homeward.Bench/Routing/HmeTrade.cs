using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>What a visit of the trade brings, takes and needs: weights in pounds, room in cubic feet.</summary>
/// <param name="Name">Stands in the visit's id.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Share">Of 100 visits of a day.</param>
/// <param name="Minutes">At the home, parking and paperwork aside.</param>
/// <param name="Brings">What is left there.</param>
/// <param name="Takes">What comes back.</param>
/// <param name="Skill">What the crew must know; null for what all know.</param>
/// <param name="Crew">How many it takes.</param>
/// <param name="Urgent">Of 100 of them, how many are STAT.</param>
/// <param name="Priority">Of one that is not STAT.</param>
internal sealed record HmeJob(
    string Name,
    VisitKind Kind,
    int Share,
    int Minutes,
    HmeLoad Brings,
    HmeLoad Takes,
    string? Skill = null,
    int Crew = 1,
    int Urgent = 0,
    int Priority = 1
);

/// <param name="Pounds">Weight.</param>
/// <param name="Room">Cubic feet.</param>
/// <param name="Hazmat">Gross pounds of it that are hazardous; empty cylinders count.</param>
internal readonly record struct HmeLoad(int Pounds, int Room, int Hazmat = 0);

internal static class HmeTrade
{
    public const string Oxygen = "oxygen";
    public const string Therapist = "rt";

    private static readonly HmeLoad None = new(0, 0);

    /// <summary>
    /// Weights, room and minutes as the item table of the trade has them (HCPCS classes in the comments); the shares are our guess at
    /// a branch that does everything. Cylinders are the goods that come back: neither clean nor dirty.
    /// </summary>
    public static readonly HmeJob[] Jobs =
    [
        new("walker", VisitKind.Delivery, 10, 8, new(12, 4), None), // E0143, E0163
        new("chair", VisitKind.Delivery, 8, 15, new(38, 9), None), // K0001, K0003
        new("bed", VisitKind.Delivery, 5, 40, new(190, 35), None, Crew: 2), // E0260, E0303
        new("concentrator", VisitKind.Delivery, 9, 35, new(125, 7, 90), None, Oxygen, Urgent: 40, Priority: 3), // E1390 + backup
        new("cylinders", VisitKind.Exchange, 14, 8, new(72, 3, 72), new(64, 3, 64), Oxygen, Urgent: 5, Priority: 3), // E0443
        new("cpap", VisitKind.Delivery, 5, 50, new(5, 1), None, Therapist), // E0601
        new("vent-check", VisitKind.Service, 3, 45, None, None, Therapist, Priority: 2), // E0465
        new("oxygen-check", VisitKind.Service, 7, 15, None, None, Oxygen),
        new("swap", VisitKind.Exchange, 7, 20, new(36, 6), new(36, 6), Urgent: 10, Priority: 2), // what broke for what works
        new("suction", VisitKind.Delivery, 7, 15, new(10, 1), None, Urgent: 25, Priority: 2), // E0600, E0570
        new("feeding", VisitKind.Delivery, 5, 12, new(60, 4), None), // B4xxx
        new("bed-back", VisitKind.Pickup, 5, 25, None, new(190, 35), Crew: 2, Priority: 0),
        new("pickup", VisitKind.Pickup, 15, 12, None, new(36, 7), Priority: 0),
    ];
}
