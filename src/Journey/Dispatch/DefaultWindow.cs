using Homeward.Journey.Branches;
using Homeward.Journey.Intake;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// The day and window a visit has until one is booked: the day asked for, else the day it is due; the branch's hours, narrowed by
/// the hours asked for and by the due clock. STAT runs from now to its clock's end, at any hour.
/// </summary>
public static class DefaultWindow
{
    public static (DateOnly Date, DateTime From, DateTime To) Of(Order order, BranchClock clock, DateTime now)
    {
        var today = clock.DayOf(now);
        var due = clock.DayOf(order.DueAt);
        if (order.Urgency == Urgency.Stat && order.WantedOn is null)
        {
            var end = order.DueAt > now ? order.DueAt : now.AddHours(1);
            return (today, now, end);
        }
        var date = order.WantedOn ?? due;
        if (order.NotBefore is { } first && date < first)
            date = first;
        if (date < today)
            date = today;
        // Asked for by name the day stands even when the branch is closed; otherwise it waits for the doors to open.
        if (order.WantedOn is null && clock.On(date) is null)
            date = clock.OpenDayOnOrAfter(date) ?? date;
        return Within(date, order, clock, now);
    }

    /// <summary>The widest window of a day for this order: what it moves to when its day has passed.</summary>
    public static (DateOnly Date, DateTime From, DateTime To) Within(
        DateOnly date,
        Order? order,
        BranchClock clock,
        DateTime now
    )
    {
        var hours = clock.On(date) ?? new OpenHours(new(8, 0), new(17, 0));
        var (from, to) = clock.UtcSpan(date, hours.Opens, hours.Closes);
        if (order?.WantedOn == date)
        {
            if (order.WantedFrom is { } f)
                from = clock.ToUtc(date, f);
            if (order.WantedTo is { } t)
                to = clock.ToUtc(date, t);
        }
        if (order is not null && clock.DayOf(order.DueAt) == date && order.DueAt < to && order.DueAt > from)
            to = order.DueAt;
        if (from < now && now < to && clock.DayOf(now) == date)
            from = now;
        return (date, from, to > from ? to : from.AddHours(1));
    }
}
