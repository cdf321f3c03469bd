using System.Security.Cryptography;
using System.Text;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>What publishing was for one crew.</summary>
/// <param name="What">new, changed, same, or back (taken from its crew).</param>
/// <param name="GivenNo">The version whose papers the crew holds now.</param>
public sealed record RoutePublished(
    Guid RouteId,
    Guid VehicleId,
    Guid PersonId,
    string What,
    int? GivenNo,
    int Changes
);

/// <summary>
/// Gives routes out against what the crews already have: a route that is the same keeps its papers and calls nobody; one that
/// changed says what changed; one that is gone is taken back.
/// </summary>
public sealed class PublishRoutes(Desk desk, BranchRules rules)
{
    private readonly JourneyDb db = desk.Db;

    internal async Task<IReadOnlyList<RoutePublished>> Give(
        Plan plan,
        IReadOnlyList<PlanRoute> had,
        Dictionary<Guid, Visit> visits,
        CancellationToken ct
    )
    {
        var tolerance = TimeSpan.FromMinutes(
            (await rules.On(plan.BranchId, plan.Date, ct)).Number(KnownRules.SameTime)
        );
        var promised = await Promised(visits.Values, ct);
        var out_ = had.Where(r => r is { GivenNo: not null, HeldBackAt: null }).ToList();
        var oldIds = out_.SelectMany(r => r.Stops).Select(s => s.VisitId).OfType<Guid>().Distinct().ToList();
        var olds = await db
            .Visits.AsNoTracking()
            .Where(v => oldIds.Contains(v.Id))
            .Select(v => new
            {
                v.Id,
                v.Number,
                v.State,
            })
            .ToListAsync(ct);
        var numbers = olds.ToDictionary(v => v.Id, v => v.Number);
        var begun = olds.Where(v => v.State.HasBegun()).Select(v => v.Id).ToHashSet();
        var result = new List<RoutePublished>();
        var matched = new HashSet<Guid>();
        foreach (var route in plan.Routes)
        {
            var print = Print(route, visits, promised);
            var old = out_.Find(r => r.VehicleId == route.VehicleId && r.PersonId == route.PersonId);
            if (old is not null)
                matched.Add(old.Id);
            var news = old is null ? [] : News(old, route, begun, numbers, visits, tolerance);
            if (old is { Print: { } was } && was == print && news.Count == 0)
            {
                if (old.Id != route.Id)
                    (route.GivenNo, route.PapersOf, route.News, route.Print) = (
                        old.GivenNo,
                        old.PapersOf,
                        old.News,
                        print
                    );
                result.Add(new(route.Id, route.VehicleId, route.PersonId, "same", route.GivenNo, 0));
                continue;
            }
            (route.GivenNo, route.PapersOf, route.News, route.Print) = (plan.VersionNo, route.Id, news, print);
            (route.HeldBackAt, route.HeldBackWhy) = (null, null);
            desk.Emit(
                new RouteGiven(
                    plan.Id,
                    route.Id,
                    plan.BranchId,
                    plan.Date,
                    plan.VersionNo,
                    route.PersonId,
                    route.SecondPersonId,
                    news.Count
                )
            );
            result.Add(
                new(
                    route.Id,
                    route.VehicleId,
                    route.PersonId,
                    old is null ? "new" : "changed",
                    plan.VersionNo,
                    news.Count
                )
            );
        }
        foreach (var gone in out_.Where(r => !matched.Contains(r.Id)))
        {
            // A crew that has done all of its route has nothing to give back.
            if (gone.Stops.TrueForAll(s => s.VisitId is not { } v || begun.Contains(v)))
                continue;
            desk.Emit(
                new RouteTakenBack(
                    plan.Id,
                    plan.BranchId,
                    plan.Date,
                    plan.VersionNo,
                    gone.PersonId,
                    gone.SecondPersonId,
                    $"Plan v{plan.VersionNo} has no route for it."
                )
            );
            result.Add(new(gone.Id, gone.VehicleId, gone.PersonId, "back", null, 0));
        }
        return result;
    }

    private async Task<ILookup<Guid, string>> Promised(IEnumerable<Visit> visits, CancellationToken ct)
    {
        var lines = visits.SelectMany(v => v.Lines).Select(l => l.OrderLineId).OfType<Guid>().Distinct().ToList();
        var held = await db
            .Reservations.AsNoTracking()
            .Where(r => lines.Contains(r.OrderLineId))
            .Select(r => new
            {
                r.OrderLineId,
                r.UnitId,
                r.BalanceId,
                r.Quantity,
            })
            .ToListAsync(ct);
        return held.ToLookup(r => r.OrderLineId, r => $"{r.UnitId ?? r.BalanceId}x{r.Quantity}");
    }

