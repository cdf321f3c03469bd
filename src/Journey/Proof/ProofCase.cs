using Homeward.Field;
using Homeward.Field.Proof;
using Homeward.Journey.Branches;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

/// <summary>All that is recorded of one visit, and the same in the words of the field's rules.</summary>
public sealed record ProofCase(
    Visit Visit,
    Patient Patient,
    Order? Order,
    Branch Branch,
    DeliveryMethod Method,
    ProofEvidence Told,
    ProofSettings Settings,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<Evidence> Current,
    IReadOnlyList<Hand> Hands,
    IReadOnlyList<AskedAndAnswered> Checklist,
    IReadOnlyDictionary<Guid, CatalogueItem> Items
)
{
    public IReadOnlyList<MissingElement> Missing => ProofRules.Missing(Method, Told, Settings);

    public ServiceDate Date => ProofRules.DateOfService(Method, Told, Settings);

    /// <summary>What only others can bring after the door is closed: a facility's own records, which may take days.</summary>
    public static bool MayFollow(MissingElement m) => m.Code is "PRF-14" or "PRF-15";

    internal T? Last<T>(string kind)
        where T : class => Current.LastOrDefault(e => e.Kind == kind) is { } e ? Json.Read<T>(e.Data) : null;
}

/// <summary>What changed hands, with the names of things.</summary>
public sealed record Hand(Handover Row, CatalogueItem Item, string? Serial, string? Lot);

public sealed record AskedAndAnswered(Field.Visit.ChecklistItem Question, ChecklistAnswer? Answer)
{
    public bool Stops => VisitChecklist.Stops(Question, Answer?.Answer);
}

