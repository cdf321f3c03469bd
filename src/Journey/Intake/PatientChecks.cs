using System.Net.Mail;
using System.Text.RegularExpressions;
using Homeward.Field;
using Homeward.Field.Checks;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>What a request says of a patient, read into the forms that are kept; all problems at once.</summary>
internal static partial class PatientChecks
{
    public const int Identifiers = 20;

    /// <summary>The facts in the forms that are kept. Use them only when <paramref name="problems"/> stayed empty.</summary>
    public static PatientFacts Read(PatientFacts raw, DateOnly today, List<Refusal> problems)
    {
        var facts = raw with
        {
            FirstName = Required(problems, "firstName", raw.FirstName, 100, "The patient needs a first name."),
            LastName = Required(problems, "lastName", raw.LastName, 100, "The patient needs a last name."),
            Sex = Sex(problems, raw.Sex),
            Phone = Phone(problems, "phone", raw.Phone),
            OtherPhone = Phone(problems, "otherPhone", raw.OtherPhone),
            ContactPhone = Phone(problems, "contactPhone", raw.ContactPhone),
            Email = Email(problems, raw.Email),
            Language = Language(problems, raw.Language),
            AddressLine = AddressText.Line(Optional(problems, "addressLine", raw.AddressLine, 200)),
            AddressLine2 = AddressText.Line(Optional(problems, "addressLine2", raw.AddressLine2, 200)),
            City = AddressText.Line(Optional(problems, "city", raw.City, 100)),
            State = State(problems, raw.State),
            Zip = Zip(problems, raw.Zip),
            GateCode = Optional(problems, "gateCode", raw.GateCode, 100),
            Pets = Optional(problems, "pets", raw.Pets, 200),
            AccessNotes = Optional(problems, "accessNotes", raw.AccessNotes, 4000),
            ContactName = Optional(problems, "contactName", raw.ContactName, 100),
            ContactRelationship = Optional(problems, "contactRelationship", raw.ContactRelationship, 100),
            Identifiers = ReadIdentifiers(problems, raw.Identifiers),
        };
        if (facts.City is { } city)
            facts = facts with { City = AddressText.City(city, facts.Zip) };
        Born(problems, raw.BirthDate, today);
        if (raw.FlightsOfStairs is < 0 or > 60)
            problems.Add(new InvalidField("flightsOfStairs", "Flights of stairs run from 0 to 60."));
        var half = raw.Latitude is null != raw.Longitude is null;
        if (half || (raw is { Latitude: { } lat, Longitude: { } lon } && !GeoPoint.IsValid(lat, lon)))
            problems.Add(new HalfAPlace { Field = "latitude" });
        return facts;
    }

    public static string? Optional(List<Refusal> problems, string field, string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Length > most)
            problems.Add(new InvalidField(field, $"This is longer than {most:N0} characters.", "Shorten it."));
        else if (!IsPlain(text))
            problems.Add(
                new InvalidField(field, "This holds characters that cannot be kept.", "Remove the control characters.")
            );
        else
            return text.Trim();
        return null;
    }

    public static string Required(List<Refusal> problems, string field, string? text, int most, string sentence)
    {
        if (string.IsNullOrWhiteSpace(text))
            problems.Add(new InvalidField(field, sentence));
        return Optional(problems, field, text, most) ?? "";
    }

    public static string? Phone(List<Refusal> problems, string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var phone = PhoneText.Normalise(text);
        if (phone is null)
            problems.Add(new BadPhone(Clip(text)) { Field = field });
        return phone;
    }

    public static string? Zip(List<Refusal> problems, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var zip = ZipCode.Normalise(text);
        if (zip is null)
            problems.Add(new InvalidField("zip", $"“{Clip(text)}” is not a ZIP code.", "Five digits, or nine."));
        return zip;
    }

    /// <summary>What a sentence may quote of somebody's input.</summary>
    public static string Clip(string text) =>
        new([.. text.Take(40).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);

    // PostgreSQL keeps no NUL, and no database keeps half of a surrogate pair.
    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t'))
                return false;
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
                return false;
            if (char.IsSurrogate(text[i]))
                i++;
        }
        return true;
    }

    private static void Born(List<Refusal> problems, DateOnly? born, DateOnly today)
    {
        if (born is null)
            problems.Add(new BornWhen("The patient needs a birth date.") { Field = "birthDate" });
        else if (born > today)
            problems.Add(new BornWhen("The birth date is in the future.") { Field = "birthDate" });
        else if (born < new DateOnly(1900, 1, 1))
            problems.Add(new BornWhen("The birth date is before 1900.") { Field = "birthDate" });
    }

    private static string? Sex(List<Refusal> problems, string? text)
    {
        var sex = text?.Trim().ToLowerInvariant() switch
        {
            null or "" => "",
            "f" or "female" => "female",
            "m" or "male" => "male",
            "o" or "other" => "other",
            "u" or "unknown" => "unknown",
            _ => null,
        };
        if (sex is null)
            problems.Add(new InvalidField("sex", "Sex is female, male, other or unknown."));
        return sex is { Length: > 0 } ? sex : null;
    }

    private static string? Email(List<Refusal> problems, string? text)
    {
        var email = Optional(problems, "email", text, 254);
        if (email is null)
            return null;
        if (MailAddress.TryCreate(email, out var read) && read.Address == email && EmailShape().IsMatch(email))
            return email;
        problems.Add(new InvalidField("email", $"“{Clip(email)}” is not an e-mail address."));
        return null;
    }

    private static string Language(List<Refusal> problems, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "en";
        if (text.Length <= 35 && LanguageShape().IsMatch(text.Trim()))
            return text.Trim();
        problems.Add(
            new InvalidField("language", $"“{Clip(text)}” is not a language tag.", "Use en, es, zh, vi, es-MX ...")
        );
        return "en";
    }

    private static string? State(List<Refusal> problems, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var state = AddressText.StateCode(text);
        if (state is null)
            problems.Add(
                new InvalidField("state", $"“{Clip(text)}” is not a state.", "Two letters, such as OH, or the name.")
            );
        return state;
    }

    private static List<string> ReadIdentifiers(List<Refusal> problems, List<string>? raw)
    {
        var read = new List<string>();
        if (raw?.Count > Identifiers)
            problems.Add(new InvalidField("identifiers", $"A patient has at most {Identifiers} identifiers."));
        foreach (var (text, i) in (raw ?? []).Take(Identifiers).Select((t, i) => (t, i)))
        {
            var plain = Optional(problems, $"identifiers[{i}]", text, 200);
            if (plain is not null && !IdentifierShape().IsMatch(plain))
                problems.Add(
                    new InvalidField(
                        $"identifiers[{i}]",
                        "An identifier is written system|value.",
                        "Send the sender's system and its number, such as st-marys|12345."
                    )
                );
            else if (plain is not null && !read.Contains(plain))
                read.Add(plain);
        }
        return read;
    }

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\.[^\s@]+$")]
    private static partial Regex EmailShape();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageShape();

    [GeneratedRegex(@"^[^|]+\|[^|]+$")]
    private static partial Regex IdentifierShape();
}
