using System.Collections.Frozen;

namespace Homeward.Journey.Intake;

/// <summary>The columns an order file may have, and the other names people give them. docs/import.md shows the table.</summary>
public static class ImportColumns
{
    /// <param name="Name">As docs/import.md and refusals write it.</param>
    /// <param name="Meaning">One line for the screen.</param>
    /// <param name="Others">Other headers that mean it.</param>
    public sealed record Column(string Name, string Meaning, bool Required, params string[] Others);

    public static readonly IReadOnlyList<Column> All =
    [
        new(
            "order_number",
            "The sender's number of the order",
            true,
            "order",
            "order no",
            "order id",
            "external id",
            "so number",
            "ticket"
        ),
        new("first_name", "Patient's first name", true, "first", "given name", "patient first name"),
        new("last_name", "Patient's last name", true, "last", "surname", "family name", "patient last name"),
        new("birth_date", "2026-11-10 or 11/10/2026", true, "dob", "date of birth", "birthdate", "patient dob", "born"),
        new(
            "item",
            "Our item code, a HCPCS code or a kit",
            true,
            "item code",
            "hcpcs",
            "code",
            "product",
            "sku",
            "equipment"
        ),
        new("quantity", "1 when left out", false, "qty", "units", "count"),
        new("kind", "deliver, pickup, exchange or service", false, "line kind", "action", "order type"),
        new("prescription", "Settings ordered, such as 2 L/min", false, "settings", "rx", "sig"),
        new("exchange_reason", "Code of the list, for exchanges", false),
        new(
            "patient_id",
            "The sender's number of the patient",
            false,
            "mrn",
            "patient number",
            "account",
            "account number",
            "chart number"
        ),
        new("patient_id_system", "Whose number that is, such as st-marys", false, "facility", "source"),
        new("sex", "female, male, other, unknown", false, "gender"),
        new(
            "phone",
            "Patient's telephone",
            false,
            "phone number",
            "telephone",
            "home phone",
            "mobile",
            "cell",
            "primary phone"
        ),
        new("other_phone", "Second telephone", false, "phone 2", "alternate phone", "secondary phone"),
        new("email", "Patient's e-mail", false, "e-mail", "email address"),
        new("language", "en, es, vi ...", false, "preferred language"),
        new(
            "address",
            "House number and street",
            false,
            "address 1",
            "address line",
            "address line 1",
            "street",
            "street address"
        ),
        new("address2", "Apartment, floor", false, "address line 2", "apt", "unit no"),
        new("city", "Town", false, "town"),
        new("state", "OH or Ohio", false, "st", "province"),
        new("zip", "ZIP or ZIP+4", false, "zip code", "postal code", "postcode"),
        new("latitude", "Degrees north, when known", false, "lat"),
        new("longitude", "Degrees east, when known", false, "lon", "lng", "long"),
        new("access_notes", "What the crew must know at the door", false, "access", "directions"),
        new("gate_code", "Gate or door code", false, "gate"),
        new("pets", "Dogs and others", false),
        new("stairs", "Flights of stairs", false, "flights", "flights of stairs"),
        new("elevator", "yes or no", false),
        new("contact_name", "Person to call besides the patient", false, "caregiver", "emergency contact"),
        new("contact_relationship", "Daughter, neighbour ...", false, "relationship"),
        new("contact_phone", "Their telephone", false, "caregiver phone"),
        new("hospice", "yes or no", false),
        new("payer", "Payer's code or name", false, "insurance", "plan", "primary insurance", "payor"),
        new("member_id", "Number on the card", false, "policy number", "insurance id", "subscriber id", "mbi"),
        new("practitioner_npi", "Prescriber's NPI", false, "npi", "physician npi", "provider npi", "doctor npi"),
        new(
            "practitioner_name",
            "Prescriber's name",
            false,
            "physician",
            "provider",
            "doctor",
            "physician name",
            "provider name"
        ),
        new("practitioner_phone", "Prescriber's telephone", false, "physician phone"),
        new("practitioner_fax", "Prescriber's fax", false, "physician fax"),
        new(
            "diagnoses",
            "ICD-10 codes, separated by ; or blanks",
            false,
            "diagnosis",
            "dx",
            "icd10",
            "icd 10",
            "diagnosis codes"
        ),
        new("ordered_on", "Date on the practitioner's order", false, "order date", "date ordered"),
        new("urgency", "stat, same day, next day, scheduled", false, "priority"),
        new("situation", "home, hospital discharge, hospice, facility", false),
        new(
            "discharge_at",
            "2026-11-10 15:00, the branch's time",
            false,
            "discharge",
            "discharge date",
            "discharge time"
        ),
        new("wanted_on", "Day wanted", false, "delivery date", "requested date", "deliver on"),
        new("wanted_from", "From, 9:00 or 9:00 AM", false, "window start", "time from"),
        new("wanted_to", "To", false, "window end", "time to"),
        new("notes", "For the office", false, "comments", "order notes"),
        new("delivery_notes", "For the crew", false, "delivery instructions", "driver notes", "instructions"),
    ];

    private static readonly FrozenDictionary<string, string> ByHeader = All.SelectMany(c =>
            c.Others.Append(c.Name).Select(Plain).Distinct().Select(h => (Header: h, c.Name))
        )
        .ToFrozenDictionary(p => p.Header, p => p.Name);

    /// <summary>The column a header means; null when it means none of ours (it is passed over).</summary>
    public static string? Find(string? header) => ByHeader.GetValueOrDefault(Plain(header ?? ""));

    private static string Plain(string text) =>
        new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).Take(60)]);
}
