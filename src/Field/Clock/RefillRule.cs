using System.Globalization;

namespace Homeward.Field.Clock;

/// <summary>Days of the refill rule; data, so that a payer's own can be given.</summary>
/// <param name="ContactDays">Contact no sooner than this many calendar days before run-out. Medicare: 30.</param>
/// <param name="DeliverDays">Deliver no sooner than this many calendar days before run-out. Medicare: 10.</param>
public sealed record RefillTerms(int ContactDays = 30, int DeliverDays = 10)
{
    /// <summary>Medicare's: 30 and 10 (42 CFR 410.38(d)(4), CMS refill requirements from 1 January 2024).</summary>
    public static RefillTerms Medicare { get; } = new();
}

/// <summary>The earliest dates of one refill.</summary>
/// <param name="RunOut">The day the present supply ends.</param>
/// <param name="EarliestContact">The first day the patient may be asked.</param>
/// <param name="EarliestDelivery">The first day it may be delivered.</param>
public sealed record RefillDates(DateOnly RunOut, DateOnly EarliestContact, DateOnly EarliestDelivery);

/// <summary>When a recurring supply may be offered and delivered. Calendar days, no time of day. Thread safe.</summary>
public static class RefillRule
{
    /// <summary>The dates for a supply received on a day that lasts so many days.</summary>
    /// <param name="received">Date of receipt of the present supply.</param>
    /// <param name="daysSupply">Days it lasts, 1 or more.</param>
    /// <param name="terms">The payer's days.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are less than 1.</exception>
    /// <exception cref="ArgumentNullException">The terms are null.</exception>
    public static RefillDates Dates(DateOnly received, int daysSupply, RefillTerms terms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(daysSupply, 1);
        ArgumentNullException.ThrowIfNull(terms);
        var runOut = received.AddDays(daysSupply);
        return new(runOut, runOut.AddDays(-terms.ContactDays), runOut.AddDays(-terms.DeliverDays));
    }

    /// <summary>
    /// Why a refill may not go ahead; empty when it may. It asks for an affirmative answer of the patient each time:
    /// nothing is shipped by itself.
    /// </summary>
    /// <param name="dates">From <see cref="Dates"/>.</param>
    /// <param name="contacted">Local date the patient was asked, or null.</param>
    /// <param name="affirmed">True when the patient said yes.</param>
    /// <param name="delivery">Local date of delivery or shipment.</param>
    /// <exception cref="ArgumentNullException">The dates are null.</exception>
    public static IReadOnlyList<string> Refusals(
        RefillDates dates,
        DateOnly? contacted,
        bool affirmed,
        DateOnly delivery
    )
    {
        ArgumentNullException.ThrowIfNull(dates);
        var why = new List<string>();
        if (contacted is not { } asked)
        {
            why.Add("The patient was not asked about this refill.");
        }
        else
        {
            if (asked < dates.EarliestContact)
            {
                why.Add(
                    $"The patient was asked on {Say(asked)}; the first allowed day is {Say(dates.EarliestContact)}."
                );
            }
            if (asked > delivery)
            {
                why.Add("The patient was asked only after the delivery.");
            }
            if (!affirmed)
            {
                why.Add("The patient has not said yes to this refill.");
            }
        }
        if (delivery < dates.EarliestDelivery)
        {
            why.Add(
                $"It would be delivered on {Say(delivery)}; the first allowed day is {Say(dates.EarliestDelivery)}."
            );
        }
        return why;
    }

    private static string Say(DateOnly date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);
}
