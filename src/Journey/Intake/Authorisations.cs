using Homeward.Field.Checks;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>A prior authorisation as it was asked for or answered.</summary>
public sealed record NewAuthorisation
{
    public Guid CoverageId { get; init; }
    public string Number { get; init; } = "";
    public string Hcpcs { get; init; } = "";
    public int Units { get; init; } = 1;
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }
    public AuthorisationState State { get; init; }
}

/// <param name="Used">Delivered on it, or used before we kept count.</param>
/// <param name="Promised">On open order lines.</param>
/// <param name="Left">Approved less used and promised; below zero means that somebody promised too much.</param>
public sealed record AuthorisationView(
    Guid Id,
    Guid PatientId,
    Guid CoverageId,
    string Number,
    string Hcpcs,
    int Approved,
    int Used,
    int Promised,
    int Left,
    DateOnly From,
    DateOnly To,
    AuthorisationState State,
    int Version
);

internal static class AuthorisationBook
{
    public static async Task Check(
        Desk desk,
        Guid patientId,
        NewAuthorisation request,
        Guid? self,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        var number = PatientChecks.Optional(problems, "number", request.Number, 60) ?? "";
        if (number.Length == 0 && request.State == AuthorisationState.Approved)
            problems.Add(
                new InvalidField("number", "An approved authorisation has a number.", "Read it from the answer.")
            );
        if (!Hcpcs.IsShape(request.Hcpcs))
            problems.Add(
                new InvalidField("hcpcs", "This is not a HCPCS code.", "A letter and four digits, such as E1390.")
            );
        if (request.Units is < 1 or > 10_000)
            problems.Add(new InvalidField("units", "Units run from 1 to 10,000."));
        if (request.To < request.From)
            problems.Add(new EndsBeforeItBegins { Field = "to" });
        if (request.From.Year < 2000 || request.To.Year > 2200)
            problems.Add(new InvalidField("from", "The dates are out of range.", "Read them from the answer again."));
        if (!await desk.Db.Coverages.AnyAsync(c => c.Id == request.CoverageId && c.PatientId == patientId, ct))
            problems.Add(new CoverageOfSomebodyElse { Field = "coverageId" });
        var code = (request.Hcpcs ?? "").ToUpperInvariant();
        if (
            number.Length > 0
            && await desk.Db.Authorisations.AnyAsync(
                a => a.PatientId == patientId && a.Id != self && a.Number == number && a.Hcpcs == code,
                ct
            )
        )
            problems.Add(new AuthorisationExists(number) { Field = "number" });
    }

    public static void Write(Authorisation a, NewAuthorisation request)
    {
        a.CoverageId = request.CoverageId;
        a.Number = (request.Number ?? "").Trim();
        a.Hcpcs = request.Hcpcs.ToUpperInvariant();
        a.UnitsApproved = request.Units;
        (a.From, a.To, a.State) = (request.From, request.To, request.State);
    }

    /// <summary>Delivered and open quantities on the lines that name it.</summary>
    public static async Task<(int Delivered, int Open)> OnLines(JourneyDb db, Guid id, CancellationToken ct)
    {
        var lines = await db
            .OrderLines.AsNoTracking()
            .Where(l => l.AuthorisationId == id)
            .Select(l => new
            {
                l.State,
                l.Quantity,
                l.DeliveredQuantity,
            })
            .ToListAsync(ct);
        return (
            lines.Sum(l => l.DeliveredQuantity),
            lines.Where(l => l.State == LineState.Open).Sum(l => Math.Max(0, l.Quantity - l.DeliveredQuantity))
        );
    }

    public static AuthorisationView View(Authorisation a, (int Delivered, int Open) lines)
    {
        var used = a.UnitsUsed + lines.Delivered;
        return new(
            a.Id,
            a.PatientId,
            a.CoverageId,
            a.Number,
            a.Hcpcs,
            a.UnitsApproved,
            used,
            lines.Open,
            a.UnitsApproved - used - lines.Open,
            a.From,
            a.To,
            a.State,
            a.Version
        );
    }
}

public sealed record AuthorisationToAdd(Guid PatientId, NewAuthorisation Authorisation);

public sealed class AddAuthorisation(Desk desk)
{
    public Task<Outcome<AuthorisationView>> Run(Command<AuthorisationToAdd> command, CancellationToken ct) =>
        desk.Once<AuthorisationView>(
            command.Id,
            command.Data,
            async () =>
            {
                var (patient, refusal) = await desk.Open(command.Data.PatientId, ct);
                if (patient is null)
                    return refusal!;
                var problems = new List<Refusal>();
                var request = command.Data.Authorisation ?? new();
                await AuthorisationBook.Check(desk, patient.Id, request, null, problems, ct);
                if (problems.Count > 0)
                    return problems;
                var authorisation = new Authorisation { Id = desk.NewId(), PatientId = patient.Id };
                AuthorisationBook.Write(authorisation, request);
                desk.Db.Authorisations.Add(authorisation);
                return AuthorisationBook.View(authorisation, (0, 0));
            },
            ct
        );
}

public sealed record AuthorisationChange(
    Guid PatientId,
    Guid AuthorisationId,
    NewAuthorisation Authorisation,
    int Version
);

/// <summary>Writes the payer's answer: number, units, dates, approved or denied.</summary>
public sealed class ChangeAuthorisation(Desk desk)
{
    public Task<Outcome<AuthorisationView>> Run(Command<AuthorisationChange> command, CancellationToken ct) =>
        desk.Once<AuthorisationView>(
            command.Id,
            command.Data,
            async () =>
            {
                var (patient, refusal) = await desk.Open(command.Data.PatientId, ct);
                if (patient is null)
                    return refusal!;
                var authorisation = await desk.Db.Authorisations.FirstOrDefaultAsync(
                    a => a.Id == command.Data.AuthorisationId && a.PatientId == patient.Id,
                    ct
                );
                if (authorisation is null)
                    return new NoSuch("authorisation");
                if (authorisation.Version != command.Data.Version)
                    return new StaleVersion("authorisation");
                var problems = new List<Refusal>();
                var request = command.Data.Authorisation ?? new();
                await AuthorisationBook.Check(desk, patient.Id, request, authorisation.Id, problems, ct);
                var lines = await AuthorisationBook.OnLines(desk.Db, authorisation.Id, ct);
                var bound = authorisation.UnitsUsed + lines.Delivered + lines.Open;
                if (request.State == AuthorisationState.Approved && request.Units < bound)
                    problems.Add(new AuthorisationUsed(bound) { Field = "units" });
                if (problems.Count > 0)
                    return problems;
                AuthorisationBook.Write(authorisation, request);
                return AuthorisationBook.View(authorisation, lines);
            },
            ct
        );
}
