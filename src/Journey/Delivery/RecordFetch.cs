using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>One unit (or a counted quantity) that goes back into the van's dirty bay.</summary>
public sealed record ItemFetched(Guid VisitId, Guid LineId, string Condition, Capture At)
{
    public string? Scan { get; init; }
    public int Quantity { get; init; } = 1;

    /// <summary>What should have come back with it and did not.</summary>
    public IReadOnlyList<string> MissingAccessories { get; init; } = [];
}

/// <summary>Records what is fetched: tentative until the visit closes, like a hand-over. The patient's unit, whatever the plan guessed.</summary>
public sealed class RecordFetch(Desk desk, VisitDoor door, ReadLabel labels)
{
    public Task<Outcome<HandoverView>> Run(Command<ItemFetched> command, CancellationToken ct) =>
        desk.Once<HandoverView>(command.Id, command.Data, () => Fetch(command, ct), ct);

    private async Task<Outcome<HandoverView>> Fetch(Command<ItemFetched> command, CancellationToken ct)
    {
        var ask = command.Data;
        var problems = new List<Refusal>();
        ask.At.Check(problems);
        var scan = Said.Clean(ask.Scan, "scan", 400, problems);
        var condition = Said.Clean(ask.Condition, "condition", 40, problems)?.ToLowerInvariant() ?? "";
        if (!Conditions.All.Contains(condition))
            problems.Add(new UnknownCondition(condition) { Field = "condition" });
        if (ask.Quantity is < 1 or > 999)
            problems.Add(new InvalidField("quantity", "The quantity runs from 1 to 999."));
        if (ask.MissingAccessories is null or { Count: > 20 })
            problems.Add(new InvalidField("missingAccessories", "At most 20 accessories can be named."));
        var missing = (ask.MissingAccessories ?? [])
            .Take(20)
            .Select((a, i) => Said.Clean(a, $"missingAccessories[{i}]", 100, problems))
            .OfType<string>()
            .Distinct()
            .ToList();
        if (problems.Count > 0)
            return problems;
        if (await door.Open(ask.VisitId, ct) is not { } visit)
            return new NoSuch("visit");
        if (VisitDoor.AtTheDoor(visit) is { } notThere)
            return notThere;
        if (visit.Lines.Find(l => l.Id == ask.LineId && l.Direction == Direction.Fetch) is not { } line)
            return new NoSuchLine();
        if (visit.VehicleId is null)
            return new NoRoute(visit.Date);
        var wanted = await desk.Db.Items.FirstAsync(i => i.Id == line.ItemId, ct);
        var left = line.Quantity - await desk.Taken(visit.Id, line.Id, ct);
        if (ask.Quantity > left)
            return new TooMany(wanted.Name, ask.Quantity, left);
        LabelRead? read = null;
        if (scan is not null)
        {
            var found = await labels.Run(scan, wanted.Id, await door.DayOf(visit.BranchId, desk.Now, ct), ct);
            if (!found.Ok)
                return found.Refused<HandoverView>();
            read = found.Value;
            if (read.Item is { } item && item.Id != wanted.Id)
                return new NotThisItem(scan, item.Name, wanted.Name);
        }
        if (wanted.Tracking == Tracking.Serial && read?.Unit is null)
            return new SerialNeeded(wanted.Name);
        if (wanted.Tracking == Tracking.Lot && read?.Lot is null)
            return new LotNeeded(wanted.Name);
        if (wanted.Tracking == Tracking.Serial && ask.Quantity != 1)
            return new InvalidField("quantity", "Units with a serial number are fetched one by one.");
        if (read?.Unit is { } unit && await desk.TakenElsewhere(unit.Id, ct))
            return new HandedAlready(unit.Serial);
        var row = new Handover
        {
            Id = command.Id,
            BranchId = visit.BranchId,
            VisitId = visit.Id,
            VisitLineId = line.Id,
            Direction = Direction.Fetch,
            ItemId = wanted.Id,
            UnitId = read?.Unit?.Id,
            LotId = read?.Unit?.LotId ?? read?.Lot?.Id,
            Quantity = ask.Quantity,
            Condition = condition,
            MissingAccessories = missing,
            At = ask.At.TimeOr(desk.Now),
        };
        desk.Db.Handovers.Add(row);
        var other =
            line.UnitId is { } expected && read?.Unit is { } got && got.Id != expected
                ? "Another unit than the record expected."
                : null;
        door.Tell(
            command.Id,
            visit,
            Steps.Fetch,
            ask.At,
            new
            {
                Item = wanted.Code,
                read?.Unit?.Serial,
                Lot = read?.Lot?.Number,
                ask.Quantity,
                Condition = condition,
                Missing = missing,
                Remark = other,
            }
        );
        return new HandoverView(
            row.Id,
            visit.Id,
            line.Id,
            Direction.Fetch,
            wanted.Name,
            read?.Unit?.Serial,
            read?.Lot?.Number,
            row.Quantity,
            left - row.Quantity,
            other
        );
    }
}
