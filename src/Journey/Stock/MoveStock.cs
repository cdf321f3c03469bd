using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record MoveUnitRequest(Guid UnitId, Guid ToBinId)
{
    public int? Version { get; init; }
}

/// <summary>From bin to bin within the branch. Its state stays; clean and dirty stay apart.</summary>
public sealed class MoveUnit(Desk desk, Ledger ledger)
{
    public Task<Outcome<UnitView>> Run(Command<MoveUnitRequest> command, CancellationToken ct) =>
        desk.Once<UnitView>(
            command.Id,
            command.Data,
            async () =>
            {
                if (await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == command.Data.UnitId, ct) is not { } unit)
                    return new NoSuch("unit");
                if (command.Data.Version is { } version && version != unit.Version)
                    return new StaleVersion("unit");
                var bin = await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == command.Data.ToBinId, ct);
                if (bin is null || bin.BranchId != unit.BranchId)
                    return new NoSuch("bin") { Field = "toBinId" };
                if (unit.PlaceKind != PlaceKind.Bin)
                    return new NotThere($"Unit {unit.Serial}", "in a bin");
                if (!UnitLife.MayLieIn(unit.State, bin.Kind))
                    return new WrongBin(
                        $"Unit {unit.Serial}",
                        Words.Of(unit.State.ToString()),
                        bin.Code,
                        Words.Of(bin.Kind.ToString())
                    );
                if (ledger.Move(unit, null, Spot.Of(bin), new($"Moved to {bin.Code}")) is { } refusal)
                    return refusal;
                if (unit.State == UnitState.Available && UnitLife.IsShelf(bin.Kind))
                    desk.Emit(new StockArrived(unit.BranchId, unit.ItemId));
                return UnitView.Of(unit);
            },
            ct
        );
}

public sealed record MoveCountedRequest(Guid ItemId, Guid? LotId, int Quantity, Guid FromBinId, Guid ToBinId);

/// <summary>A counted quantity from bin to bin within the branch; what is promised to orders stays.</summary>
public sealed class MoveCounted(Desk desk, Ledger ledger)
{
    public Task<Outcome<Done>> Run(Command<MoveCountedRequest> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                var from = await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == ask.FromBinId, ct);
                var to = await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == ask.ToBinId, ct);
                if (from is null || to is null || from.BranchId != to.BranchId)
                    return new NoSuch("bin");
                if (
                    await desk.Db.Set<Branches.CatalogueItem>().FirstOrDefaultAsync(i => i.Id == ask.ItemId, ct)
                    is not { } item
                )
                    return new NoSuch("item");
                var clean = UnitLife.MayLieIn(UnitState.Available, from.Kind);
                if (!clean && UnitLife.MayLieIn(UnitState.Available, to.Kind))
                    return new WrongBin(
                        item.Name,
                        $"in a {Words.Of(from.Kind.ToString())} bin",
                        to.Code,
                        Words.Of(to.Kind.ToString())
                    );
                var note = new MoveNote($"Moved from {from.Code} to {to.Code}");
                if (
                    await ledger.MoveCounted(item, ask.LotId, ask.Quantity, Spot.Of(from), Spot.Of(to), note, ct) is
                    { } refusal
                )
                    return refusal;
                if (UnitLife.IsShelf(to.Kind) && !UnitLife.IsShelf(from.Kind))
                    desk.Emit(new StockArrived(to.BranchId, item.Id));
                return Done.It;
            },
            ct
        );
}
