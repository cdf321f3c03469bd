using Homeward.Field.Scan;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record CountedHere(Guid ItemId, Guid? LotId, int Quantity);

public sealed record CountBinRequest(Guid BinId, IReadOnlyList<string> Scans)
{
    /// <summary>What was counted of items without a serial; an item left out was not counted.</summary>
    public IReadOnlyList<CountedHere> Counted { get; init; } = [];

    /// <summary>False looks only; true brings the books to what was found, for a reason.</summary>
    public bool Adjust { get; init; }
    public string? Reason { get; init; }
}

public sealed record CountResult(
    Guid Id,
    Guid BinId,
    int Expected,
    int Found,
    bool Adjusted,
    IReadOnlyList<CountFinding> Findings
);

/// <summary>
/// A cycle count: what the books expect in a bin against what the scanner met. An adjustment moves what lies here, loses what does
/// not, and corrects quantities; what is with returns it leaves to the returns desk, and says so.
/// </summary>
public sealed class CountBin(Desk desk, Ledger ledger)
{
    public Task<Outcome<CountResult>> Run(Command<CountBinRequest> command, CancellationToken ct) =>
        desk.Once<CountResult>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == ask.BinId, ct) is not { } bin)
                    return new NoSuch("bin") { Field = "binId" };
                if (
                    ask.Scans is null
                    || ask.Counted is null
                    || ask.Counted.Any(c => c is null)
                    || ask.Scans.Count > 5000
                    || ask.Counted.Count > 500
                )
                    return new InvalidField("scans", "Count at most 5,000 scans and 500 counted items at a time.");
                if (ask.Counted.Any(c => c.Quantity is < 0 or > 1_000_000))
                    return new InvalidField("counted", "A counted quantity is from 0 to 1,000,000.");
                if (ask.Adjust && !desk.Actor.Can(May.AdjustStock))
                    return new NotAllowed("adjust the books after a count");
                if (ask.Adjust && string.IsNullOrWhiteSpace(ask.Reason))
                    return new ReasonNeeded("An adjustment") { Field = "reason" };
                if (ask.Reason is { Length: > 200 })
                    return new InvalidField("reason", "The reason is at most 200 characters.");
                var count = new BinCount
                {
                    Id = desk.NewId(),
                    BranchId = bin.BranchId,
                    BinId = bin.Id,
                    At = desk.Now,
                    By = desk.Actor.Name,
                    Reason = ask.Reason,
                };
                await Units(ask, bin, count, ct);
                await Quantities(ask, bin, count, ct);
                desk.Db.BinCounts.Add(count);
                return new CountResult(count.Id, bin.Id, count.Expected, count.Found, ask.Adjust, count.Findings);
            },
            ct
        );

    private async Task Units(CountBinRequest ask, Bin bin, BinCount count, CancellationToken ct)
    {
        var today = await desk.Today(bin.BranchId, ct);
        var expected = await desk
            .Db.Units.Where(u => u.PlaceKind == PlaceKind.Bin && u.PlaceId == bin.Id)
            .OrderBy(u => u.Serial)
            .ToListAsync(ct);
        var missing = expected.ToDictionary(u => u.Id);
        var met = new HashSet<Guid>();
        count.Expected += expected.Count;
        foreach (var scan in ask.Scans)
        {
            var label = LabelScanner.Read(scan, today).Label;
            var serial = label?.Serial;
            var unit =
                expected.FirstOrDefault(u => u.Serial == serial)
                ?? (serial is null ? null : await desk.Db.Units.FirstOrDefaultAsync(u => u.Serial == serial, ct));
            if (unit is null)
            {
                var shown = scan.Length > 60 ? scan[..60] : scan;
                if (count.Findings.All(f => f.Kind != FindingKind.Unknown || f.What != shown))
                    Add(count, FindingKind.Unknown, null, shown, 0, 1).Outcome = ask.Adjust
                        ? "Left: it is not in the books. Receive it."
                        : null;
                continue;
            }
            if (!met.Add(unit.Id))
                continue;
            count.Found++;
            if (!missing.Remove(unit.Id))
                Add(count, FindingKind.Misplaced, unit, unit.Serial, 0, 1).Outcome = ask.Adjust
                    ? PutHere(unit, bin, ask)
                    : null;
        }
        foreach (var unit in missing.Values)
            Add(count, FindingKind.Missing, unit, unit.Serial, 1, 0).Outcome = ask.Adjust
                ? await Lose(unit, ask, ct)
                : null;
    }

    private string PutHere(Unit unit, Bin bin, CountBinRequest ask)
    {
        if (unit.PlaceKind != PlaceKind.Bin || unit.BranchId != bin.BranchId)
            return $"Left: it is recorded {Words.Of(unit.State.ToString())}. Fetch or find it first.";
        if (!UnitLife.MayLieIn(unit.State, bin.Kind))
            return $"Left: it is {Words.Of(unit.State.ToString())} and must not lie in a {Words.Of(bin.Kind.ToString())} bin. Move it.";
        ledger.Move(unit, null, Spot.Of(bin), new($"Counted here: {ask.Reason}"));
        return "Moved here";
    }

    private async Task<string> Lose(Unit unit, CountBinRequest ask, CancellationToken ct)
    {
        if (UnitLife.InCare.Contains(unit.State))
            return "Left: it is with returns. Report it lost there.";
        foreach (var promise in await desk.Db.Reservations.Where(r => r.UnitId == unit.Id).ToListAsync(ct))
            desk.Db.Reservations.Remove(promise);
        unit.OrderLineId = null;
        var lost = ledger.Move(
            unit,
            UnitTrigger.ReportLost,
            new(Place.Outside, unit.BranchId),
            new($"Missing in count: {ask.Reason}")
        );
        return lost?.Sentence ?? "Reported lost";
    }

    private async Task Quantities(CountBinRequest ask, Bin bin, BinCount count, CancellationToken ct)
    {
        foreach (var here in ask.Counted)
        {
            var item = await desk.Db.Items.FirstOrDefaultAsync(i => i.Id == here.ItemId, ct);
            if (item is null || item.Tracking == Tracking.Serial)
                continue;
            var balance = await ledger.Find(here.ItemId, here.LotId, Place.Bin(bin.Id), ct);
            var expected = balance?.Quantity ?? 0;
            count.Expected += expected;
            count.Found += here.Quantity;
            if (expected == here.Quantity)
                continue;
            var finding = Add(count, FindingKind.Difference, null, item.Name, expected, here.Quantity);
            (finding.ItemId, finding.LotId) = (item.Id, here.LotId);
            if (!ask.Adjust)
                continue;
            var note = new MoveNote($"Count adjusted: {ask.Reason}");
            var away = new Spot(Place.Outside, bin.BranchId);
            var refusal =
                here.Quantity > expected
                    ? await ledger.MoveCounted(item, here.LotId, here.Quantity - expected, away, Spot.Of(bin), note, ct)
                    : await ledger.MoveCounted(
                        item,
                        here.LotId,
                        expected - here.Quantity,
                        Spot.Of(bin),
                        away,
                        note,
                        ct
                    );
            finding.Outcome = refusal is null ? "Corrected" : $"Left: {refusal.Sentence}";
        }
    }

    private static CountFinding Add(BinCount count, FindingKind kind, Unit? unit, string what, int expected, int found)
    {
        var finding = new CountFinding
        {
            Kind = kind,
            UnitId = unit?.Id,
            ItemId = unit?.ItemId,
            What = what,
            Expected = expected,
            Found = found,
        };
        count.Findings.Add(finding);
        return finding;
    }
}
