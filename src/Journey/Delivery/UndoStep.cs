using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

public sealed record StepToUndo(Guid VisitId, Guid EventId, string Reason, Capture At);

/// <summary>Takes back a wrong tap while the visit is open. The step and its undoing both stay in the journal.</summary>
public sealed class UndoStep(Desk desk, VisitDoor door)
{
    public Task<Outcome<VisitStep>> Run(Command<StepToUndo> command, CancellationToken ct) =>
        desk.Once<VisitStep>(command.Id, command.Data, () => Undo(command, ct), ct);

    private async Task<Outcome<VisitStep>> Undo(Command<StepToUndo> command, CancellationToken ct)
    {
        var ask = command.Data;
        var problems = new List<Refusal>();
        ask.At.Check(problems);
        var reason = Said.Clean(ask.Reason, "reason", Said.Line, problems);
        if (reason is null)
            problems.Add(new ReasonNeeded("undo a step") { Field = "reason" });
        if (problems.Count > 0)
            return problems;
        if (await door.Open(ask.VisitId, ct) is not { } visit)
            return new NoSuch("visit");
        if (visit.State is VisitState.Closed or VisitState.Failed or VisitState.Cancelled)
            return new VisitIsOver(Words.Of(visit.State.ToString()));
        var journal = await desk
            .Db.VisitEvents.Where(e => e.VisitId == visit.Id)
            .OrderBy(e => e.ServerTime)
            .ThenBy(e => e.Id)
            .ToListAsync(ct);
        if (journal.Find(e => e.Id == ask.EventId) is not { } step)
            return new NoSuchStep();
        if (journal.Any(e => e.Undoes == step.Id))
            return new UndoneAlready();
        var refusal = step.Kind switch
        {
            Steps.Depart or Steps.Arrive => await Road(visit, step, journal, ct),
            Steps.HandOver or Steps.Fetch => await Hands(step, reason!, ct),
            Steps.Check => await Answers(visit, step, reason!, ct),
            _ => new CannotUndo(Words.Of(step.Kind)),
        };
        if (refusal is not null)
            return refusal;
        var row = door.Tell(command.Id, visit, Steps.Undo, ask.At, new { Undone = step.Kind });
        (row.Undoes, row.Reason) = (step.Id, reason);
        return VisitStep.Of(visit, command.Id);
    }

    private async Task<Refusal?> Road(Visit visit, VisitEvent step, List<VisitEvent> journal, CancellationToken ct)
    {
        var undone = journal.Where(e => e.Undoes is not null).Select(e => e.Undoes!.Value).ToHashSet();
        var later = journal
            .SkipWhile(e => e.Id != step.Id)
            .Skip(1)
            .FirstOrDefault(e => e.Kind is Steps.Depart or Steps.Arrive && !undone.Contains(e.Id));
        if (later is not null)
            return new UndoLaterFirst(Words.Of(later.Kind));
        if (step.Kind == Steps.Depart)
        {
            if (visit.Move(VisitTrigger.UndoDepart) is { } refused)
                return refused;
            (visit.DepartedAt, visit.Eta) = (null, null);
            return null;
        }
        if (await desk.Db.Handovers.AnyAsync(h => h.VisitId == visit.Id && h.UndoneAt == null, ct))
            return new UndoLaterFirst("hand-over");
        if (visit.Move(VisitTrigger.UndoArrive) is { } refusal)
            return refusal;
        visit.ArrivedAt = null;
        return null;
    }

    // The row of what changed hands has the id of its step.
    private async Task<Refusal?> Hands(VisitEvent step, string reason, CancellationToken ct)
    {
        var row = await desk.Db.Handovers.FirstAsync(h => h.Id == step.Id, ct);
        (row.UndoneAt, row.UndoReason) = (desk.Now, reason);
        return null;
    }

    // The last answer of a question counts, so a blank one takes the answer back; the first stays for all to see.
    private async Task<Refusal?> Answers(Visit visit, VisitEvent step, string reason, CancellationToken ct)
    {
        var told = Json.Read<CheckTold>(step.Data)?.Questions ?? [];
        var now = desk.Now;
        foreach (var question in told)
        {
            var newest = await desk
                .Db.ChecklistAnswers.Where(a => a.VisitId == visit.Id && a.Question == question)
                .OrderByDescending(a => a.At)
                .ThenByDescending(a => a.Id)
                .FirstOrDefaultAsync(ct);
            if (newest is null || newest.Answer.Length == 0)
                continue;
            desk.Db.ChecklistAnswers.Add(
                new()
                {
                    Id = desk.NewId(),
                    BranchId = visit.BranchId,
                    VisitId = visit.Id,
                    Question = question,
                    Answer = "",
                    Note = reason,
                    At = now,
                    By = desk.Actor.Name,
                }
            );
        }
        return null;
    }

    internal sealed record CheckTold(List<string> Questions);
}
