using CsCheck;
using Homeward.Field.Clock;

namespace Homeward.Field.Tests;

public sealed class ClockTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly BusinessHours EveryDay = new(
        [.. Enum.GetValues<DayOfWeek>().Select(d => new OpenDay(d, new(8, 0), new(17, 0)))],
        new HashSet<DateOnly>()
    );

    private static DateTime Utc(int month, int day, int hour, int minute = 0) =>
        new(2026, month, day, hour, minute, 0, DateTimeKind.Utc);

    private static DueTime Due(
        Urgency urgency,
        DateTime received,
        BusinessHours? hours = null,
        DateOnly? promised = null
    ) => UrgencyRule.Due(urgency, received, NewYork, hours ?? BusinessHours.Weekdays, UrgencyTerms.Default, promised);

    [Fact]
    public void Stat_is_due_in_elapsed_hours_on_both_days_the_clock_changes()
    {
        // 2026: spring 8 March 02:00 -> 03:00, autumn 1 November 02:00 -> 01:00.
        var spring = Due(Urgency.Stat, Utc(3, 8, 6));
        Assert.Equal((Utc(3, 8, 10), new DateTime(2026, 3, 8, 6, 0, 0)), (spring.DueUtc, spring.DueLocal));
        var autumn = Due(Urgency.Stat, Utc(11, 1, 5));
        Assert.Equal((Utc(11, 1, 9), new DateTime(2026, 11, 1, 4, 0, 0)), (autumn.DueUtc, autumn.DueLocal));
    }

    [Fact]
    public void A16_closing_time_is_the_wall_clocks_on_both_days_the_clock_changes()
    {
        Assert.Equal(Utc(3, 7, 22), Due(Urgency.SameDay, Utc(3, 7, 14), EveryDay).DueUtc);
        Assert.Equal(Utc(3, 8, 21), Due(Urgency.SameDay, Utc(3, 8, 14), EveryDay).DueUtc);
        Assert.Equal(Utc(10, 31, 21), Due(Urgency.SameDay, Utc(10, 31, 14), EveryDay).DueUtc);
        Assert.Equal(Utc(11, 1, 22), Due(Urgency.SameDay, Utc(11, 1, 14), EveryDay).DueUtc);
    }

    [Fact]
    public void A_skipped_time_moves_forward_and_a_repeated_time_is_the_first()
    {
        Assert.Equal(Utc(3, 8, 7, 30), LocalClock.ToUtc(new(2026, 3, 8), new(2, 30), NewYork));
        Assert.Equal(Utc(11, 1, 5, 30), LocalClock.ToUtc(new(2026, 11, 1), new(1, 30), NewYork));
        Assert.Equal(23, LocalClock.LengthOf(new(2026, 3, 8), NewYork).TotalHours);
        Assert.Equal(25, LocalClock.LengthOf(new(2026, 11, 1), NewYork).TotalHours);
    }

    [Fact]
    public void Every_instant_comes_back_from_the_wall_clock_but_for_the_repeated_hour() =>
        Gen.Int[0, 365 * 24 * 60 - 1]
            .Sample(minute =>
            {
                var utc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minute);
                var local = LocalClock.ToLocal(utc, NewYork);
                var back = LocalClock.ToUtc(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), NewYork);
                Assert.True(back == utc || (NewYork.IsAmbiguousTime(local) && utc - back == TimeSpan.FromHours(1)));
            });

    [Fact]
    public void Same_day_after_the_cutoff_or_on_a_weekend_is_the_next_working_day()
    {
        Assert.Equal(Utc(5, 4, 21), Due(Urgency.SameDay, Utc(5, 4, 17, 59)).DueUtc);
        Assert.Equal(Utc(5, 5, 21), Due(Urgency.SameDay, Utc(5, 4, 18)).DueUtc);
        Assert.Equal(Utc(5, 4, 21), Due(Urgency.SameDay, Utc(5, 2, 12)).DueUtc);
    }

    [Fact]
    public void Next_day_steps_over_weekend_and_holiday()
    {
        Assert.Equal(Utc(5, 11, 21), Due(Urgency.NextDay, Utc(5, 8, 14)).DueUtc);
        var closed = BusinessHours.Weekdays with { Holidays = new HashSet<DateOnly> { new(2026, 5, 11) } };
        Assert.Equal(Utc(5, 12, 21), Due(Urgency.NextDay, Utc(5, 8, 14), closed).DueUtc);
    }

    [Fact]
    public void Stat_without_night_service_starts_at_the_next_opening()
    {
        var terms = UrgencyTerms.Default with { StatAroundTheClock = false };
        DateTime Stat(DateTime at) => UrgencyRule.Due(Urgency.Stat, at, NewYork, BusinessHours.Weekdays, terms).DueUtc;
        Assert.Equal(Utc(5, 4, 16), Stat(Utc(5, 4, 9)));
        Assert.Equal(Utc(5, 4, 19), Stat(Utc(5, 4, 15)));
        Assert.Equal(Utc(5, 11, 16), Stat(Utc(5, 8, 22)));
    }

    [Fact]
    public void Scheduled_is_due_by_closing_of_the_promised_date_and_needs_one()
    {
        Assert.Equal(Utc(5, 7, 21), Due(Urgency.Scheduled, Utc(5, 1, 12), promised: new(2026, 5, 7)).DueUtc);
        Assert.Throws<ArgumentException>(() => Due(Urgency.Scheduled, Utc(5, 1, 12)));
    }

    [Fact]
    public void No_order_is_ever_due_before_it_came_in() =>
        Gen.Select(Gen.Int[0, 365 * 24 * 60], Gen.Enum<Urgency>())
            .Sample(
                (minute, urgency) =>
                {
                    var received = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minute);
                    var due = UrgencyRule.Due(
                        urgency,
                        received,
                        NewYork,
                        BusinessHours.Weekdays,
                        UrgencyTerms.Default,
                        new(2027, 2, 1)
                    );
                    Assert.True(due.DueUtc > received && due.DueUtc.Kind == DateTimeKind.Utc);
                }
            );

    [Fact]
    public void Refills_are_asked_for_within_thirty_days_and_delivered_within_ten()
    {
        var dates = RefillRule.Dates(new(2026, 1, 1), 90, RefillTerms.Medicare);
        Assert.Equal(
            (new DateOnly(2026, 4, 1), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 22)),
            (dates.RunOut, dates.EarliestContact, dates.EarliestDelivery)
        );
        Assert.Empty(RefillRule.Refusals(dates, new(2026, 3, 2), true, new(2026, 3, 22)));
        Assert.Single(RefillRule.Refusals(dates, new(2026, 3, 1), true, new(2026, 3, 22)));
        Assert.Single(RefillRule.Refusals(dates, new(2026, 3, 2), true, new(2026, 3, 21)));
        Assert.Single(RefillRule.Refusals(dates, new(2026, 3, 2), false, new(2026, 3, 22)));
        Assert.Single(RefillRule.Refusals(dates, null, true, new(2026, 3, 22)));
        Assert.Single(RefillRule.Refusals(dates, new(2026, 3, 23), true, new(2026, 3, 22)));
    }

    [Fact]
    public void Working_days_are_counted_and_a_branch_that_never_opens_is_an_error()
    {
        Assert.Equal(new DateOnly(2026, 5, 13), WorkingDay.Add(new(2026, 5, 8), 3, BusinessHours.Weekdays));
        Assert.Equal(new DateOnly(2026, 5, 11), WorkingDay.Add(new(2026, 5, 9), 0, BusinessHours.Weekdays));
        var never = new BusinessHours([], new HashSet<DateOnly>());
        Assert.Throws<InvalidOperationException>(() => WorkingDay.OnOrAfter(new(2026, 5, 9), never));
    }
}
