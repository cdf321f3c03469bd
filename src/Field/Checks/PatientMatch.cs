namespace Homeward.Field.Checks;

/// <summary>What is known of a person when two records are compared. Every part may be missing.</summary>
/// <param name="FamilyName">Family name.</param>
/// <param name="GivenName">Given name.</param>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="Phone">Any written form; the last ten digits count.</param>
/// <param name="Zip">ZIP code; the first five digits count.</param>
/// <param name="MemberId">Medicare or plan number.</param>
public sealed record PersonFacts(
    string? FamilyName = null,
    string? GivenName = null,
    DateOnly? BirthDate = null,
    string? Phone = null,
    string? Zip = null,
    string? MemberId = null
);

/// <summary>One fact's part in a score.</summary>
/// <param name="Name">family name, given name, birth date, phone, zip, member id.</param>
/// <param name="Points">Points given, 0 to <paramref name="Most"/>.</param>
/// <param name="Most">Points it could give.</param>
/// <param name="Sentence">Why.</param>
public sealed record Contribution(string Name, int Points, int Most, string Sentence);

/// <summary>How alike two records are.</summary>
/// <param name="Score">0 to 100. Facts missing on either side do not count; without both birth dates at most 75.</param>
/// <param name="Contributions">Each fact that counted.</param>
public sealed record MatchScore(int Score, IReadOnlyList<Contribution> Contributions);

/// <summary>How two birth dates compare.</summary>
public enum BirthDateLikeness
{
    /// <summary>Different.</summary>
    Different,

    /// <summary>One digit differs.</summary>
    OneDigit,

    /// <summary>Two neighbouring digits changed places.</summary>
    Transposed,

    /// <summary>Day and month changed places.</summary>
    DayMonthSwapped,

    /// <summary>The same.</summary>
    Same,
}

/// <summary>
/// The duplicate patient finder's score. It proposes; a person decides. The weights are ours: family name 30, given
/// name 20, birth date 30, phone 10, ZIP 10. An equal member id lifts the score to at least 95. Symmetric. Thread safe.
/// </summary>
public static class PatientMatch
{
    /// <summary>At or above it two records are shown as a likely duplicate. Default 80, ours.</summary>
    public const int Likely = 80;

    /// <summary>Compares two records.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static MatchScore Similarity(PersonFacts a, PersonFacts b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var parts = new List<Contribution>();
        Names("family name", 30, a.FamilyName, b.FamilyName, false, parts);
        Names("given name", 20, a.GivenName, b.GivenName, true, parts);
        if (a.BirthDate is { } born && b.BirthDate is { } other)
        {
            parts.Add(Birth(born, other));
        }
        Exact("phone", Digits(a.Phone, 10, true), Digits(b.Phone, 10, true), parts);
        Exact("zip", Digits(a.Zip, 5, false), Digits(b.Zip, 5, false), parts);
        var most = parts.Sum(p => p.Most);
        var score = most == 0 ? 0 : (int)Math.Round(100.0 * parts.Sum(p => p.Points) / most);
        if (a.BirthDate is null || b.BirthDate is null)
        {
            score = Math.Min(score, 75);
        }
        var id = Id(a.MemberId);
        if (id.Length > 0 && Id(b.MemberId).Length > 0)
        {
            var same = id == Id(b.MemberId);
            parts.Add(
                new("member id", same ? 1 : 0, 1, same ? "The member id is the same." : "The member ids differ.")
            );
            score = same ? Math.Max(score, 95) : score;
        }
        return new(score, parts);
    }

    /// <summary>Compares two birth dates digit by digit as YYYYMMDD.</summary>
    public static BirthDateLikeness Compare(DateOnly a, DateOnly b)
    {
        if (a == b)
        {
            return BirthDateLikeness.Same;
        }
        if (a.Year == b.Year && a.Month == b.Day && a.Day == b.Month)
        {
            return BirthDateLikeness.DayMonthSwapped;
        }
        var left = Written(a);
        var right = Written(b);
        var differ = Enumerable.Range(0, 8).Where(i => left[i] != right[i]).ToArray();
        return differ.Length == 1 ? BirthDateLikeness.OneDigit
            : differ.Length == 2
            && differ[1] == differ[0] + 1
            && left[differ[0]] == right[differ[1]]
            && left[differ[1]] == right[differ[0]]
                ? BirthDateLikeness.Transposed
            : BirthDateLikeness.Different;
    }

    private static string Written(DateOnly date) =>
        date.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private static void Names(string name, int most, string? a, string? b, bool given, List<Contribution> parts)
    {
        var left = PersonName.Normalise(a);
        var right = PersonName.Normalise(b);
        if (left.Length == 0 || right.Length == 0)
        {
            return;
        }
        if (left == right)
        {
            parts.Add(new(name, most, most, $"The {name} is the same."));
            return;
        }
        if (given && PersonName.IsNickname(left, right))
        {
            parts.Add(new(name, most * 9 / 10, most, "One given name is a short form of the other."));
            return;
        }
        var alike = Math.Max(PersonName.JaroWinkler(left, right), PersonName.JaroWinkler(right, left));
        var sounds = PersonName.Soundex(left) == PersonName.Soundex(right);
        // Below 0.8 two names share letters by chance; a like sound is worth a second look.
        var part = alike >= 0.8 ? (alike - 0.8) / 0.2 * 0.5 + 0.5 : 0;
        part = sounds ? Math.Max(part, 0.7) : part;
        var why =
            sounds ? $"The {name}s sound alike."
            : part > 0 ? $"The {name}s are written alike."
            : $"The {name}s differ.";
        parts.Add(new(name, (int)Math.Round(most * Math.Min(part, 0.95)), most, why));
    }

    private static Contribution Birth(DateOnly a, DateOnly b) =>
        Compare(a, b) switch
        {
            BirthDateLikeness.Same => new("birth date", 30, 30, "The birth date is the same."),
            BirthDateLikeness.DayMonthSwapped => new(
                "birth date",
                24,
                30,
                "Day and month of birth have changed places."
            ),
            BirthDateLikeness.Transposed => new(
                "birth date",
                24,
                30,
                "Two digits of the birth date have changed places."
            ),
            BirthDateLikeness.OneDigit => new("birth date", 20, 30, "One digit of the birth date differs."),
            _ => new("birth date", 0, 30, "The birth dates differ."),
        };

    private static void Exact(string name, string a, string b, List<Contribution> parts)
    {
        if (a.Length > 0 && b.Length > 0)
        {
            parts.Add(new(name, a == b ? 10 : 0, 10, a == b ? $"The {name} is the same." : $"The {name} differs."));
        }
    }

    private static string Digits(string? text, int count, bool fromEnd)
    {
        var digits = new string((text ?? "").Where(char.IsAsciiDigit).ToArray());
        return digits.Length < count ? ""
            : fromEnd ? digits[^count..]
            : digits[..count];
    }

    private static string Id(string? id) =>
        new((id ?? "").Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray());
}
