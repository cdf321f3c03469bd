using Homeward.Field.Scan;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record ReceiveLotRequest(Guid BinId, int Quantity)
{
    /// <summary>The item's code; a scanned label may say it instead.</summary>
    public string? Item { get; init; }
    public string? Scan { get; init; }
    public string? Lot { get; init; }
    public DateOnly? ExpiresOn { get; init; }
}

public sealed record LotReceived(Guid ItemId, Guid? LotId, string? Lot, DateOnly? ExpiresOn, int Quantity);

/// <summary>Takes a counted quantity into the books: by lot where the item is kept by lot.</summary>
public sealed class ReceiveLot(Desk desk, Ledger ledger)
{
    public Task<Outcome<LotReceived>> Run(Command<ReceiveLotRequest> command, CancellationToken ct) =>
        desk.Once<LotReceived>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == ask.BinId, ct) is not { } bin)
                    return new NoSuch("bin") { Field = "binId" };
                if (!UnitLife.MayLieIn(UnitState.Available, bin.Kind))
                    return new WrongBin("What you receive", "new and clean", bin.Code, Words.Of(bin.Kind.ToString()));
                if (ask.Quantity is < 1 or > 100_000)
                    return new InvalidField("quantity", "The quantity is from 1 to 100,000.");
                var today = await desk.Today(bin.BranchId, ct);
                ScannedLabel? label = null;
                if (!string.IsNullOrWhiteSpace(ask.Scan))
                {
                    var read = LabelScanner.Read(ask.Scan, today);
                    if (!read.IsRead)
                        return new ScanRefused(read.Error.Code, read.Error.Sentence, read.Error.WhatToDo);
                    label = read.Label;
                }
                if (await desk.ItemOf(label, ask.Item, ct) is not { } item)
                    return new UnknownItem(label?.Gtin ?? ask.Item ?? "") { Field = "item" };
                var number = label?.Lot ?? ask.Lot;
                if (item.Tracking == Tracking.Serial)
                    return new WrongTracking(item.Name, "serial number") { Field = "item" };
                if (item.Tracking == Tracking.Lot && string.IsNullOrWhiteSpace(number))
                    return new InvalidField("lot", $"{item.Name} is kept by lot: the lot number is missing.");
                if (number is { Length: > 60 })
                    return new InvalidField("lot", "A lot number is at most 60 characters.");
                var expires = label?.Expiry ?? ask.ExpiresOn;
                if (expires < today)
                    return new Expired($"Lot {number}", expires.Value) { Field = "expiresOn" };
                var lot = item.Tracking == Tracking.Lot ? await desk.LotOf(item.Id, number!, expires, ct) : null;
                if (lot?.RecalledAt is not null)
                    return new Recalled(lot.Number);
                if (
                    await ledger.MoveCounted(
                        item,
                        lot?.Id,
                        ask.Quantity,
                        Spot.Outside,
                        Spot.Of(bin),
                        new("Received"),
                        ct
                    ) is
                    { } refusal
                )
                    return refusal;
                if (UnitLife.IsShelf(bin.Kind))
                    desk.Emit(new StockArrived(bin.BranchId, item.Id));
                return new LotReceived(item.Id, lot?.Id, lot?.Number, lot?.ExpiresOn, ask.Quantity);
            },
            ct
        );
}
