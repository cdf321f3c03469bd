using Homeward.Field;
using Homeward.Field.Hazmat;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <content>Equipment that was promised and is no longer fit, cylinders, and what ends soon.</content>
public sealed partial class WhatBlocks
{
    private const string CdlHazmat = "cdl-hm";

    private sealed record Ends(string Skill, Block Say);

    /// <summary>Promised pieces that may not leave: recalled, out of date on the day, or no longer clean.</summary>
    private async Task<ILookup<Guid, Block>> Unfit(List<Guid> lineIds, DateOnly day, CancellationToken ct)
    {
        var db = desk.Db;
        var promises = await db
            .Reservations.AsNoTracking()
            .Where(r => lineIds.Contains(r.OrderLineId) && (r.UnitId != null || r.BalanceId != null))
            .ToListAsync(ct);
        var itemIds = promises.Select(r => r.ItemId).Distinct().ToList();
        var names = await db
            .Items.AsNoTracking()
            .Where(i => itemIds.Contains(i.Id))
            .ToDictionaryAsync(i => i.Id, i => i.Name, ct);
        var unitIds = promises.Select(r => r.UnitId).OfType<Guid>().ToList();
        var units = await db.Units.AsNoTracking().Where(u => unitIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, ct);
        var balanceIds = promises.Select(r => r.BalanceId).OfType<Guid>().Distinct().ToList();
        var lotOf = await db
            .Balances.AsNoTracking()
            .Where(b => balanceIds.Contains(b.Id))
            .ToDictionaryAsync(b => b.Id, b => b.LotId, ct);
        var lotIds = units.Values.Select(u => u.LotId).Concat(lotOf.Values).OfType<Guid>().Distinct().ToList();
        var lots = await db.Lots.AsNoTracking().Where(l => lotIds.Contains(l.Id)).ToDictionaryAsync(l => l.Id, ct);
        var held = promises
            .Select(r =>
            {
                var unit = r.UnitId is { } u ? units.GetValueOrDefault(u) : null;
                var lot =
                    unit is not null ? unit.LotId
                    : r.BalanceId is { } b ? lotOf.GetValueOrDefault(b)
                    : null;
                return new
                {
                    r.OrderLineId,
                    Item = names.GetValueOrDefault(r.ItemId, ""),
                    Unit = unit,
                    Lot = lot is { } l ? lots.GetValueOrDefault(l) : null,
                };
            })
            .ToList();
        var blocks = new List<(Guid Line, Block Block)>();
        foreach (var promise in held)
        {
            var piece = promise.Unit is { } u
                ? $"{promise.Item} {u.Serial}"
                : $"Lot {promise.Lot?.Number} of {promise.Item}";
            var expires = promise.Unit?.ExpiresOn ?? promise.Lot?.ExpiresOn;
            if (promise.Lot?.RecalledAt is not null)
                blocks.Add(
                    (
                        promise.OrderLineId,
                        new("DSP-108", $"{piece} is recalled.", "Take another piece; put this one aside.")
                    )
                );
            else if (expires < day)
                blocks.Add(
                    (
                        promise.OrderLineId,
                        new(
                            "DSP-108",
                            $"{piece} is out of date on that day ({expires:MM/dd/yyyy}).",
                            "Take another piece."
                        )
                    )
                );
            else if (promise.Unit is { State: not (UnitState.Reserved or UnitState.OnVan) } odd)
                blocks.Add(
                    (
                        promise.OrderLineId,
                        new(
                            "DSP-108",
                            $"{piece} is {Words.Of(odd.State.ToString())}, not ready to go.",
                            "Take another unit."
                        )
                    )
                );
        }
        return blocks.ToLookup(b => b.Line, b => b.Block);
    }

    /// <summary>The visits that bring or fetch cylinders.</summary>
    private async Task<HashSet<Guid>> Cylinders(IReadOnlyCollection<Visit> visits, CancellationToken ct)
    {
        var ids = visits.SelectMany(v => v.Lines).Select(l => l.ItemId).Distinct().ToList();
        var heavy = await desk
            .Db.Items.AsNoTracking()
            .Where(i => ids.Contains(i.Id))
            .Select(i => new { i.Id, i.HazmatGross })
            .ToListAsync(ct);
        var gas = heavy.Where(i => i.HazmatGross > Mass.Zero).Select(i => i.Id).ToHashSet();
        return [.. visits.Where(v => v.Lines.Exists(l => gas.Contains(l.ItemId))).Select(v => v.Id)];
    }

