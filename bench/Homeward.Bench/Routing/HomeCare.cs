using System.Text.Json;
using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>
/// A day of home care as Ceschia, Di Gaspero, Rosati and Schaerf publish it (2024, https://doi.org/10.1111/itor.13585): caregivers
/// with abilities, patients who need one or two of them at once or one after the other. Times and distances are minutes.
/// </summary>
/// <remarks>
/// As their validator has it, no shift begins early, but it may end late at no cost, and so may a visit begin late at the price of
/// its minutes: for most of these days have visits that the only able caregiver cannot make within the shift.
/// </remarks>
internal static class HomeCare
{
    /// <summary>A minute of driving or of lateness, in cents: they weigh the same. A minute is driven as one kilometre.</summary>
    private const int Minute = 100;

    /// <summary>Every visit is made, however late: more than all minutes of all days together.</summary>
    private static readonly Cents NotMade = Cents.Dollars(100_000);

    private static readonly Seconds EndOfDay = Seconds.FromHours(24);
    private static readonly JsonSerializerOptions Names = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    public static Problem Read(string json)
    {
        var file = JsonSerializer.Deserialize<CareFile>(json, Names)!;
        return new(
            [Roads(file.Distances)],
            file.Caregivers.Select(Caregiver),
            file.Patients.SelectMany(p => p.RequiredCaregivers.Select(need => Visit(file, p, need))),
            dimensions: null,
            file.Patients.Where(p => p.Synchronization is not null).Select(Together),
            traffic: null
        );
    }

    public static CareCost Cost(Plan plan)
    {
        var late = plan.Routes.SelectMany(r => r.Stops).Select(s => s.Late.Value / 60.0).ToList();
        return new(
            plan.Routes.Sum(r => r.Distance.Value) / 1000.0,
            late.Sum(),
            late.DefaultIfEmpty().Max(),
            plan.Unplanned.Count
        );
    }

    private static TravelMatrix Roads(int[][] minutes)
    {
        var all = minutes.SelectMany(row => row).ToList();
        return new(minutes.Length, [.. all.Select(m => m * 60)], [.. all.Select(m => m * 1000)]);
    }

    private static Vehicle Caregiver(CareGiver c) =>
        new()
        {
            Id = c.Id,
            Start = c.DistanceMatrixIndex,
            End = c.DistanceMatrixIndex,
            Shift = Span(c.WorkingShift),
            OvertimeUntil = EndOfDay,
            Skills = c.Abilities,
            PerKm = new Cents(Minute),
        };

    private static Visit Visit(CareFile file, CarePatient p, CareNeed need) =>
        new()
        {
            Id = Name(p, need),
            Place = p.DistanceMatrixIndex,
            Kind = VisitKind.Service,
            Windows = [Span(p.TimeWindow)],
            HardLatest = EndOfDay,
            LatePerMinute = new Cents(Minute),
            Service = Seconds.FromMinutes(
                need.Duration ?? file.Services.Single(s => s.Id == need.Service).DefaultDuration
            ),
            Skills = [need.Service],
            NotVehicles = p.IncompatibleCaregivers ?? [],
            LeaveOutPrice = NotMade,
        };

    private static TeamVisit Together(CarePatient p)
    {
        var (first, second) = (Name(p, p.RequiredCaregivers[0]), Name(p, p.RequiredCaregivers[1]));
        return p.Synchronization!.Distance is { } apart
            ? new(first, second, Seconds.FromMinutes(apart[0]), Seconds.FromMinutes(apart[1]))
            : new(first, second);
    }

    private static string Name(CarePatient p, CareNeed need) => $"{p.Id} {need.Service}";

    private static TimeWindow Span(int[] minutes) =>
        new(Seconds.FromMinutes(minutes[0]), Seconds.FromMinutes(minutes[1]));

    private sealed record CareFile(
        int[][] Distances,
        CarePatient[] Patients,
        CareGiver[] Caregivers,
        CareService[] Services
    );

    private sealed record CareGiver(string Id, string[] Abilities, int DistanceMatrixIndex, int[] WorkingShift);

    private sealed record CareService(string Id, int DefaultDuration);

    private sealed record CareNeed(string Service, int? Duration = null);

    private sealed record CareSync(string Type, int[]? Distance = null);

    private sealed record CarePatient(
        string Id,
        int[] TimeWindow,
        CareNeed[] RequiredCaregivers,
        int DistanceMatrixIndex,
        CareSync? Synchronization = null,
        string[]? IncompatibleCaregivers = null
    );
}

/// <summary>What a plan costs as the paper counts it, in minutes.</summary>
/// <param name="Distance">Driven by all.</param>
/// <param name="Tardiness">Past windows, of all visits together.</param>
/// <param name="MaxTardiness">Of the visit that is latest.</param>
/// <param name="LeftOut">Visits not made; the paper leaves none out.</param>
internal sealed record CareCost(double Distance, double Tardiness, double MaxTardiness, int LeftOut)
{
    public double Total => (Distance + Tardiness + MaxTardiness) / 3;
}
