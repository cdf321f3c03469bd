using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

/// <summary>An act of care as the log keeps it. Findings are written as JSON.</summary>
public sealed record CareAct(
    string Act,
    bool Passed = true,
    object? Findings = null,
    string? Note = null,
    Guid? VisitId = null
);

/// <summary>
/// The one place where a unit in care changes: unit, custody and return move in the same save, so that none can say something
/// else than the others. Building block of every use case of this stage.
/// </summary>
public sealed class CareRoom(Desk desk, Ledger ledger, Allocation allocation)
{
    public async Task<Return?> OpenReturn(Guid unitId, CancellationToken ct) =>
        desk.Db.Returns.Local.FirstOrDefault(r => r.OpenUnitId == unitId)
        ?? await desk.Db.Returns.Include(r => r.Steps).FirstOrDefaultAsync(r => r.OpenUnitId == unitId, ct);

    /// <summary>The unit's open return, or a new one that stands where the unit stands.</summary>
    public async Task<Return> Open(
        Unit unit,
        string condition,
        List<string> missing,
        Guid? visitId,
        CancellationToken ct
    )
    {
        if (await OpenReturn(unit.Id, ct) is { } known)
            return known;
        var opened = new Return
        {
            Id = desk.NewId(),
            BranchId = unit.BranchId,
            UnitId = unit.Id,
            OpenUnitId = unit.Id,
            VisitId = visitId,
            State = ReturnLife.Of(unit.State),
            Condition = condition,
            MissingAccessories = missing,
            ReceivedAt = desk.Now,
        };
        desk.Db.Returns.Add(opened);
        desk.Emit(new UnitReturned(unit.Id, opened.Id));
        return opened;
    }

    /// <summary>One act: the unit's life allows it or it is refused; unit, ledger, return and log change together.</summary>
    public async Task<Outcome<Return>> Act(Unit unit, UnitTrigger trigger, Spot to, CareAct act, CancellationToken ct)
    {
        if (!UnitLife.Table.Allows(unit.State, trigger))
            return UnitLife.Table.Next(unit.State, trigger).Refusal!;
        foreach (var promise in await desk.Db.Reservations.Where(r => r.UnitId == unit.Id).ToListAsync(ct))
            await allocation.Release(promise, act.Act, ct);
        var wasOpen = await OpenReturn(unit.Id, ct);
        if (
            ledger.Move(unit, trigger, to, new(act.Note is null ? act.Act : $"{act.Act}: {act.Note}", act.VisitId)) is
            { } refusal
        )
            return refusal;
        unit.OrderLineId = null;
        var at = wasOpen ?? await Open(unit, act.Act, [], act.VisitId, ct);
        at.State = ReturnLife.Of(unit.State);
        at.BranchId = unit.BranchId;
        if (!ReturnLife.IsOpen(at.State))
        {
            at.ClosedAt = desk.Now;
            at.OpenUnitId = null;
        }
        Log(at, act);
        return at;
    }

    public void Log(Return at, CareAct act)
    {
        var step = new CareStep
        {
            Id = desk.NewId(),
            ReturnId = at.Id,
            Act = act.Act,
            At = desk.Now,
            By = desk.Actor.Name,
            Passed = act.Passed,
            Findings = act.Findings is null ? "{}" : Json.Write(act.Findings, act.Findings.GetType()),
            Note = act.Note,
        };
        at.Steps.Add(step);
        desk.Db.CareSteps.Add(step);
    }

    /// <summary>
    /// Where the unit lies in its next state: the bin given, where it stands if that may hold it, or the branch's first bin that may.
    /// </summary>
    public async Task<Outcome<Spot>> BinFor(Unit unit, UnitState state, Guid? given, CancellationToken ct)
    {
        if (given is { } id)
        {
            var bin = await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == id, ct);
            if (bin is null || bin.BranchId != unit.BranchId)
                return new NoSuch("bin") { Field = "binId" };
            return UnitLife.MayLieIn(state, bin.Kind)
                ? Spot.Of(bin)
                : new WrongBin(
                    $"Unit {unit.Serial}",
                    Words.Of(state.ToString()),
                    bin.Code,
                    Words.Of(bin.Kind.ToString())
                )
                {
                    Field = "binId",
                };
        }
        var bins = await desk.Db.Bins.Where(b => b.BranchId == unit.BranchId).OrderBy(b => b.Code).ToListAsync(ct);
        var here = unit.PlaceKind == PlaceKind.Bin ? bins.FirstOrDefault(b => b.Id == unit.PlaceId) : null;
        if (here is not null && UnitLife.MayLieIn(state, here.Kind))
            return Spot.Of(here);
        return bins.FirstOrDefault(b => UnitLife.MayLieIn(state, b.Kind)) is { } first
            ? Spot.Of(first)
            : new NoBinFor(Words.Of(state.ToString()));
    }
}
