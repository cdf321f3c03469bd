using System.Globalization;
using System.Text.RegularExpressions;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>One order of the file: neighbouring rows with one order number are its lines.</summary>
internal sealed record ImportedOrder(string? ExternalId, List<ImportLine> Rows)
{
    public NewOrder? Order { get; set; }
    public List<Refusal> Problems { get; } = [];
}

/// <summary>Reads cells into the order every channel makes. What cannot be read is named with its column.</summary>
internal static partial class ImportReading
{
    private static readonly string[] Days = ["yyyy-MM-dd", "M/d/yyyy", "M/d/yy", "M-d-yyyy", "yyyyMMdd"];
    private static readonly string[] Times = ["H:mm", "HH:mm", "h:mm tt", "h:mmtt", "h tt", "htt", "H:mm:ss", "HHmm"];
    private static readonly string[] Instants =
    [
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-ddTHH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss",
        "M/d/yyyy H:mm",
        "M/d/yyyy h:mm tt",
    ];

    public static List<ImportedOrder> Group(List<ImportLine> lines)
    {
        var orders = new List<ImportedOrder>();
        var firstRow = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var id = line["order_number"];
            var last = orders.Count > 0 ? orders[^1] : null;
            if (
                last is not null
                && id is not null
                && string.Equals(last.ExternalId, id, StringComparison.OrdinalIgnoreCase)
            )
            {
                // A row that was exported twice is one row.
                if (!last.Rows.Any(r => r.SaysTheSame(line)))
                    last.Rows.Add(line);
                else
                    last.Rows.Add(new(line.RowNo, new Dictionary<string, string>()));
                continue;
            }
            var order = new ImportedOrder(id, [line]);
            if (id is not null && !firstRow.TryAdd(id, line.RowNo))
                order.Problems.Add(new ExternalIdTwice(firstRow[id]) { Field = "order_number" });
            orders.Add(order);
        }
        return orders;
    }

    public static void Read(ImportedOrder imported, Guid branch, BranchClock clock)
    {
        var row = imported.Rows[0];
        var problems = imported.Problems;
        if (imported.ExternalId is null)
            problems.Add(new BadCell("order_number", "The order has no number.") { Field = "order_number" });
        foreach (var other in imported.Rows.Skip(1))
        foreach (var column in new[] { "first_name", "last_name", "birth_date" })
            if (other[column] is { } text && !string.Equals(text, row[column], StringComparison.OrdinalIgnoreCase))
                problems.Add(
                    new BadCell(
                        column,
                        $"Row {other.RowNo} has the order number of row {row.RowNo} and another {column}."
                    )
                    {
                        Field = column,
                    }
                );
        imported.Order = new NewOrder
        {
            BranchId = branch,
            Channel = OrderChannel.Csv,
            ExternalId = imported.ExternalId,
            Patient = Patient(row, problems),
            Practitioner =
                row["practitioner_npi"] is null && row["practitioner_name"] is null
                    ? null
                    : new(
                        row["practitioner_npi"],
                        row["practitioner_name"],
                        row["practitioner_phone"],
                        row["practitioner_fax"]
                    ),
            Diagnoses = [.. Separators().Split(row["diagnoses"] ?? "").Where(d => d.Length > 0)],
            OrderedOn = Day(row, "ordered_on", problems),
            Urgency = row["urgency"] is null ? null : Word<Urgency>(row, "urgency", problems),
            Situation = row["situation"] is null ? default : Word<Situation>(row, "situation", problems),
            DischargeAt = Instant(row, "discharge_at", clock, problems),
            WantedOn = Day(row, "wanted_on", problems),
            WantedFrom = Time(row, "wanted_from", problems),
            WantedTo = Time(row, "wanted_to", problems),
            Notes = row["notes"],
            DeliveryNotes = row["delivery_notes"],
            Lines = [.. imported.Rows.Where(r => r.Cells.Count > 0).Select(r => Line(r, problems))],
        };
    }

    /// <summary>The column a refusal of the common path is about: "patient.birthDate" is birth_date.</summary>
    public static string? Column(string? field) =>
        field is null ? null
        : Fields().Match(field) is { Success: true } match && ImportColumns.Find(match.Value) is { } column ? column
        : field.StartsWith("practitioner", StringComparison.Ordinal) ? $"practitioner_{Snake(field.Split('.')[^1])}"
        : field.Contains("identifiers", StringComparison.Ordinal) ? "patient_id"
        : field.Contains("externalId", StringComparison.Ordinal) ? "order_number"
        : field.Contains("flightsOfStairs", StringComparison.Ordinal) ? "stairs"
        : field.Contains("addressLine2", StringComparison.Ordinal) ? "address2"
        : field.Contains("diagnoses", StringComparison.Ordinal) ? "diagnoses"
        : ImportColumns.Find(Snake(field.Split('.')[^1]));

    private static string Snake(string camel) =>
        string.Concat(camel.Select(c => char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));

    private static NewPatient Patient(ImportLine row, List<Refusal> problems) =>
        new()
        {
            FirstName = row["first_name"] ?? "",
            LastName = row["last_name"] ?? "",
            BirthDate = Day(row, "birth_date", problems),
            Sex = row["sex"],
            Phone = row["phone"],
            OtherPhone = row["other_phone"],
            Email = row["email"],
            Language = row["language"],
            AddressLine = row["address"],
            AddressLine2 = row["address2"],
            City = row["city"],
            State = row["state"],
            // Spreadsheets eat leading zeros: 2108 is Boston's 02108.
            Zip = row["zip"] is { Length: 4 } four && four.All(char.IsAsciiDigit) ? $"0{four}" : row["zip"],
            Latitude = Number(row, "latitude", problems),
            Longitude = Number(row, "longitude", problems),
            AccessNotes = row["access_notes"],
            GateCode = row["gate_code"],
            Pets = row["pets"],
            FlightsOfStairs = (int)Math.Clamp(Number(row, "stairs", problems) ?? 0, -1, 1_000),
            Elevator = Yes(row, "elevator", problems),
            ContactName = row["contact_name"],
            ContactRelationship = row["contact_relationship"],
            ContactPhone = row["contact_phone"],
            Hospice = Yes(row, "hospice", problems),
            Identifiers = row["patient_id"] is { } id
                ? [$"{(row["patient_id_system"] ?? "import").Replace('|', '/')}|{id.Replace('|', '/')}"]
                : [],
            Coverages =
                row["payer"] is null && row["member_id"] is null
                    ? []
                    : [new NewCoverage { Payer = row["payer"] ?? "", MemberId = row["member_id"] ?? "" }],
            UseKnown = true,
        };

    private static NewLine Line(ImportLine row, List<Refusal> problems) =>
        new()
        {
            Item = row["item"],
            Quantity = (int)Math.Clamp(Number(row, "quantity", problems, whole: true) ?? 1, -1, 1_000_000),
            Kind = row["kind"] is null ? default : Word<LineKind>(row, "kind", problems),
            Prescription = row["prescription"],
            ExchangeReason = row["exchange_reason"],
        };

    private static DateOnly? Day(ImportLine row, string column, List<Refusal> problems)
    {
        if (row[column] is not { } text)
            return null;
        // A spreadsheet's day with its midnight.
        var day = text.Split(' ', 'T')[0];
        if (DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return column == "birth_date" && !day.Contains($"{date.Year:0000}", StringComparison.Ordinal)
                ? Wrong<DateOnly?>(problems, column, text, "a date with a year of four digits, such as 1941-05-07")
                : date;
        return Wrong<DateOnly?>(problems, column, text, "a date, such as 2026-11-10 or 11/10/2026");
    }

    private static TimeOnly? Time(ImportLine row, string column, List<Refusal> problems)
    {
        if (row[column] is not { } text)
            return null;
        return TimeOnly.TryParseExact(
            text.ToUpperInvariant(),
            Times,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time
            : Wrong<TimeOnly?>(problems, column, text, "a time, such as 9:00, 13:30 or 1:30 PM");
    }

    private static DateTime? Instant(ImportLine row, string column, BranchClock clock, List<Refusal> problems)
    {
        if (row[column] is not { } text)
            return null;
        if (DateTime.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return clock.ToUtc(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (
            ZoneShape().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
        )
            return instant.UtcDateTime;
        return Wrong<DateTime?>(problems, column, text, "a date and time, such as 2026-11-10 15:00");
    }

    private static double? Number(ImportLine row, string column, List<Refusal> problems, bool whole = false)
    {
        if (row[column] is not { } text)
            return null;
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            && (!whole || number == Math.Floor(number))
            ? number
            : Wrong<double?>(problems, column, text, whole ? "a whole number" : "a number");
    }

    private static bool Yes(ImportLine row, string column, List<Refusal> problems) =>
        row[column]?.ToLowerInvariant() switch
        {
            null or "no" or "n" or "false" or "0" => false,
            "yes" or "y" or "true" or "1" or "x" => true,
            var text => Wrong<bool>(problems, column, text, "yes or no"),
        };

    private static TEnum Word<TEnum>(ImportLine row, string column, List<Refusal> problems)
        where TEnum : struct, Enum
    {
        var plain = new string([.. row[column]!.Where(char.IsLetter)]);
        return Enum.TryParse<TEnum>(plain, ignoreCase: true, out var word) && plain.Length > 0
            ? word
            : Wrong<TEnum>(problems, column, row[column]!, string.Join(", ", Enum.GetNames<TEnum>().Select(Words.Of)));
    }

    private static T? Wrong<T>(List<Refusal> problems, string column, string text, string wanted)
    {
        problems.Add(
            new BadCell(column, $"“{PatientChecks.Clip(text)}” in {column} is not {wanted}.") { Field = column }
        );
        return default;
    }

    [GeneratedRegex(@"[;,\s|]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"(item|quantity|kind|prescription|exchangeReason|payer|memberId)$")]
    private static partial Regex Fields();

    [GeneratedRegex(@"(Z|[+-]\d\d:?\d\d)$")]
    private static partial Regex ZoneShape();
}
