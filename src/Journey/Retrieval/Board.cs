using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

public sealed record ReturnRow(
    Guid Id,
    Guid UnitId,
    Guid BranchId,
    string Serial,
    string ItemCode,
    string ItemName,
    string Family,
    bool HasMemory,
    bool Wiped,
    ReturnState State,
    DateTime Since,
    DateTime ReceivedAt,
    string Condition,
    string PlaceName,
    bool OnVan
);

/// <summary>Open returns by state, the oldest first, and how long the way back took lately.</summary>
public sealed record Board(IReadOnlyList<ReturnRow> Rows, int Shelved30Days, double? MedianHours);

public sealed class ReturnsBoard(Desk desk)
{
    public async Task<Board> Run(Guid? branchId, CancellationToken ct)
    {
        var (units, items) = (desk.Db.Units, desk.Db.Items);
        var rows = await desk
            .Db.Returns.AsNoTracking()
            .Where(r => r.OpenUnitId != null && (branchId == null || r.BranchId == branchId))
            .Join(units, r => r.UnitId, u => u.Id, (r, u) => new { r, u })
            .Join(
                items,
                x => x.u.ItemId,
                i => i.Id,
                (x, i) =>
                    new
                    {
                        x.r,
                        x.u,
                        i,
                    }
            )
            .OrderBy(x => x.u.StateSince)
            .Take(1000)
            .ToListAsync(ct);
        var places = await desk.PlaceNames(rows.Select(x => x.u.Place), ct);
        var since = desk.Now.AddDays(-30);
        var done = await desk
            .Db.Returns.AsNoTracking()
            .Where(r => r.ShelvedAt != null && r.ShelvedAt >= since && (branchId == null || r.BranchId == branchId))
            .Select(r => new { r.ReceivedAt, r.ShelvedAt })
            .ToListAsync(ct);
        var hours = done.Select(r => (r.ShelvedAt!.Value - r.ReceivedAt).TotalHours).Order().ToList();
        return new(
            [
                .. rows.Select(x => new ReturnRow(
                    x.r.Id,
                    x.u.Id,
                    x.r.BranchId,
                    x.u.Serial,
                    x.i.Code,
                    x.i.Name,
                    x.i.Family,
                    x.i.HasMemory,
                    x.r.WipedAt is not null,
                    x.r.State,
                    x.u.StateSince,
                    x.r.ReceivedAt,
                    x.r.Condition,
                    places[x.u.Place],
                    x.u.PlaceKind == PlaceKind.DirtyBay
                )),
            ],
            hours.Count,
            hours.Count == 0 ? null
                : hours.Count % 2 == 1 ? hours[hours.Count / 2]
                : (hours[hours.Count / 2 - 1] + hours[hours.Count / 2]) / 2
        );
    }
}

public sealed record CareStepRow(string Act, DateTime At, string By, bool Passed, string Findings, string? Note);

public sealed record ReturnSheet(
    ReturnRow Return,
    IReadOnlyList<string> MissingAccessories,
    IReadOnlyList<string> CleaningPoints,
    IReadOnlyList<string> FunctionPoints,
    IReadOnlyList<CareStepRow> Steps,
    IReadOnlyList<UnitTrigger> Next
);

