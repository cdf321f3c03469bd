using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>How much an order may say, and the checks of what it says.</summary>
public static class OrderLimits
{
    public const int Lines = 100;
    public const int Quantity = 999;
    public const int Diagnoses = 12;
    public const int Name = 100;
    public const int Line = 200;
    public const int Notes = 4_000;
    public const int Documents = 50;

    /// <summary>Adds a problem when the text is too long or holds characters no keyboard writes (PostgreSQL stores no NUL).</summary>
    internal static void Text(List<Refusal> problems, string field, string? text, int most)
    {
        if (text is null)
            return;
        if (text.Length > most)
            problems.Add(new InvalidField(field, $"This is longer than {most} characters.", "Shorten it."));
        else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            problems.Add(
                new InvalidField(field, "This holds characters that cannot be kept.", "Remove the control characters.")
            );
    }

    /// <summary>Trimmed; null when nothing is left.</summary>
    internal static string? Plain(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal static void Dates(List<Refusal> problems, OrderDates dates, DateOnly today, DateTime now)
    {
        if (dates.OrderedOn is { } ordered && (ordered > today || ordered < today.AddYears(-2)))
            problems.Add(
                new InvalidField(
                    "orderedOn",
                    ordered > today
                        ? "The practitioner's order is dated in the future."
                        : "The practitioner's order is more than two years old.",
                    "Read the date on the order again."
                )
            );
        if (dates.WantedOn is { } wanted && (wanted < today || wanted > today.AddYears(1)))
            problems.Add(
                new InvalidField(
                    "wantedOn",
                    wanted < today ? "The day wanted is over." : "The day wanted is more than a year away.",
                    "Choose a day from today on, within a year."
                )
            );
        if (dates.NotBefore is { } soonest && soonest > today.AddYears(1))
            problems.Add(
                new InvalidField(
                    "notBefore",
                    "The first day of delivery is more than a year away.",
                    "Choose a nearer day."
                )
            );
        if (dates.DischargeAt is { } discharge)
        {
            if (discharge.Kind == DateTimeKind.Unspecified)
                problems.Add(
                    new InvalidField(
                        "dischargeAt",
                        "The discharge time does not say its offset.",
                        "Send it with Z or an offset, such as 2026-11-10T15:00:00-05:00."
                    )
                );
            else if (discharge.ToUniversalTime() < now.AddDays(-30) || discharge.ToUniversalTime() > now.AddYears(1))
                problems.Add(
                    new InvalidField(
                        "dischargeAt",
                        "The discharge is long over or more than a year away.",
                        "Read the date of discharge again."
                    )
                );
        }
        if ((dates.WantedFrom is not null || dates.WantedTo is not null) && dates.WantedOn is null)
            problems.Add(new InvalidField("wantedOn", "Hours are wanted, but no day.", "Give the day wanted too."));
        if (dates.WantedFrom is { } from && dates.WantedTo is { } to && to <= from)
            problems.Add(new WindowEndsBeforeItStarts { Field = "wantedTo" });
        if (dates.NotBefore is { } first && dates.WantedOn is { } day && day < first)
            problems.Add(
                new TooSoonForRefill(first.ToString("MM/dd/yyyy", System.Globalization.CultureInfo.InvariantCulture))
                {
                    Field = "wantedOn",
                }
            );
    }
}

/// <summary>The dates of an order that are checked together.</summary>
internal sealed record OrderDates(
    DateOnly? OrderedOn,
    DateOnly? WantedOn,
    TimeOnly? WantedFrom,
    TimeOnly? WantedTo,
    DateTime? DischargeAt,
    DateOnly? NotBefore
);
