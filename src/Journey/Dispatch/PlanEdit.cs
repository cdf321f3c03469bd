using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// What becomes of a day's orders when somebody changes them by hand: worked out by the planner, judged by the checker, and only
/// the routes that change. What a plan broke before (accepted then by name) does not stop another edit.
/// </summary>
public sealed class PlanEdit(Desk desk, DayReader days, SavePlan save)
{
    private readonly JourneyDb db = desk.Db;

    /// <param name="After">The whole plan after the change, with all it breaks.</param>
    /// <param name="Newly">What the change breaks that was not broken before.</param>
    internal sealed record Edited(
        DayModel Day,
        Plan Base,
        Routing.Plan Before,
        Evaluation After,
        IReadOnlyList<Violation> Newly,
        string Note,
        Block? Off
    );

    /// <summary>The plan and its day as they are now; refuses when the version seen is not the latest, naming who changed what.</summary>
    /// <param name="justLook">Nothing will be saved: a day seen a moment ago will do.</param>
    internal async Task<Outcome<(CachedDay Day, Plan Plan)>> Open(
        Guid planId,
        int basedOn,
        CancellationToken ct,
        bool justLook = false
    )
    {
        if (
            justLook
            && days.JustSeen(planId) is { } seen
            && basedOn == seen.Day.LatestVersion
            && seen.Day.Date >= seen.Day.Clock.DayOf(desk.Now)
        )
            return (seen, seen.Day.Latest!);
        var key = await db
            .Plans.AsNoTracking()
            .Where(p => p.Id == planId)
            .Select(p => new { p.BranchId, p.Date })
            .FirstOrDefaultAsync(ct);
        if (key is null)
            return new NoSuch("plan");
        var outcome = await days.Of(key.BranchId, key.Date, ct);
        if (!outcome.Ok)
            return outcome.Refused<(CachedDay, Plan)>();
        var day = outcome.Value.Day;
        if (basedOn != day.LatestVersion)
            return EditedMeanwhile.By(day.Latest, day.Clock);
        if (key.Date < day.Clock.DayOf(desk.Now))
            return new DayIsOver(key.Date);
        var plan =
            day.Latest is { } latest && latest.Id == planId
                ? latest
                : await db
                    .Plans.AsNoTracking()
                    .Include(p => p.Routes)
                        .ThenInclude(r => r.Stops)
                    .Include(p => p.LeftOut)
                    .FirstAsync(p => p.Id == planId, ct);
        return (outcome.Value, plan);
    }

    /// <summary>Reads the plan and the day as they are now and applies the change; nothing is saved.</summary>
    /// <param name="keepLocks">Refuses a change that touches what somebody locked.</param>
    internal async Task<Outcome<Edited>> Try(
        Guid planId,
        int basedOn,
        Func<DayModel, List<FixedRoute>, Routing.Plan, Task<Outcome<(string Note, Block? Off)>>> change,
        CancellationToken ct,
        bool keepLocks = false,
        bool justLook = false
    )
    {
        var opened = await Open(planId, basedOn, ct, justLook);
        if (!opened.Ok)
            return opened.Refused<Edited>();
        var ((cached, plan), day) = (opened.Value, opened.Value.Day.Day);
        var isLatest = day.Latest?.Id == plan.Id;
        var latest = cached.Latest;
        List<FixedRoute> orders = isLatest ? [.. cached.Orders] : day.Orders(plan);
        var before = isLatest ? latest.Plan : RoutePlanner.Evaluate(day.Problem, orders).Plan;
        var made = await change(day, orders, before);
        if (!made.Ok)
            return made.Refused<Edited>();
        Clean(orders);
        if (keepLocks && PlanLocks.Broken(day, cached.Orders, orders) is { } refusal)
            return refusal;
        var (after, newly) = Judge(day, latest, orders);
        return new Edited(day, plan, before, after, newly, made.Value.Note, made.Value.Off);
    }

    internal static void Clean(List<FixedRoute> orders)
    {
        for (var i = 0; i < orders.Count; i++)
        {
            var stops = orders[i].Stops.ToList();
            DayModel.Tidy(stops);
            orders[i] = orders[i] with { Stops = stops };
        }
        orders.RemoveAll(o => o.Stops.Count == 0);
    }

