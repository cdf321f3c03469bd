using Homeward.Field.Visit;
using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>One stop as the crew sees it: who, where, what, and what is asked.</summary>
public sealed record StopSheet(
    int Sequence,
    Guid VisitId,
    string Number,
    VisitKind Kind,
    VisitState State,
    DateTime WindowFrom,
    DateTime WindowTo,
    DateTime? PlannedArrival,
    DateTime? Eta,
    DateTime? DepartedAt,
    DateTime? ArrivedAt,
    DateTime? EndedAt,
    string? FailureCode,
    int Attempt,
    bool LifeSustaining,
    string? DeliveryNotes,
    string TimeZone,
    string BranchPhone,
    PatientSheet Patient,
    IReadOnlyList<LineView> Lines,
    IReadOnlyList<QuestionView> Checklist,
    SignedText Text,
    IReadOnlyList<StepView> Journal
)
{
    public int Version { get; init; }
    public int Answered => Checklist.Count(q => q.Answer is not null);
}

public sealed record PatientSheet(
    Guid Id,
    string Name,
    DateOnly BirthDate,
    string Language,
    string Phone,
    string? OtherPhone,
    string Address,
    double? Latitude,
    double? Longitude,
    int FlightsOfStairs,
    bool Elevator,
    string? GateCode,
    string? Pets,
    string? AccessNotes,
    string? ContactName,
    string? ContactRelationship,
    string? ContactPhone
);

public sealed record LineView(
    Guid Id,
    Direction Direction,
    Guid ItemId,
    string Code,
    string Item,
    string Hcpcs,
    Tracking Tracking,
    int Quantity,
    int Done,
    string? Serial,
    string? Prescription,
    IReadOnlyList<HandView> Hands
);

/// <summary>A unit or quantity that changed hands here, tentative until the visit closes.</summary>
public sealed record HandView(
    Guid Id,
    string Item,
    string? Serial,
    string? Lot,
    int Quantity,
    string? Condition,
    IReadOnlyList<string> MissingAccessories
);

public sealed record QuestionView(
    string Code,
    string Family,
    string Prompt,
    string PromptEnglish,
    AnswerKind Kind,
    bool Required,
    string? Unit,
    bool QualifiedOnly,
    string? Answer,
    string? Note,
    bool Stops
);

public sealed record StepView(
    Guid Id,
    string Kind,
    DateTime DeviceTime,
    DateTime ServerTime,
    string By,
    string? Reason,
    Guid? Undoes,
    bool Undone,
    string Data
);

/// <summary>Fills the sheets of stops. Whoever calls it has looked whether the actor may see them, and records the read.</summary>
public sealed class StopSheets(Desk desk)
{
    public async Task<IReadOnlyDictionary<Guid, StopSheet>> Of(IReadOnlyList<Guid> visitIds, CancellationToken ct)
    {
        var db = desk.Db;
        var visits = await db
            .Visits.AsNoTracking()
            .Include(v => v.Lines)
            .Where(v => visitIds.Contains(v.Id))
            .ToListAsync(ct);
        var patientIds = visits.Select(v => v.PatientId).Distinct().ToList();
        var patients = await db
            .Patients.AsNoTracking()
            .Where(p => patientIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, ct);
        var lines = visits.SelectMany(v => v.Lines).ToList();
        var hands = await db
            .Handovers.AsNoTracking()
            .Where(h => visitIds.Contains(h.VisitId) && h.UndoneAt == null)
            .OrderBy(h => h.Id)
            .ToListAsync(ct);
        var itemIds = lines.Select(l => l.ItemId).Concat(hands.Select(h => h.ItemId)).Distinct().ToList();
        var items = await db.Items.AsNoTracking().Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var orderLineIds = lines.Select(l => l.OrderLineId).OfType<Guid>().Distinct().ToList();
        var promised = await db
            .Reservations.AsNoTracking()
            .Where(r => orderLineIds.Contains(r.OrderLineId) && r.UnitId != null)
            .ToListAsync(ct);
        var unitIds = lines
            .Select(l => l.UnitId)
            .Concat(hands.Select(h => h.UnitId))
            .Concat(promised.Select(r => r.UnitId))
            .OfType<Guid>()
            .Distinct()
            .ToList();
        var serials = await db
            .Units.AsNoTracking()
            .Where(u => unitIds.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.Serial, ct);
        var lotIds = hands.Select(h => h.LotId).OfType<Guid>().Distinct().ToList();
        var lots = await db
            .Lots.AsNoTracking()
            .Where(l => lotIds.Contains(l.Id))
            .ToDictionaryAsync(l => l.Id, l => l.Number, ct);
        var orderLines = db.Set<OrderLine>();
        var prescriptions = await orderLines
            .AsNoTracking()
            .Where(l => orderLineIds.Contains(l.Id))
            .ToDictionaryAsync(l => l.Id, l => l.Prescription, ct);
        var orderIds = visits.Select(v => v.OrderId).OfType<Guid>().Distinct().ToList();
        var notes = await db
            .Orders.AsNoTracking()
            .Where(o => orderIds.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.DeliveryNotes, ct);
        var branchIds = visits.Select(v => v.BranchId).Distinct().ToList();
        var branches = await db.Set<Branch>()
            .AsNoTracking()
            .Where(b => branchIds.Contains(b.Id))
            .ToDictionaryAsync(b => b.Id, ct);
        var journal = await db
            .VisitEvents.AsNoTracking()
            .Where(e => visitIds.Contains(e.VisitId))
            .OrderBy(e => e.ServerTime)
            .ThenBy(e => e.Id)
            .ToListAsync(ct);
        var undone = journal.Select(e => e.Undoes).OfType<Guid>().ToHashSet();
        var answers = (
            await db.ChecklistAnswers.AsNoTracking().Where(a => visitIds.Contains(a.VisitId)).ToListAsync(ct)
        ).ToLookup(a => a.VisitId);
        return visits.ToDictionary(v => v.Id, Sheet);

        StopSheet Sheet(Visit v)
        {
            var patient = patients[v.PatientId];
            var setUp = v.Lines.Where(l => l.Direction == Direction.Drop).Select(l => items[l.ItemId]);
            return new StopSheet(
                v.Sequence ?? 0,
                v.Id,
                v.Number,
                v.Kind,
                v.State,
                v.WindowFrom,
                v.WindowTo,
                v.PlannedArrival,
                v.Eta,
                v.DepartedAt,
                v.ArrivedAt,
                v.EndedAt,
                v.FailureCode,
                v.Attempt,
                v.LifeSustaining,
                v.OrderId is { } order ? notes.GetValueOrDefault(order) : null,
                branches[v.BranchId].TimeZone,
                branches[v.BranchId].Phone,
                Who(patient),
                [.. v.Lines.OrderBy(l => l.Direction).ThenBy(l => items[l.ItemId].Name).Select(Line)],
                [.. VisitChecklist.For(v.Kind, setUp).Select(q => Question(q, patient.Language, answers[v.Id]))],
                Acknowledgements.For(v.Kind, patient.Language),
                [
                    .. journal
                        .Where(e => e.VisitId == v.Id)
                        .Select(e => new StepView(
                            e.Id,
                            e.Kind,
                            e.DeviceTime,
                            e.ServerTime,
                            e.PersonName,
                            e.Reason,
                            e.Undoes,
                            undone.Contains(e.Id),
                            e.Data
                        )),
                ]
            )
            {
                Version = v.Version,
            };
        }

        LineView Line(VisitLine line)
        {
            var item = items[line.ItemId];
            var mine = hands.Where(h => h.VisitLineId == line.Id).ToList();
            var unit =
                line.UnitId ?? promised.Find(r => r.OrderLineId == line.OrderLineId && r.ItemId == line.ItemId)?.UnitId;
            return new LineView(
                line.Id,
                line.Direction,
                line.ItemId,
                item.Code,
                item.Name,
                item.Hcpcs,
                item.Tracking,
                line.Quantity,
                mine.Sum(h => h.Quantity),
                unit is { } id ? serials.GetValueOrDefault(id) : null,
                line.OrderLineId is { } orderLine ? prescriptions.GetValueOrDefault(orderLine) : null,
                [
                    .. mine.Select(h => new HandView(
                        h.Id,
                        items[h.ItemId].Name,
                        h.UnitId is { } u ? serials.GetValueOrDefault(u) : null,
                        h.LotId is { } l ? lots.GetValueOrDefault(l) : null,
                        h.Quantity,
                        h.Condition,
                        h.MissingAccessories
                    )),
                ]
            );
        }
    }

