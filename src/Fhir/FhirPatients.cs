using Homeward.Field.Checks;
using Homeward.Journey.Intake;

namespace Homeward.Fhir;

/// <summary>Reads a Patient as the journey takes one.</summary>
internal static class FhirPatients
{
    private const string Ssn = "http://hl7.org/fhir/sid/us-ssn";
    private const string Geolocation = "http://hl7.org/fhir/StructureDefinition/geolocation";

    public static NewPatient Read(FhirNode patient, DateOnly today, List<FhirNote> notes)
    {
        var name = Name(patient);
        var phones = new List<string>();
        foreach (
            var telecom in patient
                .All("telecom")
                .Where(t => t.Text("system") is "phone" or "sms" && t.Text("use") != "old")
        )
            if (telecom.Text("value") is { } number)
            {
                if (PhoneText.Normalise(number) is { } phone)
                    phones.Add(phone);
                else
                    notes.Add(
                        new(
                            "INT-003",
                            "warning",
                            $"“{Short(number)}” is not a telephone number that can be called; it was left out.",
                            "Patient.telecom"
                        )
                    );
            }
        var address = Current(patient.All("address"), today);
        var place = address.All("extension").FirstOrDefault(e => e.Text("url") == Geolocation);
        var lines = address.All("line").Select(l => l.AsText()).OfType<string>().ToList();
        var zip = ZipCode.Normalise(address.Text("postalCode"));
        if (zip is null && address.Text("postalCode") is { } wrongZip)
            notes.Add(
                new(
                    "FHR-021",
                    "warning",
                    $"“{Short(wrongZip)}” is not a ZIP code; it was left out.",
                    "Patient.address.postalCode"
                )
            );
        var state = AddressText.StateCode(address.Text("state"));
        if (state is null && address.Text("state") is { } wrongState)
            notes.Add(
                new(
                    "FHR-022",
                    "warning",
                    $"“{Short(wrongState)}” is not a state; it was left out.",
                    "Patient.address.state"
                )
            );
        var contact = patient.All("contact").FirstOrDefault();
        var latitude = place.All("extension").FirstOrDefault(e => e.Text("url") == "latitude").Number("valueDecimal");
        var longitude = place.All("extension").FirstOrDefault(e => e.Text("url") == "longitude").Number("valueDecimal");
        var located = latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180;
        return new()
        {
            FirstName = name.First("given").AsText() ?? First(name.Text("text")) ?? "",
            LastName = name.Text("family") ?? Last(name.Text("text")) ?? "",
            BirthDate = patient.Day("birthDate"),
            Sex = patient.Text("gender") is "female" or "male" or "other" or "unknown" ? patient.Text("gender") : null,
            Phone = phones.FirstOrDefault(),
            OtherPhone = phones.Distinct().Skip(1).FirstOrDefault(),
            Email = Email(patient, notes),
            Language = Language(patient),
            AddressLine = lines.FirstOrDefault() ?? address.Text("text"),
            AddressLine2 = lines.Count > 1 ? string.Join(", ", lines.Skip(1)) : null,
            City = address.Text("city"),
            State = state,
            Zip = zip,
            Latitude = located ? latitude : null,
            Longitude = located ? longitude : null,
            ContactName = Whole(contact["name"]),
            ContactRelationship =
                contact.First("relationship").Text("text")
                ?? contact.First("relationship").First("coding").Text("display"),
            ContactPhone = contact
                .All("telecom")
                .Where(t => t.Text("system") == "phone")
                .Select(t => PhoneText.Normalise(t.Text("value")))
                .FirstOrDefault(p => p is not null),
            Identifiers =
            [
                // A social security number is nobody's business here.
                .. patient
                    .All("identifier")
                    .Where(i => i.Text("system") != Ssn)
                    .Where(i => i["type"].First("coding").Text("code") != "SS")
                    .Select(i => (System: i.Text("system") ?? "fhir", Value: i.Text("value")))
                    .Where(i => i.Value is not null && i.System.Length + i.Value.Length < 190)
                    .Select(i => $"{i.System.Replace('|', '/')}|{i.Value!.Replace('|', '/')}")
                    .Distinct()
                    .Take(20),
            ],
            UseKnown = true,
        };
    }

    /// <summary>A person's name in one line.</summary>
    public static string? Whole(FhirNode name) =>
        name.Text("text")
        ?? (
            string.Join(' ', name.All("given").Select(g => g.AsText()).Append(name.Text("family")).OfType<string>())
                is { Length: > 0 } whole
                ? whole
                : null
        );

    public static string Short(string text) =>
        new([.. text.Take(40).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);

    private static FhirNode Name(FhirNode patient)
    {
        var names = patient.All("name").Where(n => n.Text("use") is not ("old" or "maiden" or "nickname")).ToList();
        return names.FirstOrDefault(n => n.Text("use") is "official" or "usual" && !n["period"]["end"].Exists)
                is { Exists: true } best
                ? best
            : names.LastOrDefault(n => !n["period"]["end"].Exists) is { Exists: true } open ? open
            : names.LastOrDefault();
    }

    private static FhirNode Current(IEnumerable<FhirNode> addresses, DateOnly today)
    {
        var there = addresses
            .Where(a => a.Text("use") is not ("old" or "billing") && !(a["period"].Day("end") < today))
            .ToList();
        return there.FirstOrDefault(a => a.Text("use") is "temp") is { Exists: true } temporary ? temporary
            : there.FirstOrDefault(a => a.Text("use") is "home") is { Exists: true } home ? home
            : there.LastOrDefault();
    }

    private static string? Email(FhirNode patient, List<FhirNote> notes)
    {
        var text = patient.All("telecom").FirstOrDefault(t => t.Text("system") == "email").Text("value");
        if (text is null)
            return null;
        if (
            text.Length <= 254
            && System.Net.Mail.MailAddress.TryCreate(text, out var read)
            && read.Address == text
            && text.Split('@')[^1].Contains('.')
            && !text.Any(char.IsWhiteSpace)
        )
            return text;
        notes.Add(new("FHR-023", "warning", "The e-mail address cannot be right; it was left out.", "Patient.telecom"));
        return null;
    }

    private static string? Language(FhirNode patient)
    {
        var spoken = patient
            .All("communication")
            .OrderByDescending(c => c.Text("preferred") == "true")
            .FirstOrDefault();
        var code = spoken["language"].First("coding").Text("code");
        return
            code is { Length: >= 2 and <= 10 }
            && code.All(c => char.IsAsciiLetter(c) || c == '-')
            && !code.EndsWith('-')
            && code.Split('-')[0].Length is 2 or 3
            && code.Split('-').Skip(1).All(p => p.Length is >= 2 and <= 8)
            ? code
            : null;
    }

    private static string? First(string? whole) => whole?.Split(' ')[0];

    private static string? Last(string? whole) =>
        whole?.Contains(' ') == true ? whole[(whole.IndexOf(' ') + 1)..].Trim() : null;
}