    /// <summary>The plan of these orders: routes that are as they were are taken over, the others evaluated and checked.</summary>
    internal static (Evaluation After, IReadOnlyList<Violation> Newly) Judge(
        DayModel day,
        Evaluation before,
        IReadOnlyList<FixedRoute> orders
    )
    {
        var was = before.Plan.Routes.ToDictionary(r => r.Vehicle, StringComparer.Ordinal);
        var byVan = orders.ToDictionary(o => o.Vehicle, StringComparer.Ordinal);
        var (routes, broken, newly) = (new List<Route>(), new List<Violation>(), new List<Violation>());
        var planned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var van in day.Problem.Vehicles)
        {
            if (!byVan.TryGetValue(van.Id, out var order))
                continue;
            planned.UnionWith(order.Stops);
            if (was.TryGetValue(van.Id, out var same) && same.Order.Stops.SequenceEqual(order.Stops))
            {
                routes.Add(same);
                broken.AddRange(before.Violations.Where(v => v.Vehicle == van.Id));
                continue;
            }
            var (route, violations) = RoutePlanner.Evaluate(day.Problem, order);
            routes.Add(route);
            broken.AddRange(violations);
            newly.AddRange(violations.Where(v => !before.Violations.Any(b => Same(b, v))));
        }
        var left = day.Problem.Visits.Where(v => !planned.Contains(v.Id)).ToList();
        var cost = routes.Aggregate(CostTerms.None, (sum, r) => sum + r.Cost);
        var price = left.Aggregate(new Cents(0), (sum, v) => sum + v.PriceLeftOut);
        var plan = new Routing.Plan
        {
            Routes = routes,
            Unplanned = [.. left.Select(v => new Unplanned(v.Id, null))],
            Cost = cost with { LeftOut = price },
            Provenance = new("evaluate", 0, 0, TimeSpan.Zero),
        };
        return (new(plan, broken), newly);
    }

    private static bool Same(Violation before, Violation now) =>
        before.Constraint == now.Constraint
        && before.Visit == now.Visit
        && before.Dimension == now.Dimension
        && (before.Vehicle == now.Vehicle || !Reasons.IsFirm(now))
        && now.Excess <= before.Excess;

    /// <summary>Saves the change as the day's next version; what is newly broken must be accepted, and some things cannot be.</summary>
    internal async Task<Outcome<PlanMade>> Save(
        Edited edited,
        bool accept,
        CancellationToken ct,
        EditStep step = EditStep.Edit,
        int? shows = null,
        int? undid = null
    )
    {
        var (day, newly) = (edited.Day, edited.Newly);
        if (newly.Where(Reasons.IsFirm).Select(b => Reasons.Of(day, b)).ToList() is { Count: > 0 } firm)
            return firm.ConvertAll<Refusal>(s => new MoveBreaks(s));
        var asked = newly.Select(b => Reasons.Of(day, b)).ToList();
        if (asked.Count > 0 && !accept)
            return asked.ConvertAll<Refusal>(s => new MoveAsks(s));
        return await save.Next(
            day,
            edited.After.Plan,
            edited.Note,
            [.. edited.After.Violations.Select(b => Reasons.Of(day, b)).Distinct()],
            Why(day, edited.Base, edited.Off),
            ct,
            new(step, shows, undid)
        );
    }

    /// <summary>Why a visit is not in the version: as before, or because of this edit, or because it came since.</summary>
    internal static Func<string, Block> Why(DayModel day, Plan from, Block? off)
    {
        var was = from.LeftOut.ToDictionary(l => l.VisitId);
        var held = from.Routes.SelectMany(r => r.Stops).Select(s => s.VisitId).ToHashSet();
        return v =>
            off is not null && held.Contains(day.Visits[v].Id) ? off
            : was.GetValueOrDefault(day.Visits[v].Id) is { } old ? new(old.Code, old.Sentence, old.ToDo)
            : off is { Code: "NotInVersion" } ? off
            : new(
                "New",
                "It came after this version was planned.",
                "Insert it at its best place, or plan the day again."
            );
    }
}
