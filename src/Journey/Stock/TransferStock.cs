using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record TransferOutRequest(Guid FromBranchId, Guid ToBranchId, IReadOnlyList<Guid> UnitIds)
{
    /// <summary>Counted quantities, each from its bin.</summary>
    public IReadOnlyList<TransferLine> Counted { get; init; } = [];
}

public sealed record TransferLine(Guid ItemId, Guid? LotId, Guid BinId, int Quantity);

public sealed record TransferView(
    Guid Id,
    string Number,
    TransferState State,
    Guid FromBranchId,
    Guid ToBranchId,
    int Units,
    int Counted,
    DateTime SentAt,
    DateTime? ReceivedAt
)
{
    public static TransferView Of(Transfer t) =>
        new(
            t.Id,
            t.Number,
            t.State,
            t.FromBranchId,
            t.ToBranchId,
            t.UnitIds.Count,
            t.Counted.Sum(c => c.Quantity),
            t.SentAt,
            t.ReceivedAt
        );
}

/// <summary>Sends equipment to another branch: all of it or, with the reasons, none. Clean units alone travel: what is with returns is finished where it is.</summary>
public sealed class TransferOut(Desk desk, Ledger ledger)
{
    public Task<Outcome<TransferView>> Run(Command<TransferOutRequest> command, CancellationToken ct) =>
        desk.Once<TransferView>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (!desk.Actor.Sees(ask.FromBranchId))
                    return new NoSuch("branch") { Field = "fromBranchId" };
                if (!await desk.Db.Branches.AnyAsync(b => b.Id == ask.ToBranchId, ct))
                    return new NoSuch("branch") { Field = "toBranchId" };
                if (ask.FromBranchId == ask.ToBranchId)
                    return new SameBranch() { Field = "toBranchId" };
                if (
                    ask.UnitIds is null
                    || ask.Counted is null
                    || ask.UnitIds.Count + ask.Counted.Count is 0 or > 500
                    || ask.Counted.Any(c => c is null)
                )
                    return new InvalidField("unitIds", "A transfer has 1 to 500 rows.");
                var transfer = new Transfer
                {
                    Id = desk.NewId(),
                    Number = $"T-{await desk.NextNumber("transfer", 1001, ct)}",
                    FromBranchId = ask.FromBranchId,
                    ToBranchId = ask.ToBranchId,
                    SentAt = desk.Now,
                    SentBy = desk.Actor.Name,
                };
                desk.Db.Transfers.Add(transfer);
                // On the way it is the receiver's: they see it coming.
                var to = new Spot(Place.Transit(transfer.Id), ask.ToBranchId);
                var note = new MoveNote($"Transfer {transfer.Number}");
                var wrong = new List<Refusal>();
                foreach (var id in ask.UnitIds.Distinct())
                {
                    var unit = await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == id, ct);
                    if (unit is null || unit.BranchId != ask.FromBranchId)
                        wrong.Add(new NoSuch("unit") { Field = "unitIds" });
                    else if (unit.PlaceKind != PlaceKind.Bin)
                        wrong.Add(new NotThere($"Unit {unit.Serial}", "in a bin of this branch"));
                    else if (unit.State == UnitState.Reserved)
                        wrong.Add(new PromisedElsewhere(unit.Serial));
                    else if (UnitLife.InCare.Contains(unit.State))
                        wrong.Add(new InReturns(unit.Serial, Words.Of(unit.State.ToString())));
                    else if (ledger.Move(unit, UnitTrigger.SendTransfer, to, note) is { } refusal)
                        wrong.Add(refusal);
                    else
                        transfer.UnitIds.Add(unit.Id);
                }
                foreach (var line in ask.Counted)
                    if (await Send(line, transfer, to, note, ct) is { } refusal)
                        wrong.Add(refusal);
                return wrong.Count > 0 ? wrong : TransferView.Of(transfer);
            },
            ct
        );

    private async Task<Refusal?> Send(
        TransferLine line,
        Transfer transfer,
        Spot to,
        MoveNote note,
        CancellationToken ct
    )
    {
        var bin = await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == line.BinId, ct);
        if (bin is null || bin.BranchId != transfer.FromBranchId)
            return new NoSuch("bin");
        if (await desk.Db.Items.FirstOrDefaultAsync(i => i.Id == line.ItemId, ct) is not { } item)
            return new NoSuch("item");
        if (!UnitLife.IsShelf(bin.Kind))
            return new WrongBin(item.Name, "sent as clean", bin.Code, Words.Of(bin.Kind.ToString()));
        if (await ledger.MoveCounted(item, line.LotId, line.Quantity, Spot.Of(bin), to, note, ct) is { } refusal)
            return refusal;
        transfer.Counted.Add(
            new()
            {
                ItemId = line.ItemId,
                LotId = line.LotId,
                Quantity = line.Quantity,
            }
        );
        return null;
    }
}