    /// <summary>Why a route's cylinders may not travel: the van's limit, the driver's licence, a paper that would not be valid.</summary>
    private static List<Block> Hazmat(
        PlanRoute route,
        Crew.Vehicle? van,
        Guid[] crew,
        IReadOnlyDictionary<Guid, IReadOnlySet<string>> held,
        Dictionary<Guid, string> names,
        RulesOfDay day
    )
    {
        var (peak, limits, blocks) = (route.PeakHazmat, HazmatLimits.Default, new List<Block>());
        if (peak.Grams == 0)
            return blocks;
        if (van is not null && peak > van.HazmatLimit)
            blocks.Add(
                new(
                    "DSP-109",
                    $"Cylinders on {van.Name} weigh {peak} at once; it may carry {van.HazmatLimit}.",
                    "Move a visit with cylinders to another van, or plan a return to the depot."
                )
            );
        // Placards change the driver's licence, and only the one who drives counts.
        if (peak >= limits.Placards && !(held.GetValueOrDefault(crew[0])?.Contains(CdlHazmat) ?? false))
            blocks.Add(
                new(
                    "DSP-110",
                    $"Cylinders weigh {peak} at once: from {limits.Placards} the driver needs a commercial licence with hazmat endorsement, and {names.GetValueOrDefault(crew[0], "the driver")} holds none on that day.",
                    "Move a visit with cylinders to another van, or give the route to somebody who holds \"cdl-hm\"."
                )
            );
        if (peak > limits.MaterialsOfTrade && day.Text(KnownRules.EmergencyPhone).Length == 0)
            blocks.Add(
                new(
                    "DSP-111",
                    $"Cylinders weigh {peak} at once and need a shipping paper; the branch has no emergency telephone to print on it.",
                    "Set \"Emergency response telephone\" under Set-up, Rules, or carry less."
                )
            );
        return blocks;
    }

    /// <summary>Credentials of the crews that end soon after the day.</summary>
    private async Task<ILookup<Guid, Ends>> Ending(
        List<Guid> people,
        DateOnly date,
        RulesOfDay day,
        CancellationToken ct
    )
    {
        var until = date.AddDays(day.Number(KnownRules.ExpiryNotice));
        var ending = await desk
            .Db.Credentials.AsNoTracking()
            .Where(c => people.Contains(c.PersonId) && c.ValidTo >= date && c.ValidTo <= until && c.RevokedOn == null)
            .ToListAsync(ct);
        var names = await desk
            .Db.People.AsNoTracking()
            .Where(p => people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return ending.ToLookup(
            c => c.PersonId,
            c => new Ends(
                c.Skill,
                new(
                    "DSP-120",
                    $"{c.Skill} of {names[c.PersonId]} ends on {c.ValidTo:MM/dd/yyyy}.",
                    "Have it renewed before the next plans need it."
                )
            )
        );
    }

    /// <summary>What is not promised, where the branch lets a visit go without.</summary>
    private async Task<ILookup<Guid, Block>> Short(
        IReadOnlyCollection<Visit> visits,
        RulesOfDay day,
        CancellationToken ct
    )
    {
        if (day.Yes(KnownRules.StockStops))
            return Array.Empty<Guid>().ToLookup(id => id, _ => new Block("", "", ""));
        var lines = visits
            .SelectMany(v => v.Lines, (v, l) => (Visit: v.Id, Line: l))
            .Where(x => x.Line is { Direction: Direction.Drop, OrderLineId: not null })
            .ToList();
        var ids = lines.Select(x => x.Line.OrderLineId!.Value).Distinct().ToList();
        var promised = await desk
            .Db.Reservations.AsNoTracking()
            .Where(r => ids.Contains(r.OrderLineId))
            .GroupBy(r => r.OrderLineId)
            .Select(g => new { g.Key, Sum = g.Sum(r => r.Quantity) })
            .ToDictionaryAsync(g => g.Key, g => g.Sum, ct);
        return lines
            .Select(x => (x.Visit, Missing: x.Line.Quantity - promised.GetValueOrDefault(x.Line.OrderLineId!.Value)))
            .Where(x => x.Missing > 0)
            .ToLookup(
                x => x.Visit,
                x => new Block(
                    "DSP-121",
                    $"{x.Missing} of its pieces are not promised; the branch lets it go all the same.",
                    "Have it ready before the van is loaded."
                )
            );
    }
}
