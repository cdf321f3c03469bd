using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
public sealed record UndoRequest(Guid BranchId, DateOnly Date, int BasedOn);

/// <summary>Takes the actor's last edit of the day back, as a version of its own; refuses when somebody else edited since.</summary>
public sealed class UndoEdit(Desk desk, PlanEdit edit, EditHistory history)
{
    public Task<Outcome<PlanMade>> Run(Command<UndoRequest> command, CancellationToken ct) =>
        desk.Once<PlanMade>(
            command.Id,
            command.Data,
            async () =>
            {
                var steps = await history.Of(command.Data.BranchId, command.Data.Date, ct);
                var (to, from, why) = EditHistory.Undo(steps, desk.Actor.Id);
                return why is not null
                    ? new NothingToUndo(why)
                    : await EditHistory.Show(edit, steps, to, from, command.Data.BasedOn, EditStep.Undo, ct);
            },
            ct
        );
}

/// <summary>Makes again what the actor has just undone.</summary>
public sealed class RedoEdit(Desk desk, PlanEdit edit, EditHistory history)
{
    public Task<Outcome<PlanMade>> Run(Command<UndoRequest> command, CancellationToken ct) =>
        desk.Once<PlanMade>(
            command.Id,
            command.Data,
            async () =>
            {
                var steps = await history.Of(command.Data.BranchId, command.Data.Date, ct);
                var (to, why) = EditHistory.Redo(steps, desk.Actor.Id);
                return why is not null
                    ? new NothingToUndo(why)
                    : await EditHistory.Show(edit, steps, to, null, command.Data.BasedOn, EditStep.Redo, ct);
            },
            ct
        );
}

/// <summary>One version as a step of its day.</summary>
internal sealed record HistoryStep(Guid Id, int No, string By, PlanSummary Summary)
{
    /// <summary>The version whose content it shows.</summary>
    public int Content => Summary.Step == EditStep.Edit ? No : Summary.Shows ?? No;
}

/// <summary>
/// The versions of a day as steps. Undo and redo are steps themselves that show an earlier version again, so nothing is lost; each
/// dispatcher goes back over their own steps alone, and only while nobody else's came after.
/// </summary>
public sealed class EditHistory(Desk desk)
{
    private const int Most = 200;

    internal async Task<IReadOnlyList<HistoryStep>> Of(Guid branchId, DateOnly date, CancellationToken ct)
    {
        var rows = await desk
            .Db.Plans.AsNoTracking()
            .Where(p => p.BranchId == branchId && p.Date == date)
            .OrderByDescending(p => p.VersionNo)
            .Take(Most)
            .Select(p => new
            {
                p.Id,
                p.VersionNo,
                p.MadeBy,
                p.Summary,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new HistoryStep(
                r.Id,
                r.VersionNo,
                r.MadeBy,
                Json.Read<PlanSummary>(r.Summary) ?? new()
            )),
        ];
    }

    /// <summary>Of steps newest first: the version to show again, the one that is taken back, or why there is none.</summary>
    internal static (int To, int From, string? Why) Undo(IReadOnlyList<HistoryStep> steps, Guid actor)
    {
        if (steps.Count == 0)
            return (0, 0, "This day has no plan yet: there is nothing to undo.");
        if (Foreign(steps[0], actor) is { } foreign)
            return (0, 0, foreign);
        var last = steps.FirstOrDefault(s => s.No == steps[0].Content);
        var before = steps.FirstOrDefault(s => s.No == (last?.No ?? 0) - 1);
        if (last is null || before is null)
            return (0, 0, "There is no version before this one: there is nothing to undo.");
        foreach (var step in steps.TakeWhile(s => s.No >= last.No))
            if (Foreign(step, actor) is { } other)
                return (0, 0, other);
        return (before.Content, last.No, null);
    }

    /// <summary>Of steps newest first: the version to make again, or why there is none.</summary>
    internal static (int To, string? Why) Redo(IReadOnlyList<HistoryStep> steps, Guid actor)
    {
        if (steps.Count > 0 && Foreign(steps[0], actor) is { } foreign)
            return (0, foreign);
        foreach (var step in steps.TakeWhile(s => s.Summary.Step != EditStep.Edit && s.Summary.ById == actor))
            if (step.Summary is { Step: EditStep.Undo, Undid: { } undid } && step.Content == steps[0].Content)
                return (undid, null);
        return (0, "You have undone nothing since the last edit: there is nothing to redo.");
    }

    private static string? Foreign(HistoryStep step, Guid actor) =>
        step.Summary.ById == actor
            ? null
            : $"The last change is not yours: {step.By} did this: {step.Summary.Note} (version {step.No}). Undoing would take it away from them.";

    internal static async Task<Outcome<PlanMade>> Show(
        PlanEdit edit,
        IReadOnlyList<HistoryStep> steps,
        int to,
        int? undid,
        int basedOn,
        EditStep step,
        CancellationToken ct
    )
    {
        if (steps.FirstOrDefault(s => s.No == to) is not { } target)
            return new NothingToUndo($"Version {to} is too far back to undo to.");
        var taken = steps.FirstOrDefault(s => s.No == (undid ?? to));
        var note = $"{(step == EditStep.Undo ? "Undone" : "Done again")}: {taken?.Summary.Note}";
        var edited = await edit.Try(
            target.Id,
            basedOn,
            (_, _, _) =>
                Task.FromResult<Outcome<(string, Block?)>>(
                    (
                        note,
                        new Block(
                            "NotInVersion",
                            $"Version {to}, which is shown again, does not hold it.",
                            "Insert it at its best place."
                        )
                    )
                ),
            ct,
            keepLocks: true
        );
        return edited.Ok
            ? await edit.Save(edited.Value, accept: true, ct, step, to, undid)
            : edited.Refused<PlanMade>();
    }
}
