using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Homeward.Field.Proof;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

/// <summary>
/// One piece of evidence: its kind, what the kind needs (as JSON), a picture where there is one. The file travels beside it; its
/// hash is part of the request, so that a repeat with another picture is not a repeat.
/// </summary>
public sealed record EvidenceTaken(Guid VisitId, string Kind, string Data, Capture At)
{
    public string? FileHash { get; init; }

    /// <summary>The record this one corrects or withdraws, and why.</summary>
    public Guid? Corrects { get; init; }
    public string? CorrectionReason { get; init; }

    public static string? HashOf(byte[]? file) => file is null ? null : Convert.ToHexStringLower(SHA256.HashData(file));
}

public sealed record EvidenceView(
    Guid Id,
    Guid VisitId,
    string Kind,
    string Data,
    string? Blob,
    string? ContentType,
    string Hash,
    DateTime DeviceTime,
    DateTime ServerTime,
    string By,
    Guid? Corrects,
    string? CorrectionReason,
    bool Current
)
{
    internal static EvidenceView Of(Evidence e, bool current = true) =>
        new(
            e.Id,
            e.VisitId,
            e.Kind,
            e.Data,
            e.Blob,
            e.ContentType,
            e.Hash,
            e.DeviceTime,
            e.ServerTime,
            e.CapturedByName,
            e.Corrects,
            e.CorrectionReason,
            current
        );
}

/// <summary>Keeps a piece of evidence: append-only, hashed over data and picture. A correction is a new record that names the old.</summary>
public sealed class CaptureEvidence(Desk desk, VisitDoor door, BlobStore blobs, ReadEvidence read, SealProof seal)
{
    public async Task<Outcome<EvidenceView>> Run(Command<EvidenceTaken> command, byte[]? file, CancellationToken ct)
    {
        // What the request says of the file must be true before it becomes the command's memory.
        var data = command.Data with
        {
            FileHash = EvidenceTaken.HashOf(file),
        };
        return await desk.Once<EvidenceView>(command.Id, data, () => Keep(command.Id, data, file, ct), ct);
    }

    private async Task<Outcome<EvidenceView>> Keep(Guid id, EvidenceTaken ask, byte[]? file, CancellationToken ct)
    {
        var problems = new List<Refusal>();
        ask.At.Check(problems);
        var reason = Said.Clean(ask.CorrectionReason, "correctionReason", Said.Line, problems);
        if (!EvidenceKinds.All.Contains(ask.Kind))
            problems.Add(new UnknownKind(ask.Kind.Length > 40 ? ask.Kind[..40] : ask.Kind) { Field = "kind" });
        if (ask.Data is { Length: > 16_000 })
            problems.Add(new InvalidField("data", "The data is longer than 16,000 characters."));
        if (ask.Corrects is not null && reason is null)
            problems.Add(new CorrectionNeedsReason() { Field = "correctionReason" });
        if (ask.Kind == EvidenceKinds.Withdrawn && ask.Corrects is null)
            problems.Add(new InvalidField("corrects", "Name the record that is withdrawn."));
        var picture = ask.Kind is EvidenceKinds.Signature or EvidenceKinds.Photo;
        if (picture && file is null)
            problems.Add(new InvalidField("file", $"A {ask.Kind} needs its picture."));
        if (!picture && file is not null && ask.Kind is not (EvidenceKinds.Carrier or EvidenceKinds.Facility))
            problems.Add(new InvalidField("file", "This kind of evidence takes no file."));
        string? type = null;
        if (file is not null && problems.Count == 0)
        {
            (type, var bad) = Pictures.Check(ask.Kind, file);
            if (bad is not null)
                problems.Add(bad);
        }
        if (problems.Count > 0)
            return problems;

        var office = desk.Actor.Can(May.WriteProof);
        var visit = await door.Open(ask.VisitId, ct);
        if (visit is null && office)
            visit = await desk.Db.Visits.Include(v => v.Lines).FirstOrDefaultAsync(v => v.Id == ask.VisitId, ct);
        if (visit is null)
            return new NoSuch("visit");
        if (When(visit, ask.Kind, office) is { } notNow)
            return notNow;
        var rows = await desk.Db.Evidence.Where(e => e.VisitId == visit.Id).ToListAsync(ct);
        var gone = rows.Select(e => e.Corrects).OfType<Guid>().ToHashSet();
        if (ask.Corrects is { } old && (rows.TrueForAll(e => e.Id != old) || gone.Contains(old)))
            return new NoSuchEvidence();
        var said = await read.Canonical(visit, ask.Kind, ask.Data, ask.At, ct);
        if (!said.Ok)
            return said.Refused<EvidenceView>();
        var row = new Evidence
        {
            Id = id,
            BranchId = visit.BranchId,
            VisitId = visit.Id,
            Kind = ask.Kind,
            Blob = file is null ? null : await blobs.Put(file, ct),
            ContentType = type,
            Data = said.Value,
            DeviceTime = ask.At.Kept,
            ServerTime = desk.Now,
            Latitude = ask.At.Latitude,
            Longitude = ask.At.Longitude,
            AccuracyMetres = ask.At.AccuracyMetres,
            CapturedBy = desk.Actor.PersonId ?? desk.Actor.Id,
            CapturedByName = desk.Actor.Name,
            Corrects = ask.Corrects,
            CorrectionReason = ask.Corrects is null ? null : reason,
        };
        row.Hash = EvidenceHash.Of(row);
        desk.Db.Evidence.Add(row);
        door.Tell(
            id,
            visit,
            Steps.Evidence,
            ask.At,
            new
            {
                ask.Kind,
                row.Hash,
                ask.Corrects,
            }
        );
        if (visit.State is VisitState.Closed or VisitState.Failed && await seal.Again(visit, ct) is { } refusal)
            return refusal;
        return EvidenceView.Of(row);
    }

