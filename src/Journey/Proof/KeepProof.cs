using Homeward.Journey.Delivery;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

public sealed record LegalHold(Guid VisitId, bool Hold, string Reason, int Version);

/// <summary>Sets or lifts a legal hold: on hold, a proof is kept past its years.</summary>
public sealed class HoldProof(Desk desk)
{
    public Task<Outcome<Done>> Run(Command<LegalHold> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                var problems = new List<Refusal>();
                if (Said.Clean(ask.Reason, "reason", Said.Line, problems) is not { } reason)
                    problems.Add(new HoldNeedsReason() { Field = "reason" });
                else if (problems.Count == 0)
                {
                    if (await desk.Db.Proofs.FirstOrDefaultAsync(p => p.VisitId == ask.VisitId, ct) is not { } proof)
                        return new NoSuch("proof");
                    if (proof.Version != ask.Version)
                        return new StaleVersion("proof");
                    if (proof.LegalHold == ask.Hold)
                        return new HoldUnchanged(ask.Hold);
                    (proof.LegalHold, proof.LegalHoldReason) = (ask.Hold, reason);
                    return Done.It;
                }
                return problems;
            },
            ct
        );
}

public sealed record ProofsToExport(IReadOnlyList<Guid> VisitIds);

public sealed record Exported(IReadOnlyList<ExportRow> Rows);

public sealed record ExportRow(
    Guid VisitId,
    string VisitNumber,
    string PatientNumber,
    DateOnly DateOfService,
    string DateRule,
    string Hcpcs,
    string Item,
    int Quantity,
    string? Serial,
    string? Lot,
    string DocumentHash
);

/// <summary>Hands proofs that are ready to billing, each line with its date of service, and marks them. All of them or none.</summary>
public sealed class ExportProofs(Desk desk, StopSheets sheets)
{
    public Task<Outcome<Exported>> Run(Command<ProofsToExport> command, CancellationToken ct) =>
        desk.Once<Exported>(command.Id, command.Data, () => Export(command.Data, ct), ct);

    private async Task<Outcome<Exported>> Export(ProofsToExport ask, CancellationToken ct)
    {
        if (ask.VisitIds is not { Count: > 0 and <= 500 })
            return new InvalidField("visitIds", "Name 1 to 500 visits.");
        var ids = ask.VisitIds.Distinct().ToList();
        var proofs = await desk.Db.Proofs.Where(p => ids.Contains(p.VisitId)).ToListAsync(ct);
        if (proofs.Count != ids.Count)
            return new NoSuch("proof");
        var problems = new List<Refusal>();
        foreach (var proof in proofs)
            if (proof.NotBillable)
                problems.Add(new NotReady(proof.NotBillableReason ?? "it is not billed."));
            else if (proof.State == ProofState.Waiting || proof.DateOfService is null)
                problems.Add(
                    new NotReady(
                        (Json.Read<List<MissingView>>(proof.Missing) ?? []).Find(m => m.Blocks)?.Sentence
                            ?? proof.DateReason
                            ?? "it waits."
                    )
                );
        if (problems.Count > 0)
            return problems;
        var stops = await sheets.Of(ids, ct);
        var patientIds = proofs.Select(p => p.PatientId).ToList();
        var numbers = await desk
            .Db.Set<Intake.Patient>()
            .Where(p => patientIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Number, ct);
        var rows = new List<ExportRow>();
        foreach (var proof in proofs.OrderBy(p => p.MadeAt).ThenBy(p => p.Id))
        {
            (proof.State, proof.ExportedAt) = (ProofState.Exported, desk.Now);
            var stop = stops[proof.VisitId];
            rows.AddRange(
                from line in stop.Lines.Where(l => l.Direction == Dispatch.Direction.Drop)
                from hand in line.Hands
                select new ExportRow(
                    proof.VisitId,
                    stop.Number,
                    numbers[proof.PatientId],
                    proof.DateOfService!.Value,
                    proof.DateRule ?? "",
                    line.Hcpcs,
                    hand.Item,
                    hand.Quantity,
                    hand.Serial,
                    hand.Lot,
                    proof.PdfBlob ?? ""
                )
            );
        }
        return new Exported(rows);
    }
}
