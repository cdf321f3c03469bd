using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

public sealed record ReturnView(Guid Id, Guid UnitId, string Serial, ReturnState State, Place Place, int Version)
{
    internal static ReturnView Of(Return r, Unit u) => new(r.Id, u.Id, u.Serial, r.State, u.Place, r.Version);
}

public sealed record ReceiveReturnRequest(Guid UnitId)
{
    /// <summary>A dirty bin; the branch's first when not given.</summary>
    public Guid? BinId { get; init; }
    public string? Condition { get; init; }
    public IReadOnlyList<string> MissingAccessories { get; init; } = [];
}

/// <summary>At the dock: off the van's dirty bay, or carried in by the family, into a dirty bin.</summary>
public sealed class ReceiveReturn(Desk desk, Ledger ledger, CareRoom care)
{
    public Task<Outcome<ReturnView>> Run(Command<ReceiveReturnRequest> command, CancellationToken ct) =>
        desk.Once<ReturnView>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == ask.UnitId, ct) is not { } unit)
                    return new NoSuch("unit");
                if (
                    ask.Condition is { Length: > 200 }
                    || ask.MissingAccessories is null
                    || ask.MissingAccessories.Any(a => a is null or { Length: > 100 })
                )
                    return new InvalidField(
                        "condition",
                        "Condition is at most 200 characters, an accessory's name 100."
                    );
                if (ask.MissingAccessories.Count > 30)
                    return new InvalidField("missingAccessories", "List at most 30 accessories.");
                var spot = await care.BinFor(unit, UnitState.Dirty, ask.BinId, ct);
                if (!spot.Ok)
                    return spot.Refused<ReturnView>();
                var act = new CareAct("Received at the dock", Note: ask.Condition);
                Return at;
                if (unit.State == UnitState.Dirty)
                {
                    at = await care.Open(unit, ask.Condition ?? "", [.. ask.MissingAccessories], null, ct);
                    if (ledger.Move(unit, null, spot.Value, new(act.Act)) is { } refusal)
                        return refusal;
                    care.Log(at, act);
                }
                else if (unit.State is UnitState.WithPatient or UnitState.Sold)
                {
                    var came = await care.Act(unit, UnitTrigger.Fetch, spot.Value, act, ct);
                    if (!came.Ok)
                        return came.Refused<ReturnView>();
                    at = came.Value;
                }
                else
                    return new CannotComeBack(unit.Serial, Words.Of(unit.State.ToString()));
                if (!string.IsNullOrWhiteSpace(ask.Condition))
                    at.Condition = ask.Condition.Trim();
                at.MissingAccessories = [.. at.MissingAccessories.Union(ask.MissingAccessories)];
                return ReturnView.Of(at, unit);
            },
            ct
        );
}

public sealed record StartCleaningRequest(Guid UnitId)
{
    public Guid? BinId { get; init; }
}

public sealed class StartCleaning(Desk desk, CareRoom care)
{
    public Task<Outcome<ReturnView>> Run(Command<StartCleaningRequest> command, CancellationToken ct) =>
        desk.Once<ReturnView>(
            command.Id,
            command.Data,
            () =>
                care.Advance(
                    desk,
                    command.Data.UnitId,
                    UnitTrigger.StartCleaning,
                    command.Data.BinId,
                    (_, _, _) => new CareAct("Cleaning started"),
                    ct
                ),
            ct
        );
}

public sealed record FinishCleaningRequest(Guid UnitId, string Agent, IReadOnlyList<string> Done)
{
    public Guid? BinId { get; init; }
    public string? Note { get; init; }
}

/// <summary>Cleaned: with which agent, and every point of the item's list done.</summary>
public sealed class FinishCleaning(Desk desk, CareRoom care)
{
    public Task<Outcome<ReturnView>> Run(Command<FinishCleaningRequest> command, CancellationToken ct) =>
        desk.Once<ReturnView>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                var agent = (ask.Agent ?? "").Trim();
                if (agent.Length is 0 or > 100)
                    return new InvalidField("agent", "Name the cleaning agent: 1 to 100 characters.");
                if (ask.Note is { Length: > 200 })
                    return new InvalidField("note", "The note is at most 200 characters.");
                return await care.Advance(
                    desk,
                    ask.UnitId,
                    UnitTrigger.FinishCleaning,
                    ask.BinId,
                    (_, item, _) =>
                    {
                        var open = CarePoints.Cleaning(item.Family).Except(ask.Done ?? []).ToList();
                        return open.Count > 0
                            ? new ChecksMissing("Cleaning", open)
                            : new CareAct("Cleaned", Findings: new { agent, done = ask.Done }, Note: ask.Note);
                    },
                    ct
                );
            },
            ct
        );
}

internal static class CareAdvance
{
    /// <summary>The shape all steps share: find, be at the dock, check, act.</summary>
    public static async Task<Outcome<ReturnView>> Advance(
        this CareRoom care,
        Desk desk,
        Guid unitId,
        UnitTrigger trigger,
        Guid? binId,
        Func<Unit, CatalogueItem, Return?, Outcome<CareAct>> check,
        CancellationToken ct
    )
    {
        if (await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == unitId, ct) is not { } unit)
            return new NoSuch("unit");
        var (next, refusal) = UnitLife.Table.Next(unit.State, trigger);
        if (next is not { } state)
            return refusal!;
        if (unit.PlaceKind != PlaceKind.Bin)
            return new NotAtDock(unit.Serial, unit.PlaceKind == PlaceKind.DirtyBay ? "on the van" : "elsewhere");
        var item = await desk.Db.Items.FirstAsync(i => i.Id == unit.ItemId, ct);
        var act = check(unit, item, await care.OpenReturn(unit.Id, ct));
        if (!act.Ok)
            return act.Refused<ReturnView>();
        var spot = await care.BinFor(unit, state, binId, ct);
        if (!spot.Ok)
            return spot.Refused<ReturnView>();
        var done = await care.Act(unit, trigger, spot.Value, act.Value, ct);
        return done.Ok ? ReturnView.Of(done.Value, unit) : done.Refused<ReturnView>();
    }
}
