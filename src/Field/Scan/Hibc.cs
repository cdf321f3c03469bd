using System.Globalization;

namespace Homeward.Field.Scan;

/// <summary>HIBC supplier labels, primary, secondary and both in one (ANSI/HIBC 2.6). Thread safe.</summary>
public static class Hibc
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

    /// <summary>The modulo 43 check character of all characters before it, the leading + included.</summary>
    /// <exception cref="ArgumentException">A character is not one of HIBC's 43.</exception>
    public static char CheckCharacter(ReadOnlySpan<char> text)
    {
        var sum = 0;
        foreach (var c in text)
        {
            var value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            sum += value >= 0 ? value : throw new ArgumentException($"'{c}' is not an HIBC character.", nameof(text));
        }
        return Alphabet[sum % 43];
    }

    /// <summary>The text with its check character behind it.</summary>
    /// <exception cref="ArgumentException">A character is not one of HIBC's 43.</exception>
    public static string WithCheck(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text + CheckCharacter(text);
    }

    /// <summary>Reads an HIBC label.</summary>
    /// <param name="raw">What the scanner sent, with or without the stars of Code 39 or a symbology prefix.</param>
    /// <param name="today">Today, for the century of two-digit years.</param>
    /// <returns>The label or the reason; errors SCN-05, SCN-07, SCN-09 and SCN-10.</returns>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static ScanResult Read(string raw, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(raw);
        // A space at the end may be the check character, so it stays.
        var text = Bare(raw.Trim('\r', '\n', '\t').TrimStart(' '));
        if (text.Length < 4 || text[0] != '+')
        {
            return NotHibc("It does not begin with + or is too short.");
        }
        if (text.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)))
        {
            return NotHibc("It has a character HIBC does not have.");
        }
        if (CheckCharacter(text.AsSpan(0, text.Length - 1)) != text[^1])
        {
            return ScanResult.Refused("SCN-05", "The label's check character is wrong.", "Scan again.");
        }
        var body = text[1..^1];
        return char.IsAsciiLetterUpper(body[0]) ? Primary(raw, body, today) : SecondaryAlone(raw, body, today);
    }

    internal static string Bare(string text)
    {
        var bare = text.Length > 3 && text[0] == ']' ? text[3..] : text;
        return bare.Length > 2 && bare[0] == '*' && bare[^1] == '*' ? bare[1..^1] : bare;
    }

    private static ScanResult Primary(string raw, string body, DateOnly today)
    {
        var parts = body.Split('/');
        var main = parts[0];
        if (main.Length is < 6 or > 23 || !char.IsAsciiDigit(main[^1]) || !main.All(char.IsAsciiLetterOrDigit))
        {
            return NotHibc("Labeler, product or unit of measure is not as it should be.");
        }
        var label = new ScannedLabel
        {
            Kind = LabelKind.Hibc,
            Raw = raw,
            Lic = main[..4],
            Product = main[4..^1],
            UnitOfMeasure = main[^1] - '0',
        };
        for (var i = 1; i < parts.Length; i++)
        {
            var read = i == 1 && IsSecondary(parts[i]) ? Secondary(label, parts[i], today) : Extra(label, parts[i]);
            if (!read.IsRead)
            {
                return read;
            }
            label = read.Label;
        }
        return ScanResult.Of(label);
    }

    private static ScanResult SecondaryAlone(string raw, string body, DateOnly today)
    {
        // The character before the check is the link: the check character of the primary label.
        if (body.Length < 3)
        {
            return NotHibc("It is too short for a secondary label.");
        }
        var label = new ScannedLabel
        {
            Kind = LabelKind.Hibc,
            Raw = raw,
            Link = body[^1],
        };
        return Secondary(label, body[..^1], today);
    }

    private static bool IsSecondary(string part) =>
        part.Length > 0 && (part[0] == '$' || (part.Length >= 5 && part.Take(5).All(char.IsAsciiDigit)));

    private static ScanResult Secondary(ScannedLabel label, string text, DateOnly today)
    {
        if (text.StartsWith("$$", StringComparison.Ordinal))
        {
            var serial = text.Length > 2 && text[2] == '+';
            return Dated(label, text[(serial ? 3 : 2)..], serial, today);
        }
        if (text[0] == '$')
        {
            var serial = text.Length > 1 && text[1] == '+';
            return Named(label, text[(serial ? 2 : 1)..], serial);
        }
        if (text.Length < 5 || !text.Take(5).All(char.IsAsciiDigit))
        {
            return NotHibc("The second part has no known form.");
        }
        return Julian(text[..5], today) is { } date
            ? Named(label with { Expiry = date }, text[5..], false)
            : NoDate(text[..5]);
    }

    private static ScanResult Dated(ScannedLabel label, string text, bool serial, DateOnly today)
    {
        if (text.Length > 0 && text[0] is '8' or '9')
        {
            var digits = text[0] == '8' ? 2 : 5;
            if (
                text.Length < digits + 1
                || !int.TryParse(
                    text.AsSpan(1, digits),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var quantity
                )
            )
            {
                return NotHibc("The quantity is not a number.");
            }
            label = label with { Quantity = quantity };
            text = text[(digits + 1)..];
        }
        if (text.Length == 0)
        {
            return ScanResult.Of(label);
        }
        var (skip, length) = text[0] switch
        {
            '0' or '1' => (0, 4),
            '2' or '3' => (1, 6),
            '4' => (1, 8),
            '5' => (1, 5),
            '6' => (1, 7),
            '7' => (1, 0),
            _ => (-1, 0),
        };
        if (skip < 0 || text.Length < skip + length)
        {
            return NotHibc("The date of the second part has no known form.");
        }
        var date = text.Substring(skip, length);
        var rest = text[(skip + length)..];
        if (length == 0)
        {
            return Named(label, rest, serial);
        }
        var expiry = !date.All(char.IsAsciiDigit)
            ? null
            : text[0] switch
            {
                '0' or '1' => Gs1.Date(date[2..] + date[..2] + "00", today),
                '2' => Full(date[4..] + date[..4], today),
                '3' => Full(date, today),
                '4' => Hour(date[6..]) ? Full(date[..6], today) : null,
                '5' => Julian(date, today),
                _ => Hour(date[5..]) ? Julian(date[..5], today) : null,
            };
        return expiry is null ? NoDate(date) : Named(label with { Expiry = expiry }, rest, serial);
    }

    private static ScanResult Extra(ScannedLabel label, string text)
    {
        if (text.StartsWith("16D", StringComparison.Ordinal) || text.StartsWith("14D", StringComparison.Ordinal))
        {
            return !DateOnly.TryParseExact(
                    text.AsSpan(3),
                    "yyyyMMdd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var date
                )
                    ? NoDate(text[3..])
                : text[1] == '6' ? ScanResult.Of(label with { Made = date })
                : ScanResult.Of(label with { Expiry = date });
        }
        if (text.Length > 1 && text[0] == 'S')
        {
            return Named(label, text[1..], true);
        }
        if (text.Length > 1 && text[0] == 'Q')
        {
            return int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
                ? ScanResult.Of(label with { Quantity = quantity })
                : NotHibc("The quantity is not a number.");
        }
        return NotHibc("A part after / has no known form.");
    }

    private static ScanResult Named(ScannedLabel label, string value, bool serial) =>
        value.Length == 0 ? ScanResult.Of(label)
        : value.Length > 18 || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ' ')
            ? NotHibc($"The {(serial ? "serial number" : "lot")} is not 1 to 18 letters and digits.")
        : ScanResult.Of(serial ? label with { Serial = value } : label with { Lot = value });

    private static bool Hour(string text) => int.Parse(text, CultureInfo.InvariantCulture) <= 23;

    private static DateOnly? Full(string yymmdd, DateOnly today) =>
        yymmdd.EndsWith("00", StringComparison.Ordinal) ? null : Gs1.Date(yymmdd, today);

    private static DateOnly? Julian(string yyjjj, DateOnly today)
    {
        var day = int.Parse(yyjjj.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);
        return
            Gs1.Date(yyjjj[..2] + "0101", today) is { } first
            && day >= 1
            && day <= (DateTime.IsLeapYear(first.Year) ? 366 : 365)
            ? first.AddDays(day - 1)
            : null;
    }

    private static ScanResult NoDate(string text) =>
        ScanResult.Refused("SCN-07", $"\"{text}\" is no date.", "Check the label; type the date by hand.");

    private static ScanResult NotHibc(string why) =>
        why.StartsWith("It ", StringComparison.Ordinal)
            ? ScanResult.Refused("SCN-09", $"This is not a whole HIBC label. {why}", "Scan again.")
            : ScanResult.Refused(
                "SCN-10",
                $"The HIBC label cannot be read. {why}",
                "Type the number printed below the bars."
            );
}
