using Homeward.Field.Proof;
using Homeward.Field.Visit;
using Homeward.Journey.Branches;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

public sealed record VisitToFail(Guid VisitId, string ReasonCode, string? Note, Capture At);

public sealed record VisitFailedView(
    Guid VisitId,
    Guid ProofId,
    string Reason,
    NextStep NextStep,
    string WhatToDo,
    int Undone
);

/// <summary>
/// Ends a visit that did not succeed. The reason, of the dated list, decides what comes next for the same order. A failed visit has
/// proof too: the crew takes a photo of what it found; the office, which stood at no door, writes a note.
/// </summary>
public sealed class FailVisit(Desk desk, VisitDoor door, ProofCases cases, CodeLists codes, SealProof seal)
{
    public Task<Outcome<VisitFailedView>> Run(Command<VisitToFail> command, CancellationToken ct) =>
        desk.Once<VisitFailedView>(command.Id, command.Data, () => Fail(command, ct), ct);

    private async Task<Outcome<VisitFailedView>> Fail(Command<VisitToFail> command, CancellationToken ct)
    {
        var ask = command.Data;
        var problems = new List<Refusal>();
        ask.At.Check(problems);
        var note = Said.Clean(ask.Note, "note", Said.Note, problems);
        if (problems.Count > 0)
            return problems;
        if (await door.Open(ask.VisitId, ct) is not { } visit)
            return new NoSuch("visit");
        if (visit.State is VisitState.Closed or VisitState.Failed or VisitState.Cancelled)
            return new VisitEnded(Words.Of(visit.State.ToString()));
        var day = await door.DayOf(visit.BranchId, desk.Now, ct);
        var code = ask.ReasonCode is { Length: > 40 } long_ ? long_[..40] : ask.ReasonCode ?? "";
        if (await codes.Find(CodeLists.FailureReason, code, day, ct) is not { } row)
            return new UnknownReason(code) { Field = "reasonCode" };
        var reason = row.As<ReasonData>();
        var known = await cases.Of(visit, new FailedVisit(row.Code, note), ct);
        var byCrew = !desk.Actor.Can(May.WritePlan) || visit.PersonId == desk.Actor.PersonId;
        if (byCrew)
            problems.AddRange(known.Missing.Where(m => m.Level == EvidenceLevel.Block).Select(ElementMissing.Of));
        if (note is null && (!byCrew || row.Code == "other"))
            problems.Add(new NoteNeeded() { Field = "note" });
        if (problems.Count > 0)
            return problems;
        if (visit.Move(VisitTrigger.Fail) is { } illegal)
            return illegal;
        visit.EndedAt = ask.At.TimeOr(desk.Now);
        (visit.FailureCode, visit.FailureNote) = (row.Code, note);
        // Nothing stayed in the home: what was recorded at the door is taken back and rides on in the van.
        var hands = await desk.Db.Handovers.Where(h => h.VisitId == visit.Id && h.UndoneAt == null).ToListAsync(ct);
        foreach (var hand in hands)
            (hand.UndoneAt, hand.UndoReason) = (desk.Now, $"The visit failed: {row.Text}");
        var proof = await seal.First(known with { Hands = [] }, row.Text, ct);
        if (!proof.Ok)
            return proof.Refused<VisitFailedView>();
        door.Tell(
            command.Id,
            visit,
            Steps.Fail,
            ask.At,
            new
            {
                Reason = row.Code,
                Note = note,
                reason.NextStep,
            }
        );
        desk.Emit(new VisitFailed(visit.Id, visit.OrderId, row.Code, reason.NextStep.ToString().ToLowerInvariant()));
        return new VisitFailedView(visit.Id, proof.Value.Id, row.Text, reason.NextStep, reason.WhatToDo, hands.Count);
    }

    private sealed record ReasonData(NextStep NextStep, string WhatToDo = "", bool Quiet = false, string? Es = null);
}
