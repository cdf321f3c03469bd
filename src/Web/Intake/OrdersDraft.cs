using System.Globalization;
using Homeward.Field.Clock;
using Homeward.Journey.Intake;

namespace Homeward.Web.Intake;

/// <summary>An order while it is being typed.</summary>
public sealed class OrdersDraft
{
    public Guid BranchId { get; set; }
    public PatientRow? Patient { get; set; }
    public OrdersDraftPatient? Fresh { get; set; }
    public List<Line> Lines { get; } = [];
    public PractitionerView? Practitioner { get; set; }
    public bool NewPractitioner { get; set; }
    public string? Npi { get; set; }
    public string? PractitionerName { get; set; }
    public string Diagnoses { get; set; } = "";
    public DateOnly? OrderedOn { get; set; }
    public Guid? Referral { get; set; }
    public Situation Situation { get; set; }
    public Urgency? Urgency { get; set; }
    public DateTime? DischargeLocal { get; set; }
    public DateOnly? WantedOn { get; set; }
    public TimeOnly? WantedFrom { get; set; }
    public TimeOnly? WantedTo { get; set; }
    public string? DeliveryNotes { get; set; }
    public bool Accept { get; set; } = true;

    public sealed record Found(Orderable Item, int Quantity);

    public sealed class Line(Orderable item, int quantity)
    {
        public Orderable Item { get; } = item;
        public int Quantity { get; set; } = quantity;
        public LineKind Kind { get; set; }
        public string? Prescription { get; set; }

        /// <summary>The unit the patient has, which is exchanged or fetched.</summary>
        public Guid? UnitId { get; set; }
        public string? ExchangeReason { get; set; }

        public NewLine ToLine() =>
            new()
            {
                Item = Item.Kit ? null : Item.Code,
                Kit = Item.Kit ? Item.Code : null,
                Quantity = Quantity,
                Kind = Kind,
                Prescription = Prescription,
                UnitId = Kind is LineKind.Exchange or LineKind.Pickup ? UnitId : null,
                ExchangeReason = Kind == LineKind.Exchange && ExchangeReason?.Length > 0 ? ExchangeReason : null,
            };
    }

    /// <summary>"E1390 2", "2x E1390" and "2 x E1390" mean two; "tubing 50" finds nothing by that name and means fifty.</summary>
    public static (string Text, int Quantity) Shorthand(string typed)
    {
        var words = typed.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count > 1 && Number(words[^1]) is { } last)
            return (string.Join(' ', words[..^1]), last);
        if (words.Count > 1 && words[0].EndsWith('x') && Number(words[0][..^1]) is { } first)
            return (string.Join(' ', words[1..]), first);
        if (words.Count > 2 && words[1] is "x" or "×" && Number(words[0]) is { } apart)
            return (string.Join(' ', words[2..]), apart);
        return (typed, 1);
    }

    private static int? Number(string word) =>
        word.Length <= 3
        && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;

    /// <summary>The same item once more raises its quantity.</summary>
    public void Add(Found found)
    {
        if (Lines.FirstOrDefault(l => l.Item.Code == found.Item.Code && l.Kind == LineKind.Deliver) is { } line)
            line.Quantity = Math.Min(OrderLimits.Quantity, line.Quantity + found.Quantity);
        else
            Lines.Add(new(found.Item, found.Quantity));
    }

    public NewOrder ToOrder(string zone) =>
        new()
        {
            BranchId = BranchId,
            PatientId = Fresh is null ? Patient?.Id : null,
            Patient = Fresh?.ToPatient(BranchId),
            Channel = OrderChannel.Screen,
            OrderedOn = OrderedOn,
            Urgency = Urgency,
            Situation = Situation,
            DischargeAt = DischargeLocal is { } local
                ? LocalClock.ToUtc(
                    DateOnly.FromDateTime(local),
                    TimeOnly.FromDateTime(local),
                    TimeZoneInfo.FindSystemTimeZoneById(zone)
                )
                : null,
            WantedOn = WantedOn,
            WantedFrom = WantedFrom,
            WantedTo = WantedTo,
            Practitioner =
                Practitioner is { } known ? new(known.Npi)
                : string.IsNullOrWhiteSpace(Npi) && string.IsNullOrWhiteSpace(PractitionerName) ? null
                : new(Npi, PractitionerName),
            ReferralSourceId = Referral,
            Diagnoses = [.. Diagnoses.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)],
            Lines = [.. Lines.Select(l => l.ToLine())],
            DeliveryNotes = DeliveryNotes,
            Accept = Accept,
        };
}

/// <summary>A new patient while they are being typed.</summary>
public sealed class OrdersDraftPatient
{
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public DateOnly? BirthDate { get; set; }
    public string Phone { get; set; } = "";
    public string AddressLine { get; set; } = "";
    public string City { get; set; } = "";
    public string State { get; set; } = "";
    public string Zip { get; set; } = "";
    public string Payer { get; set; } = "";
    public string MemberId { get; set; } = "";
    public string AccessNotes { get; set; } = "";

    /// <summary>Likely duplicates a person looked at and found to be somebody else.</summary>
    public List<Guid> NotTheSame { get; } = [];

    public NewPatient ToPatient(Guid branchId) =>
        new()
        {
            BranchId = branchId,
            FirstName = FirstName,
            LastName = LastName,
            BirthDate = BirthDate,
            Phone = Phone,
            AddressLine = AddressLine,
            City = City,
            State = State,
            Zip = Zip,
            AccessNotes = AccessNotes,
            Coverages = Payer.Length == 0 ? [] : [new() { Payer = Payer, MemberId = MemberId }],
            ConfirmNotDuplicateOf = NotTheSame,
        };
}
