using System.Text.Json;
using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;

namespace Homeward.Web.Dispatch;

/// <summary>A stop as the browser draws it. Times are seconds since 1970, masses grams, lengths metres.</summary>
public sealed record SheetStop(
    Guid? Id,
    int No,
    string Number,
    string Patient,
    string Address,
    double? Latitude,
    double? Longitude,
    long Arrives,
    long Starts,
    long Leaves,
    int Drive,
    int Leg,
    long[] Window,
    bool Booked,
    bool Late,
    long Load,
    long Hazmat,
    bool Mixed,
    string Urgency,
    bool Life,
    string State,
    bool Done,
    bool Locked
);

public sealed record SheetBreak(long From, long To);

public sealed record SheetLane(
    string Id,
    string Van,
    string Crew,
    string Color,
    bool OnShift,
    long ShiftFrom,
    long ShiftTo,
    long Starts,
    long Ends,
    int Paid,
    int Driving,
    int Lifts,
    bool Overtime,
    long Metres,
    long Load,
    long Payload,
    long Hazmat,
    long HazmatLimit,
    int Mixed,
    string? Lock,
    bool Locked,
    IReadOnlyList<SheetBreak> Breaks,
    IReadOnlyList<SheetStop> Stops
);

public sealed record SheetUnplanned(
    Guid Id,
    string Number,
    string Patient,
    string Address,
    double? Latitude,
    double? Longitude,
    string Urgency,
    bool Life,
    long Due,
    long[] Window,
    bool Booked,
    string Code,
    string Sentence,
    string ToDo,
    IReadOnlyList<string> Missing,
    string? Relax,
    bool CanTry
);

/// <summary>What belongs to the whole day: sent whole with every change, for it is small.</summary>
public sealed record SheetHead(
    Guid? PlanId,
    int VersionNo,
    bool Latest,
    bool MayWrite,
    long From,
    long To,
    long Now,
    bool Today
);

/// <summary>
/// The board as JSON for the browser: told once whole, then lane by lane. Kept on the server as last told, so that a change sends
/// the lanes that differ and nothing else.
/// </summary>
public sealed class BoardSheet
{
    private readonly Dictionary<string, string> lanes = [];
    private readonly Dictionary<string, BoardLane> byId = [];
    private readonly string unplanned;

    public BoardSheet(BoardView view, bool mayWrite, IReadOnlyList<ZoneRow> zones)
    {
        View = view;
        // A van that two crews share on one day has a lane for each.
        var shared = view.Lanes.CountBy(l => l.VehicleId).Where(c => c.Value > 1).Select(c => c.Key).ToHashSet();
        Lanes =
        [
            .. view.Lanes.Select(
                (l, i) =>
                {
                    var id = shared.Contains(l.VehicleId) ? $"{l.VehicleId}~{l.PersonId}" : l.VehicleId.ToString();
                    byId[id] = l;
                    return Lane(l, id, DispatchWords.Color(i));
                }
            ),
        ];
        Unplanned = [.. view.Unplanned.Select(Of)];
        Zones = zones.Count == 0 ? null : Shape(zones);
        foreach (var lane in Lanes)
            lanes[lane.Id] = Json.Write(lane);
        unplanned = Json.Write(Unplanned);
        var (from, to) = Hours(view);
        Head = new(
            view.Plan?.PlanId,
            view.Plan?.Number ?? 0,
            view.Plan?.IsLatest ?? false,
            mayWrite,
            Unix(from),
            Unix(to),
            Unix(view.Now),
            view.Date == view.Today
        );
    }

    public BoardView View { get; }

    public SheetHead Head { get; }

    public IReadOnlyList<SheetLane> Lanes { get; }

    public IReadOnlyList<SheetUnplanned> Unplanned { get; }

    private string? Zones { get; }

    /// <summary>All of it.</summary>
    public object Whole =>
        new
        {
            Head.PlanId,
            Head.VersionNo,
            Head.Latest,
            Head.MayWrite,
            Head.From,
            Head.To,
            Head.Now,
            Head.Today,
            Zone = View.TimeZone,
            Depot = new[] { View.DepotLongitude, View.DepotLatitude },
            Zones,
            Lanes,
            Unplanned,
        };

    /// <summary>What differs from the sheet told before; null when nothing does.</summary>
    public object? Since(BoardSheet before, string? by)
    {
        var changed = Lanes.Where(l => before.lanes.GetValueOrDefault(l.Id) != lanes[l.Id]).ToList();
        var order = !Lanes.Select(l => l.Id).SequenceEqual(before.Lanes.Select(l => l.Id));
        var waiting = unplanned != before.unplanned;
        if (changed.Count == 0 && !order && !waiting && Head with { Now = before.Head.Now } == before.Head)
            return null;
        return new
        {
            Head,
            Lanes = changed,
            Order = order ? Lanes.Select(l => l.Id).ToList() : null,
            Unplanned = waiting ? Unplanned : null,
            By = by,
        };
    }