    private static PatientSheet Who(Patient p) =>
        new(
            p.Id,
            p.Name,
            p.BirthDate,
            p.Language,
            p.Phone,
            p.OtherPhone,
            AddressOf(p),
            p.Latitude,
            p.Longitude,
            p.FlightsOfStairs,
            p.Elevator,
            p.GateCode,
            p.Pets,
            p.AccessNotes,
            p.ContactName,
            p.ContactRelationship,
            p.ContactPhone
        );

    /// <summary>The address on one line, as it is written on an envelope.</summary>
    public static string AddressOf(Patient p) =>
        p.AddressLine.Length == 0
            ? ""
            : $"{p.AddressLine}{(string.IsNullOrWhiteSpace(p.AddressLine2) ? "" : ", " + p.AddressLine2)}, {p.City}, {p.State} {p.Zip}";

    private static QuestionView Question(ChecklistItem q, string language, IEnumerable<ChecklistAnswer> answers)
    {
        var last = answers.Where(a => a.Question == q.Code).OrderBy(a => a.At).ThenBy(a => a.Id).LastOrDefault();
        var answer = last is { Answer.Length: > 0 } ? last.Answer : null;
        return new QuestionView(
            q.Code,
            q.Family,
            q.Prompt.In(language),
            q.Prompt.English,
            q.Answer,
            q.IsRequired,
            q.Unit,
            q.QualifiedOnly,
            answer,
            answer is null ? null : last!.Note,
            VisitChecklist.Stops(q, answer)
        );
    }
}

/// <summary>The text a patient signs, by kind of visit and language; where we have none in the language, English.</summary>
public static class Acknowledgements
{
    private static readonly IReadOnlyList<SignedText> Service =
    [
        SignedText.Of(
            "service-acknowledgement",
            1,
            "en",
            "The work described was done at my home on the date shown, and I was told how to reach the company at any hour."
        ),
        SignedText.Of(
            "service-acknowledgement",
            1,
            "es",
            "El trabajo descrito se realizó en mi hogar en la fecha indicada, y me indicaron cómo comunicarme con la empresa a cualquier hora."
        ),
    ];

    public static IReadOnlyList<SignedText> All { get; } = [.. SignedText.Defaults, .. Service];

    public static SignedText For(VisitKind kind, string language)
    {
        var id = kind switch
        {
            VisitKind.Pickup => "pickup-acknowledgement",
            VisitKind.Service => "service-acknowledgement",
            _ => "delivery-acknowledgement",
        };
        var texts = All.Where(t => t.Id == id).OrderByDescending(t => t.Version).ToList();
        return texts.Find(t => t.Language == language)
            ?? texts.Find(t => language.StartsWith(t.Language + "-", StringComparison.Ordinal))
            ?? texts.First(t => t.Language == "en");
    }
}
