using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Issue = Hl7.Fhir.Model.OperationOutcome.IssueComponent;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using Patient = Hl7.Fhir.Model.Patient;
using Severity = Hl7.Fhir.Model.OperationOutcome.IssueSeverity;
using Task = Hl7.Fhir.Model.Task;

namespace Homeward.Fhir;

/// <summary>Writes what the journey answered as FHIR resources.</summary>
internal static class FhirAnswers
{
    private static readonly string[] Readable = ["DeviceRequest", "Task", "Patient"];

    private const string Codes = "urn:homeward:code";
    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions().ForFhir(
        ModelInfo.ModelInspector
    );

    public static string Write(Resource resource) => JsonSerializer.Serialize(resource, Options);

    public static OperationOutcome Outcome(IEnumerable<Refusal> refusals) =>
        new() { Issue = [.. refusals.Select(r => Problem(r))] };

    public static Bundle Answer(FhirAnswer answer)
    {
        var bundle = new Bundle
        {
            Type = answer.BundleType switch
            {
                "transaction" => Bundle.BundleType.TransactionResponse,
                "batch" => Bundle.BundleType.BatchResponse,
                _ => Bundle.BundleType.Collection,
            },
        };
        var bare = bundle.Type == Bundle.BundleType.Collection;
        foreach (var result in answer.Results)
        {
            var (taken, refusals) = (result.Taken, result.Refusals);
            if (taken is null)
            {
                bundle.Entry.Add(
                    new()
                    {
                        Response = new() { Status = Status(refusals[0].Kind), Outcome = Outcome(refusals) },
                    }
                );
                continue;
            }
            var task = Task(taken);
            var outcome = new OperationOutcome
            {
                Issue =
                [
                    .. answer.Notes.Where(n => n.Severity != "error").Select(Note),
                    .. taken.Missing.Select(m => new Issue
                    {
                        Severity = Severity.Warning,
                        Code = IssueType.Incomplete,
                        Details = Concept(m.Code, m.What),
                        Diagnostics = m.ToDo,
                    }),
                ],
            };
            if (outcome.Issue.Count == 0)
                outcome.Issue.Add(
                    new()
                    {
                        Severity = Severity.Information,
                        Code = IssueType.Informational,
                        Diagnostics = "The order is complete.",
                    }
                );
            var entry = new Bundle.EntryComponent { FullUrl = $"urn:uuid:{taken.Id}", Resource = task };
            if (!bare)
                entry.Response = new()
                {
                    Status = taken.Repeated ? "200 OK" : "201 Created",
                    Location = $"Task/{taken.Id}",
                    Outcome = outcome,
                };
            bundle.Entry.Add(entry);
            if (bare)
                bundle.Entry.Add(new() { Resource = outcome });
        }
        return bundle;
    }

    private static Task Task(OrderTaken taken) =>
        new()
        {
            Id = taken.Id.ToString(),
            Identifier = [new("urn:homeward:order", taken.Number)],
            Status =
                taken.State == OrderState.New
                    ? Hl7.Fhir.Model.Task.TaskStatus.Received
                    : Hl7.Fhir.Model.Task.TaskStatus.Accepted,
            Intent = Hl7.Fhir.Model.Task.TaskIntent.Order,
            Code = new() { Text = "Deliver home medical equipment" },
            For = new() { Reference = $"Patient/{taken.PatientId}" },
            BusinessStatus = new() { Text = Words.Of(taken.State.ToString()) },
        };

    public static Task Task(FhirOrderStatus order) =>
        new()
        {
            Id = order.Id.ToString(),
            Identifier = [new("urn:homeward:order", order.Number)],
            Status = order.State switch
            {
                OrderState.New => Hl7.Fhir.Model.Task.TaskStatus.Received,
                OrderState.Accepted => Hl7.Fhir.Model.Task.TaskStatus.Accepted,
                OrderState.OnHold => Hl7.Fhir.Model.Task.TaskStatus.OnHold,
                OrderState.Partial => Hl7.Fhir.Model.Task.TaskStatus.InProgress,
                OrderState.Fulfilled => Hl7.Fhir.Model.Task.TaskStatus.Completed,
                _ => Hl7.Fhir.Model.Task.TaskStatus.Cancelled,
            },
            Intent = Hl7.Fhir.Model.Task.TaskIntent.Order,
            Code = new() { Text = "Deliver home medical equipment" },
            For = new() { Reference = $"Patient/{order.PatientId}" },
            BusinessStatus = new() { Text = Words.Of(order.State.ToString()) },
            Focus = order.Lines.Count > 0 ? new() { Reference = $"DeviceRequest/{order.Lines[0]}" } : null,
        };

