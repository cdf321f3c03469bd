using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

/// <summary>Acts outside the cleaning road.</summary>
public enum Aside
{
    Quarantine,
    ClearQuarantine,
    SendToRepair,
    ReturnFromRepair,
    Scrap,
    ReportLost,
    Find,
}

public sealed record SetUnitAsideRequest(Guid UnitId, Aside Act, string Reason)
{
    public Guid? BinId { get; init; }
}

/// <summary>
/// Quarantine, repair, scrap, lost and found: whatever state the unit is in, its return (opened where there is none) goes along, and
/// what comes back from any of them starts at dirty.
/// </summary>
public sealed class SetUnitAside(Desk desk, CareRoom care)
{
    public Task<Outcome<ReturnView>> Run(Command<SetUnitAsideRequest> command, CancellationToken ct) =>
        desk.Once<ReturnView>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                var (trigger, said) = ask.Act switch
                {
                    Aside.Quarantine => (UnitTrigger.Quarantine, "Quarantined"),
                    Aside.ClearQuarantine => (UnitTrigger.ClearQuarantine, "Cleared from quarantine"),
                    Aside.SendToRepair => (UnitTrigger.SendToRepair, "Sent to repair"),
                    Aside.ReturnFromRepair => (UnitTrigger.ReturnFromRepair, "Back from repair"),
                    Aside.Scrap => (UnitTrigger.Scrap, "Scrapped"),
                    Aside.ReportLost => (UnitTrigger.ReportLost, "Reported lost"),
                    _ => (UnitTrigger.Find, "Found"),
                };
                if (string.IsNullOrWhiteSpace(ask.Reason) || ask.Reason.Length > 200)
                    return new WhyNeeded(said) { Field = "reason" };
                return await care.SetAside(
                    desk,
                    ask.UnitId,
                    trigger,
                    ask.BinId,
                    new(said, Note: ask.Reason.Trim()),
                    ct
                );
            },
            ct
        );
}

internal static class CareAside
{
    public static async Task<Outcome<ReturnView>> SetAside(
        this CareRoom care,
        Desk desk,
        Guid unitId,
        UnitTrigger trigger,
        Guid? binId,
        CareAct act,
        CancellationToken ct
    )
    {
        if (await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == unitId, ct) is not { } unit)
            return new NoSuch("unit");
        var (next, refusal) = UnitLife.Table.Next(unit.State, trigger);
        if (next is not { } state)
            return refusal!;
        Outcome<Spot> spot =
            state is UnitState.Lost or UnitState.Scrapped ? new Spot(Place.Outside, unit.BranchId)
            // On the road it is set apart in the dirty bay until the van is back.
            : unit.PlaceKind is PlaceKind.Van or PlaceKind.DirtyBay && binId is null
                ? new Spot(Place.DirtyBay(unit.PlaceId), unit.BranchId)
            : await care.BinFor(unit, state, binId, ct);
        if (!spot.Ok)
            return spot.Refused<ReturnView>();
        var done = await care.Act(unit, trigger, spot.Value, act, ct);
        return done.Ok ? ReturnView.Of(done.Value, unit) : done.Refused<ReturnView>();
    }
}
