using Homeward.Field.Scan;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public enum ReceivedAs
{
    /// <summary>New from the vendor: clean.</summary>
    New,

    /// <summary>Used before: dirty until it was cleaned and inspected here.</summary>
    Used,
}

/// <summary>One scanned or typed row. The item comes from the label's GTIN, from the row, or from the receipt as a whole.</summary>
public sealed record ReceiveRow(string Scan)
{
    public string? Item { get; init; }
    public string? Lot { get; init; }
    public DateOnly? ExpiresOn { get; init; }
}

public sealed record ReceiveUnitsRequest(Guid BinId, IReadOnlyList<ReceiveRow> Rows)
{
    /// <summary>The item's code, for labels that do not say.</summary>
    public string? Item { get; init; }
    public ReceivedAs As { get; init; }

    /// <summary>Whose property it is, when not ours.</summary>
    public string? Owner { get; init; }
}

public enum RowVerdict
{
    Received,
    Refused,
}

/// <summary>What became of a row; refused rows say why and what to do, and never stop the others.</summary>
public sealed record ReceivedRow(
    int Row,
    string Scan,
    RowVerdict Verdict,
    Guid? UnitId,
    string? Item,
    string? Serial,
    string? Code,
    string? Why,
    string? ToDo
);

public sealed record Receipt(int Received, int Refused, IReadOnlyList<ReceivedRow> Rows);

/// <summary>
/// Takes serialised units into the books, one or a whole scan list. A serial that is known already is refused whatever its
/// state: receiving is no way round cleaning and inspection.
/// </summary>
public sealed class ReceiveUnits(Desk desk, Ledger ledger)
{
    public const int MostRows = 2000;

    public Task<Outcome<Receipt>> Run(Command<ReceiveUnitsRequest> command, CancellationToken ct) =>
        desk.Once<Receipt>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                var bin = await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == ask.BinId, ct);
                if (Wrong(ask, bin) is { Count: > 0 } wrong)
                    return wrong;
                var today = await desk.Today(bin!.BranchId, ct);
                var seen = new HashSet<(Guid, string)>();
                var rows = new List<ReceivedRow>();
                var shelved = new HashSet<Guid>();
                foreach (var (row, index) in ask.Rows.Select((r, i) => (r, i)))
                {
                    var outcome = await One(ask, row, bin, today, seen, ct);
                    rows.Add(Say(index + 1, row, outcome));
                    if (outcome is { Ok: true, Value: var (unit, _) } && unit.State == UnitState.Available)
                        shelved.Add(unit.ItemId);
                }
                if (UnitLife.IsShelf(bin.Kind))
                    foreach (var item in shelved)
                        desk.Emit(new StockArrived(bin.BranchId, item));
                var received = rows.Count(r => r.Verdict == RowVerdict.Received);
                return new Receipt(received, rows.Count - received, rows);
            },
            ct
        );

    private static List<Refusal> Wrong(ReceiveUnitsRequest ask, Bin? bin)
    {
        var wrong = new List<Refusal>();
        if (bin is null)
            wrong.Add(new NoSuch("bin") { Field = "binId" });
        if (ask.Rows is null || ask.Rows.Count is 0 or > MostRows || ask.Rows.Any(r => r?.Scan is null))
            wrong.Add(new InvalidField("rows", $"Receive 1 to {MostRows} rows at a time."));
        if (ask.Owner is { Length: > 100 })
            wrong.Add(new InvalidField("owner", "The owner's name is at most 100 characters."));
        var state = ask.As == ReceivedAs.New ? UnitState.Available : UnitState.Dirty;
        if (bin is not null && !UnitLife.MayLieIn(state, bin.Kind))
            wrong.Add(
                new WrongBin(
                    "What you receive",
                    ask.As == ReceivedAs.New ? "new and clean" : "used, so dirty",
                    bin.Code,
                    Words.Of(bin.Kind.ToString())
                )
                {
                    Field = "binId",
                }
            );
        return wrong;
    }

    private async Task<Outcome<(Unit Unit, CatalogueItem Item)>> One(
        ReceiveUnitsRequest ask,
        ReceiveRow row,
        Bin bin,
        DateOnly today,
        HashSet<(Guid, string)> seen,
        CancellationToken ct
    )
    {
        var read = LabelScanner.Read(row.Scan, today);
        if (!read.IsRead)
            return new ScanRefused(read.Error.Code, read.Error.Sentence, read.Error.WhatToDo);
        var label = read.Label;
        var item = await desk.ItemOf(label, row.Item ?? ask.Item, ct);
        if (item is null)
            return new UnknownItem(label.Gtin ?? label.Product ?? row.Item ?? ask.Item ?? row.Scan);
        if (item.Tracking != Tracking.Serial)
            return new WrongTracking(item.Name, Words.Of(item.Tracking.ToString()));
        if (label.Serial is not { Length: > 0 and <= 60 } serial)
            return new InvalidField(
                "scan",
                "The label has no serial number, or one longer than 60 characters.",
                "Scan the label that carries the serial, or type the serial."
            );
        if (!seen.Add((item.Id, serial)))
            return new InvalidField(
                "scan",
                $"Serial {serial} is in this list twice.",
                "It was taken once; drop this row."
            );
        // Serials of an item are unique in the whole company: the other branches' too.
        var known = await desk
            .Db.Units.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .Where(u => u.ItemId == item.Id && u.Serial == serial)
            .Select(u => (UnitState?)u.State)
            .FirstOrDefaultAsync(ct);
        if (known is { } state)
            return new AlreadyKnown(serial, Words.Of(state.ToString()));
        var expires = label.Expiry ?? row.ExpiresOn;
        if (expires < today)
            return new Expired($"Unit {serial}", expires.Value);
        var lotNumber = label.Lot ?? row.Lot;
        var lot = lotNumber is null ? null : await desk.LotOf(item.Id, lotNumber, expires, ct);
        if (lot?.RecalledAt is not null)
            return new Recalled(lot.Number);
        var unit = new Unit
        {
            Id = desk.NewId(),
            ItemId = item.Id,
            Serial = serial,
            LotId = lot?.Id,
            Owner = ask.Owner ?? "",
            ExpiresOn = expires,
            ReceivedOn = today,
        };
        var used = ask.As == ReceivedAs.Used;
        ledger.Enter(
            unit,
            used ? UnitState.Dirty : UnitState.Available,
            Spot.Of(bin),
            new(used ? "Received used" : "Received")
        );
        if (used)
            desk.Emit(new UnitReceivedUsed(unit.Id, "Received used"));
        return (unit, item);
    }

    private static ReceivedRow Say(int no, ReceiveRow row, Outcome<(Unit Unit, CatalogueItem Item)> outcome)
    {
        if (outcome.Ok)
        {
            var (unit, item) = outcome.Value;
            return new(no, row.Scan, RowVerdict.Received, unit.Id, item.Code, unit.Serial, null, null, null);
        }
        var refusal = outcome.Refusals[0];
        return new(no, row.Scan, RowVerdict.Refused, null, null, null, refusal.Code, refusal.Sentence, refusal.ToDo);
    }
}

