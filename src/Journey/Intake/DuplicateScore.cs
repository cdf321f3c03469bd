using Homeward.Field.Checks;

namespace Homeward.Journey.Intake;

/// <summary>
/// How likely two records are one person. The family name, given name, birth date, phone and ZIP weigh as
/// <see cref="PatientMatch"/> says; the street adds 10 of its own. It proposes; a person decides.
/// </summary>
public static class DuplicateScore
{
    /// <summary>From here a registration stops until somebody says it is another person.</summary>
    public const int Blocks = 90;

    /// <summary>From here a registration shows the likeness.</summary>
    public const int Warns = 70;

    // Two given names less alike than this are two people's names, not one name misspelt.
    private const double SameGivenName = 0.88;

    internal sealed record Side(
        string FirstName,
        string LastName,
        DateOnly? BirthDate,
        IReadOnlyList<string> Phones,
        string AddressKey,
        string? Zip,
        IReadOnlyList<string> Identifiers
    );

    internal sealed record Verdict(int Score, IReadOnlyList<string> Reasons, bool Certain, bool SharesIdentifier);

    internal static Side Of(Patient p) =>
        new(
            p.FirstName,
            p.LastName,
            p.BirthDate,
            [.. new[] { p.Phone, p.OtherPhone }.OfType<string>().Where(t => t.Length > 0)],
            AddressText.Key(p.AddressLine, p.AddressLine2),
            p.Zip,
            p.Identifiers
        );

    internal static Verdict Compare(Side a, Side b)
    {
        var straight = Weigh(a, b);
        var turned = Weigh(a with { FirstName = a.LastName, LastName = a.FirstName }, b);
        var (score, reasons) = straight;
        if (turned.Score - 3 > straight.Score)
        {
            (score, reasons) = (turned.Score - 3, [.. turned.Reasons, "First and last name have changed places."]);
            a = a with { FirstName = a.LastName, LastName = a.FirstName };
        }
        var sameName =
            PersonName.Normalise(a.LastName) == PersonName.Normalise(b.LastName)
            && PersonName.Normalise(a.FirstName) == PersonName.Normalise(b.FirstName);
        var sameBirth = a.BirthDate is not null && a.BirthDate == b.BirthDate;
        var samePhone = a.Phones.Intersect(b.Phones).Any();
        var sameAddress = a.AddressKey.Length > 0 && a.AddressKey == b.AddressKey;
        var sharesIdentifier = a.Identifiers.Intersect(b.Identifiers, StringComparer.OrdinalIgnoreCase).Any();
        if (sharesIdentifier)
            (score, reasons) = (Math.Max(score, 95), [.. reasons, "An identifier is the same."]);
        else if (sameName && sameBirth && (samePhone || sameAddress))
            score = Math.Max(score, 95);
        else if (!SameGiven(a.FirstName, b.FirstName))
            // Twins share everything but the given name.
            score = Math.Min(score, Blocks - 1);
        var certain =
            sameBirth && (sharesIdentifier || (sameName && (samePhone || sameAddress)))
            || (sharesIdentifier && sameName && a.BirthDate is null);
        return new(score, reasons, certain, sharesIdentifier);
    }

    private static string? FirstOf(IReadOnlyList<string> phones) => phones.Count > 0 ? phones[0] : null;

    private static (int Score, List<string> Reasons) Weigh(Side a, Side b)
    {
        var phone = a.Phones.Intersect(b.Phones).FirstOrDefault();
        var match = PatientMatch.Similarity(
            new(a.LastName, a.FirstName, a.BirthDate, phone ?? FirstOf(a.Phones), a.Zip),
            new(b.LastName, b.FirstName, b.BirthDate, phone ?? FirstOf(b.Phones), b.Zip)
        );
        var parts = match.Contributions.ToList();
        if (a.AddressKey.Length > 0 && b.AddressKey.Length > 0)
        {
            var alike =
                a.AddressKey == b.AddressKey ? 10
                : a.AddressKey.Split(' ')[0] == b.AddressKey.Split(' ')[0]
                && PersonName.JaroWinkler(a.AddressKey, b.AddressKey) >= 0.92
                    ? 7
                : 0;
            var why =
                alike == 10 ? "The street address is the same."
                : alike > 0 ? "The street addresses are written alike."
                : "The street addresses differ.";
            parts.Add(new("address", alike, 10, why));
        }
        var most = parts.Sum(p => p.Most);
        var score = most == 0 ? 0 : (int)Math.Round(100.0 * parts.Sum(p => p.Points) / most);
        if (a.BirthDate is null || b.BirthDate is null)
            score = Math.Min(score, 75);
        return (score, [.. parts.Where(p => p.Points > 0).OrderByDescending(p => p.Points).Select(p => p.Sentence)]);
    }

    private static bool SameGiven(string a, string b)
    {
        var left = PersonName.Normalise(a);
        var right = PersonName.Normalise(b);
        // A middle name beside the first is no other name: "MARY ANN" and "MARY".
        var first = left.Split(' ')[0];
        var other = right.Split(' ')[0];
        return PersonName.IsNickname(first, other) || PersonName.JaroWinkler(left, right) >= SameGivenName;
    }
}
