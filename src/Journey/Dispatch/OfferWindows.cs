using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="Days">How many days to look ahead, 1 to 14.</param>
/// <param name="Hours">How long a window is, 1 to 8 hours.</param>
public sealed record OfferWindowsRequest(Guid VisitId, DateOnly? From = null, int Days = 5, int Hours = 4);

/// <summary>A window that the day's routes can hold, with what it costs and how much time it leaves.</summary>
/// <param name="AddedCost">What the day costs more.</param>
/// <param name="Slack">How much later it could start before it, or another visit of the route, is missed.</param>
public sealed record WindowOffer(
    DateOnly Date,
    TimeOnly From,
    TimeOnly To,
    string Van,
    DateTime StartsAt,
    Money AddedCost,
    Distance AddedLength,
    WorkTime Slack
);

/// <summary>Days that were looked at without finding a window, and why.</summary>
public sealed record NoOffer(DateOnly Date, string Why);

public sealed record WindowOffers(
    Guid VisitId,
    int Version,
    IReadOnlyList<WindowOffer> Offers,
    IReadOnlyList<NoOffer> Without
);

/// <summary>Only promise what can be kept: each window offered was inserted into that day's tentative routes. Cheapest first.</summary>
public sealed class OfferWindows(Desk desk, BranchTime time, TentativeDay tentative)
{
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
        var today = clock.DayOf(desk.Now);
        var first = request.From is { } asked && asked > today ? asked : today;
        var offers = new List<WindowOffer>();
        var without = new List<NoOffer>();
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
            var found = Of(outcome.Value.Day, outcome.Value.Plan, visit.Number, date, hours, request.Hours).ToList();
            if (found.Count == 0)
                without.Add(new(date, "No route has room for it."));
            offers.AddRange(found);
        }
        return new WindowOffers(
            visit.Id,
            visit.Version,
            [
                .. offers
                    .OrderBy(o => o.AddedCost)
                    .ThenByDescending(o => o.Slack)
                    .ThenBy(o => o.Date)
                    .ThenBy(o => o.From),
            ],
            without
        );
    }

    private IEnumerable<WindowOffer> Of(
        DayModel day,
        Routing.Plan plan,
        string number,
        DateOnly date,
        OpenHours hours,
        int length
    )
    {
        // Steps of two hours; counted in minutes, since a time of day wraps at midnight.
        var (opens, closes) = ((int)hours.Opens.ToTimeSpan().TotalMinutes, (int)hours.Closes.ToTimeSpan().TotalMinutes);
        for (var minute = opens; minute + length * 60 <= closes; minute += 120)
        {
            var (from, to) = (TimeOnly.MinValue.AddMinutes(minute), TimeOnly.MinValue.AddMinutes(minute + length * 60));
            var (start, end) = (day.Clock.ToUtc(date, from), day.Clock.ToUtc(date, to));
            if (end <= desk.Now)
                continue;
            var problem = day.Problem.With(
                day.Problem.Visit(number) with
                {
                    Windows = [new(day.At(start > desk.Now ? start : desk.Now), day.At(end))],
                    Promise = null,
                }
            );
            if (RoutePlanner.Insert(problem, plan, number, 1) is [var best, ..])
                yield return new(
                    date,
                    from,
                    to,
                    best.Vehicle,
                    day.Utc(best.Start),
                    new(best.AddedCost.Value),
                    new(best.AddedDistance.Value),
                    new(best.Slack.Value)
                );
        }
    }
}