/// <summary>Gathers the case of a visit; changes of the save under way count.</summary>
public sealed class ProofCases(Desk desk, BranchTime time, Staff staff)
{
    public async Task<ProofCase> Of(Visit visit, FailedVisit? failure, CancellationToken ct)
    {
        var db = desk.Db;
        var patient = await db.Patients.FirstAsync(p => p.Id == visit.PatientId, ct);
        var branch = await db.Set<Branch>().FirstAsync(b => b.Id == visit.BranchId, ct);
        var order = visit.OrderId is { } orderId
            ? await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == orderId, ct)
            : null;
        await db.Evidence.Where(e => e.VisitId == visit.Id).LoadAsync(ct);
        var evidence = db
            .Evidence.Local.Where(e => e.VisitId == visit.Id)
            .OrderBy(e => e.ServerTime)
            .ThenBy(e => e.Id)
            .ToList();
        var gone = evidence.Select(e => e.Corrects).OfType<Guid>().ToHashSet();
        var current = evidence.Where(e => !gone.Contains(e.Id) && e.Kind != EvidenceKinds.Withdrawn).ToList();
        var rows = await db
            .Handovers.Where(h => h.VisitId == visit.Id && h.UndoneAt == null)
            .OrderBy(h => h.Id)
            .ToListAsync(ct);
        rows = [.. rows.Where(h => h.UndoneAt is null)];
        var itemIds = rows.Select(h => h.ItemId).Concat(visit.Lines.Select(l => l.ItemId)).Distinct().ToList();
        var items = await db.Items.Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var unitIds = rows.Select(h => h.UnitId).OfType<Guid>().ToList();
        var serials = await db.Units.Where(u => unitIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Serial, ct);
        var lotIds = rows.Select(h => h.LotId).OfType<Guid>().ToList();
        var lots = await db.Lots.Where(l => lotIds.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Number, ct);
        var hands = rows.Select(h => new Hand(
                h,
                items[h.ItemId],
                h.UnitId is { } u ? serials.GetValueOrDefault(u) : null,
                h.LotId is { } l ? lots.GetValueOrDefault(l) : null
            ))
            .ToList();
        var answers = await desk.LastAnswers(visit.Id, ct);
        var checklist = VisitChecklist
            .For(visit.Kind, visit.Lines.Where(l => l.Direction == Direction.Drop).Select(l => items[l.ItemId]))
            .Select(q => new AskedAndAnswered(q, answers.GetValueOrDefault(q.Code)))
            .ToList();
        var clock = (await time.Of(visit.BranchId, ct))!;
        var today = clock.DayOf(desk.Now);
        var settings = new ProofSettings
        {
            Staff = await staff.On(visit.Date, ct),
            Rules = await Rules(visit.BranchId, ct),
            Today = today,
        };
        var known = new ProofCase(
            visit,
            patient,
            order,
            branch,
            DeliveryMethod.Direct,
            new(),
            settings,
            evidence,
            current,
            hands,
            checklist,
            items
        );
        var method = known.Last<MethodData>(EvidenceKinds.Method)?.Method ?? DeliveryMethod.Direct;
        DateOnly? received = visit.ArrivedAt is { } at ? clock.DayOf(at) : null;
        return known with { Method = method, Told = Told(known, method, received, failure) };
    }

    private static ProofEvidence Told(ProofCase known, DeliveryMethod method, DateOnly? received, FailedVisit? failure)
    {
        var (visit, patient) = (known.Visit, known.Patient);
        var signed = known.Current.LastOrDefault(e => e.Kind == EvidenceKinds.Signature);
        var said = signed is null ? null : Json.Read<SignatureData>(signed.Data);
        var carrier = known.Last<CarrierData>(EvidenceKinds.Carrier);
        var facility = known.Last<FacilityData>(EvidenceKinds.Facility);
        var early = known.Last<DischargeData>(EvidenceKinds.Discharge);
        var eligible = known.Last<EligibleData>(EvidenceKinds.Eligible);
        var required = known.Checklist.Where(c => c.Question.IsRequired).ToList();
        return new ProofEvidence
        {
            Kind = visit.Kind,
            BeneficiaryName = patient.Name,
            DeliveryAddress = StopSheets.AddressOf(patient),
            Items =
            [
                .. known
                    .Hands.Where(h => h.Row.Direction == Direction.Drop)
                    .Select(h => new DeliveredItem(
                        h.Item.Name,
                        h.Item.Hcpcs,
                        $"{h.Item.Manufacturer} {h.Item.Model}".Trim(),
                        h.Row.Quantity,
                        h.Serial,
                        h.Lot,
                        h.Item.Family
                    )),
            ],
            SupplierDate = method == DeliveryMethod.Carrier ? null : received,
            RecipientDate = said?.RecipientDate,
            Signature = said is null
                ? null
                : new Signature(
                    said.Role,
                    signed!.Blob,
                    said.PrintedName,
                    said.Legible,
                    said.Relationship,
                    null,
                    said.HasFinancialInterest,
                    signed.DeviceTime,
                    said.TextId
                ),
            RealTimeInteraction = said?.MetInPerson,
            Shipment = carrier is null
                ? null
                : new(
                    carrier.TrackingNumber,
                    carrier.InvoiceNumber,
                    carrier.LabelDate,
                    carrier.PickedUpDate,
                    carrier.DeliveredDate,
                    carrier.EvidenceOfDelivery
                        ?? known.Current.LastOrDefault(e => e.Kind == EvidenceKinds.Carrier)?.Blob
                ),
            Facility = facility is null ? null : new(facility.Name, facility.ProvidedRecord, facility.UsedRecord),
            PreDischarge = early is null ? null : new(early.Anticipated, early.Actual, early.Purpose),
            RecentlyEligible = eligible is null
                ? null
                : new(eligible.BeneficiaryStatement, eligible.SupplierAttestation, eligible.InspectedOn),
            Instructions =
            [
                .. known
                    .Current.Where(e => e.Kind == EvidenceKinds.Instruction)
                    .Select(e => Json.Read<InstructionData>(e.Data)!)
                    .Select(i => new Instruction(i.GivenBy, i.Qualified, i.GivenOn, i.Subject)),
            ],
            Photos =
            [
                .. known
                    .Current.Where(e => e.Kind == EvidenceKinds.Photo)
                    .Select(e => new Photo(e.Blob!, e.DeviceTime, Json.Read<PhotoData>(e.Data)?.Subject)),
            ],
            Returned =
            [
                .. known
                    .Hands.Where(h => h.Row.Direction == Direction.Fetch)
                    .Select(h => new ReturnedItem(
                        h.Item.Name,
                        h.Row.Quantity,
                        h.Serial,
                        h.Lot,
                        h.Row.Condition,
                        h.Row.MissingAccessories
                    )),
            ],
            ExchangeReasonCode = known.Last<ExchangeData>(EvidenceKinds.Exchange)?.Code,
            ServiceDone = known.Last<ServiceData>(EvidenceKinds.Service)?.Done,
            Failure = failure,
            ChecklistComplete = required.Count == 0 ? null : required.TrueForAll(c => c.Answer is not null),
            Place = signed is { Latitude: { } lat, Longitude: { } lon } ? new GeoPoint(lat, lon) : null,
            InvoiceNumber = known.Last<InvoiceData>(EvidenceKinds.Invoice)?.Number,
        };
    }

    /// <summary>What this house asks beyond the payer's list: the setting "proof.rules", of the branch or of all.</summary>
    private async Task<IReadOnlyList<EvidenceRule>> Rules(Guid branchId, CancellationToken ct)
    {
        var rows = await desk
            .Db.Settings.AsNoTracking()
            .Where(s => s.Key == "proof.rules" && (s.BranchId == branchId || s.BranchId == Guid.Empty))
            .ToListAsync(ct);
        var row = rows.Find(s => s.BranchId == branchId) ?? rows.FirstOrDefault();
        return row is null ? [] : Json.Read<List<EvidenceRule>>(row.Value) ?? [];
    }
}
