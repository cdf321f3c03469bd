using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Roads;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>Reads a branch's day into a <see cref="DayModel"/>: crews, vans, visits, places, travel. Holds nothing afterwards.</summary>
public sealed class ReadDay(Desk desk, BranchTime time, CrewOfDay crewOfDay, ITravelTimes travel)
{
    private static readonly Seconds ReloadTime = Seconds.FromMinutes(20);
    private readonly JourneyDb db = desk.Db;

    /// <param name="candidate">A visit that is looked at as if it were of that day, whatever its own day is.</param>
    public async Task<Outcome<DayModel>> Run(
        Guid branchId,
        DateOnly date,
        PlanOptions options,
        CancellationToken ct,
        Guid? candidate = null
    )
    {
        if (await time.Of(branchId, ct) is not { } clock)
            return new NoSuch("branch");
        var crew = await crewOfDay.Run(branchId, date, ct);
        if (!crew.Ok)
            return crew.Refused<DayModel>();
        var branch = await db.Branches.AsNoTracking().FirstAsync(b => b.Id == branchId, ct);
        var today = clock.DayOf(desk.Now);
        var latest = await db
            .Plans.AsNoTracking()
            .Where(p => p.BranchId == branchId && p.Date == date)
            .OrderByDescending(p => p.VersionNo)
            .Select(p => new { p.VersionNo, Visits = p.Routes.SelectMany(r => r.Stops).Select(s => s.VisitId).ToList() })
            .FirstOrDefaultAsync(ct);
        var mine = latest?.Visits.OfType<Guid>().ToList() ?? [];
        var visits = await db
            .Visits.AsNoTracking()
            .Include(v => v.Lines)
            .Where(v =>
                v.BranchId == branchId
                && (
                    v.Id == candidate
                    || (v.State == VisitState.Unplanned || v.State == VisitState.Planned || v.State == VisitState.Published)
                        && v.Date == date
                    || v.Date < date
                        && v.Date < today
                        && (v.State == VisitState.Unplanned || mine.Contains(v.Id) && v.State == VisitState.Planned)
                )
            )
            .OrderBy(v => v.Number)
            .ToListAsync(ct);
        var patientIds = visits.Select(v => v.PatientId).Distinct().ToList();
        var patients = await db
            .Patients.AsNoTracking()
            .Where(p => patientIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, ct);
        var itemIds = visits.SelectMany(v => v.Lines).Select(l => l.ItemId).Distinct().ToList();
        var items = await db.Items.AsNoTracking().Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var vehicles = await db
            .Vehicles.AsNoTracking()
            .Where(v => v.BranchId == branchId)
            .ToDictionaryAsync(v => v.Id, ct);
        var begun = await db
            .Visits.AsNoTracking()
            .Include(v => v.Lines)
            .Where(v =>
                v.BranchId == branchId
                && v.Date == date
                && v.VehicleId != null
                && (v.State == VisitState.EnRoute || v.State == VisitState.Arrived || v.State == VisitState.Closed || v.State == VisitState.Failed)
            )
            .ToListAsync(ct);
        var begunPatients = begun.Select(v => v.PatientId).Distinct().ToList();
        var begunPlaces = await db
            .Patients.AsNoTracking()
            .Where(p => begunPatients.Contains(p.Id) && p.Latitude != null && p.Longitude != null)
            .ToDictionaryAsync(p => p.Id, p => new Place(p.Latitude!.Value, p.Longitude!.Value), ct);

        var places = new PlaceList(new(branch.Latitude, branch.Longitude));
        var origin = clock.UtcDay(date).From;
        var notTried = new List<NotTried>();
        var tried = new List<Routing.Visit>();
        var facts = new Dictionary<string, DayVisit>(StringComparer.Ordinal);
        Seconds At(DateTime utc) => new((int)Math.Clamp((utc - origin).TotalSeconds, 0, Seconds.Horizon.Value));
        foreach (var visit in visits)
        {
            var patient = patients[visit.PatientId];
            var overdue = visit.Date != date;
            if (visit.HoldReason is { } why)
                notTried.Add(new(visit.Id, visit.Number, new("DSP-104", $"On hold: {why}", "Release its order.")));
            else if (patient is not { Latitude: { } lat, Longitude: { } lon } || patient.Location == LocationGrade.None)
                notTried.Add(
                    new(
                        visit.Id,
                        visit.Number,
                        new("DSP-106", $"{patient.Name} has no place on the map.", "Open the patient and set the place.")
                    )
                );
            else
            {
                facts[visit.Number] = new(visit.Id, visit.Version, visit.Number, patient.Name, visit.State, overdue, visit.VehicleId);
                tried.Add(Of(visit, places.At(new(lat, lon)), items, At, clock, date, overdue, options));
            }
        }
        var (vans, models) = Vans(crew.Must(), vehicles, At, date, today, options);
        models = [.. models.Select(v => Underway(v, vans[v.Id], begun, begunPlaces, facts, tried, places, At))];
        var matrix = await travel.Matrix(TravelRequest.Between(places.All), ct);
        return new DayModel
        {
            BranchId = branchId,
            Date = date,
            Clock = clock,
            Origin = origin,
            Problem = new Problem(Matrix(matrix), models, tried, DayModel.Dimensions),
            Vans = vans,
            Visits = facts,
            NotTried = notTried,
            TravelSource = matrix.Provenance is { } p
                ? $"{p.Engine} {p.Version}{(p.IsEstimate ? " (estimate)" : "")}. {p.Note}".Trim()
                : "",
            LatestVersion = latest?.VersionNo ?? 0,
        };
    }