internal static class Labels
{
    /// <summary>The catalogue item a label or a typed code means; the label's own number goes first.</summary>
    public static async Task<CatalogueItem?> ItemOf(
        this Desk desk,
        ScannedLabel? label,
        string? code,
        CancellationToken ct
    )
    {
        var items = desk.Db.Items.Where(i => i.Active);
        if (label?.Gtin is { } gtin && await items.FirstOrDefaultAsync(i => i.Gtin == gtin, ct) is { } byGtin)
            return byGtin;
        if (
            label?.Product is { } product
            && await items.FirstOrDefaultAsync(i => i.Model == product, ct) is { } byModel
        )
            return byModel;
        return string.IsNullOrWhiteSpace(code) ? null : await desk.ItemByCode(code, ct);
    }

    public static Task<CatalogueItem?> ItemByCode(this Desk desk, string code, CancellationToken ct)
    {
        var wanted = code.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where there is no culture.
        return desk.Db.Items.FirstOrDefaultAsync(i => i.Active && i.Code.ToLower() == wanted, ct);
#pragma warning restore CA1304, CA1311, CA1862
    }

    /// <summary>The lot of this number, entered on first sight. Its expiry is what the first label said.</summary>
    public static async Task<Lot> LotOf(
        this Desk desk,
        Guid itemId,
        string number,
        DateOnly? expires,
        CancellationToken ct
    )
    {
        number = number.Trim();
        var lot =
            desk.Db.Lots.Local.FirstOrDefault(l => l.ItemId == itemId && l.Number == number)
            ?? await desk.Db.Lots.FirstOrDefaultAsync(l => l.ItemId == itemId && l.Number == number, ct);
        if (lot is null)
        {
            lot = new Lot
            {
                Id = desk.NewId(),
                ItemId = itemId,
                Number = number,
            };
            desk.Db.Lots.Add(lot);
        }
        lot.ExpiresOn ??= expires;
        return lot;
    }
}
