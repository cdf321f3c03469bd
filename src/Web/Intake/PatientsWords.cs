using Homeward.Journey.Intake;
using Homeward.Web.Ui;

namespace Homeward.Web.Intake;

/// <summary>What the patient's pages call things, and the form they fill.</summary>
internal static class PatientsWords
{
    public static string Say(this LocationGrade grade) =>
        grade switch
        {
            LocationGrade.None => "not located",
            LocationGrade.ZipCentroid => "ZIP area only",
            LocationGrade.Given => "located",
            _ => "pinned",
        };

    public static Tone Tone(this LocationGrade grade) =>
        grade switch
        {
            LocationGrade.None => Ui.Tone.Bad,
            LocationGrade.ZipCentroid => Ui.Tone.Warn,
            _ => Ui.Tone.Good,
        };

    public static string Born(this DateOnly day) =>
        day.ToString("MM/dd/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    public static string Verdict(string verdict, bool preview) =>
        (verdict, preview) switch
        {
            ("taken", true) => "would be taken",
            ("refused", true) => "would be refused",
            ("repeated", true) => "known already",
            _ => verdict,
        };

    public static Tone VerdictTone(string verdict) =>
        verdict switch
        {
            "taken" => Ui.Tone.Good,
            "repeated" => Ui.Tone.Muted,
            _ => Ui.Tone.Bad,
        };
}

/// <summary>A patient's record while it is typed.</summary>
public sealed class PatientsDraft
{
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public DateOnly? BirthDate { get; set; }
    public string? Sex { get; set; }
    public string? Phone { get; set; }
    public string? OtherPhone { get; set; }
    public string? Email { get; set; }
    public string? Language { get; set; } = "en";
    public string? AddressLine { get; set; }
    public string? AddressLine2 { get; set; }
    public string? City { get; set; }
    public string? State { get; set; }
    public string? Zip { get; set; }
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }
    public int FlightsOfStairs { get; set; }
    public bool Elevator { get; set; }
    public string? GateCode { get; set; }
    public string? Pets { get; set; }
    public string? AccessNotes { get; set; }
    public string? ContactName { get; set; }
    public string? ContactRelationship { get; set; }
    public string? ContactPhone { get; set; }
    public bool Hospice { get; set; }
    public List<string> Identifiers { get; set; } = [];
    public HashSet<Guid> NotTheSame { get; } = [];

    public static PatientsDraft Of(PatientView p) =>
        new()
        {
            FirstName = p.FirstName,
            LastName = p.LastName,
            BirthDate = p.BirthDate,
            Sex = p.Sex,
            Phone = PhoneText.Show(p.Phone),
            OtherPhone = PhoneText.Show(p.OtherPhone),
            Email = p.Email,
            Language = p.Language,
            AddressLine = p.AddressLine,
            AddressLine2 = p.AddressLine2,
            City = p.City,
            State = p.State,
            Zip = p.Zip,
            Latitude = p.Latitude,
            Longitude = p.Longitude,
            FlightsOfStairs = p.FlightsOfStairs,
            Elevator = p.Elevator,
            GateCode = p.GateCode,
            Pets = p.Pets,
            AccessNotes = p.AccessNotes,
            ContactName = p.ContactName,
            ContactRelationship = p.ContactRelationship,
            ContactPhone = PhoneText.Show(p.ContactPhone),
            Hospice = p.Hospice,
            Identifiers = [.. p.Identifiers],
        };

    public NewPatient New(Guid branch) =>
        new()
        {
            BranchId = branch,
            ConfirmNotDuplicateOf = [.. NotTheSame],
            FirstName = FirstName,
            LastName = LastName,
            BirthDate = BirthDate,
            Sex = Sex,
            Phone = Phone,
            OtherPhone = OtherPhone,
            Email = Email,
            Language = Language,
            AddressLine = AddressLine,
            AddressLine2 = AddressLine2,
            City = City,
            State = State,
            Zip = Zip,
            FlightsOfStairs = FlightsOfStairs,
            Elevator = Elevator,
            GateCode = GateCode,
            Pets = Pets,
            AccessNotes = AccessNotes,
            ContactName = ContactName,
            ContactRelationship = ContactRelationship,
            ContactPhone = ContactPhone,
            Hospice = Hospice,
        };

    // The place stays out: the pin is moved on the map, and an unchanged address keeps it.
    public PatientChange Change(PatientView p) =>
        new()
        {
            PatientId = p.Id,
            Version = p.Version,
            FirstName = FirstName,
            LastName = LastName,
            BirthDate = BirthDate,
            Sex = Sex,
            Phone = Phone,
            OtherPhone = OtherPhone,
            Email = Email,
            Language = Language,
            AddressLine = AddressLine,
            AddressLine2 = AddressLine2,
            City = City,
            State = State,
            Zip = Zip,
            FlightsOfStairs = FlightsOfStairs,
            Elevator = Elevator,
            GateCode = GateCode,
            Pets = Pets,
            AccessNotes = AccessNotes,
            ContactName = ContactName,
            ContactRelationship = ContactRelationship,
            ContactPhone = ContactPhone,
            Hospice = Hospice,
            Identifiers = Identifiers,
        };
}