    private Routing.Visit Of(
        Visit visit,
        int place,
        Dictionary<Guid, CatalogueItem> items,
        Func<DateTime, Seconds> at,
        BranchClock clock,
        DateOnly date,
        bool overdue,
        PlanOptions options
    )
    {
        var (from, to) = (visit.WindowFrom, visit.WindowTo);
        // A window that has passed cannot be kept any more: unless it was promised, the visit takes the rest of the day.
        if (overdue || visit.BookedAt is null && to <= desk.Now)
            (_, from, to) = DefaultWindow.Within(date, null, clock, desk.Now);
        var window = new TimeWindow(at(from), at(to > from ? to : from));
        Promise? promise = null;
        if (visit is { State: VisitState.Published, PlannedArrival: { } announced } && !overdue)
        {
            var tolerance = Seconds.FromMinutes(options.AnnouncedMinutes);
            var start = at(announced);
            if (start + tolerance >= window.Start && start - tolerance <= window.End)
                promise = new(start, tolerance);
        }
        return new Routing.Visit
        {
            Id = visit.Number,
            Place = place,
            Kind = Enum.Parse<Routing.VisitKind>(visit.Kind.ToString()),
            Windows = [window],
            Service = new(visit.Service.Seconds),
            Drops = Load(visit, Direction.Drop, items),
            PicksUp = Load(visit, Direction.Fetch, items),
            BringsClean = visit.Lines.Exists(l => l.Direction == Direction.Drop && items[l.ItemId].Returnable),
            TakesDirty = visit.Lines.Exists(l => l.Direction == Direction.Fetch),
            Skills = visit.Skills,
            Crew = visit.Crew,
            Priority = Priority(visit),
            Promise = promise,
        };
    }

    private static int Priority(Visit visit)
    {
        var urgency = visit.Urgency switch
        {
            Urgency.Stat => 8,
            Urgency.SameDay => 5,
            Urgency.NextDay => 3,
            _ => 1,
        };
        return Math.Min(10, Math.Max(urgency, visit.BookedAt is null ? 0 : 6) + (visit.LifeSustaining ? 1 : 0));
    }

