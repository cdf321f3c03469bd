using Homeward.Field.Checks;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>A coverage as the screens and the API show it.</summary>
public sealed record CoverageView(
    Guid Id,
    Guid PatientId,
    string Payer,
    string MemberId,
    int Rank,
    DateOnly From,
    DateOnly? To,
    Eligibility Eligibility,
    DateTime? EligibilityCheckedAt,
    string? EligibilityNote,
    int Version
);

/// <summary>The rules every coverage keeps, whichever channel brings it.</summary>
internal static class CoverageBook
{
    public const int LastRank = 9;

    public static bool Overlap(Coverage a, Coverage b) =>
        a.From <= (b.To ?? DateOnly.MaxValue) && b.From <= (a.To ?? DateOnly.MaxValue);

    /// <param name="keepKnown">A coverage the patient has already is passed over, not refused.</param>
    public static async Task AddAll(
        Desk desk,
        Patient patient,
        List<NewCoverage> coverages,
        DateOnly today,
        bool keepKnown,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        if (coverages.Count > LastRank)
        {
            problems.Add(new InvalidField("coverages", $"A patient has at most {LastRank} coverages at once."));
            return;
        }
        var there = await Of(desk, patient.Id, ct);
        foreach (var (request, i) in coverages.Select((c, i) => (c, i)))
        {
            var path = coverages.Count == 1 && !keepKnown ? "coverages[0]." : $"coverages[{i}].";
            if (await Read(desk, patient.Id, request, today, path, problems, ct) is not { } coverage)
                continue;
            if (
                keepKnown
                && there.Any(c => c.Payer == coverage.Payer && SameMember(c, coverage) && Overlap(c, coverage))
            )
                continue;
            if (keepKnown)
                coverage.Rank = FreeRank(there, coverage);
            if (Fits(there, coverage, path, problems))
            {
                desk.Db.Coverages.Add(coverage);
                there.Add(coverage);
            }
        }
    }

    public static Task<List<Coverage>> Of(Desk desk, Guid patientId, CancellationToken ct) =>
        desk.Db.Coverages.Where(c => c.PatientId == patientId).OrderBy(c => c.Rank).ToListAsync(ct);

    /// <summary>The coverage a request describes; null when something is wrong with it.</summary>
    public static async Task<Coverage?> Read(
        Desk desk,
        Guid patientId,
        NewCoverage request,
        DateOnly today,
        string path,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        var before = problems.Count;
        var from = request.From ?? today;
        var payer = await Payer(desk, request.Payer, path, problems, ct);
        var member = PatientChecks.Optional(problems, $"{path}memberId", request.MemberId, 100);
        if (string.IsNullOrWhiteSpace(request.MemberId))
            problems.Add(new MemberIdNeeded { Field = $"{path}memberId" });
        else if (payer == "medicare" && member is not null)
        {
            var mbi = Mbi.Normalise(member);
            if (mbi is null)
                problems.Add(new NotAnMbi(PatientChecks.Clip(member)) { Field = $"{path}memberId" });
            member = mbi;
        }
        if (request.To < from)
            problems.Add(new EndsBeforeItBegins { Field = $"{path}to" });
        if (from < new DateOnly(1965, 1, 1) || from > today.AddYears(2))
            problems.Add(new InvalidField($"{path}from", "The first day is before 1965 or more than two years away."));
        if (request.Rank is < 1 or > LastRank)
            problems.Add(new InvalidField($"{path}rank", $"Ranks run from 1 (primary) to {LastRank}."));
        if (problems.Count > before)
            return null;
        var coverage = new Coverage
        {
            Id = desk.NewId(),
            PatientId = patientId,
            Payer = payer!,
            MemberId = member!,
            From = from,
            To = request.To,
            Rank = request.Rank ?? 0,
        };
        return coverage;
    }

    /// <summary>Gives an unranked coverage the next rank and says what stands against it.</summary>
    public static bool Fits(List<Coverage> there, Coverage coverage, string path, List<Refusal> problems)
    {
        var same = there.Where(c => c.Id != coverage.Id && Overlap(c, coverage)).ToList();
        if (same.Any(c => c.Payer == coverage.Payer && SameMember(c, coverage)))
        {
            problems.Add(new CoverageExists(coverage.Payer) { Field = $"{path}payer" });
            return false;
        }
        if (coverage.Rank == 0)
            coverage.Rank = FreeRank(there, coverage);
        if (same.FirstOrDefault(c => c.Rank == coverage.Rank) is { } other)
        {
            problems.Add(new TwoOfOneRank(coverage.Rank, other.Payer) { Field = $"{path}rank" });
            return false;
        }
        return true;
    }

    public static CoverageView View(Coverage c) =>
        new(
            c.Id,
            c.PatientId,
            c.Payer,
            c.MemberId,
            c.Rank,
            c.From,
            c.To,
            c.Eligibility,
            c.EligibilityCheckedAt,
            c.EligibilityNote,
            c.Version
        );

    private static int FreeRank(List<Coverage> there, Coverage coverage)
    {
        var taken = there.Where(c => c.Id != coverage.Id && Overlap(c, coverage)).Select(c => c.Rank).ToHashSet();
        return Enumerable.Range(1, LastRank + 1).First(r => !taken.Contains(r) || r > LastRank);
    }

    private static bool SameMember(Coverage a, Coverage b) =>
        string.Equals(a.MemberId, b.MemberId, StringComparison.OrdinalIgnoreCase);