    /// <summary>Who comes in which order on a van: what an edit of that route was based on.</summary>
    public string OrderOf(string lane) =>
        string.Join(',', Lanes.FirstOrDefault(l => l.Id == lane)?.Stops.Select(s => s.Id?.ToString() ?? "-") ?? []);

    /// <summary>The lane behind an id the browser gives.</summary>
    public BoardLane? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>The lane of a crew on a van.</summary>
    public string IdOf(Guid van, Guid person)
    {
        var both = $"{van}~{person}";
        return byId.ContainsKey(both) ? both : van.ToString();
    }

    /// <summary>The lane a visit is in; null when it has no place.</summary>
    public string? LaneOf(Guid visit) => Lanes.FirstOrDefault(l => l.Stops.Any(s => s.Id == visit))?.Id;

    private static SheetLane Lane(BoardLane lane, string id, string color) =>
        new(
            id,
            lane.Van,
            lane.Second is { } second ? $"{lane.Person} and {second}" : lane.Person,
            color,
            lane.OnShift,
            Unix(lane.ShiftFrom ?? lane.StartsAt ?? default),
            Unix(lane.ShiftTo ?? lane.EndsAt ?? default),
            Unix(lane.StartsAt ?? lane.ShiftFrom ?? default),
            Unix(lane.EndsAt ?? lane.ShiftFrom ?? default),
            lane.PaidMinutes * 60,
            lane.DriveMinutes * 60,
            lane.Lifts,
            lane.ShiftTo is { } end && lane.EndsAt > end,
            lane.Length.Metres,
            lane.PeakLoad.Grams,
            lane.LoadLimit.Grams,
            lane.PeakHazmat.Grams,
            lane.HazmatLimit.Grams,
            lane.CleanDirtyConflicts,
            lane.Lock?.By,
            lane.Locked,
            [.. lane.Breaks.Select(b => new SheetBreak(Unix(b.From), Unix(b.To)))],
            [.. lane.Stops.Select(Stop)]
        );

    private static SheetStop Stop(BoardStop stop) =>
        new(
            stop.VisitId,
            stop.Sequence,
            stop.Number,
            stop.IsReload ? "Reload at the depot" : stop.Patient,
            stop.Place.Address,
            stop.Place.Latitude,
            stop.Place.Longitude,
            Unix(stop.ArrivesAt),
            Unix(stop.StartsAt),
            Unix(stop.LeavesAt),
            stop.DriveSeconds,
            stop.DriveMetres,
            [Unix(stop.WindowFrom ?? stop.StartsAt), Unix(stop.WindowTo ?? stop.StartsAt)],
            stop.Booked,
            stop.LateMinutes > 0,
            stop.LoadAfter.Grams,
            stop.HazmatAfter.Grams,
            stop.CleanDirtyConflict,
            stop.Urgency.ToString(),
            stop.LifeSustaining,
            stop.State.ToString(),
            stop.Done,
            stop.Locked
        );

    private static SheetUnplanned Of(BoardUnplanned visit) =>
        new(
            visit.VisitId,
            visit.Number,
            visit.Patient,
            visit.Place.Address,
            visit.Place.Latitude,
            visit.Place.Longitude,
            visit.Urgency.ToString(),
            visit.LifeSustaining,
            Unix(visit.DueAt),
            [Unix(visit.WindowFrom), Unix(visit.WindowTo)],
            visit.Booked,
            visit.Code,
            visit.Sentence,
            visit.ToDo,
            [.. visit.Blocks.Select(b => b.Sentence)],
            DispatchWords.Relaxation(visit.Relaxation),
            visit.CanTry
        );

    // Half hours round everything that is drawn.
    private static (DateTime From, DateTime To) Hours(BoardView view)
    {
        var from = view
            .Lanes.SelectMany(l => new[] { l.ShiftFrom, l.StartsAt })
            .OfType<DateTime>()
            .DefaultIfEmpty(view.DayFrom.AddHours(7))
            .Min();
        var to = view
            .Lanes.SelectMany(l => new[] { l.ShiftTo, l.EndsAt })
            .OfType<DateTime>()
            .DefaultIfEmpty(view.DayFrom.AddHours(18))
            .Max();
        var begin = from.AddMinutes(-15);
        begin = begin.AddTicks(-(begin.Ticks % (TimeSpan.TicksPerHour / 2)));
        return (begin, begin.AddHours(Math.Clamp(Math.Ceiling((to.AddMinutes(15) - begin).TotalHours * 2) / 2, 1, 30)));
    }

    private static string Shape(IReadOnlyList<ZoneRow> zones) =>
        JsonSerializer.Serialize(
            new
            {
                type = "FeatureCollection",
                features = zones.Select(z => new
                {
                    type = "Feature",
                    properties = new { name = z.Name, color = z.Colour },
                    geometry = JsonSerializer.Deserialize<JsonElement>(z.Polygon),
                }),
            }
        );

    internal static long Unix(DateTime utc) =>
        utc == default ? 0 : (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
}