    private static Dictionary<string, int> Load(
        Visit visit,
        Direction direction,
        Dictionary<Guid, CatalogueItem> items
    )
    {
        var (grams, millilitres, hazmat) = (0, 0, 0);
        foreach (var line in visit.Lines.Where(l => l.Direction == direction))
        {
            var item = items[line.ItemId];
            grams = checked(grams + item.Weight.Grams * line.Quantity);
            millilitres = checked(millilitres + item.Bulk.Millilitres * line.Quantity);
            hazmat = checked(hazmat + item.HazmatGross.Grams * line.Quantity);
        }
        var load = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            [DayModel.Weight] = grams,
            [DayModel.Space] = millilitres,
            [DayModel.Hazmat] = hazmat,
        };
        if (direction == Direction.Fetch)
            load[DayModel.DirtyBay] = millilitres;
        return load;
    }

    private (Dictionary<string, DayVan>, List<Routing.Vehicle>) Vans(
        IReadOnlyList<CrewShift> shifts,
        Dictionary<Guid, Crew.Vehicle> vehicles,
        Func<DateTime, Seconds> at,
        DateOnly date,
        DateOnly today,
        PlanOptions options
    )
    {
        var vans = new Dictionary<string, DayVan>(StringComparer.Ordinal);
        var models = new List<Routing.Vehicle>();
        var driving = shifts
            .Where(s => s is { VehicleFit: true, VehicleId: not null } && (!s.OnCall || options.OnCall))
            .ToList();
        foreach (var first in driving.Where(s => !s.Second))
        {
            var van = vehicles[first.VehicleId!.Value];
            var second = driving.Find(s =>
                s.Second && s.VehicleId == van.Id && s.StartUtc < first.EndUtc && s.EndUtc > first.StartUtc
            );
            var key = driving.Count(s => !s.Second && s.VehicleId == van.Id) > 1 ? $"{van.Name} ({first.Name})" : van.Name;
            var start = date == today && desk.Now > first.StartUtc ? desk.Now : first.StartUtc;
            if (start >= first.EndUtc || vans.ContainsKey(key))
                continue;
            vans[key] = new(
                key,
                van.Id,
                van.Name,
                first.PersonId,
                first.Name,
                second?.PersonId,
                second?.Name,
                van.Payload,
                van.HazmatLimit,
                first.StartUtc,
                first.EndUtc
            );
            var hourly = first.HourlyCost + (second?.HourlyCost ?? Money.Zero);
            var (shiftStart, shiftEnd) = (at(start), at(first.EndUtc));
            models.Add(
                new Routing.Vehicle
                {
                    Id = key,
                    Start = 0,
                    End = 0,
                    Shift = new(shiftStart, shiftEnd),
                    OvertimeUntil = shiftEnd + Seconds.FromMinutes(options.OvertimeMinutes),
                    OvertimePerHour = new(hourly.Cents / 2),
                    Breaks = Breaks(first, at, shiftStart),
                    Capacity = Capacity(van),
                    Skills = [.. first.Skills.Union(second?.Skills ?? new HashSet<string>(), StringComparer.Ordinal)],
                    Crew = second is null ? 1 : 2,
                    PerHour = new(hourly.Cents),
                    PerKm = new((long)Math.Round(van.CostPerMile.Cents / 1.609344)),
                    Co2GramsPerKm = (int)Math.Round(van.Co2GramsPerMile / 1.609344),
                    Reload = new(0, ReloadTime),
                    CleanDirty = van.CleanDirty switch
                    {
                        Crew.CleanDirtyMode.SeparateBays => Routing.CleanDirtyMode.SeparateBays,
                        Crew.CleanDirtyMode.OneKindAtATime => Routing.CleanDirtyMode.NeverMixed,
                        _ => Routing.CleanDirtyMode.Covered,
                    },
                }
            );
        }
        return (vans, models);
    }

    private static List<Break> Breaks(CrewShift shift, Func<DateTime, Seconds> at, Seconds start) =>
        shift.BreakFromUtc is { } from && shift.Break.Seconds > 0 && at(from) > start
            ? [new Break(new(at(from), at(from.AddHours(1))), new(shift.Break.Seconds))]
            : [];

    /// <summary>Payload and space of zero mean "not stated" and do not bind; a hazmat limit of zero means no cylinders at all.</summary>
    private static Dictionary<string, int> Capacity(Crew.Vehicle van)
    {
        var capacity = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            [DayModel.Hazmat] = van.HazmatLimit.Grams,
            [DayModel.DirtyBay] = van.DirtyBay.Millilitres,
        };
        if (van.Payload.Grams > 0)
            capacity[DayModel.Weight] = van.Payload.Grams;
        if (van.Space.Millilitres > 0)
            capacity[DayModel.Space] = van.Space.Millilitres;
        return capacity;
    }

    /// <summary>A van whose crew has begun goes on from where it is, with what it carries.</summary>
    private Routing.Vehicle Underway(
        Routing.Vehicle model,
        DayVan van,
        List<Visit> begun,
        Dictionary<Guid, Place> begunPlaces,
        Dictionary<string, DayVisit> facts,
        List<Routing.Visit> tried,
        PlaceList places,
        Func<DateTime, Seconds> at
    )
    {
        var last = begun
            .Where(v => v.VehicleId == van.VehicleId && v.PersonId == van.PersonId && begunPlaces.ContainsKey(v.PatientId))
            .OrderByDescending(v => v.EndedAt ?? DateTime.MaxValue)
            .ThenByDescending(v => v.Sequence)
            .FirstOrDefault();
        if (last is null)
            return model;
        var free = last.EndedAt ?? (last.ArrivedAt ?? last.Eta ?? desk.Now).AddSeconds(last.Service.Seconds);
        var carried = facts
            .Values.Where(f => f.State == VisitState.Published && f.VehicleId == van.VehicleId)
            .Select(f => f.Number)
            .Intersect(tried.Where(t => t.BringsClean || t.Drops.Values.Any(x => x > 0)).Select(t => t.Id), StringComparer.Ordinal);
        return model with
        {
            Underway = new()
            {
                Place = places.At(begunPlaces[last.PatientId]),
                Time = at(free > desk.Now ? free : desk.Now),
                Carries = [.. carried],
                CarriesDirty = begun.Exists(v =>
                    v.VehicleId == van.VehicleId
                    && v.State == VisitState.Closed
                    && v.Lines.Exists(l => l.Direction == Direction.Fetch)
                ),
            },
        };
    }

    private static Routing.TravelMatrix Matrix(Roads.TravelMatrix from)
    {
        var (seconds, metres) = (from.AllSeconds.ToArray(), from.AllMetres.ToArray());
        for (var i = 0; i < seconds.Length; i++)
            if (from.AllStatus[i] != CellStatus.Reached)
                (seconds[i], metres[i]) = (Routing.TravelMatrix.Unreachable, 0);
        return new(from.SourceCount, seconds, metres);
    }

    /// <summary>The places of the problem: the depot is 0, patients of one house share theirs.</summary>
    private sealed class PlaceList(Place depot)
    {
        private readonly Dictionary<Place, int> index = new() { [depot] = 0 };

        public List<Place> All { get; } = [depot];

        public int At(Place place)
        {
            if (!index.TryGetValue(place, out var i))
            {
                index[place] = i = All.Count;
                All.Add(place);
            }
            return i;
        }
    }
}
