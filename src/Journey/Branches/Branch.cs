using Homeward.Journey.Shared;

namespace Homeward.Journey.Branches;

/// <summary>A depot with its people, vans and shelves, in one time zone.</summary>
public sealed class Branch : Entity
{
    public string Code { get; internal set; } = "";
    public string Name { get; internal set; } = "";

    /// <summary>IANA name, such as America/New_York.</summary>
    public string TimeZone { get; internal set; } = "America/New_York";
    public string Phone { get; internal set; } = "";
    public string AddressLine { get; internal set; } = "";
    public string City { get; internal set; } = "";
    public string State { get; internal set; } = "";
    public string Zip { get; internal set; } = "";

    /// <summary>The depot: where routes start and end.</summary>
    public double Latitude { get; internal set; }
    public double Longitude { get; internal set; }
    public TimeOnly OpensAt { get; internal set; } = new(8, 0);
    public TimeOnly ClosesAt { get; internal set; } = new(17, 0);

    /// <summary>Days the branch is open; on-call work is possible on every day.</summary>
    public List<DayOfWeek> OpenDays { get; internal set; } =
    [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

/// <summary>A day the branch is closed, or open at other hours.</summary>
public sealed class CalendarDay : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public DateOnly Date { get; internal set; }
    public string Name { get; internal set; } = "";

    /// <summary>Both null: closed.</summary>
    public TimeOnly? OpensAt { get; internal set; }
    public TimeOnly? ClosesAt { get; internal set; }
}

/// <summary>A part of the branch's area, as a GeoJSON polygon.</summary>
public sealed class DeliveryZone : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public string Name { get; internal set; } = "";
    public string Colour { get; internal set; } = "#2f6f5e";

    /// <summary>GeoJSON geometry: Polygon or MultiPolygon, longitude before latitude (RFC 7946).</summary>
    public string Polygon { get; internal set; } = "";

    /// <summary>Days this zone is served by routine visits; empty means every open day.</summary>
    public List<DayOfWeek> Days { get; internal set; } = [];
}
