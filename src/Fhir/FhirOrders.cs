using System.Security.Cryptography;
using System.Text;
using Homeward.Field.Checks;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;

namespace Homeward.Fhir;

/// <summary>What one patient's requests of a bundle say, as the journey takes an order.</summary>
/// <param name="Requests">The requests that became lines, in their order.</param>
internal sealed record FhirOrder(FhirNode Patient, NewOrder Order, List<FhirNode> Requests);

/// <summary>What the mapping has to look up.</summary>
/// <param name="Payers">The payers of the day, by code and name.</param>
/// <param name="KnownNpi">Practitioners we know.</param>
/// <param name="Sources">Referral sources by name.</param>
internal sealed record FhirHouse(
    Guid BranchId,
    DateOnly Today,
    DateTime Now,
    IReadOnlyList<CodeRow> Payers,
    Func<string, bool> KnownNpi,
    IReadOnlyDictionary<string, Guid> Sources
);

/// <summary>Reads the orders of a bundle. What cannot be taken over is noted, so that nothing vanishes unsaid.</summary>
internal sealed class FhirOrders(FhirBundle bundle, FhirHouse house, List<FhirNote> notes)
{
    private const string NpiSystem = "http://hl7.org/fhir/sid/us-npi";

    public List<FhirOrder> Read()
    {
        var requests = bundle
            .Resources.Where(r => r.Type is "DeviceRequest" or "ServiceRequest")
            .Where(IsMeant)
            .ToList();
        var orders = new List<FhirOrder>();
        foreach (var group in requests.GroupBy(PatientOf))
        {
            var lines = new List<(FhirNode Request, NewLine Line)>();
            foreach (var request in group)
                if (Line(request) is { } line)
                    lines.Add((request, line));
            if (lines.Count == 0)
                continue;
            if (!group.Key.Exists)
            {
                notes.Add(
                    new(
                        "FHR-011",
                        "error",
                        "The request names no patient that is in the bundle.",
                        $"{lines[0].Request.Type}.subject"
                    )
                );
                continue;
            }
            orders.Add(new(group.Key, Order(group.Key, lines), [.. lines.Select(l => l.Request)]));
        }
        return orders;
    }

    private bool IsMeant(FhirNode request)
    {
        var status = request.Text("status");
        if (status is null or "active" or "draft" or "on-hold" or "unknown")
            return true;
        notes.Add(
            new(
                "FHR-013",
                "information",
                $"A {request.Type} that is “{FhirPatients.Short(status)}” orders nothing; it was passed over.",
                $"{request.Type}.status"
            )
        );
        return false;
    }

    private FhirNode PatientOf(FhirNode request)
    {
        var patient = bundle.Find(request["subject"], request, "Patient");
        if (patient.Type == "Patient")
            return patient;
        // One patient in the bundle and none named: it is meant for this one.
        var all = bundle.Of("Patient").Take(2).ToList();
        return all.Count == 1 && !request["subject"]["reference"].Exists ? all[0] : default;
    }

    private NewLine? Line(FhirNode request)
    {
        var codes = Codes(request).ToList();
        var hcpcs = codes.Select(c => c.Text("code")).FirstOrDefault(c => Hcpcs.IsShape(c))?.ToUpperInvariant();
        if (hcpcs is null)
        {
            var device = request.Type == "DeviceRequest";
            notes.Add(
                device
                    ? new(
                        "FHR-010",
                        "error",
                        "The device requested carries no HCPCS code.",
                        "DeviceRequest.codeCodeableConcept"
                    )
                    : new(
                        "FHR-014",
                        "information",
                        "A ServiceRequest without a HCPCS code orders no equipment; it was passed over.",
                        "ServiceRequest.code"
                    )
            );
            return device ? new NewLine() : null;
        }
        var quantity =
            request["quantityQuantity"].Number("value")
            ?? request
                .All("parameter")
                .Where(p =>
                    (p["code"].Text("text") ?? p["code"].First("coding").Text("code") ?? "").Contains(
                        "quantity",
                        StringComparison.OrdinalIgnoreCase
                    )
                )
                .Select(p => p["valueQuantity"].Number("value"))
                .FirstOrDefault()
            ?? 1;
        var settings = request
            .All("parameter")
            .Select(p =>
                (
                    Name: p["code"].Text("text") ?? p["code"].First("coding").Text("display"),
                    p["valueQuantity"],
                    Said: p["valueCodeableConcept"].Text("text")
                )
            )
            .Where(p => p.Name is not null && !p.Name.Contains("quantity", StringComparison.OrdinalIgnoreCase))
            .Select(p =>
                $"{p.Name} {p.Said ?? $"{p.Item2.Text("value")} {p.Item2.Text("unit") ?? p.Item2.Text("code")}"}".Trim()
            );
        return new()
        {
            Item = hcpcs,
            Quantity = (int)Math.Clamp(Math.Ceiling(quantity), -1, 1_000_000),
            Prescription = Cut(string.Join("; ", settings), 200),
        };
    }

