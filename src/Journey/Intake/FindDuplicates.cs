using System.Globalization;
using Homeward.Field.Checks;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>Whom to look for. Every part may be missing.</summary>
public sealed record DuplicateQuery
{
    public Guid? BranchId { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public DateOnly? BirthDate { get; init; }
    public string? Phone { get; init; }
    public string? OtherPhone { get; init; }
    public string? AddressLine { get; init; }
    public string? AddressLine2 { get; init; }
    public string? Zip { get; init; }
    public List<string> Identifiers { get; init; } = [];

    /// <summary>The record that is compared with the others.</summary>
    public Guid? Except { get; init; }
}

/// <summary>Finds records that may be the same person, best first.</summary>
public sealed class FindDuplicates(Desk desk)
{
    private const int AtMost = 500;

    public async Task<IReadOnlyList<LikelyDuplicate>> Run(DuplicateQuery query, CancellationToken ct) =>
        [
            .. (await Find(query, ct))
                .Where(f => f.Verdict.Score >= DuplicateScore.Warns)
                .Take(20)
                .Select(f => View(f.Patient, f.Verdict)),
        ];

    /// <summary>The likely duplicates of a record; null when there is no such patient.</summary>
    public async Task<IReadOnlyList<LikelyDuplicate>?> Of(Guid id, CancellationToken ct)
    {
        var p = await desk.Db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);
        return p is null
            ? null
            : await Run(
                new()
                {
                    FirstName = p.FirstName,
                    LastName = p.LastName,
                    BirthDate = p.BirthDate,
                    Phone = p.Phone,
                    OtherPhone = p.OtherPhone,
                    AddressLine = p.AddressLine,
                    AddressLine2 = p.AddressLine2,
                    Zip = p.Zip,
                    Identifiers = p.Identifiers,
                    Except = p.Id,
                },
                ct
            );
    }

    internal static LikelyDuplicate View(Patient p, DuplicateScore.Verdict verdict) =>
        new(
            p.Id,
            p.Number,
            p.Name,
            p.BirthDate,
            p.Phone,
            string.Join(", ", new[] { p.AddressLine, p.City, $"{p.State} {p.Zip}".Trim() }.Where(t => t.Length > 0)),
            verdict.Score,
            verdict.Reasons
        );

    internal async Task<List<(Patient Patient, DuplicateScore.Verdict Verdict)>> Find(
        DuplicateQuery query,
        CancellationToken ct
    )
    {
        var phones = new[] { query.Phone, query.OtherPhone }.Select(PhoneText.Normalise).OfType<string>().ToList();
        var identifiers = (query.Identifiers ?? []).Where(i => i is { Length: > 0 and <= 200 }).Take(20).ToList();
        var me = new DuplicateScore.Side(
            Clip(query.FirstName),
            Clip(query.LastName),
            query.BirthDate,
            phones,
            AddressText.Key(Clip(query.AddressLine), Clip(query.AddressLine2)),
            query.Zip,
            identifiers
        );
        var candidates = await Candidates(query, me, ct);
        return
        [
            .. candidates
                .Select(p => (Patient: p, Verdict: DuplicateScore.Compare(me, DuplicateScore.Of(p))))
                .OrderByDescending(f => f.Verdict.Score)
                .ThenBy(f => f.Patient.Number, StringComparer.Ordinal),
        ];
    }

    private async Task<List<Patient>> Candidates(DuplicateQuery query, DuplicateScore.Side me, CancellationToken ct)
    {
        var last = PersonName.Normalise(me.LastName);
        var first = PersonName.Normalise(me.FirstName);
        var lastStart = Start(last, 2);
        var firstStart = Start(first, 2);
        var longStart = $"{last}, {Start(first, 1)}";
        var born = query.BirthDate;
        var nearly = born is { } day ? Misreadings(day) : [];
        var keys = me.Identifiers.Select(PatientKey.Of).ToList();
        var phones = me.Phones;
        var known = desk.Db.PatientKeys;
        var patients = desk.Db.Patients.AsNoTracking().Where(p => p.MergedInto == null && p.Id != query.Except);
        // Four questions, each answered by an index; together they would be one scan.
        var found = new Dictionary<Guid, Patient>();
        if (born is not null)
            Add(await patients.Where(p => p.BirthDate == born).OrderBy(p => p.Id).Take(AtMost).ToListAsync(ct));
        if (phones.Count > 0)
            Add(
                await patients
                    .Where(p => phones.Contains(p.Phone) || phones.Contains(p.OtherPhone!))
                    .OrderBy(p => p.Id)
                    .Take(AtMost)
                    .ToListAsync(ct)
            );
        if (keys.Count > 0)
            Add(
                await patients
                    .Where(p => known.Any(k => k.PatientId == p.Id && keys.Contains(k.Key)))
                    .OrderBy(p => p.Id)
                    .Take(AtMost)
                    .ToListAsync(ct)
            );
        if (last.Length > 1)
            Add(
                await patients
                    .Where(p => p.SearchName.StartsWith(longStart))
                    .OrderBy(p => p.Id)
                    .Take(AtMost)
                    .ToListAsync(ct)
            );
        if (nearly.Count > 0 && last.Length > 1)
            Add(
                await patients
                    .Where(p =>
                        nearly.Contains(p.BirthDate)
                        && (p.SearchName.StartsWith(lastStart) || p.SearchName.StartsWith(firstStart))
                    )
                    .OrderBy(p => p.Id)
                    .Take(AtMost)
                    .ToListAsync(ct)
            );
        return [.. found.Values];

        void Add(List<Patient> more)
        {
            foreach (var patient in more)
                found.TryAdd(patient.Id, patient);
        }
    }

    /// <summary>The dates a hurried hand writes for this one: day and month turned, a digit wrong, two neighbours turned.</summary>
    internal static List<DateOnly> Misreadings(DateOnly day)
    {
        var written = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var texts = new HashSet<string> { written[..4] + written[6..] + written[4..6] };
        for (var i = 0; i < 8; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
                texts.Add($"{written[..i]}{digit}{written[(i + 1)..]}");
            if (i < 7)
                texts.Add($"{written[..i]}{written[i + 1]}{written[i]}{written[(i + 2)..]}");
        }
        return
        [
            .. texts
                .Where(t => t != written)
                .Select(t =>
                    DateOnly.TryParseExact(t, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d)
                        ? d
                        : (DateOnly?)null
                )
                .OfType<DateOnly>(),
        ];
    }

    private static string Start(string text, int letters) => text[..Math.Min(letters, text.Length)];

    private static string Clip(string? text) => text is null ? "" : text[..Math.Min(200, text.Length)];
}
