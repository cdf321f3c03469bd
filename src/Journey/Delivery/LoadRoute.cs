using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>One thing that must be on the van: for which stop, how many, and how many are aboard.</summary>
public sealed record LoadLine(
    Guid LineId,
    Guid VisitId,
    int Stop,
    Guid ItemId,
    string Code,
    string Item,
    Tracking Tracking,
    int Quantity,
    int Aboard,
    string? Serial
)
{
    public bool Ready => Aboard >= Quantity;
}

/// <summary>What a route needs on the van, and what of it is there.</summary>
public sealed class LoadLists(Desk desk)
{
    public async Task<IReadOnlyList<LoadLine>> Of(IReadOnlyList<StopSheet> stops, Guid vehicleId, CancellationToken ct)
    {
        var open = stops
            .Where(s => s.State is VisitState.Published or VisitState.EnRoute or VisitState.Arrived)
            .ToList();
        var units = await desk
            .Db.Units.AsNoTracking()
            .Where(u => u.PlaceKind == PlaceKind.Van && u.PlaceId == vehicleId && u.State == UnitState.OnVan)
            .ToListAsync(ct);
        var free = units.ToList();
        var counted = new Dictionary<Guid, int>();
        var drops = open.SelectMany(s =>
                s.Lines.Where(l => l.Direction == Direction.Drop).Select(l => (Stop: s, Line: l))
            )
            .ToList();
        // Named units first: what is promised to a stop is not counted for another.
        var aboard = new Dictionary<Guid, int>();
        foreach (
            var (_, line) in drops.Where(d => d.Line.Tracking == Tracking.Serial).OrderBy(d => d.Line.Serial is null)
        )
        {
            var wanted = line.Quantity;
            var have = 0;
            if (line.Serial is { } serial && free.Find(u => u.ItemId == line.ItemId && u.Serial == serial) is { } named)
            {
                free.Remove(named);
                have++;
            }
            while (
                have < wanted
                && (line.Serial is null || wanted > 1)
                && free.Find(u => u.ItemId == line.ItemId) is { } any
            )
            {
                free.Remove(any);
                have++;
            }
            aboard[line.Id] = have;
        }
        var lines = new List<LoadLine>();
        foreach (var (stop, line) in drops)
        {
            if (line.Tracking != Tracking.Serial)
            {
                if (!counted.TryGetValue(line.ItemId, out var left))
                    left = await Counted(line.ItemId, vehicleId, ct);
                aboard[line.Id] = Math.Min(left, line.Quantity);
                counted[line.ItemId] = left - aboard[line.Id];
            }
            lines.Add(
                new(
                    line.Id,
                    stop.VisitId,
                    stop.Sequence,
                    line.ItemId,
                    line.Code,
                    line.Item,
                    line.Tracking,
                    line.Quantity,
                    aboard[line.Id],
                    line.Serial
                )
            );
        }
        return lines;
    }

    private Task<int> Counted(Guid itemId, Guid vehicleId, CancellationToken ct) =>
        desk
            .Db.Balances.Where(b => b.ItemId == itemId && b.PlaceKind == PlaceKind.Van && b.PlaceId == vehicleId)
            .SumAsync(b => b.Quantity, ct);
}

/// <summary>A unit by its label, or a counted line confirmed with its quantity, onto the van of one's route.</summary>
public sealed record LoadOnto(DateOnly? Date, string? Scan, Guid? LineId, int? Quantity, Capture At)
{
    /// <summary>For those who dispatch: whose route is loaded.</summary>
    public Guid? PersonId { get; init; }
}

public sealed record Loaded(string Item, string? Serial, int Quantity, int Missing);

/// <summary>
/// Loads the van for its route: what no stop needs, what is dirty, recalled, expired or promised elsewhere stays on the dock.
/// </summary>
public sealed class LoadRoute(Desk desk, DriversDay days, ReadLabel labels, VanCustody custody, VisitDoor door)
{
    public Task<Outcome<Loaded>> Run(Command<LoadOnto> command, CancellationToken ct) =>
        desk.Once<Loaded>(command.Id, command.Data, () => Load(command, ct), ct);

    private async Task<Outcome<Loaded>> Load(Command<LoadOnto> command, CancellationToken ct)
    {
        var ask = command.Data;
        var problems = new List<Refusal>();
        ask.At.Check(problems);
        var scan = Said.Clean(ask.Scan, "scan", 400, problems);
        if (scan is null == ask.LineId is null)
            problems.Add(
                new InvalidField("scan", "Send a scan, or the line of a counted item with its quantity; not both.")
            );
        if (problems.Count > 0)
            return problems;
        var found = await days.Run(ask.Date, ask.PersonId, ct);
        if (!found.Ok)
            return found.Refused<Loaded>();
        var day = found.Value;
        if (await custody.FindVehicle(day.VehicleId, ct) is not { } van)
            return new NoRoute(day.Date);
        return scan is not null
            ? await Unit(command.Id, day, van, scan, ask.At, ct)
            : await Counted(command.Id, day, van, ask.LineId!.Value, ask.Quantity, ask.At, ct);
    }

