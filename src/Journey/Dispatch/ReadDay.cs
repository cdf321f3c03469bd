using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Roads;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>Reads a branch's day into a <see cref="DayModel"/>: crews, vans, visits, places, travel. Holds nothing afterwards.</summary>
public sealed partial class ReadDay(
    Desk desk,
    BranchTime time,
    CrewOfDay crewOfDay,
    ITravelTimes travel,
    TravelCache known
)
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
            .Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .Include(p => p.LeftOut)
            .Where(p => p.BranchId == branchId && p.Date == date)
            .OrderByDescending(p => p.VersionNo)
            .FirstOrDefaultAsync(ct);
        var mine = latest?.Routes.SelectMany(r => r.Stops).Select(s => s.VisitId).OfType<Guid>().ToList() ?? [];
        var visits = await db
            .Visits.AsNoTracking()
            .Include(v => v.Lines)
            .Where(v =>
                v.BranchId == branchId
                && (
                    v.Id == candidate
                    || (
                        v.State == VisitState.Unplanned
                        || v.State == VisitState.Planned
                        || v.State == VisitState.Published
                    )
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
                && (
                    v.State == VisitState.EnRoute
                    || v.State == VisitState.Arrived
                    || v.State == VisitState.Closed
                    || v.State == VisitState.Failed
                )
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
        var (vans, models) = Vans(crew.Must(), vehicles, At, date, today, options);
        var locks = await LocksOf(branchId, date, vans, latest, ct);
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
                        new(
                            "DSP-106",
                            $"{patient.Name} has no place on the map.",
                            "Open the patient and set the place."
                        )
                    )
                );
            else
            {
                facts[visit.Number] = new(
                    visit.Id,
                    visit.Version,
                    visit.Number,
                    patient.Name,
                    visit.State,
                    overdue,
                    visit.VehicleId,
                    visit.BookedAt is not null
                );
                tried.Add(
                    locks.Hold(visit, Of(visit, places.At(new(lat, lon)), items, At, clock, date, overdue, options), At)
                );
            }
        }
        models = [.. models.Select(v => Underway(v, vans[v.Id], begun, begunPlaces, facts, tried, places, At))];
        var (matrix, provenance) = await known.Between(places.All, travel, ct);
        return new DayModel
        {
            BranchId = branchId,
            Date = date,
            Clock = clock,
            Origin = origin,
            Problem = new Problem(matrix, models, tried, DayModel.Dimensions),
            Vans = vans,
            Visits = facts,
            NotTried = notTried,
            TravelSource = provenance is { } p
                ? $"{p.Engine} {p.Version}{(p.IsEstimate ? " (estimate)" : "")}. {p.Note}".Trim()
                : "",
            LatestVersion = latest?.VersionNo ?? 0,
            VisitLocks = locks.Visits,
            RouteLocks = locks.Routes,
            Latest = latest,
            Places = places.All,
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

    private static Dictionary<string, int> Load(Visit visit, Direction direction, Dictionary<Guid, CatalogueItem> items)
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