    // A photo of a closed door is taken before anybody says they arrived; a signature is not.
    private static Refusal? When(Visit visit, string kind, bool office) =>
        visit.State switch
        {
            VisitState.Closed or VisitState.Failed => office ? null : new OfficeCorrects(),
            VisitState.Cancelled => new VisitIsOver("cancelled"),
            VisitState.Arrived => null,
            VisitState.EnRoute or VisitState.Published when kind is EvidenceKinds.Photo or EvidenceKinds.Note => null,
            VisitState.EnRoute or VisitState.Published when office && EvidenceKinds.OfOffice.Contains(kind) => null,
            _ => new NotAtTheDoor(Words.Of(visit.State.ToString())),
        };
}

/// <summary>The hash of one piece of evidence, and of a set in order.</summary>
public static class EvidenceHash
{
    /// <summary>SHA-256 over what was captured: visit, kind, data, picture's address, when, where, by whom, and what it corrects.</summary>
    public static string Of(Evidence e) =>
        Hex(
            Json.Write(
                new
                {
                    e.Id,
                    e.VisitId,
                    e.Kind,
                    e.Data,
                    e.Blob,
                    e.ContentType,
                    DeviceTime = e.DeviceTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                    ServerTime = e.ServerTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                    e.Latitude,
                    e.Longitude,
                    e.AccuracyMetres,
                    e.CapturedBy,
                    e.CapturedByName,
                    e.Corrects,
                    e.CorrectionReason,
                }
            )
        );

    /// <summary>Each link is the hash of the link before and the next record: none can be altered, added, dropped or moved unseen.</summary>
    public static string Chain(string start, IEnumerable<string> hashes) =>
        hashes.Aggregate(Hex(start), (link, next) => Hex(link + next));

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Reads what a kind of evidence says and writes it in one form, completed with what the house knows itself.</summary>
public sealed class ReadEvidence(Desk desk, VisitDoor door, Qualified qualified, CodeLists codes, Staff staff)
{
    public async Task<Outcome<string>> Canonical(
        Visit visit,
        string kind,
        string json,
        Capture at,
        CancellationToken ct
    )
    {
        var problems = new List<Refusal>();
        var day = await door.DayOf(visit.BranchId, at.TimeOr(desk.Now), ct);
        try
        {
            var text = kind switch
            {
                EvidenceKinds.Signature => Json.Write(
                    await Signature(visit, Parse<SignatureData>(json), day, problems, ct)
                ),
                EvidenceKinds.Photo => Json.Write(
                    Parse<PhotoData>(json) is var p ? new PhotoData(Clean(p.Subject, "subject")) : p
                ),
                EvidenceKinds.Note => Json.Write(new NoteData(Need(Parse<NoteData>(json).Text, "text", Said.Note))),
                EvidenceKinds.Instruction => Json.Write(
                    await Instruction(visit, Parse<InstructionData>(json), day, problems, ct)
                ),
                EvidenceKinds.Exchange => Json.Write(await Exchange(Parse<ExchangeData>(json), day, problems, ct)),
                EvidenceKinds.Service => Json.Write(
                    new ServiceData(Need(Parse<ServiceData>(json).Done, "done", Said.Note))
                ),
                EvidenceKinds.Carrier => Json.Write(Carrier(Parse<CarrierData>(json))),
                EvidenceKinds.Facility => Json.Write(Facility(Parse<FacilityData>(json))),
                EvidenceKinds.Invoice => Json.Write(new InvoiceData(Need(Parse<InvoiceData>(json).Number, "number"))),
                EvidenceKinds.Discharge => Json.Write(Parse<DischargeData>(json)),
                EvidenceKinds.Eligible => Json.Write(Eligible(Parse<EligibleData>(json))),
                EvidenceKinds.Method => Json.Write(Parse<MethodData>(json)),
                _ => "{}",
            };
            return problems.Count > 0 ? problems : text;
        }
        catch (JsonException)
        {
            return new BadEvidence($"The data is not what a {kind} needs.") { Field = "data" };
        }

        string? Clean(string? said, string field, int most = Said.Line) =>
            Said.Clean(said, $"data.{field}", most, problems);

        string? Need(string? said, string field, int most = Said.Line)
        {
            var clean = Clean(said, field, most);
            if (clean is null)
                problems.Add(new InvalidField($"data.{field}", "This must be filled in."));
            return clean;
        }

        CarrierData Carrier(CarrierData d) =>
            d with
            {
                TrackingNumber = Clean(d.TrackingNumber, "trackingNumber"),
                InvoiceNumber = Clean(d.InvoiceNumber, "invoiceNumber"),
                EvidenceOfDelivery = Clean(d.EvidenceOfDelivery, "evidenceOfDelivery"),
            };

        FacilityData Facility(FacilityData d) =>
            new(Clean(d.Name, "name"), Clean(d.ProvidedRecord, "providedRecord"), Clean(d.UsedRecord, "usedRecord"));

        EligibleData Eligible(EligibleData d) =>
            d with
            {
                BeneficiaryStatement = Clean(d.BeneficiaryStatement, "beneficiaryStatement"),
                SupplierAttestation = Clean(d.SupplierAttestation, "supplierAttestation"),
            };
    }

