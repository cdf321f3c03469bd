using System.Globalization;

namespace Homeward.Routing.Formats;

/// <summary>VROOM's JSON as it was written, checked value by value and not yet a problem.</summary>
internal sealed record VroomInput(
    IReadOnlyList<VroomVehicle> Vehicles,
    IReadOnlyList<VroomTask> Tasks,
    IReadOnlyDictionary<string, VroomMatrices> Matrices,
    bool HasMatrices,
    int Amounts,
    SolveOptions Options,
    IReadOnlyList<string> Notes
);

/// <summary>Row-major matrices of one profile; each null where it was not given.</summary>
internal sealed record VroomMatrices(VroomMatrix? Durations, VroomMatrix? Distances, VroomMatrix? Costs);

internal sealed record VroomMatrix(int Size, uint[] Values, string Path)
{
    internal uint this[int from, int to] => Values[(from * Size) + to];
}

/// <summary>An index into the matrices, coordinates, or both.</summary>
internal sealed record VroomLocation(uint? Index, (double Lon, double Lat)? At, string Path);

/// <summary>A span as written; an end of 4294967295, VROOM's own "no end", is no end.</summary>
internal sealed record VroomWindow(uint Start, uint End, string Path)
{
    internal bool Ends => End != uint.MaxValue;
    internal bool Says => Ends || Start > 0;
}

internal enum VroomTaskKind
{
    Job,
    Pickup,
    Delivery,
}

/// <summary>A job, or one of the two steps of a shipment.</summary>
internal sealed record VroomTask
{
    internal required VroomTaskKind Kind { get; init; }
    internal required ulong Id { get; init; }
    internal required string Path { get; init; }
    internal required VroomLocation Location { get; init; }
    internal required uint Setup { get; init; }
    internal required uint Service { get; init; }
    internal required IReadOnlyDictionary<string, uint> SetupPerType { get; init; }
    internal required IReadOnlyDictionary<string, uint> ServicePerType { get; init; }
    internal required uint[] Delivery { get; init; }
    internal required uint[] Pickup { get; init; }
    internal required IReadOnlySet<uint> Skills { get; init; }
    internal required uint Priority { get; init; }
    internal required IReadOnlyList<VroomWindow> Windows { get; init; }
    internal required string Description { get; init; }

    /// <summary>The other step's name, for a shipment's delivery: the pickup it brings from.</summary>
    internal string? BringsFrom { get; init; }

    internal string Type => TypeOf(Kind);

    /// <summary>The visit's name: a job, a pickup and a delivery may share an id.</summary>
    internal string Visit => NameOf(Kind, Id);

    /// <summary>A vehicle without a type has no times of its own.</summary>
    internal uint SetupOn(string type) => type.Length == 0 ? Setup : SetupPerType.GetValueOrDefault(type, Setup);

    internal uint ServiceOn(string type) =>
        type.Length == 0 ? Service : ServicePerType.GetValueOrDefault(type, Service);

    internal long TimeOn(string type) => (long)SetupOn(type) + ServiceOn(type);

    internal static string TypeOf(VroomTaskKind kind) =>
        kind switch
        {
            VroomTaskKind.Pickup => "pickup",
            VroomTaskKind.Delivery => "delivery",
            _ => "job",
        };

    internal static string NameOf(VroomTaskKind kind, ulong id) =>
        string.Create(CultureInfo.InvariantCulture, $"{TypeOf(kind)}:{id}");
}

internal sealed record VroomBreak(ulong Id, VroomWindow Window, uint Service, string Description, string Path);

internal sealed record VroomVehicle
{
    internal required ulong Id { get; init; }
    internal required string Path { get; init; }
    internal required VroomLocation? Start { get; init; }
    internal required VroomLocation? End { get; init; }
    internal required string Profile { get; init; }
    internal required uint[] Capacity { get; init; }
    internal required IReadOnlySet<uint> Skills { get; init; }
    internal required VroomWindow? Window { get; init; }
    internal required IReadOnlyList<VroomBreak> Breaks { get; init; }
    internal required string Description { get; init; }
    internal required string Type { get; init; }
    internal required VroomCosts Costs { get; init; }
    internal required double SpeedFactor { get; init; }
    internal required uint? MaxTasks { get; init; }
    internal required uint? MaxTravelTime { get; init; }
    internal required uint? MaxDistance { get; init; }
    internal required IReadOnlyList<(VroomTaskKind Kind, ulong Id, string Path)> Steps { get; init; }

    internal string Name => Id.ToString(CultureInfo.InvariantCulture);
}

internal sealed record VroomCosts(uint Fixed, uint PerHour, uint PerKm, uint PerTaskHour)
{
    internal const uint DefaultPerHour = 3600;
}
