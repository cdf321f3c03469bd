using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="Days">How many days to look ahead, 1 to 14.</param>
/// <param name="Hours">How long a window is, 1 to 8 hours; null: as the branch gives for the visit's urgency.</param>
public sealed record OfferWindowsRequest(Guid VisitId, DateOnly? From = null, int Days = 5, int? Hours = null);

/// <summary>A window that the day's routes can hold, with what it costs and how much time it leaves.</summary>
/// <param name="AddedCost">What the day costs more.</param>
/// <param name="Slack">How much later it could start before it, or another visit of the route, is missed.</param>
/// <param name="DetourMinutes">How much more driving.</param>
/// <param name="OnTime">The chance, 0 to 1, that work begins within the window: see <see cref="OnTimeChance"/>.</param>
public sealed record WindowOffer(
    DateOnly Date,
    TimeOnly From,
    TimeOnly To,
    string Van,
    DateTime StartsAt,
    Money AddedCost,
    Distance AddedLength,
    WorkTime Slack,
    int DetourMinutes,
    double OnTime
);

/// <summary>Days that were looked at without finding a window, and why.</summary>
public sealed record NoOffer(DateOnly Date, string Why);

public sealed record WindowOffers(
    Guid VisitId,
    int Version,
    IReadOnlyList<WindowOffer> Offers,
    IReadOnlyList<NoOffer> Without
);

/// <summary>
/// Only promise what can be kept: each window offered was inserted into that day's tentative routes. Cheapest first. The days come
/// from the cache and are searched side by side; a day that is not in it is read first.
/// </summary>
public sealed class OfferWindows(Desk desk, BranchTime time, TentativeDay tentative, WindowWidths widths)
{
    private sealed record Job(
        DayModel Day,
        Routing.Plan Plan,
        DateOnly Date,
        IReadOnlyList<(TimeOnly From, TimeOnly To, TimeWindow Window)> Windows
    );

    public async Task<Outcome<WindowOffers>> Run(OfferWindowsRequest request, CancellationToken ct)
    {
        var visit = await desk.Db.Visits.AsNoTracking().FirstOrDefaultAsync(v => v.Id == request.VisitId, ct);
        if (visit is null)
            return new NoSuch("visit");
        if (!visit.State.IsOpen())
            return new VisitHasBegun(visit.Number, Words.Of(visit.State.ToString()));
        if (request.Days is < 1 or > 14)
            return new InvalidField("days", "Look ahead 1 to 14 days.");
        if (request.Hours is < 1 or > 8)
            return new InvalidField("hours", "A window is 1 to 8 hours long.");
        var clock = (await time.Of(visit.BranchId, ct))!;
        var code = await desk.Db.Branches.Where(b => b.Id == visit.BranchId).Select(b => b.Code).FirstAsync(ct);
        var today = clock.DayOf(desk.Now);
        var first = request.From is { } asked && asked > today ? asked : today;
        var (jobs, without) = (new List<Job>(), new List<NoOffer>());
        for (var i = 0; i < request.Days; i++)
        {
            var date = first.AddDays(i);
            if (clock.On(date) is not { } hours)
            {
                without.Add(
                    new(date, clock.SpecialDay(date) is { } name ? $"Closed: {name}." : "The branch is closed.")
                );
                continue;
            }
            var outcome = await tentative.Run(visit, date, ct);
            if (!outcome.Ok)
            {
                without.Add(new(date, outcome.Refusals[0].Sentence));
                continue;
            }
            var width = await widths.For(code, visit.Urgency, date, ct);
            if (request.Hours is { } wanted)
                width = width with { Hours = wanted };
            jobs.Add(new(outcome.Value.Day, outcome.Value.Plan, date, Windows(outcome.Value.Day, date, hours, width)));
        }
        var found = new List<WindowOffer>[jobs.Count];
        Parallel.For(0, jobs.Count, i => found[i] = [.. Offers(jobs[i], visit.Number)]);
        ct.ThrowIfCancellationRequested();
        for (var i = 0; i < jobs.Count; i++)
            if (found[i].Count == 0)
                without.Add(
                    new(jobs[i].Date, jobs[i].Windows.Count == 0 ? "The day is over." : "No route has room for it.")
                );
        return new WindowOffers(
            visit.Id,
            visit.Version,
            [
                .. found
                    .SelectMany(o => o)
                    .OrderBy(o => o.AddedCost)
                    .ThenByDescending(o => o.OnTime)
                    .ThenByDescending(o => o.Slack)
                    .ThenBy(o => o.Date)
                    .ThenBy(o => o.From),
            ],
            [.. without.OrderBy(w => w.Date)]
        );
    }

    private List<(TimeOnly, TimeOnly, TimeWindow)> Windows(
        DayModel day,
        DateOnly date,
        OpenHours hours,
        WindowWidths.Width width
    )
    {
        var windows = new List<(TimeOnly, TimeOnly, TimeWindow)>();
        // Counted in minutes, since a time of day wraps at midnight.
        var (opens, closes) = ((int)hours.Opens.ToTimeSpan().TotalMinutes, (int)hours.Closes.ToTimeSpan().TotalMinutes);
        for (var minute = opens; minute + width.Hours * 60 <= closes; minute += width.Step)
        {
            var (from, to) = (
                TimeOnly.MinValue.AddMinutes(minute),
                TimeOnly.MinValue.AddMinutes(minute + width.Hours * 60)
            );
            var (start, end) = (day.Clock.ToUtc(date, from), day.Clock.ToUtc(date, to));
            if (end > desk.Now)
                windows.Add((from, to, new(day.At(start > desk.Now ? start : desk.Now), day.At(end))));
        }
        return windows;
    }

    private static IEnumerable<WindowOffer> Offers(Job job, string number)
    {
        var day = job.Day;
        foreach (var (from, to, window) in job.Windows)
        {
            var problem = day.Problem.With(day.Problem.Visit(number) with { Windows = [window], Promise = null });
            if (RoutePlanner.Insert(problem, job.Plan, number, 1) is not [var best, ..])
                continue;
            var (route, _) = RoutePlanner.Evaluate(problem, best.Route);
            yield return new(
                job.Date,
                from,
                to,
                best.Vehicle,
                day.Utc(best.Start),
                new(best.AddedCost.Value),
                new(best.AddedDistance.Value),
                new(best.Slack.Value),
                (best.Detour.Value + 59) / 60,
                Math.Round(OnTimeChance.Of(problem, route, number, window.End) ?? 0, 3)
            );
        }
    }
}