public sealed record TransferInRequest(Guid TransferId, Guid BinId);

/// <summary>The other branch takes it in. What did not come is reported lost from there, not left out in silence.</summary>
public sealed class TransferIn(Desk desk, Ledger ledger)
{
    public Task<Outcome<TransferView>> Run(Command<TransferInRequest> command, CancellationToken ct) =>
        desk.Once<TransferView>(
            command.Id,
            command.Data,
            async () =>
            {
                var transfer = await desk.Db.Transfers.FirstOrDefaultAsync(t => t.Id == command.Data.TransferId, ct);
                if (transfer is null || !desk.Actor.Sees(transfer.ToBranchId))
                    return new NoSuch("transfer");
                if (transfer.State == TransferState.Received)
                    return new TransferClosed(transfer.Number);
                var bin = await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == command.Data.BinId, ct);
                if (bin is null || bin.BranchId != transfer.ToBranchId)
                    return new NoSuch("bin") { Field = "binId" };
                if (!UnitLife.MayLieIn(UnitState.Available, bin.Kind))
                    return new WrongBin("The transfer", "clean", bin.Code, Words.Of(bin.Kind.ToString()));
                var note = new MoveNote($"Transfer {transfer.Number} received");
                var place = Place.Transit(transfer.Id);
                var arrived = new HashSet<Guid>();
                foreach (var unit in await desk.Db.Units.Where(u => transfer.UnitIds.Contains(u.Id)).ToListAsync(ct))
                {
                    if (unit.Place != place)
                        continue;
                    if (ledger.Move(unit, UnitTrigger.ReceiveTransfer, Spot.Of(bin), note) is { } refusal)
                        return refusal;
                    arrived.Add(unit.ItemId);
                }
                foreach (var counted in transfer.Counted)
                {
                    var item = await desk.Db.Items.FirstAsync(i => i.Id == counted.ItemId, ct);
                    var from = new Spot(place, transfer.ToBranchId);
                    if (
                        await ledger.MoveCounted(item, counted.LotId, counted.Quantity, from, Spot.Of(bin), note, ct) is
                        { } refusal
                    )
                        return refusal;
                    arrived.Add(item.Id);
                }
                transfer.State = TransferState.Received;
                transfer.ReceivedAt = desk.Now;
                transfer.ReceivedBy = desk.Actor.Name;
                if (UnitLife.IsShelf(bin.Kind))
                    foreach (var item in arrived)
                        desk.Emit(new StockArrived(bin.BranchId, item));
                return TransferView.Of(transfer);
            },
            ct
        );
}

/// <summary>Transfers that leave or reach the actor's branches, the open ones first.</summary>
public sealed class FindTransfers(Desk desk)
{
    public async Task<IReadOnlyList<TransferView>> Run(CancellationToken ct)
    {
        var all = desk.Actor.AllBranches;
        var mine = desk.Actor.Branches;
        var rows = await desk
            .Db.Transfers.AsNoTracking()
            .Where(t => all || mine.Contains(t.FromBranchId) || mine.Contains(t.ToBranchId))
            .OrderByDescending(t => t.SentAt)
            .Take(200)
            .ToListAsync(ct);
        return [.. rows.OrderBy(t => t.State).ThenByDescending(t => t.SentAt).Select(TransferView.Of)];
    }
}
