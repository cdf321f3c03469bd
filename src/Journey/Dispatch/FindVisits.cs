using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

public sealed record VisitFilter(
    Guid? BranchId = null,
    DateOnly? From = null,
    DateOnly? To = null,
    VisitState? State = null,
    Urgency? Urgency = null,
    Guid? PersonId = null,
    Guid? OrderId = null,
    Guid? PatientId = null,
    string? Text = null,
    bool Held = false,
    int Page = 1,
    int Size = 50
);

public sealed record VisitRow(
    Guid Id,
    string Number,
    Guid BranchId,
    Guid PatientId,
    string Patient,
    string City,
    Guid? OrderId,
    string? Order,
    VisitKind Kind,
    VisitState State,
    DateOnly Date,
    DateTime WindowFrom,
    DateTime WindowTo,
    bool Booked,
    Urgency Urgency,
    DateTime DueAt,
    WorkTime Service,
    string? Person,
    string? Van,
    int? Sequence,
    DateTime? PlannedArrival,
    string? HoldReason,
    bool LifeSustaining,
    int Version
);

/// <summary>Visits by day, state, person, order or words of the patient's name or the number.</summary>
public sealed class FindVisits(Desk desk)
{
    public async Task<Page<VisitRow>> Run(VisitFilter filter, CancellationToken ct)
    {
        var db = desk.Db;
        var (patients, orders, people, vehicles) = (db.Patients, db.Orders, db.People, db.Vehicles);
        var query = db.Visits.AsNoTracking();
        if (filter.BranchId is { } branch)
            query = query.Where(v => v.BranchId == branch);
        if (filter.From is { } from)
            query = query.Where(v => v.Date >= from);
        if (filter.To is { } to)
            query = query.Where(v => v.Date <= to);
        if (filter.State is { } state)
            query = query.Where(v => v.State == state);
        if (filter.Urgency is { } urgency)
            query = query.Where(v => v.Urgency == urgency);
        if (filter.PersonId is { } person)
            query = query.Where(v => v.PersonId == person);
        if (filter.OrderId is { } order)
            query = query.Where(v => v.OrderId == order);
        if (filter.PatientId is { } patient)
            query = query.Where(v => v.PatientId == patient);
        if (filter.Held)
            query = query.Where(v => v.HoldReason != null);
        foreach (
            var word in (filter.Text ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5)
        )
            query = query.Where(v =>
                v.Number.ToLower().Contains(word)
                || patients.Any(p =>
                    p.Id == v.PatientId && (p.LastName.ToLower().Contains(word) || p.FirstName.ToLower().Contains(word))
                )
            );
        var page = new PageOf(filter.Page, filter.Size);
        var total = await query.CountAsync(ct);
        var rows = await query
            .OrderBy(v => v.Date)
            .ThenBy(v => v.WindowFrom)
            .ThenBy(v => v.Number)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(v => new
            {
                Visit = v,
                Patient = patients
                    .Where(p => p.Id == v.PatientId)
                    .Select(p => new
                    {
                        p.FirstName,
                        p.LastName,
                        p.City,
                    })
                    .First(),
                Order = orders.Where(o => o.Id == v.OrderId).Select(o => o.Number).FirstOrDefault(),
                Person = people
                    .Where(p => p.Id == v.PersonId)
                    .Select(p => new { p.FirstName, p.LastName })
                    .FirstOrDefault(),
                Van = vehicles.Where(x => x.Id == v.VehicleId).Select(x => x.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return new(
            [
                .. rows.Select(r => new VisitRow(
                    r.Visit.Id,
                    r.Visit.Number,
                    r.Visit.BranchId,
                    r.Visit.PatientId,
                    $"{r.Patient.FirstName} {r.Patient.LastName}",
                    r.Patient.City,
                    r.Visit.OrderId,
                    r.Order,
                    r.Visit.Kind,
                    r.Visit.State,
                    r.Visit.Date,
                    r.Visit.WindowFrom,
                    r.Visit.WindowTo,
                    r.Visit.BookedAt is not null,
                    r.Visit.Urgency,
                    r.Visit.DueAt,
                    r.Visit.Service,
                    r.Person is null ? null : $"{r.Person.FirstName} {r.Person.LastName}",
                    r.Van,
                    r.Visit.Sequence,
                    r.Visit.PlannedArrival,
                    r.Visit.HoldReason,
                    r.Visit.LifeSustaining,
                    r.Visit.Version
                )),
            ],
            total,
            Math.Max(1, filter.Page),
            page.Take
        );
    }
}

public sealed record VisitLineView(
    Guid Id,
    Guid ItemId,
    string Code,
    string Item,
    Direction Direction,
    int Quantity,
    string? Prescription,
    IReadOnlyList<string> Serials
);

public sealed record VisitDetail(
    VisitRow Row,
    string TimeZone,
    string Address,
    string? GateCode,
    string? Pets,
    string? AccessNotes,
    int FlightsOfStairs,
    bool Elevator,
    double? Latitude,
    double? Longitude,
    int Attempt,
    int Crew,
    IReadOnlyList<string> Skills,
    string? Note,
    int? PlanVersion,
    DateTime? BookedAt,
    ServiceTime Service,
    IReadOnlyList<VisitLineView> Lines,
    IReadOnlyList<Block> Blocks
);

/// <summary>One visit with all that is known of it, and what keeps it at the dock. Reading it is recorded.</summary>
public sealed class ShowVisit(Desk desk, FindVisits find, WhatBlocks blocks, PickList picks)
{
    public async Task<VisitDetail?> Run(Guid id, CancellationToken ct)
    {
        var db = desk.Db;
        var visit = await db.Visits.AsNoTracking().Include(v => v.Lines).FirstOrDefaultAsync(v => v.Id == id, ct);
        if (visit is null)
            return null;
        var patient = await db.Patients.AsNoTracking().FirstAsync(p => p.Id == visit.PatientId, ct);
        await desk.RecordRead(patient.Id, "visit", ct);
        var zone = await db.Branches.Where(b => b.Id == visit.BranchId).Select(b => b.TimeZone).FirstAsync(ct);
        var itemIds = visit.Lines.Select(l => l.ItemId).ToList();
        var items = await db.Items.AsNoTracking().Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var lineIds = visit.Lines.Select(l => l.OrderLineId).OfType<Guid>().Distinct().ToList();
        var promised = (await picks.Run(lineIds, ct)).ToLookup(p => p.OrderLineId, p => p.Serial ?? p.Lot);
        // A promise ends when it is kept; the unit remembers the line it was handed over for.
        var kept = (
            await db
                .Units.AsNoTracking()
                .Where(u => u.OrderLineId != null && lineIds.Contains(u.OrderLineId.Value))
                .OrderBy(u => u.Serial)
                .Select(u => new { Line = u.OrderLineId!.Value, u.Serial })
                .ToListAsync(ct)
        ).ToLookup(u => u.Line, u => u.Serial);
        var prescriptions = await db
            .OrderLines.AsNoTracking()
            .Where(l => lineIds.Contains(l.Id))
            .ToDictionaryAsync(l => l.Id, l => l.Prescription, ct);
        var unitIds = visit.Lines.Select(l => l.UnitId).OfType<Guid>().ToList();
        var serials = await db
            .Units.AsNoTracking()
            .Where(u => unitIds.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.Serial, ct);
        var row = (
            await find.Run(new VisitFilter(OrderId: visit.OrderId, PatientId: visit.PatientId, Size: 200), ct)
        ).Items.First(r => r.Id == id);
        var blocked = visit.State.IsOpen() ? (await blocks.Of([visit], visit.Date, ct))[id] : [];
        return new VisitDetail(
            row,
            zone,
            $"{patient.AddressLine}{(patient.AddressLine2 is { Length: > 0 } two ? $", {two}" : "")}, {patient.City}, {patient.State} {patient.Zip}",
            patient.GateCode,
            patient.Pets,
            patient.AccessNotes,
            patient.FlightsOfStairs,
            patient.Elevator,
            patient.Latitude,
            patient.Longitude,
            visit.Attempt,
            visit.Crew,
            visit.Skills,
            visit.Note,
            visit.PlanVersion,
            visit.BookedAt,
            ServiceMinutes.Of(visit.Lines, items, patient),
            [
                .. visit
                    .Lines.OrderBy(l => l.Direction)
                    .Select(l => new VisitLineView(
                        l.Id,
                        l.ItemId,
                        items[l.ItemId].Code,
                        items[l.ItemId].Name,
                        l.Direction,
                        l.Quantity,
                        l.OrderLineId is { } line ? prescriptions.GetValueOrDefault(line) : null,
                        l.Direction == Direction.Drop && l.OrderLineId is { } order
                                ? [.. promised[order].OfType<string>().Union(kept[order])]
                            : l.UnitId is { } unit && serials.TryGetValue(unit, out var serial) ? [serial]
                            : []
                    )),
            ],
            blocked
        );
    }
}
