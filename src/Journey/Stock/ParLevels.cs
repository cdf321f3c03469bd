using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record SetParRequest(Guid BranchId, Guid ItemId, int Quantity);

/// <summary>How many of an item a branch wants free on its shelves; 0 asks no more.</summary>
public sealed class SetPar(Desk desk)
{
    public Task<Outcome<Done>> Run(Command<SetParRequest> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (!desk.Actor.Sees(ask.BranchId))
                    return new NoSuch("branch") { Field = "branchId" };
                if (!await desk.Db.Set<Branches.CatalogueItem>().AnyAsync(i => i.Id == ask.ItemId, ct))
                    return new NoSuch("item") { Field = "itemId" };
                if (ask.Quantity is < 0 or > 100_000)
                    return new InvalidField("quantity", "A par level is from 0 to 100,000.");
                var par = await desk.Db.ParLevels.FirstOrDefaultAsync(
                    p => p.BranchId == ask.BranchId && p.ItemId == ask.ItemId,
                    ct
                );
                if (par is null)
                    desk.Db.ParLevels.Add(
                        par = new ParLevel
                        {
                            Id = desk.NewId(),
                            BranchId = ask.BranchId,
                            ItemId = ask.ItemId,
                        }
                    );
                par.Quantity = ask.Quantity;
                return Done.It;
            },
            ct
        );
}

public sealed record BelowParRow(
    Guid BranchId,
    Guid ItemId,
    string ItemCode,
    string ItemName,
    int Par,
    int Free,
    int InReturns
)
{
    public int Missing => Par - Free;
}

/// <summary>Items of which fewer are free than wanted, with how many returns could give back.</summary>
public sealed class BelowPar(Desk desk, Allocation allocation)
{
    public async Task<IReadOnlyList<BelowParRow>> Run(Guid? branchId, CancellationToken ct)
    {
        var rows = new List<BelowParRow>();
        var pars = await desk
            .Db.ParLevels.AsNoTracking()
            .Where(p => p.Quantity > 0 && (branchId == null || p.BranchId == branchId))
            .ToListAsync(ct);
        var ids = pars.Select(p => p.ItemId).Distinct().ToList();
        var items = await desk
            .Db.Set<Branches.CatalogueItem>()
            .AsNoTracking()
            .Where(i => ids.Contains(i.Id))
            .ToDictionaryAsync(i => i.Id, ct);
        var care = UnitLife.InCare.ToList();
        foreach (var par in pars)
        {
            var item = items[par.ItemId];
            var free = await allocation.Free(par.BranchId, item, ct);
            if (free >= par.Quantity)
                continue;
            var coming = await desk.Db.Units.CountAsync(
                u => u.BranchId == par.BranchId && u.ItemId == par.ItemId && care.Contains(u.State),
                ct
            );
            rows.Add(new(par.BranchId, par.ItemId, item.Code, item.Name, par.Quantity, free, coming));
        }
        return [.. rows.OrderByDescending(r => r.Missing).ThenBy(r => r.ItemName)];
    }
}
