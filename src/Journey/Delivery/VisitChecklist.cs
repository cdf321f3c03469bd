using Homeward.Field.Visit;
using Homeward.Journey.Branches;

namespace Homeward.Journey.Delivery;

/// <summary>Which questions a visit asks: the home's, and those of the families of what is set up there.</summary>
public static class VisitChecklist
{
    public static IReadOnlyList<ChecklistItem> For(VisitKind kind, IEnumerable<CatalogueItem> setUp)
    {
        if (kind is not (VisitKind.Delivery or VisitKind.Exchange))
            return [];
        return ChecklistItem.For(
            ChecklistItem.Defaults,
            setUp.Select(i => i.Family).Where(f => f.Length > 0).Distinct()
        );
    }

    /// <summary>The skills somebody must hold to answer this question for those items.</summary>
    public static IReadOnlyList<string> SkillsFor(ChecklistItem question, IEnumerable<CatalogueItem> setUp) =>
        question.QualifiedOnly
            ?
            [
                .. setUp
                    .Where(i => string.Equals(i.Family, question.Family, StringComparison.OrdinalIgnoreCase))
                    .Select(i => i.Skill)
                    .Where(s => s.Length > 0)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>The answer as it is kept, or what the question takes instead.</summary>
    public static (string? Kept, string? Wants) Read(ChecklistItem question, string? said)
    {
        var text = (said ?? "").Trim();
        return question.Answer switch
        {
            AnswerKind.YesNo => text.ToLowerInvariant() is "yes" or "no"
                ? (text.ToLowerInvariant(), null)
                : (null, "yes or no"),
            AnswerKind.Done or AnswerKind.Photo => text.ToLowerInvariant() == "done" ? ("done", null) : (null, "done"),
            AnswerKind.Number => decimal.TryParse(
                text,
                System.Globalization.NumberStyles.AllowDecimalPoint
                    | System.Globalization.NumberStyles.AllowLeadingSign,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number
            ) && number is >= 0 and <= 100_000
                ? (number.ToString(System.Globalization.CultureInfo.InvariantCulture), null)
                : (null, $"a number{(question.Unit is null ? "" : $" in {question.Unit}")}"),
            _ => text.Length is > 0 and <= 200 && !text.Any(char.IsControl)
                ? (text, null)
                : (null, "up to 200 characters"),
        };
    }

    /// <summary>True when the answer forbids going on, such as a home where somebody smokes beside oxygen.</summary>
    public static bool Stops(ChecklistItem question, string? answer) =>
        question.StopAnswer is { } stop && answer == (stop ? "yes" : "no");
}
