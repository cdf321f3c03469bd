using Homeward.Field.Clock;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;

namespace Homeward.Journey.Tests.Intake;

/// <summary>The clock of an order, at the edges of days, weeks and years. Columbus, Ohio.</summary>
public sealed class OrderUrgencyTests
{
    private static readonly Branch Columbus = new() { Code = "COL", TimeZone = "America/New_York" };

    private static readonly BranchClock Clock = new(
        Columbus,
        [
            new CalendarDay { Date = new(2026, 11, 26), Name = "Thanksgiving" },
            new CalendarDay
            {
                Date = new(2026, 12, 24),
                Name = "Christmas Eve",
                OpensAt = new(8, 0),
                ClosesAt = new(12, 0),
            },
            new CalendarDay { Date = new(2026, 12, 25), Name = "Christmas" },
        ]
    );

    private static OrderDue Due(string local, Func<UrgencyFacts, UrgencyFacts> with) =>
        UrgencyOfOrder.Of(
            with(new(Utc(local), null, Situation.Home, null, null, null, null, null, [])),
            Clock,
            UrgencyTerms.Default
        );

    private static DateTime Utc(string local)
    {
        var at = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return Clock.ToUtc(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));
    }

    [Theory]
    [InlineData("2026-11-10 13:59", Urgency.SameDay, "2026-11-10 17:00")]
    [InlineData("2026-11-10 14:00", Urgency.SameDay, "2026-11-11 17:00")]
    [InlineData("2026-11-13 15:00", Urgency.SameDay, "2026-11-16 17:00")]
    [InlineData("2026-11-14 09:00", Urgency.NextDay, "2026-11-17 17:00")]
    [InlineData("2026-11-25 13:00", Urgency.NextDay, "2026-11-27 17:00")]
    [InlineData("2026-12-24 11:59", Urgency.SameDay, "2026-12-24 12:00")]
    [InlineData("2026-12-24 12:00", Urgency.SameDay, "2026-12-28 17:00")]
    [InlineData("2026-10-31 23:30", Urgency.Stat, "2026-11-01 02:30")]
    [InlineData("2027-03-13 23:30", Urgency.Stat, "2027-03-14 04:30")]
    [InlineData("2026-11-10 23:59", Urgency.Scheduled, "2026-11-13 17:00")]
    public void The_clock_knows_cutoff_weekend_holiday_early_closing_and_the_clock_change(
        string received,
        Urgency asked,
        string due
    ) => Assert.Equal(Utc(due), Due(received, f => f with { Asked = asked }).DueAt);

    [Fact]
    public void The_most_urgent_item_decides_and_a_hospice_does_not_wait_for_tomorrow()
    {
        Assert.Equal(
            Urgency.Stat,
            Due("2026-11-10 09:00", f => f with { Items = [Urgency.Scheduled, Urgency.Stat] }).Urgency
        );
        Assert.Equal(
            Urgency.SameDay,
            Due("2026-11-10 09:00", f => f with { Items = [Urgency.NextDay], AtLeast = Urgency.SameDay }).Urgency
        );
        Assert.Equal(
            Urgency.Scheduled,
            Due("2026-11-10 09:00", f => f with { Items = [Urgency.Scheduled], AtLeast = Urgency.NextDay }).Urgency
        );
        Assert.Equal(Urgency.NextDay, Due("2026-11-10 09:00", f => f with { AtLeast = Urgency.SameDay }).Urgency);
    }

    [Fact]
    public void A_known_discharge_or_a_day_wanted_replaces_the_clock()
    {
        var discharge = Utc("2026-11-12 15:00");
        var due = Due("2026-11-10 09:00", f => f with { Items = [Urgency.Stat], DischargeAt = discharge });
        Assert.Equal((Urgency.Scheduled, discharge), (due.Urgency, due.DueAt));
        Assert.Equal(
            Urgency.Stat,
            Due(
                "2026-11-10 09:00",
                f => f with { Items = [Urgency.Stat], DischargeAt = Utc("2026-11-10 12:00") }
            ).Urgency
        );
        var wanted = Due(
            "2026-11-10 09:00",
            f => f with { WantedOn = new(2026, 11, 11), WantedTo = new(12, 0), Items = [Urgency.SameDay] }
        );
        Assert.Equal((Urgency.NextDay, Utc("2026-11-11 12:00")), (wanted.Urgency, wanted.DueAt));
        // Asked for later than the patient leaves: the discharge decides.
        var late = Due("2026-11-10 09:00", f => f with { WantedOn = new(2026, 11, 20), DischargeAt = discharge });
        Assert.Equal(discharge, late.DueAt);
        Assert.Equal(
            discharge,
            Due("2026-11-10 09:00", f => f with { Asked = Urgency.Scheduled, DischargeAt = discharge }).DueAt
        );
    }

    [Fact]
    public void A_refill_is_never_due_before_it_may_be_delivered() =>
        Assert.Equal(
            Utc("2026-11-20 17:00"),
            Due("2026-11-10 09:00", f => f with { Asked = Urgency.SameDay, NotBefore = new(2026, 11, 20) }).DueAt
        );
}