    public static DeviceRequest Device(FhirLineStatus line) =>
        new()
        {
            Id = line.Id.ToString(),
            Identifier = [new("urn:homeward:line", $"{line.OrderNumber}-{line.No}")],
            GroupIdentifier = new("urn:homeward:order", line.OrderNumber),
            Status = line.State switch
            {
                LineState.Delivered => RequestStatus.Completed,
                LineState.Cancelled => RequestStatus.Revoked,
                _ => line.OnHold ? RequestStatus.OnHold : RequestStatus.Active,
            },
            Intent = RequestIntent.Order,
            Code = new CodeableConcept
            {
                Coding =
                    line.Hcpcs.Length > 0
                        ? [new("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", line.Hcpcs, line.Item)]
                        : [],
                Text = line.Item,
            },
            Subject = new() { Reference = $"Patient/{line.PatientId}" },
        };

    public static Patient Patient(PatientView p) =>
        new()
        {
            Id = p.Id.ToString(),
            Identifier = [new("urn:homeward:patient", p.Number)],
            Name =
            [
                new()
                {
                    Use = HumanName.NameUse.Official,
                    Family = p.LastName,
                    Given = [p.FirstName],
                },
            ],
            BirthDate = p.BirthDate.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Active = p.MergedInto is null && p.DiedOn is null,
            Telecom = p.Phone.Length > 0 ? [new(ContactPoint.ContactPointSystem.Phone, null, p.Phone)] : [],
        };

    public static CapabilityStatement Capabilities(DateTime now) =>
        new()
        {
            Status = PublicationStatus.Active,
            Date = now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Kind = CapabilityStatementKind.Instance,
            FhirVersion = FHIRVersion.N4_0_1,
            Format = ["application/fhir+json"],
            Software = new() { Name = "Homeward" },
            Implementation = new() { Description = "Orders for home medical equipment: bundles in, status out." },
            Rest =
            [
                new()
                {
                    Mode = CapabilityStatement.RestfulCapabilityMode.Server,
                    Documentation =
                        "POST a transaction, batch, message or collection Bundle with DeviceRequest or ServiceRequest, Patient, Coverage and Practitioner to the base. Authorization: Bearer.",
                    Resource =
                    [
                        .. Readable.Select(t => new CapabilityStatement.ResourceComponent
                        {
                            Type = t,
                            Interaction = [new() { Code = CapabilityStatement.TypeRestfulInteraction.Read }],
                        }),
                    ],
                    Interaction =
                    [
                        new() { Code = CapabilityStatement.SystemRestfulInteraction.Transaction },
                        new() { Code = CapabilityStatement.SystemRestfulInteraction.Batch },
                    ],
                },
            ],
        };

    private static Issue Problem(Refusal r) =>
        new()
        {
            Severity = Severity.Error,
            Code = r.Kind switch
            {
                RefusalKind.NotFound => IssueType.NotFound,
                RefusalKind.Forbidden => IssueType.Forbidden,
                RefusalKind.Conflict or RefusalKind.Stale => IssueType.Conflict,
                RefusalKind.Rule => IssueType.BusinessRule,
                _ => IssueType.Invalid,
            },
            Details = Concept(r.Code, r.Sentence),
            Diagnostics = r.ToDo,
            Expression = r.Field is null ? [] : [r.Field],
        };

    private static Issue Note(FhirNote note) =>
        new()
        {
            Severity = note.Severity == "warning" ? Severity.Warning : Severity.Information,
            Code = IssueType.Informational,
            Details = Concept(note.Code, note.Sentence),
            Expression = note.Where is null ? [] : [note.Where],
        };

    private static CodeableConcept Concept(string code, string text) => new(Codes, code) { Text = text };

    private static string Status(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.NotFound => "404 Not Found",
            RefusalKind.Conflict or RefusalKind.Stale => "409 Conflict",
            RefusalKind.Forbidden => "403 Forbidden",
            RefusalKind.Rule => "422 Unprocessable Entity",
            _ => "400 Bad Request",
        };
}