    /// <summary>All a paper says beside its times.</summary>
    private static string Print(PlanRoute route, Dictionary<Guid, Visit> visits, ILookup<Guid, string> promised)
    {
        var text = new StringBuilder()
            .Append(route.VehicleId)
            .Append(route.PersonId)
            .Append(route.SecondPersonId)
            .Append(route.PeakHazmat.Grams);
        foreach (var stop in route.Stops.OrderBy(s => s.Sequence))
        {
            if (stop.VisitId is not { } id || !visits.TryGetValue(id, out var visit))
            {
                text.Append("|depot");
                continue;
            }
            text.Append('|').Append(id).Append(visit.WindowFrom.Ticks).Append('-').Append(visit.WindowTo.Ticks);
            foreach (var line in visit.Lines.OrderBy(l => l.Id))
            {
                text.Append('/').Append(line.ItemId).Append(line.Direction).Append(line.Quantity).Append(line.UnitId);
                if (line is { Direction: Direction.Drop, OrderLineId: { } ordered })
                    text.AppendJoin(',', promised[ordered].Order(StringComparer.Ordinal));
            }
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    private static List<RouteNews> News(
        PlanRoute old,
        PlanRoute now,
        HashSet<Guid> begun,
        Dictionary<Guid, string> numbers,
        Dictionary<Guid, Visit> visits,
        TimeSpan tolerance
    )
    {
        static List<PlanStop> Visited(PlanRoute route) =>
            [.. route.Stops.Where(s => s.VisitId is not null).OrderBy(s => s.Sequence)];
        var before = Visited(old).Where(s => !begun.Contains(s.VisitId!.Value)).ToList();
        var after = Visited(now);
        var news = new List<RouteNews>();
        var left = after.Select(s => s.VisitId!.Value).ToHashSet();
        foreach (var gone in before.Where(s => !left.Contains(s.VisitId!.Value)))
            news.Add(
                new(
                    "gone",
                    gone.VisitId!.Value,
                    numbers.GetValueOrDefault(gone.VisitId.Value, ""),
                    null,
                    gone.StartsAt,
                    null
                )
            );
        var common = before.Where(s => left.Contains(s.VisitId!.Value)).ToList();
        var order = common.Select((s, i) => (s.VisitId!.Value, i)).ToDictionary(p => p.Value, p => p.i);
        var rank = 0;
        for (var i = 0; i < after.Count; i++)
        {
            var stop = after[i];
            var id = stop.VisitId!.Value;
            var number = visits.TryGetValue(id, out var visit) ? visit.Number : "";
            if (!order.TryGetValue(id, out var wasAt))
            {
                news.Add(new("new", id, number, i + 1, null, stop.StartsAt));
                continue;
            }
            var was = common[wasAt].StartsAt;
            if (wasAt != rank)
                news.Add(new("order", id, number, i + 1, was, stop.StartsAt));
            else if ((stop.StartsAt - was).Duration() > tolerance)
                news.Add(new("time", id, number, i + 1, was, stop.StartsAt));
            rank++;
        }
        return news;
    }
}

/// <param name="Version">The plan's version number of change, as it was read.</param>
public sealed record UnpublishRouteRequest(Guid PlanId, Guid RouteId, int Version, string Reason);

/// <summary>Takes one route back from its crew; the rest of the plan stands. Publishing the plan again gives it out again.</summary>
public sealed class UnpublishRoute(Desk desk)
{
    public Task<Outcome<Done>> Run(Command<UnpublishRouteRequest> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var request = command.Data;
                var plan = await desk
                    .Db.Plans.Include(p => p.Routes)
                        .ThenInclude(r => r.Stops)
                    .FirstOrDefaultAsync(p => p.Id == request.PlanId, ct);
                if (plan?.Routes.Find(r => r.Id == request.RouteId) is not { } route)
                    return new NoSuch("route");
                if (plan.Version != request.Version)
                    return new StaleVersion("plan");
                if (plan.State != PlanState.Published)
                    return new NotThisPlan(Words.Of(plan.State.ToString()));
                var van = await desk
                    .Db.Set<Crew.Vehicle>()
                    .Where(v => v.Id == route.VehicleId)
                    .Select(v => v.Name)
                    .FirstOrDefaultAsync(ct);
                if (route.GivenNo is null)
                    return new RouteNotOut(van ?? "that van");
                if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 200)
                    return new InvalidField("reason", "Say why in 1 to 200 characters.");
                var ids = route.Stops.Select(s => s.VisitId).OfType<Guid>().ToList();
                var visits = await desk.Db.Visits.Where(v => ids.Contains(v.Id)).ToListAsync(ct);
                if (visits.Find(v => v.State.HasBegun()) is { } driven)
                    return new RouteUnderway(van ?? "The van", driven.Number, Words.Of(driven.State.ToString()));
                foreach (var visit in visits.Where(v => v.State == VisitState.Published))
                {
                    visit.Move(VisitTrigger.Withdraw);
                    visit.Note = $"Route of plan v{plan.VersionNo} taken back: {request.Reason.Trim()}";
                }
                desk.TakeBack(plan, route, request.Reason.Trim());
                plan.Rounds++;
                return Done.It;
            },
            ct
        );
}

internal static class RoutesBack
{
    /// <summary>Marks a route as no longer with its crew, and tells them.</summary>
    public static void TakeBack(this Desk desk, Plan plan, PlanRoute route, string why)
    {
        if (route.GivenNo is null)
            return;
        (route.GivenNo, route.PapersOf, route.News, route.Print) = (null, null, [], null);
        if (plan.State == PlanState.Published)
            (route.HeldBackAt, route.HeldBackWhy) = (desk.Now, why);
        else
            (route.HeldBackAt, route.HeldBackWhy) = (null, null);
        desk.Emit(
            new RouteTakenBack(
                plan.Id,
                plan.BranchId,
                plan.Date,
                plan.VersionNo,
                route.PersonId,
                route.SecondPersonId,
                why
            )
        );
    }
}