    // Senders write the payer's code or its name.
    private static async Task<string?> Payer(
        Desk desk,
        string? text,
        string path,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        var wanted = (text ?? "").Trim();
        if (wanted.Length is > 0 and <= 100)
        {
            var payers = await desk.Db.CodeLists.AsNoTracking().Where(c => c.List == "payer").ToListAsync(ct);
            var row = payers.FirstOrDefault(p =>
                string.Equals(p.Code, wanted, StringComparison.OrdinalIgnoreCase)
                || string.Equals(p.Text, wanted, StringComparison.OrdinalIgnoreCase)
            );
            if (row is not null)
                return row.Code;
        }
        problems.Add(new UnknownPayer(PatientChecks.Clip(wanted)) { Field = $"{path}payer" });
        return null;
    }
}

public sealed record CoverageToAdd(Guid PatientId, NewCoverage Coverage);

public sealed class AddCoverage(Desk desk)
{
    public Task<Outcome<CoverageView>> Run(Command<CoverageToAdd> command, CancellationToken ct) =>
        desk.Once<CoverageView>(
            command.Id,
            command.Data,
            async () =>
            {
                var (patient, refusal) = await desk.Open(command.Data.PatientId, ct);
                if (patient is null)
                    return refusal!;
                var problems = new List<Refusal>();
                var today = await desk.TodayAt(patient.BranchId, ct);
                var coverage = await CoverageBook.Read(
                    desk,
                    patient.Id,
                    command.Data.Coverage ?? new(),
                    today,
                    "",
                    problems,
                    ct
                );
                if (
                    coverage is null
                    || !CoverageBook.Fits(await CoverageBook.Of(desk, patient.Id, ct), coverage, "", problems)
                )
                    return problems;
                desk.Db.Coverages.Add(coverage);
                return CoverageBook.View(coverage);
            },
            ct
        );
}

/// <summary>A coverage as it shall be; with a last day it ends.</summary>
public sealed record CoverageChange(Guid PatientId, Guid CoverageId, NewCoverage Coverage, int Version);

/// <summary>Changes or ends a coverage.</summary>
public sealed class ChangeCoverage(Desk desk)
{
    public Task<Outcome<CoverageView>> Run(Command<CoverageChange> command, CancellationToken ct) =>
        desk.Once<CoverageView>(
            command.Id,
            command.Data,
            async () =>
            {
                var request = command.Data;
                var (patient, refusal) = await desk.Open(request.PatientId, ct);
                if (patient is null)
                    return refusal!;
                var there = await CoverageBook.Of(desk, patient.Id, ct);
                if (there.FirstOrDefault(c => c.Id == request.CoverageId) is not { } coverage)
                    return new NoSuch("coverage");
                if (coverage.Version != request.Version)
                    return new StaleVersion("coverage");
                var problems = new List<Refusal>();
                var wanted = (request.Coverage ?? new()) with
                {
                    From = request.Coverage?.From ?? coverage.From,
                    Rank = request.Coverage?.Rank ?? coverage.Rank,
                };
                var today = await desk.TodayAt(patient.BranchId, ct);
                if (await CoverageBook.Read(desk, patient.Id, wanted, today, "", problems, ct) is not { } read)
                    return problems;
                read.Id = coverage.Id;
                if (!CoverageBook.Fits(there, read, "", problems))
                    return problems;
                if (coverage.Payer != read.Payer || coverage.MemberId != read.MemberId)
                    (coverage.Eligibility, coverage.EligibilityCheckedAt, coverage.EligibilityNote) = (
                        Eligibility.NotChecked,
                        null,
                        null
                    );
                (coverage.Payer, coverage.MemberId, coverage.Rank) = (read.Payer, read.MemberId, read.Rank);
                (coverage.From, coverage.To) = (read.From, read.To);
                return CoverageBook.View(coverage);
            },
            ct
        );
}

public sealed record EligibilityChecked(Guid PatientId, Guid CoverageId, Eligibility Eligibility, string? Note);

/// <summary>Keeps what the payer said: on the phone, in its portal, or in a 271.</summary>
public sealed class RecordEligibility(Desk desk)
{
    public Task<Outcome<CoverageView>> Run(Command<EligibilityChecked> command, CancellationToken ct) =>
        desk.Once<CoverageView>(
            command.Id,
            command.Data,
            async () =>
            {
                var request = command.Data;
                var (patient, refusal) = await desk.Open(request.PatientId, ct);
                if (patient is null)
                    return refusal!;
                var coverage = await desk.Db.Coverages.FirstOrDefaultAsync(
                    c => c.Id == request.CoverageId && c.PatientId == patient.Id,
                    ct
                );
                if (coverage is null)
                    return new NoSuch("coverage");
                var problems = new List<Refusal>();
                var note = PatientChecks.Optional(problems, "note", request.Note, 1000);
                if (note is null && problems.Count == 0 && request.Eligibility != Eligibility.NotChecked)
                    problems.Add(new EligibilityNeedsNote { Field = "note" });
                if (problems.Count > 0)
                    return problems;
                coverage.Eligibility = request.Eligibility;
                coverage.EligibilityNote = note;
                coverage.EligibilityCheckedAt = request.Eligibility == Eligibility.NotChecked ? null : desk.Now;
                return CoverageBook.View(coverage);
            },
            ct
        );
}
