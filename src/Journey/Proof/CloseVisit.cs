using Homeward.Field.Proof;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

public sealed record VisitToClose(Guid VisitId, Capture At)
{
    /// <summary>Why lines stay open, where not all was handed over or fetched.</summary>
    public string? PartialReason { get; init; }
}

public sealed record VisitProven(
    Guid VisitId,
    Guid ProofId,
    VisitState State,
    ProofState Proof,
    DateOnly? DateOfService,
    string DateReason,
    string DateRule,
    string EvidenceHash,
    IReadOnlyList<MissingView> Missing
);

/// <summary>
/// Done means proven: a visit closes with everything a claim needs, or is refused with the list of what is missing. Custody
/// moves, the proof is sealed and the others are told in one save.
/// </summary>
public sealed class CloseVisit(Desk desk, VisitDoor door, ProofCases cases, VanCustody custody, SealProof seal)
{
    public Task<Outcome<VisitProven>> Run(Command<VisitToClose> command, CancellationToken ct) =>
        desk.Once<VisitProven>(command.Id, command.Data, () => Close(command, ct), ct);

    private async Task<Outcome<VisitProven>> Close(Command<VisitToClose> command, CancellationToken ct)
    {
        var ask = command.Data;
        var problems = new List<Refusal>();
        ask.At.Check(problems);
        var partial = Said.Clean(ask.PartialReason, "partialReason", Said.Line, problems);
        if (problems.Count > 0)
            return problems;
        if (await door.Open(ask.VisitId, ct) is not { } visit)
            return new NoSuch("visit");
        if (visit.State is VisitState.Closed or VisitState.Failed or VisitState.Cancelled)
            return new VisitEnded(Words.Of(visit.State.ToString()));
        if (VisitDoor.AtTheDoor(visit) is { } notThere)
            return notThere;
        var known = await cases.Of(visit, null, ct);
        var missing = known.Missing;
        problems.AddRange(
            missing.Where(m => m.Level == EvidenceLevel.Block && !ProofCase.MayFollow(m)).Select(ElementMissing.Of)
        );
        problems.AddRange(WhatIsMissing.AtTheDoor(known, partial is not null));
        if (problems.Count > 0)
            return problems;
        if (await Move(visit, known, ct) is { } refused)
            return refused;
        if (visit.Move(VisitTrigger.Close) is { } illegal)
            return illegal;
        visit.EndedAt = ask.At.TimeOr(desk.Now);
        var proof = await seal.First(known, null, ct);
        if (!proof.Ok)
            return proof.Refused<VisitProven>();
        door.Tell(command.Id, visit, Steps.Close, ask.At, new { proof.Value.EvidenceHash, PartialReason = partial });
        desk.Emit(
            new VisitClosed(
                visit.Id,
                visit.OrderId,
                proof.Value.DateOfService,
                [
                    .. known
                        .Hands.Where(h => h.Row.Direction == Direction.Drop)
                        .Select(h =>
                            (Line: visit.Lines.Find(l => l.Id == h.Row.VisitLineId)?.OrderLineId, h.Row.Quantity)
                        )
                        .Where(h => h.Line is not null)
                        .GroupBy(h => h.Line!.Value)
                        .Select(g => new LineDone(g.Key, g.Sum(h => h.Quantity))),
                ],
                [
                    .. known
                        .Hands.Where(h => h.Row is { Direction: Direction.Fetch, UnitId: not null })
                        .Select(h => new UnitFetched(
                            h.Row.UnitId!.Value,
                            visit.Lines.Find(l => l.Id == h.Row.VisitLineId)?.OrderLineId,
                            h.Row.Condition ?? "",
                            h.Row.MissingAccessories
                        )),
                ]
            )
        );
        return SealProof.View(visit, proof.Value);
    }

    // Tentative until now: what was said at the door becomes custody here, all of it or none.
    private async Task<Refusal?> Move(Visit visit, ProofCase known, CancellationToken ct)
    {
        if (known.Hands.Count == 0)
            return null;
        if (visit.VehicleId is not { } vanId || await custody.FindVehicle(vanId, ct) is not { } van)
            return new NoVehicle();
        foreach (var hand in known.Hands)
        {
            var orderLine = visit.Lines.Find(l => l.Id == hand.Row.VisitLineId)?.OrderLineId;
            var refusal = hand.Row.UnitId is { } unitId
                ? await MoveUnit(unitId, hand, van, visit, orderLine, ct)
                : await MoveCounted(hand, van, visit, orderLine, ct);
            if (refusal is not null)
                return refusal;
        }
        return null;
    }

    private async Task<Refusal?> MoveUnit(
        Guid unitId,
        Hand hand,
        Vehicle van,
        Visit visit,
        Guid? orderLine,
        CancellationToken ct
    )
    {
        var unit = await desk.Db.Units.FirstAsync(u => u.Id == unitId, ct);
        return hand.Row.Direction == Direction.Drop
            ? await custody.HandOver(unit, van.Id, visit.PatientId, visit.Id, orderLine, ct)
            : await custody.Fetch(unit, van, visit.Id, ct);
    }

    private Task<Refusal?> MoveCounted(Hand hand, Vehicle van, Visit visit, Guid? orderLine, CancellationToken ct)
    {
        var patient = new Spot(Place.Patient(visit.PatientId), van.BranchId);
        var drop = hand.Row.Direction == Direction.Drop;
        return custody.MoveCounted(
            hand.Item,
            hand.Row.LotId,
            hand.Row.Quantity,
            drop ? new Spot(Place.Van(van.Id), van.BranchId) : patient,
            drop ? patient : new Spot(Place.DirtyBay(van.Id), van.BranchId),
            orderLine,
            new(drop ? "Handed over" : "Fetched", visit.Id),
            ct
        );
    }
}