    private static T Parse<T>(string json)
        where T : class => Json.Read<T>(string.IsNullOrWhiteSpace(json) ? "{}" : json) ?? throw new JsonException();

    private async Task<SignatureData> Signature(
        Visit visit,
        SignatureData d,
        DateOnly day,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        var text = Acknowledgements.All.FirstOrDefault(t =>
            t.Id == d.TextId && t.Version == d.TextVersion && t.Language == d.TextLanguage
        );
        if (text is null || text.Id != Acknowledgements.For(visit.Kind, "en").Id)
            problems.Add(new WrongText() { Field = "data.textId" });
        if (d.RecipientDate is { } own && (own > day || own < day.AddYears(-1)))
            problems.Add(
                new InvalidField("data.recipientDate", "The recipient's date is in the future or more than a year ago.")
            );
        var signed = d with
        {
            PrintedName = Said.Clean(d.PrintedName, "data.printedName", 100, problems),
            Relationship = Said.Clean(d.Relationship, "data.relationship", 100, problems),
            Text = text?.Text,
            TextHash = text?.Sha256,
        };
        var patient = await desk.Db.Set<Intake.Patient>().AsNoTracking().FirstAsync(p => p.Id == visit.PatientId, ct);
        var sign = new Signature(signed.Role, "pending", signed.PrintedName);
        // Refused at once, while the pen is still at the door; the rules look again when the visit closes.
        if (ProofRules.IsStaff(sign, patient.Name, await staff.On(day, ct)))
            problems.Add(new StaffSigned() { Field = "data.printedName" });
        return signed;
    }

    private async Task<InstructionData> Instruction(
        Visit visit,
        InstructionData d,
        DateOnly day,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        var given = d.GivenOn ?? day;
        if (given > day || given < day.AddYears(-1))
            problems.Add(
                new InvalidField("data.givenOn", "The day of instruction is in the future or more than a year ago.")
            );
        var who = d.PersonId ?? desk.Actor.PersonId;
        var person = who is null ? null : await desk.Db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == who, ct);
        if (d.PersonId is not null && person is null)
            problems.Add(new InvalidField("data.personId", "There is no such colleague."));
        var skills = (await desk.SetUpItems(visit, ct))
            .Select(i => i.Skill)
            .Where(s => s.Length > 0)
            .Distinct()
            .ToList();
        var can = person is not null && (await qualified.On(null, given, skills, ct)).Contains(person.Id);
        return new InstructionData(
            Said.Clean(d.Subject, "data.subject", Said.Line, problems),
            d.TeachBack,
            person?.Id,
            given
        )
        {
            GivenBy = person?.Name,
            Qualified = can,
        };
    }

    private async Task<ExchangeData> Exchange(
        ExchangeData d,
        DateOnly day,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        if (await codes.Find(CodeLists.ExchangeReason, d.Code ?? "", day, ct) is null)
            problems.Add(
                new UnknownExchange(d.Code is { Length: > 40 } c ? c[..40] : d.Code ?? "") { Field = "data.code" }
            );
        return d;
    }
}

/// <summary>Everybody who works for us on a day: none of them may sign for a patient.</summary>
public sealed class Staff(Desk desk)
{
    private readonly Dictionary<DateOnly, IReadOnlyList<StaffIdentity>> known = [];

    public async Task<IReadOnlyList<StaffIdentity>> On(DateOnly day, CancellationToken ct)
    {
        if (known.TryGetValue(day, out var people))
            return people;
        // Of every branch: a colleague from elsewhere is an employee all the same. Only compared, never shown.
        var rows = await desk
            .Db.People.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .AsNoTracking()
            .Where(p => p.LeftOn == null || p.LeftOn >= day)
            .Select(p => new
            {
                p.Id,
                p.FirstName,
                p.LastName,
            })
            .ToListAsync(ct);
        return known[day] = [.. rows.Select(p => new StaffIdentity(p.Id.ToString(), $"{p.FirstName} {p.LastName}"))];
    }
}