/// <summary>One return with its log, the points its item asks for, and what can be done next.</summary>
public sealed class ReturnDetail(Desk desk)
{
    public async Task<ReturnSheet?> Run(Guid returnId, CancellationToken ct)
    {
        var at = await desk
            .Db.Returns.AsNoTracking()
            .Include(r => r.Steps)
            .FirstOrDefaultAsync(r => r.Id == returnId, ct);
        if (at is null)
            return null;
        var unit = await desk.Db.Units.AsNoTracking().FirstAsync(u => u.Id == at.UnitId, ct);
        var item = await desk.Db.Items.AsNoTracking().FirstAsync(i => i.Id == unit.ItemId, ct);
        var places = await desk.PlaceNames([unit.Place], ct);
        return new(
            new(
                at.Id,
                unit.Id,
                at.BranchId,
                unit.Serial,
                item.Code,
                item.Name,
                item.Family,
                item.HasMemory,
                at.WipedAt is not null,
                at.State,
                unit.StateSince,
                at.ReceivedAt,
                at.Condition,
                places[unit.Place],
                unit.PlaceKind == PlaceKind.DirtyBay
            ),
            at.MissingAccessories,
            CarePoints.Cleaning(item.Family),
            CarePoints.Function(item.Family),
            [
                .. at
                    .Steps.OrderBy(s => s.At)
                    .ThenBy(s => s.Id.ToString(), StringComparer.Ordinal)
                    .Select(s => new CareStepRow(s.Act, s.At, s.By, s.Passed, s.Findings, s.Note)),
            ],
            at.OpenUnitId is null
                ? []
                : [.. Enum.GetValues<UnitTrigger>().Where(t => UnitLife.Table.Allows(unit.State, t))]
        );
    }
}

public sealed record PickupRow(
    Guid Id,
    string Number,
    PickupState State,
    Guid PatientId,
    string PatientNumber,
    string PatientName,
    string Reason,
    string RequestedBy,
    DateTime RequestedAt,
    DateOnly? RentalStopsOn,
    int Units,
    DateTime? FetchedAt,
    double LagHours,
    string? Notes,
    Guid? VisitId,
    string? Visit,
    DateOnly? VisitOn
);

/// <summary>Pickup requests with their lag: from asking to fetching, or to now while it is open.</summary>
public sealed class FindPickups(Desk desk)
{
    public async Task<Page<PickupRow>> Run(Guid? branchId, PickupState? state, PageOf page, CancellationToken ct)
    {
        var patients = desk.Db.Patients;
        var query = desk
            .Db.PickupRequests.AsNoTracking()
            .Where(p => (branchId == null || p.BranchId == branchId) && (state == null || p.State == state));
        var total = await query.CountAsync(ct);
        var rows = await query
            .OrderBy(p =>
                p.State == PickupState.Requested ? 0
                : p.State == PickupState.Scheduled ? 1
                : 2
            )
            .ThenBy(p => p.RequestedAt)
            .ThenBy(p => p.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .Join(
                patients,
                p => p.PatientId,
                x => x.Id,
                (p, x) =>
                    new
                    {
                        p,
                        x.Number,
                        x.FirstName,
                        x.LastName,
                    }
            )
            .ToListAsync(ct);
        var now = desk.Now;
        var visitIds = rows.Select(r => r.p.VisitId).OfType<Guid>().ToList();
        var visits = await desk
            .Db.Visits.AsNoTracking()
            .Where(v => visitIds.Contains(v.Id))
            .Select(v => new
            {
                v.Id,
                v.Number,
                v.Date,
            })
            .ToDictionaryAsync(v => v.Id, ct);
        return new(
            [
                .. rows.OrderBy(r => r.p.State is PickupState.Requested or PickupState.Scheduled ? (int)r.p.State : 2)
                    .ThenBy(r => r.p.RequestedAt)
                    .Select(r => new PickupRow(
                        r.p.Id,
                        r.p.Number,
                        r.p.State,
                        r.p.PatientId,
                        r.Number,
                        $"{r.FirstName} {r.LastName}",
                        r.p.Reason,
                        r.p.RequestedBy,
                        r.p.RequestedAt,
                        r.p.RentalStopsOn,
                        r.p.UnitIds.Count,
                        r.p.FetchedAt,
                        Math.Round(((r.p.FetchedAt ?? now) - r.p.RequestedAt).TotalHours, 1),
                        r.p.Notes,
                        r.p.VisitId,
                        r.p.VisitId is { } v ? visits.GetValueOrDefault(v)?.Number : null,
                        r.p.VisitId is { } w ? visits.GetValueOrDefault(w)?.Date : null
                    )),
            ],
            total,
            Math.Max(1, page.Number),
            page.Take
        );
    }
}