    private IEnumerable<FhirNode> Codes(FhirNode request)
    {
        foreach (var name in new[] { "codeCodeableConcept", "code" })
        foreach (var coding in request[name].All("coding"))
            yield return coding;
        foreach (var detail in request.All("orderDetail"))
        foreach (var coding in detail.All("coding"))
            yield return coding;
        var device = bundle.Find(request["codeReference"], request);
        foreach (var name in new[] { "type", "code" })
        foreach (var coding in device[name].All("coding"))
            yield return coding;
    }

    private NewOrder Order(FhirNode patient, List<(FhirNode Request, NewLine Line)> lines)
    {
        var first = lines[0].Request;
        var encounter = bundle.Find(first["encounter"], first, "Encounter");
        if (!encounter.Exists)
            encounter = bundle
                .Of("Encounter")
                .FirstOrDefault(e => e["class"].Text("code") is "IMP" or "ACUTE" or "EMER");
        var inpatient = encounter["class"].Text("code") is "IMP" or "ACUTE" or "EMER" or "OBSENC" or "NONAC";
        var discharge = encounter["period"].Instant("end");
        var meant = inpatient && (discharge is null || discharge > house.Now.AddDays(-30));
        var wanted = lines
            .Select(l => l.Request.Day("occurrenceDateTime") ?? l.Request["occurrencePeriod"].Day("start"))
            .FirstOrDefault(d => d is not null);
        var texts = lines
            .SelectMany(l =>
                l.Request.All("note").Select(n => n.Text("text")).Append(l.Request.Text("patientInstruction"))
            )
            .Concat(
                lines
                    .SelectMany(l => l.Request.All("reasonCode"))
                    .Where(r => !r.All("coding").Any())
                    .Select(r => r.Text("text") is { } why ? $"Reason: {why}" : null)
            )
            .OfType<string>()
            .Distinct();
        var newcomer = FhirPatients.Read(patient, house.Today, notes) with
        {
            BranchId = house.BranchId,
            Coverages = Coverages(patient),
        };
        return new()
        {
            BranchId = house.BranchId,
            Channel = OrderChannel.Fhir,
            ExternalId = ExternalId(first, patient),
            Patient = newcomer,
            OrderedOn = OrderedOn(lines.Select(l => l.Request)),
            Urgency = Priority(lines.Select(l => l.Request.Text("priority"))),
            Situation = meant ? Situation.HospitalDischarge : Situation.Home,
            DischargeAt = meant ? discharge : null,
            WantedOn = wanted >= house.Today && wanted <= house.Today.AddYears(1) ? wanted : null,
            Practitioner = Practitioner(first),
            ReferralSourceId = Source(encounter),
            Diagnoses = Diagnoses(lines.Select(l => l.Request)),
            Lines = [.. lines.Select(l => l.Line)],
            Notes = Cut(string.Join("\n", texts), 4000),
        };
    }

    private DateOnly? OrderedOn(IEnumerable<FhirNode> requests)
    {
        var on = requests.Select(r => r.Day("authoredOn")).FirstOrDefault(d => d is not null);
        if (on is null || (on <= house.Today && on >= house.Today.AddYears(-2)))
            return on;
        notes.Add(
            new(
                "FHR-024",
                "warning",
                $"The order is dated {on:yyyy-MM-dd}: in the future or older than two years. The date was left out; the order says that it is missing.",
                "DeviceRequest.authoredOn"
            )
        );
        return null;
    }

    private OrderingPractitioner? Practitioner(FhirNode request)
    {
        var found = bundle.Find(request["requester"], request, "Practitioner");
        if (found.Type == "PractitionerRole")
            found = bundle.Find(found["practitioner"], found, "Practitioner");
        var said = found.Type == "Practitioner" ? found : default;
        var name = FhirPatients.Whole(said.First("name")) ?? request["requester"].Text("display");
        var npi =
            said.All("identifier")
                .Where(i => i.Text("system") == NpiSystem)
                .Select(i => i.Text("value"))
                .FirstOrDefault(v => v is not null)
            ?? said.All("identifier").Select(i => i.Text("value")).FirstOrDefault(v => Npi.IsValid(v))
            ?? (
                request["requester"]["identifier"].Text("system") == NpiSystem
                    ? request["requester"]["identifier"].Text("value")
                    : null
            );
        if (npi is null && name is null)
            return null;
        if (!Npi.IsValid(npi) || (name is null && !house.KnownNpi(npi!)))
        {
            notes.Add(
                new(
                    "INT-050",
                    "warning",
                    $"The prescriber{(name is null ? "" : $" {FhirPatients.Short(name)}")} has no valid NPI, or no name; the order says that the prescriber is missing.",
                    "DeviceRequest.requester"
                )
            );
            return null;
        }
        return new(npi, Cut(name, 100));
    }

