using System.Globalization;
using Homeward.Field.Clock;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>What decides how soon an order is due.</summary>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Asked">The urgency asked for; null: it follows from the rest.</param>
/// <param name="Situation">Where the patient stands.</param>
/// <param name="DischargeAt">UTC.</param>
/// <param name="WantedOn">Local.</param>
/// <param name="WantedTo">Local.</param>
/// <param name="NotBefore">Local: never due earlier.</param>
/// <param name="AtLeast">The situation's own urgency from the dated list; a more urgent item wins.</param>
/// <param name="Items">The usual urgency of each item that goes to the patient; none for a pure pickup.</param>
public sealed record UrgencyFacts(
    DateTime ReceivedAt,
    Urgency? Asked,
    Situation Situation,
    DateTime? DischargeAt,
    DateOnly? WantedOn,
    TimeOnly? WantedTo,
    DateOnly? NotBefore,
    Urgency? AtLeast,
    IReadOnlyList<Urgency> Items
);

/// <summary>How soon, by when, and why in a sentence.</summary>
public sealed record OrderDue(Urgency Urgency, DateTime DueAt, string Reason);

/// <summary>The clock of an order: urgency by item and situation, and the instant it must be there.</summary>
public static class UrgencyOfOrder
{
    /// <summary>Scheduled without a day is promised for this many working days later.</summary>
    public const int ScheduledDays = 3;

    /// <summary>Key of the branch's <see cref="UrgencyTerms"/> among the settings, as JSON.</summary>
    public const string TermsKey = "intake.urgency-terms";

    /// <summary>
    /// The usual urgency: the most urgent of the items; hospice and discharge wait no longer than the same day. A known discharge
    /// or a day wanted replaces the clock: it is due then, not hours after the call.
    /// </summary>
    public static OrderDue Of(UrgencyFacts facts, BranchClock clock, UrgencyTerms terms)
    {
        var today = clock.DayOf(facts.ReceivedAt);
        if (facts.Asked is { } asked)
            return NotSooner(NoLaterThanDischarge(Clock(asked, facts, clock, terms), facts, clock), facts, clock);
        if (facts.WantedOn is { } wanted)
        {
            var at = clock.ToUtc(wanted, facts.WantedTo ?? clock.On(wanted)?.Closes ?? new TimeOnly(23, 59));
            if (facts.DischargeAt is not { } leaves || at <= leaves)
                return NotSooner(new(ByDay(wanted, today, clock), at, Say("As asked", at, clock)), facts, clock);
        }
        if (facts.DischargeAt is { } discharge && discharge > facts.ReceivedAt)
        {
            var urgent = facts.Items.Contains(Urgency.Stat) && discharge - facts.ReceivedAt <= terms.Stat;
            var urgency = urgent ? Urgency.Stat : ByDay(clock.DayOf(discharge), today, clock);
            return NotSooner(new(urgency, discharge, Say("Before the discharge", discharge, clock)), facts, clock);
        }
        return NotSooner(Clock(Usual(facts), facts, clock, terms), facts, clock);
    }

    private static Urgency Usual(UrgencyFacts facts)
    {
        var usual = facts.Items.Count == 0 ? Urgency.NextDay : facts.Items.Max();
        // A home's "next day" is what is usual, no promise for a chair made to measure; a hospice's "same day" is one.
        return facts.AtLeast is { } least and >= Urgency.SameDay && facts.Items.Count > 0 && usual < least
            ? least
            : usual;
    }

    private static Urgency ByDay(DateOnly day, DateOnly today, BranchClock clock) =>
        day <= today ? Urgency.SameDay
        : day <= (clock.OpenDayOnOrAfter(today.AddDays(1)) ?? today.AddDays(1)) ? Urgency.NextDay
        : Urgency.Scheduled;

    private static OrderDue Clock(Urgency urgency, UrgencyFacts facts, BranchClock clock, UrgencyTerms terms)
    {
        if (urgency == Urgency.Stat)
        {
            var due = UrgencyRule.Due(Urgency.Stat, facts.ReceivedAt, clock.Zone, clock.Business, terms);
            return new(urgency, due.DueUtc, due.Reason);
        }
        if (urgency == Urgency.Scheduled)
        {
            var promised = facts.WantedOn ?? OpenDays(clock.DayOf(facts.ReceivedAt), ScheduledDays, clock);
            var at = clock.ToUtc(promised, facts.WantedTo ?? clock.On(promised)?.Closes ?? new TimeOnly(23, 59));
            return new(
                urgency,
                at,
                Say(facts.WantedOn is null ? $"Scheduled, within {ScheduledDays} working days" : "As asked", at, clock)
            );
        }
        // Days of other hours close earlier or later than the week says: the calendar decides, not the rule's plain week.
        var (date, time) = clock.ToLocal(facts.ReceivedAt);
        var late = clock.On(date) is not { } hours || time >= terms.Cutoff || time >= hours.Closes;
        var first = late ? OpenDays(date, 1, clock) : date;
        var day = urgency == Urgency.SameDay ? first : OpenDays(first, 1, clock);
        var closes = clock.ToUtc(day, clock.On(day)?.Closes ?? new TimeOnly(23, 59));
        var why =
            urgency == Urgency.NextDay ? "Next working day"
            : late ? "Same day, received after the cutoff or on a closed day"
            : "Same day, received before the cutoff";
        return new(urgency, closes, Say(why, closes, clock));
    }

    private static OrderDue NoLaterThanDischarge(OrderDue due, UrgencyFacts facts, BranchClock clock) =>
        facts.DischargeAt is { } leaves && leaves > facts.ReceivedAt && leaves < due.DueAt
            ? due with
            {
                DueAt = leaves,
                Reason = Say("Before the discharge", leaves, clock),
            }
            : due;

    private static OrderDue NotSooner(OrderDue due, UrgencyFacts facts, BranchClock clock)
    {
        if (facts.NotBefore is not { } first || clock.DayOf(due.DueAt) >= first)
            return due;
        var at = clock.ToUtc(first, clock.On(first)?.Closes ?? new TimeOnly(23, 59));
        return new(Urgency.Scheduled, at, Say("No sooner than the supply allows", at, clock));
    }

    /// <summary>So many open days after a date; a house that never opens counts plain days.</summary>
    private static DateOnly OpenDays(DateOnly date, int count, BranchClock clock)
    {
        for (var i = 0; i < count; i++)
            date = clock.OpenDayOnOrAfter(date.AddDays(1)) ?? date.AddDays(1);
        return date;
    }

    private static string Say(string why, DateTime utc, BranchClock clock) =>
        string.Create(CultureInfo.InvariantCulture, $"{why}: by {LocalClock.ToLocal(utc, clock.Zone):MM/dd HH:mm}.");

    /// <summary>The branch's terms, or the house's, or the ones that come with the system.</summary>
    internal static async Task<UrgencyTerms> Terms(JourneyDb db, Guid branchId, CancellationToken ct)
    {
        var rows = await db
            .Settings.AsNoTracking()
            .Where(s => s.Key == TermsKey && (s.BranchId == branchId || s.BranchId == Guid.Empty))
            .ToListAsync(ct);
        var row = rows.FirstOrDefault(r => r.BranchId == branchId) ?? rows.FirstOrDefault();
        return row is null ? UrgencyTerms.Default : Json.Read<UrgencyTerms>(row.Value) ?? UrgencyTerms.Default;
    }
}
