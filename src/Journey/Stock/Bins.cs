using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record OpenBinRequest(Guid BranchId, string Code, BinKind Kind);

/// <summary>A new place on the floor or the shelves.</summary>
public sealed class OpenBin(Desk desk)
{
    public Task<Outcome<BinView>> Run(Command<OpenBinRequest> command, CancellationToken ct) =>
        desk.Once<BinView>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (!desk.Actor.Sees(ask.BranchId) || !await desk.Db.Branches.AnyAsync(b => b.Id == ask.BranchId, ct))
                    return new NoSuch("branch") { Field = "branchId" };
                var code = (ask.Code ?? "").Trim();
                if (code.Length is 0 or > 20)
                    return new InvalidField("code", "A bin's code has 1 to 20 characters.");
                if (await desk.Db.Bins.AnyAsync(b => b.BranchId == ask.BranchId && b.Code == code, ct))
                    return new Duplicate($"Bin {code}") { Field = "code" };
                var bin = new Bin
                {
                    Id = desk.NewId(),
                    BranchId = ask.BranchId,
                    Code = code,
                    Kind = ask.Kind,
                };
                desk.Db.Bins.Add(bin);
                return new BinView(bin.Id, bin.BranchId, bin.Code, bin.Kind, 0, 0);
            },
            ct
        );
}

public sealed record BinView(Guid Id, Guid BranchId, string Code, BinKind Kind, int Units, int Counted);

public sealed class FindBins(Desk desk)
{
    public async Task<IReadOnlyList<BinView>> Run(Guid? branchId, CancellationToken ct)
    {
        var units = desk.Db.Units;
        var balances = desk.Db.Balances;
        return await desk
            .Db.Bins.AsNoTracking()
            .Where(b => branchId == null || b.BranchId == branchId)
            .OrderBy(b => b.Code)
            .Select(b => new BinView(
                b.Id,
                b.BranchId,
                b.Code,
                b.Kind,
                units.Count(u => u.PlaceKind == PlaceKind.Bin && u.PlaceId == b.Id),
                balances.Where(x => x.PlaceKind == PlaceKind.Bin && x.PlaceId == b.Id).Sum(x => (int?)x.Quantity) ?? 0
            ))
            .ToListAsync(ct);
    }
}

public sealed record BalanceRow(
    Guid ItemId,
    string ItemCode,
    string ItemName,
    Guid? LotId,
    string? Lot,
    DateOnly? ExpiresOn,
    int Quantity,
    int Reserved
);

public sealed record BinContents(BinView Bin, IReadOnlyList<UnitRow> Units, IReadOnlyList<BalanceRow> Counted);

/// <summary>What the books say lies in a bin.</summary>
public sealed class ReadBin(Desk desk, FindUnits units)
{
    public async Task<BinContents?> Run(Guid binId, CancellationToken ct)
    {
        var bin = await desk.Db.Bins.AsNoTracking().FirstOrDefaultAsync(b => b.Id == binId, ct);
        if (bin is null)
            return null;
        var inside = await units.Run(new() { PlaceKind = PlaceKind.Bin, PlaceId = binId }, new(1, 200), ct);
        var counted = await Balances(Place.Bin(binId), ct);
        return new(
            new(bin.Id, bin.BranchId, bin.Code, bin.Kind, inside.Total, counted.Sum(c => c.Quantity)),
            inside.Items,
            counted
        );
    }

    /// <summary>The counted items at a place: a bin, a van, a patient's home.</summary>
    public async Task<List<BalanceRow>> Balances(Place place, CancellationToken ct)
    {
        var items = desk.Db.Items;
        var lots = desk.Db.Lots;
        return await desk
            .Db.Balances.AsNoTracking()
            .Where(b => b.PlaceKind == place.Kind && b.PlaceId == place.Id && b.Quantity > 0)
            .Join(items, b => b.ItemId, i => i.Id, (b, i) => new { b, i })
            .OrderBy(x => x.i.Name)
            .Select(x => new BalanceRow(
                x.i.Id,
                x.i.Code,
                x.i.Name,
                x.b.LotId,
                lots.Where(l => l.Id == x.b.LotId).Select(l => l.Number).FirstOrDefault(),
                lots.Where(l => l.Id == x.b.LotId).Select(l => l.ExpiresOn).FirstOrDefault(),
                x.b.Quantity,
                x.b.Reserved
            ))
            .ToListAsync(ct);
    }
}
