using Homeward.Journey.Shared;
using Homeward.Routing;

namespace Homeward.Journey.Dispatch;

/// <summary>The verdict of a move without making it: detour, who shifts, what breaks and why.</summary>
public sealed class TryMove(Desk desk, PlanEdit edit)
{
    public async Task<Outcome<MoveVerdict>> Run(MoveVisitRequest request, CancellationToken ct)
    {
        var outcome = await edit.Try(
            request.PlanId,
            request.BasedOn,
            MoveVisit.Change(desk, request, ct),
            ct,
            keepLocks: true,
            justLook: true
        );
        if (!outcome.Ok)
            return outcome.Refused<MoveVerdict>();
        var edited = outcome.Value;
        var (day, before, after) = (edited.Day, edited.Before, edited.After.Plan);
        var number = day.Visits.Values.First(v => v.Id == request.VisitId).Number;
        var found = after.Find(number);
        var shifted = Moves.Shifted(day, before, after, number);
        return new MoveVerdict(
            edited.Newly.Count == 0,
            edited.Newly.Any(Reasons.IsFirm),
            [.. edited.Newly.Select(v => Reasons.Of(day, v))],
            found?.Route.Vehicle,
            found is { } f ? day.Utc(f.Stop.Start) : null,
            new(Moves.Cost(after) - Moves.Cost(before)),
            new(after.Routes.Sum(r => r.Distance.Value) - before.Routes.Sum(r => r.Distance.Value)),
            shifted.Count,
            (int)Math.Round((Moves.Drive(after) - Moves.Drive(before)) / 60.0, MidpointRounding.AwayFromZero),
            shifted
        );
    }
}

/// <summary>What differs between two plans of a day, in the board's words.</summary>
internal static class Moves
{
    public static long Cost(Routing.Plan plan) => plan.Routes.Sum(r => r.Cost.Total.Value);

    public static long Drive(Routing.Plan plan) => plan.Routes.Sum(r => r.Legs.Sum(l => (long)l.Drive.Value));

    /// <summary>The other visits whose start moves; the promises that break first.</summary>
    public static List<ShiftedVisit> Shifted(DayModel day, Routing.Plan before, Routing.Plan after, string? but) =>
        [
            .. RoutePlanner
                .Diff(before, after)
                .Where(c => c.Visit != but && c.Later is not null)
                .Select(c =>
                {
                    var visit = day.Visits[c.Visit];
                    var minutes = (int)Math.Round(c.Later!.Value.Value / 60.0, MidpointRounding.AwayFromZero);
                    var end = day.Problem.Visit(c.Visit).Windows is [.., var last] ? last.End : Seconds.Horizon;
                    return new ShiftedVisit(
                        visit.Id,
                        visit.Number,
                        visit.Patient,
                        minutes,
                        visit.Booked && c.ToStart > end && !(c.FromStart > end)
                    );
                })
                .Where(s => s.Minutes != 0 || s.PromiseBroken)
                .OrderByDescending(s => s.PromiseBroken)
                .ThenByDescending(s => Math.Abs(s.Minutes))
                .ThenBy(s => s.Number, StringComparer.Ordinal),
        ];

    /// <summary>What changes for whom from one plan to another.</summary>
    public static RunDiff Diff(DayModel day, Routing.Plan before, Routing.Plan after) =>
        new(
            new(Cost(before)),
            new(Cost(after)),
            before.Unplanned.Count,
            after.Unplanned.Count,
            [
                .. RoutePlanner
                    .Diff(before, after)
                    .Select(c =>
                    {
                        var visit = day.Visits[c.Visit];
                        return new RunChange(
                            visit.Id,
                            visit.Number,
                            visit.Patient,
                            c.Kind.ToString(),
                            c.FromVehicle,
                            c.FromStart is { } f ? day.Utc(f) : null,
                            c.ToVehicle,
                            c.ToStart is { } t ? day.Utc(t) : null
                        );
                    }),
            ]
        );
}
