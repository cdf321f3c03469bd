using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>A day that was read, with its latest plan evaluated. Frozen: any thread may look at it.</summary>
internal sealed class CachedDay
{
    private readonly Lazy<Evaluation> latest;
    private readonly Lazy<Routing.Plan> tentative;

    public CachedDay(DayModel day, ulong stamp)
    {
        (Day, Stamp) = (day, stamp);
        Orders = day.Latest is null ? [] : day.Orders(day.Latest);
        latest = new(() => RoutePlanner.Evaluate(day.Problem, Orders));
        tentative = new(() => TentativeDay.Fill(day.Problem, Latest.Plan));
        Numbers = day.Visits.Values.ToDictionary(v => v.Id, v => v.Number);
    }

    public DayModel Day { get; }
    public ulong Stamp { get; }

    /// <summary>When its stamp was last seen to hold, and after how many saves of this node.</summary>
    public Sighting Seen { get; set; } = new(-1, default);

    internal sealed record Sighting(long Saves, DateTimeOffset At);

    /// <summary>The latest plan's orders of stops; do not change them.</summary>
    public IReadOnlyList<FixedRoute> Orders { get; }
    public IReadOnlyDictionary<Guid, string> Numbers { get; }

    /// <summary>The latest plan as it stands today, and what it breaks.</summary>
    public Evaluation Latest => latest.Value;

    /// <summary>The latest plan and everything that waits, inserted where it fits.</summary>
    public Routing.Plan Tentative => tentative.Value;
}

/// <summary>
/// The days that were looked at last, so that a stop dragged to and fro is judged at once. What is kept is only used while the
/// day's stamp, asked of the database, is the one it was read under: another node's change is seen as this one's is. A verdict that
/// saves nothing may trust a stamp of two seconds ago as long as nothing was saved on this node since.
/// </summary>
public sealed class DayCache
{
    private const int Most = 32;
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(2);
    private readonly TimeProvider clock;
    private long saves;

    public DayCache(TimeProvider clock, Pulse pulse)
    {
        this.clock = clock;
        pulse.Changed += _ => Interlocked.Increment(ref saves);
    }

    /// <summary>How many changes this node has saved: read it before the database is asked.</summary>
    internal long Saves => Interlocked.Read(ref saves);

    /// <summary>The day whose latest version this is, where it was seen to hold just now.</summary>
    internal CachedDay? JustSeen(Guid planId, Actor actor)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            foreach (var (day, _) in days.Values)
                if (day.Day.Latest?.Id == planId)
                    return day.Seen.Saves == Saves && now - day.Seen.At < Lately && actor.Sees(day.Day.BranchId)
                        ? day
                        : null;
        }
        return null;
    }

    internal void Saw(CachedDay day, long savesBefore) => day.Seen = new(savesBefore, clock.GetUtcNow());

    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Branch, DateOnly Date), (CachedDay Day, long Used)> days = [];
    private long used;

    internal CachedDay? Find(Guid branch, DateOnly date, ulong stamp)
    {
        lock (gate)
        {
            if (!days.TryGetValue((branch, date), out var found) || found.Day.Stamp != stamp)
                return null;
            days[(branch, date)] = (found.Day, ++used);
            return found.Day;
        }
    }

    internal void Keep(CachedDay day)
    {
        lock (gate)
        {
            days[(day.Day.BranchId, day.Day.Date)] = (day, ++used);
            if (days.Count > Most)
                days.Remove(days.MinBy(d => d.Value.Used).Key);
        }
    }
}

/// <summary>Gives a day from the cache where it is still as it was read, else reads it.</summary>
public sealed class DayReader(Desk desk, ReadDay read, BranchTime time, DayCache cache)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(2);
    private readonly JourneyDb db = desk.Db;

    /// <summary>The day of a latest version where it was seen to hold just now; only for what saves nothing.</summary>
    internal CachedDay? JustSeen(Guid planId) => cache.JustSeen(planId, desk.Actor);

    internal async Task<Outcome<CachedDay>> Of(Guid branchId, DateOnly date, CancellationToken ct)
    {
        if (await time.Of(branchId, ct) is not { } clock)
            return new NoSuch("branch");
        var saves = cache.Saves;
        // The stamp first: what changes while the day is read makes the next look read again.
        var stamp = await Stamp(branchId, date, clock, ct);
        if (cache.Find(branchId, date, stamp) is { } found)
        {
            cache.Saw(found, saves);
            return found;
        }
        var outcome = await read.Run(branchId, date, new(), ct);
        if (!outcome.Ok)
            return outcome.Refused<CachedDay>();
        var day = new CachedDay(outcome.Value, stamp);
        cache.Saw(day, saves);
        cache.Keep(day);
        return day;
    }

    /// <summary>Ids and versions of all that the day is made of, in one query, folded into a number.</summary>
    private async Task<ulong> Stamp(Guid branchId, DateOnly date, BranchClock clock, CancellationToken ct)
    {
        var today = clock.DayOf(desk.Now);
        var visits = db.Visits.Where(v =>
            v.BranchId == branchId
            && (
                v.Date == date
                || v.Date < date && v.Date < today && (v.State == VisitState.Unplanned || v.State == VisitState.Planned)
            )
        );
        var shifts = db.Shifts.Where(s => s.BranchId == branchId && s.Date == date);
        var rows = await visits
            .Select(v => new { v.Id, v.Version })
            .Concat(visits.SelectMany(v => v.Lines).Select(l => new { l.Id, Version = l.Quantity }))
            .Concat(db.Patients.Where(p => visits.Any(v => v.PatientId == p.Id)).Select(p => new { p.Id, p.Version }))
            .Concat(shifts.Select(s => new { s.Id, s.Version }))
            .Concat(db.People.Where(p => shifts.Any(s => s.PersonId == p.Id)).Select(p => new { p.Id, p.Version }))
            .Concat(
                db.Credentials.Where(c => shifts.Any(s => s.PersonId == c.PersonId))
                    .Select(c => new { c.Id, c.Version })
            )
            .Concat(db.Vehicles.Where(v => v.BranchId == branchId).Select(v => new { v.Id, v.Version }))
            .Concat(db.Items.Select(i => new { i.Id, i.Version }))
            .Concat(db.Branches.Where(b => b.Id == branchId).Select(b => new { b.Id, b.Version }))
            .Concat(
                db.CalendarDays.Where(d => d.BranchId == branchId && d.Date == date)
                    .Select(d => new { d.Id, d.Version })
            )
            .Concat(
                db.VisitLocks.Where(l => l.BranchId == branchId && l.Date == date).Select(l => new { l.Id, l.Version })
            )
            .Concat(
                db.RouteLocks.Where(l => l.BranchId == branchId && l.Date == date).Select(l => new { l.Id, l.Version })
            )
            .Concat(db.Plans.Where(p => p.BranchId == branchId && p.Date == date).Select(p => new { p.Id, p.Version }))
            .ToListAsync(ct);
        // A running day goes on by itself: who is late, where a shift stands.
        var stamp = (ulong)(date > today ? today.DayNumber : desk.Now.Ticks / Tick.Ticks);
        foreach (var row in rows)
            stamp = unchecked(stamp + Mix(row.Id, row.Version));
        return stamp;
    }

    private static ulong Mix(Guid id, int version)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var (a, b) = (BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
        return unchecked((a ^ b * 0x9E3779B97F4A7C15 ^ (ulong)(uint)version * 0xC2B2AE3D27D4EB4F) * 0xD6E8FEB86659FD93);
    }
}