    private async Task<Outcome<Loaded>> Unit(
        Guid id,
        DayView day,
        Vehicle van,
        string scan,
        Capture at,
        CancellationToken ct
    )
    {
        var read = await labels.Run(scan, null, day.Date, ct);
        if (!read.Ok)
            return read.Refused<Loaded>();
        var (unit, lot, item) = (read.Value.Unit, read.Value.Lot, read.Value.Item!);
        if (unit is null)
        {
            if (day.Load.FirstOrDefault(l => l.ItemId == item.Id && !l.Ready) is not { } open)
                return new NotOnLoadList($"{item.Name}, lot {lot!.Number}");
            return await MoveLot(id, day, van, open, item, lot!.Id, 1, at, ct);
        }
        if (unit.Place == Place.Van(van.Id) && unit.State == UnitState.OnVan)
            return new LoadedAlready($"{item.Name} {unit.Serial}");
        var lines = day.Load.Where(l => l.ItemId == item.Id).ToList();
        if (lines.Count == 0)
            return new NotOnLoadList($"{item.Name} {unit.Serial}");
        var named = lines.Find(l => string.Equals(l.Serial, unit.Serial, StringComparison.Ordinal));
        if (named is null && unit.State == UnitState.Reserved)
            return new PromisedToOther(unit.Serial);
        var line = named ?? lines.Find(l => !l.Ready && (l.Serial is null || l.Quantity > 1));
        if (line is null)
            return lines.TrueForAll(l => l.Ready)
                ? new LoadedAlready(item.Name)
                : new NotOnLoadList($"{item.Name} {unit.Serial}");
        if (await custody.Load(unit, van, ct) is { } refusal)
            return refusal;
        await Tell(id, line.VisitId, item, unit.Serial, 1, at, ct);
        return new Loaded(item.Name, unit.Serial, 1, Open(day, item.Id) - 1);
    }

    private async Task<Outcome<Loaded>> Counted(
        Guid id,
        DayView day,
        Vehicle van,
        Guid lineId,
        int? quantity,
        Capture at,
        CancellationToken ct
    )
    {
        if (day.Load.FirstOrDefault(l => l.LineId == lineId) is not { } line)
            return new NoSuchLine();
        var item = await desk.Db.Items.FirstAsync(i => i.Id == line.ItemId, ct);
        if (item.Tracking == Tracking.Serial)
            return new SerialNeeded(item.Name);
        if (line.Ready)
            return new LoadedAlready(item.Name);
        var wanted = quantity ?? line.Quantity - line.Aboard;
        if (wanted < 1 || wanted > line.Quantity - line.Aboard)
            return new TooMany(item.Name, wanted, line.Quantity - line.Aboard);
        return await MoveLot(id, day, van, line, item, null, wanted, at, ct);
    }

    // From where the promise lies; without a promise from the fullest clean shelf. A scanned lot is that lot.
    private async Task<Outcome<Loaded>> MoveLot(
        Guid id,
        DayView day,
        Vehicle van,
        LoadLine line,
        CatalogueItem item,
        Guid? lotId,
        int quantity,
        Capture at,
        CancellationToken ct
    )
    {
        var orderLine = await desk
            .Db.VisitLines.Where(l => l.Id == line.LineId)
            .Select(l => l.OrderLineId)
            .FirstAsync(ct);
        var promises = desk.Db.Reservations;
        var bins = desk.Db.Bins;
        var shelves = await desk
            .Db.Balances.Where(b =>
                b.ItemId == item.Id
                && b.PlaceKind == PlaceKind.Bin
                && b.Quantity > 0
                && b.BranchId == van.BranchId
                && (lotId == null || b.LotId == lotId)
                && bins.Any(x => x.Id == b.PlaceId && (x.Kind == BinKind.Clean || x.Kind == BinKind.Oxygen))
            )
            .Select(b => new
            {
                Balance = b,
                Promised = promises.Where(r => r.BalanceId == b.Id && r.OrderLineId == orderLine).Sum(r => r.Quantity),
            })
            .ToListAsync(ct);
        var left = quantity;
        Refusal? refused = null;
        foreach (
            var shelf in shelves
                .OrderByDescending(s => s.Promised)
                .ThenByDescending(s => s.Balance.Quantity - s.Balance.Reserved)
        )
        {
            var take = Math.Min(left, shelf.Balance.Quantity - shelf.Balance.Reserved + shelf.Promised);
            if (left == 0 || take < 1)
                continue;
            refused = await custody.MoveCounted(
                item,
                shelf.Balance.LotId,
                take,
                new(Place.Bin(shelf.Balance.PlaceId), van.BranchId),
                new(Place.Van(van.Id), van.BranchId),
                orderLine,
                new($"Loaded on {van.Name}"),
                ct
            );
            // An expired or recalled lot is passed over: the next shelf may hold a good one.
            if (refused is null)
                left -= take;
        }
        if (left > 0)
            return refused ?? new NotEnough(item.Name, "the shelves", quantity, quantity - left);
        await Tell(id, line.VisitId, item, null, quantity, at, ct);
        return new Loaded(item.Name, null, quantity, Open(day, item.Id) - quantity);
    }

    private async Task Tell(
        Guid id,
        Guid visitId,
        CatalogueItem item,
        string? serial,
        int quantity,
        Capture at,
        CancellationToken ct
    )
    {
        var visit = await desk.Db.Visits.FirstAsync(v => v.Id == visitId, ct);
        door.Tell(
            id,
            visit,
            Steps.Load,
            at,
            new
            {
                Item = item.Code,
                Serial = serial,
                Quantity = quantity,
            }
        );
    }

    private static int Open(DayView day, Guid itemId) =>
        day.Load.Where(l => l.ItemId == itemId).Sum(l => Math.Max(0, l.Quantity - l.Aboard));
}
