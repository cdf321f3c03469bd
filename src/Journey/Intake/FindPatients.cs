using Homeward.Field.Checks;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>What a search box holds, as words to look for.</summary>
internal static class SearchWords
{
    public static IEnumerable<string> Of(string? text) =>
        (text ?? "")
            .Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(6)
            .Select(w => w[..Math.Min(60, w.Length)].Replace("\0", "", StringComparison.Ordinal).ToLowerInvariant())
            .Where(w => w.Length > 0);
}

/// <summary>Which patients: text is a name, a phone number, a birth date or a number (P-100042).</summary>
public sealed record PatientFilter
{
    public string? Text { get; init; }
    public DateOnly? BirthDate { get; init; }
    public Guid? BranchId { get; init; }

    /// <summary>Only those whose home is not located, or by its ZIP area only.</summary>
    public bool Unlocated { get; init; }
    public bool Hospice { get; init; }

    /// <summary>Merged records too.</summary>
    public bool Merged { get; init; }
}

public sealed record PatientRow(
    Guid Id,
    string Number,
    string Name,
    DateOnly BirthDate,
    string Phone,
    string City,
    string State,
    string Zip,
    LocationGrade Location,
    bool Hospice,
    DateOnly? DiedOn,
    Guid? MergedInto,
    Guid BranchId
);

/// <summary>Patients by name, phone, birth date or number.</summary>
public sealed class FindPatients(Desk desk)
{
    public async Task<Page<PatientRow>> Run(PatientFilter filter, PageOf page, CancellationToken ct)
    {
        var found = desk.Db.Patients.AsNoTracking();
        if (!filter.Merged)
            found = found.Where(p => p.MergedInto == null);
        if (filter.BranchId is { } branch)
            found = found.Where(p => p.BranchId == branch);
        if (filter.BirthDate is { } born)
            found = found.Where(p => p.BirthDate == born);
        if (filter.Unlocated)
            found = found.Where(p => p.Location == LocationGrade.None || p.Location == LocationGrade.ZipCentroid);
        if (filter.Hospice)
            found = found.Where(p => p.Hospice);
        found = Text(found, filter.Text);
        var total = await found.CountAsync(ct);
        var items = await found
            .OrderBy(p => p.SearchName)
            .ThenBy(p => p.Number)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(p => new PatientRow(
                p.Id,
                p.Number,
                p.FirstName + " " + p.LastName,
                p.BirthDate,
                p.Phone,
                p.City,
                p.State,
                p.Zip,
                p.Location,
                p.Hospice,
                p.DiedOn,
                p.MergedInto,
                p.BranchId
            ))
            .ToListAsync(ct);
        return new(items, total, page.Number, page.Take);
    }

    private static IQueryable<Patient> Text(IQueryable<Patient> found, string? text)
    {
        var plain = (text ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (plain.Length == 0)
            return found;
        if (plain.StartsWith("P-", StringComparison.OrdinalIgnoreCase) && plain.Skip(2).All(char.IsAsciiDigit))
        {
            var number = plain.ToUpperInvariant();
            return found.Where(p => p.Number.StartsWith(number));
        }
        if (BirthDates.Read(plain) is { } born)
            return found.Where(p => p.BirthDate == born);
        var digits = new string([.. plain.Where(char.IsAsciiDigit)]);
        if (digits.Length >= 4 && !plain.Any(char.IsLetter))
        {
            digits = digits[..Math.Min(15, digits.Length)];
            if (digits.Length == 11 && digits[0] == '1')
                digits = digits[1..];
            return found.Where(p =>
                p.Phone.Contains(digits) || p.OtherPhone!.Contains(digits) || p.Number.EndsWith(digits)
            );
        }
        foreach (var word in SearchWords.Of(plain).Select(PersonName.Normalise).Where(w => w.Length > 0))
            found = found.Where(p => p.SearchName.Contains(word));
        return found;
    }
}

/// <summary>Dates as people type them at a counter in the United States.</summary>
public static class BirthDates
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        "yyyyMMdd",
        "M/d/yyyy",
        "MM/dd/yyyy",
        "M-d-yyyy",
        "M.d.yyyy",
    ];

    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(
            text?.Trim(),
            Forms,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.None,
            out var date
        )
            ? date
            : null;
}