    private List<string> Diagnoses(IEnumerable<FhirNode> requests) =>
        [
            .. requests
                .SelectMany(r =>
                    r.All("reasonCode")
                        .SelectMany(c => c.All("coding"))
                        .Concat(
                            r.All("reasonReference")
                                .SelectMany(f => bundle.Find(f, r, "Condition")["code"].All("coding"))
                        )
                )
                .Where(c => c.Text("system")?.Contains("icd-10", StringComparison.OrdinalIgnoreCase) == true)
                .Select(c => Icd10.Normalise(c.Text("code")))
                .OfType<string>()
                .Distinct()
                .Take(12),
        ];

    private List<NewCoverage> Coverages(FhirNode patient)
    {
        var taken = new List<NewCoverage>();
        foreach (var coverage in bundle.Of("Coverage").Take(20))
        {
            var owner = bundle.Find(coverage["beneficiary"], coverage, "Patient");
            if (owner.Exists && owner != patient)
                continue;
            if (
                coverage["period"].Day("end") < house.Today
                || coverage.Text("status") is "cancelled" or "entered-in-error"
            )
            {
                notes.Add(new("FHR-025", "information", "A coverage that has ended was left out.", "Coverage.period"));
                continue;
            }
            var payor = coverage.First("payor");
            var organisation = bundle.Find(payor, coverage, "Organization");
            var names = new[] { organisation.Text("name"), payor.Text("display"), payor["identifier"].Text("value") }
                .Concat(organisation.All("identifier").Select(i => i.Text("value")))
                .Concat(coverage.All("class").Select(c => c.Text("name")))
                .OfType<string>()
                .ToList();
            var payer = house.Payers.FirstOrDefault(p => names.Any(n => Same(n, p.Code) || Same(n, p.Text)));
            var member = coverage.Text("subscriberId") ?? coverage.First("identifier").Text("value");
            if (payer?.Code == "medicare")
                member = Mbi.Normalise(member);
            if (payer is null || member is not { Length: <= 100 } || taken.Count == 9)
            {
                notes.Add(
                    new(
                        "INT-020",
                        "warning",
                        $"The coverage with {FhirPatients.Short(names.FirstOrDefault() ?? "an unnamed payer")} was left out: its payer is not in our list, or its member id is not one.",
                        "Coverage.payor"
                    )
                );
                continue;
            }
            var from = coverage["period"].Day("start");
            taken.Add(
                new()
                {
                    Payer = payer.Code,
                    MemberId = member,
                    From = from >= new DateOnly(1965, 1, 1) && from <= house.Today ? from : null,
                    To = coverage["period"].Day("end"),
                }
            );
        }
        return [.. taken.DistinctBy(c => (c.Payer, c.MemberId))];
    }

    private Guid? Source(FhirNode encounter)
    {
        var header = bundle.Of("MessageHeader").FirstOrDefault();
        var names = new[]
        {
            bundle.Find(header["sender"], header, "Organization").Text("name"),
            header["sender"].Text("display"),
            bundle.Find(encounter["serviceProvider"], encounter, "Organization").Text("name"),
            encounter["serviceProvider"].Text("display"),
        };
        foreach (var name in names.OfType<string>())
            if (house.Sources.TryGetValue(name.ToLowerInvariant(), out var id))
                return id;
        return null;
    }

    // The sender's own number; a bundle without one is known by its content, so that sending it twice orders once.
    private string ExternalId(FhirNode request, FhirNode patient)
    {
        var group = request["groupIdentifier"].Exists ? request["groupIdentifier"] : request["requisition"];
        var own =
            group["value"].Exists ? group
            : request.First("identifier")["value"].Exists ? request.First("identifier")
            : bundle.Root["identifier"];
        var text = own.Text("value") is { } value ? $"{own.Text("system")}|{value}".TrimStart('|') : null;
        if (text is { Length: <= 100 } && !text.Any(char.IsControl))
            return text;
        var content = text ?? bundle.Root.Json.GetRawText() + (patient.Text("id") ?? "");
        return $"fhir-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32]}";
    }

    private static Urgency? Priority(IEnumerable<string?> priorities)
    {
        var all = priorities.ToList();
        return all.Contains("stat") ? Urgency.Stat
            : all.Contains("asap") || all.Contains("urgent") ? Urgency.SameDay
            : null;
    }

    private static bool Same(string a, string b) => string.Equals(a.Trim(), b, StringComparison.OrdinalIgnoreCase);

    private static string? Cut(string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var plain = new string([.. text.Where(c => !char.IsControl(c) || c is '\n' or '\t')]);
        if (plain.Length <= most)
            return plain;
        return char.IsHighSurrogate(plain[most - 1]) ? plain[..(most - 1)] : plain[..most];
    }
}
