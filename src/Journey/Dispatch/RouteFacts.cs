using System.Globalization;
using Homeward.Field;
using Homeward.Field.Hazmat;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

internal sealed record RouteDoor(Visit Visit, Patient Patient, IReadOnlyList<DoorLine> Lines);

internal sealed record DoorLine(VisitLine Line, CatalogueItem Item, string Serials);

/// <summary>All that a route's papers say, read once for all of them.</summary>
internal sealed record RouteFacts
{
    private static readonly CultureInfo Us = CultureInfo.GetCultureInfo("en-US");

    public required PlanView Plan { get; init; }
    public required RouteView Route { get; init; }
    public required Branch Branch { get; init; }
    public required IReadOnlyDictionary<Guid, RouteDoor> Doors { get; init; }
    public required IReadOnlyList<PickRow> Picks { get; init; }
    public required RulesOfDay Rules { get; init; }

    /// <summary>What the dated list says of shipping descriptions.</summary>
    public required IReadOnlyList<ShippingName> Names { get; init; }

    /// <summary>The version the papers are of.</summary>
    public required int VersionNo { get; init; }

    public string Day => Plan.Date.ToString("dddd, MMMM d, yyyy", Us);
    public string Head => $"{Route.Van} - {Day} - plan v{VersionNo}";
    public string Draft => Plan.State == PlanState.Published ? "" : $" ({Words.Of(Plan.State.ToString())})";

    public IEnumerable<DoorLine> Cylinders =>
        Doors
            .Values.SelectMany(d => d.Lines)
            .Where(l => l.Item.HazmatGross > Mass.Zero && l.Line.Direction != Direction.Work);

    public Mass Heaviest => Cylinders.Select(l => l.Item.HazmatGross).DefaultIfEmpty(Mass.Zero).Max();
    public bool HasLiquid => Cylinders.Any(l => NameOf(l.Item).Liquid);

    public HazmatState Hazmat => HazmatMeter.StateOf(Route.PeakHazmat, Heaviest, HasLiquid, HazmatLimits.Default);

    /// <summary>A manifest is written: the law asks for one, or the house writes one for every cylinder.</summary>
    public bool NeedsManifest =>
        Hazmat is HazmatState.FullPapers or HazmatState.Placarded
        || Hazmat != HazmatState.None && Rules.Yes(KnownRules.Manifest);

    public ShippingName NameOf(CatalogueItem item) => ShippingName.Of(item, Names);

    public string Time(DateTime utc) =>
        TimeZoneInfo
            .ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(Plan.TimeZone))
            .ToString("h:mm tt", Us);
}

/// <summary>A material as a shipping paper names it, for the items of these HCPCS codes.</summary>
internal sealed record ShippingName(
    string Un,
    string Name,
    string Class,
    string Guide,
    string Package,
    bool Liquid,
    IReadOnlyList<string> Hcpcs
)
{
    private sealed record Data(string Class, string Guide, string Package, bool Liquid, List<string>? Hcpcs);

    public string Description => $"{Un}, {Name}, {Class}";

    public static ShippingName From(CodeRow row)
    {
        var data = row.As<Data>();
        return new(row.Code, row.Text, data.Class, data.Guide, data.Package, data.Liquid, data.Hcpcs ?? []);
    }

    /// <summary>The name whose codes hold the item's, else the one for every other cylinder: oxygen, compressed.</summary>
    public static ShippingName Of(CatalogueItem item, IReadOnlyList<ShippingName> names) =>
        names.FirstOrDefault(n => item.Hcpcs.Length > 0 && n.Hcpcs.Contains(item.Hcpcs))
        ?? names.FirstOrDefault(n => n.Hcpcs.Count == 0)
        ?? new("UN1072", "Oxygen, compressed", "2.2 (5.1)", "122", "cylinders", false, []);
}

/// <summary>Reads a route for its papers. Records nothing: who hands them out does.</summary>
public sealed class ReadRoute(Desk desk, FindPlans plans, PickList picks, BranchRules rules, CodeLists codes)
{
    internal async Task<RouteFacts?> Run(Guid planId, Guid routeId, CancellationToken ct)
    {
        var plan = await plans.Run(planId, ct);
        if (plan?.Routes.FirstOrDefault(r => r.Id == routeId) is not { } route)
            return null;
        var db = desk.Db;
        var ids = route.Stops.Select(s => s.VisitId).OfType<Guid>().ToList();
        var visits = await db
            .Visits.AsNoTracking()
            .Include(v => v.Lines)
            .Where(v => ids.Contains(v.Id))
            .ToListAsync(ct);
        var patientIds = visits.Select(v => v.PatientId).Distinct().ToList();
        var patients = await db
            .Patients.AsNoTracking()
            .Where(p => patientIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, ct);
        var lines = visits.SelectMany(v => v.Lines).ToList();
        var ordered = lines
            .Where(l => l.Direction == Direction.Drop)
            .Select(l => l.OrderLineId)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        var pick = await picks.Run(ordered, ct);
        var itemIds = lines.Select(l => l.ItemId).Distinct().ToList();
        var items = await db.Items.AsNoTracking().Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var unitIds = lines.Select(l => l.UnitId).OfType<Guid>().ToList();
        var serials = await db
            .Units.AsNoTracking()
            .Where(u => unitIds.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.Serial, ct);
        string Serials(VisitLine line) =>
            line.Direction == Direction.Drop
                ? string.Join(
                    ", ",
                    pick.Where(p => p.OrderLineId == line.OrderLineId)
                        .Select(p => p.Serial ?? p.Lot)
                        .OfType<string>()
                        .Distinct()
                )
            : line.UnitId is { } unit ? serials.GetValueOrDefault(unit, "")
            : "";
        return new RouteFacts
        {
            Plan = plan,
            Route = route,
            Branch = await db.Branches.AsNoTracking().FirstAsync(b => b.Id == plan.BranchId, ct),
            Doors = visits.ToDictionary(
                v => v.Id,
                v => new RouteDoor(
                    v,
                    patients[v.PatientId],
                    [.. v.Lines.OrderBy(l => l.Direction).Select(l => new DoorLine(l, items[l.ItemId], Serials(l)))]
                )
            ),
            Picks = pick,
            Rules = await rules.On(plan.BranchId, plan.Date, ct),
            Names = [.. (await codes.On(CodeLists.Shipping, plan.Date, ct)).Select(ShippingName.From)],
            VersionNo = plan.VersionNo,
        };
    }
}
