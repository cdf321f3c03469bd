using System.Globalization;
using System.Text;

namespace Homeward.Field.Scan;

/// <summary>GS1 element strings (GS1 General Specifications, sections 3 and 7.8 to 7.12). Thread safe.</summary>
public static class Gs1
{
    /// <summary>The separator a scanner sends for FNC1 after a value of variable length.</summary>
    public const char Separator = '\u001d';

    private const string Charset =
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    /// <summary>
    /// True when the text says it is GS1: prefix ]C1, ]d2, ]Q3, ]e0 or ]E0 to ]E4, a separator anywhere, parentheses
    /// round a known identifier, or 01 with a valid item number.
    /// </summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static bool IsGs1(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("]C1", StringComparison.Ordinal)
            || text.StartsWith("]d2", StringComparison.Ordinal)
            || text.StartsWith("]Q3", StringComparison.Ordinal)
            || text.StartsWith("]e0", StringComparison.Ordinal)
            || text.StartsWith("]E", StringComparison.Ordinal)
            || text.Contains(Separator, StringComparison.Ordinal)
            || HumanAi(text, 0) is not null
            || (text.Length >= 16 && text.StartsWith("01", StringComparison.Ordinal) && IsGtin(text[2..16]));
    }

    /// <summary>True for 8, 12, 13 or 14 digits whose last is the modulo 10 check digit (section 7.9).</summary>
    public static bool IsGtin(string? gtin) =>
        gtin is { Length: 8 or 12 or 13 or 14 }
        && gtin.All(char.IsAsciiDigit)
        && CheckDigit(gtin.AsSpan(0, gtin.Length - 1)) == gtin[^1];

    /// <summary>The modulo 10 check digit of the digits before it: weights 3, 1, 3... from the right.</summary>
    /// <exception cref="ArgumentException">A character is not a digit.</exception>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (!char.IsAsciiDigit(digits[i]))
            {
                throw new ArgumentException("Digits only.", nameof(digits));
            }
            sum += (digits[i] - '0') * ((digits.Length - i) % 2 == 1 ? 3 : 1);
        }
        return (char)('0' + (10 - sum % 10) % 10);
    }

    /// <summary>
    /// A YYMMDD date. Day 00 is the last day of the month. Century (section 7.12): a year 51 to 99 ahead of this year's
    /// two digits is of the last century, one 50 to 99 behind is of the next, else of this one. Null when no such date.
    /// </summary>
    /// <param name="yymmdd">Six digits.</param>
    /// <param name="today">Today.</param>
    public static DateOnly? Date(ReadOnlySpan<char> yymmdd, DateOnly today)
    {
        if (
            yymmdd.Length != 6
            || !int.TryParse(yymmdd, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            return null;
        }
        var (yy, mm, dd) = (number / 10000, number / 100 % 100, number % 100);
        var apart = yy - today.Year % 100;
        var century =
            today.Year / 100
            + (
                apart >= 51 ? -1
                : apart <= -50 ? 1
                : 0
            );
        var year = century * 100 + yy;
        if (year is < 1 or > 9999 || mm is < 1 or > 12 || dd > DateTime.DaysInMonth(year, mm))
        {
            return null;
        }
        return new DateOnly(year, mm, dd == 0 ? DateTime.DaysInMonth(year, mm) : dd);
    }

    /// <summary>
    /// Writes an element string for a bar code: identifiers with values in the given order, a separator after each value
    /// of variable length but the last. The symbol itself begins with FNC1, which the printer adds.
    /// </summary>
    /// <exception cref="ArgumentException">An identifier is unknown or a value does not fit it.</exception>
    public static string Write(IReadOnlyList<KeyValuePair<string, string>> elements) => Write(elements, false);

    /// <summary>Writes the line for people, "(01)00614141123452(21)7".</summary>
    /// <exception cref="ArgumentException">An identifier is unknown or a value does not fit it.</exception>
    public static string WriteHuman(IReadOnlyList<KeyValuePair<string, string>> elements) => Write(elements, true);

    private static string Write(IReadOnlyList<KeyValuePair<string, string>> elements, bool human)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var text = new StringBuilder();
        for (var i = 0; i < elements.Count; i++)
        {
            var (ai, value) = elements[i];
            if (Rule(ai) is not { } rule || rule.Ai != ai)
            {
                throw new ArgumentException($"({ai}) is not an application identifier we know.", nameof(elements));
            }
            if (Wrong(rule, value) is { } wrong)
            {
                throw new ArgumentException(wrong.Sentence, nameof(elements));
            }
            text.Append(human ? $"({ai})" : ai).Append(value);
            if (!human && rule.HasSeparator && i < elements.Count - 1)
            {
                text.Append(Separator);
            }
        }
        return text.ToString();
    }

    /// <summary>Reads a GS1 label in either form.</summary>
    /// <param name="raw">What the scanner sent.</param>
    /// <param name="today">Today, for the century of two-digit years.</param>
    /// <returns>The label or the reason; errors SCN-04 to SCN-08.</returns>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static ScanResult Read(string raw, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(raw);
        var text = raw.Trim(' ', '\r', '\n', '\t');
        if (text.StartsWith("]E", StringComparison.Ordinal) && text.Length > 3)
        {
            return Retail(raw, text[3..]);
        }
        text = text.StartsWith(']') && text.Length >= 3 ? text[3..] : text;
        var found = new Dictionary<string, string>();
        var error = HumanAi(text, 0) is not null ? Human(text, found) : Elements(text, found);
        return error ?? (found.Count == 0 ? Unknown("") : Label(raw, found, today));
    }

    private static ScanResult Retail(string raw, string digits) =>
        IsGtin(digits)
            ? ScanResult.Of(
                new()
                {
                    Kind = LabelKind.Gs1,
                    Raw = raw,
                    Gtin = digits.PadLeft(14, '0'),
                }
            )
            : ScanResult.Refused("SCN-05", "The item number's check digit is wrong.", "Scan again.");

    private static ScanResult? Elements(string text, Dictionary<string, string> found)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == Separator)
            {
                at++;
                continue;
            }
            if (Rule(text.AsSpan(at)) is not { } rule)
            {
                return Unknown(text[at..Math.Min(text.Length, at + 4)]);
            }
            at += rule.Ai.Length;
            var end = rule.HasSeparator ? text.IndexOf(Separator, at) : Math.Min(text.Length, at + rule.Max);
            end = end < 0 ? text.Length : end;
            if (Take(rule, text[at..end], found) is { } error)
            {
                return error;
            }
            at = end;
        }
        return null;
    }

    private static ScanResult? Human(string text, Dictionary<string, string> found)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (HumanAi(text, at) is not { } ai || Rule(ai) is not { } rule)
            {
                return Unknown(text[at..Math.Min(text.Length, at + 6)]);
            }
            var start = at + ai.Length + 2;
            var end = start;
            while (end < text.Length && HumanAi(text, end) is null)
            {
                end++;
            }
            if (Take(rule, text[start..end].Trim(' ', Separator), found) is { } error)
            {
                return error;
            }
            at = end;
        }
        return null;
    }

    private static ScanResult? Take(AiRule rule, string value, Dictionary<string, string> found)
    {
        if (Wrong(rule, value) is { } error)
        {
            return ScanResult.Refused(error.Code, error.Sentence, error.WhatToDo);
        }
        return found.TryAdd(rule.Ai, value) || found[rule.Ai] == value
            ? null
            : ScanResult.Refused(
                "SCN-08",
                $"The label says ({rule.Ai}) twice, differently.",
                "Scan one label at a time."
            );
    }

    private static ScanError? Wrong(AiRule rule, string value)
    {
        var again = "Scan again; if it stays so, type the number printed below the bars.";
        if (value.Length < rule.Min || value.Length > rule.Max)
        {
            return value.Length > rule.Max && rule.HasSeparator
                ? new(
                    "SCN-06",
                    $"({rule.Ai}) is longer than {rule.Max} characters: the separator after it is missing.",
                    again
                )
                : new(
                    "SCN-06",
                    $"({rule.Ai}) has {value.Length} characters; it needs {rule.Min} to {rule.Max}.",
                    again
                );
        }
        if (
            rule.Digits ? !value.All(char.IsAsciiDigit) : value.Any(c => !Charset.Contains(c, StringComparison.Ordinal))
        )
        {
            return new("SCN-06", $"({rule.Ai}) has a character it cannot have.", again);
        }
        return rule.Ai is "01" or "02" && !IsGtin(value)
            ? new("SCN-05", "The item number's check digit is wrong.", again)
            : null;
    }

    private static ScanResult Label(string raw, Dictionary<string, string> found, DateOnly today)
    {
        DateOnly? expiry = null;
        DateOnly? made = null;
        foreach (var ai in new[] { "11", "17" })
        {
            if (!found.TryGetValue(ai, out var value))
            {
                continue;
            }
            if (Date(value, today) is not { } date)
            {
                return ScanResult.Refused(
                    "SCN-07",
                    $"({ai}) is no date: {value}.",
                    "Check the label; type the date by hand."
                );
            }
            (expiry, made) = ai == "17" ? ((DateOnly?)date, made) : (expiry, date);
        }
        string[] used = ["01", "10", "11", "17", "21", "30"];
        return ScanResult.Of(
            new()
            {
                Kind = LabelKind.Gs1,
                Raw = raw,
                Gtin = found.GetValueOrDefault("01"),
                Lot = found.GetValueOrDefault("10"),
                Serial = found.GetValueOrDefault("21"),
                Expiry = expiry,
                Made = made,
                Quantity = found.TryGetValue("30", out var count)
                    ? int.Parse(count, CultureInfo.InvariantCulture)
                    : null,
                Other = found.Where(f => !used.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value),
            }
        );
    }

    private static ScanResult Unknown(string at) =>
        ScanResult.Refused(
            "SCN-04",
            $"The label does not go on with a known GS1 identifier: \"{at.Replace(Separator, ' ')}\".",
            "Scan the product label."
        );

    private static string? HumanAi(string text, int at)
    {
        if (at >= text.Length || text[at] != '(')
        {
            return null;
        }
        var close = text.IndexOf(')', at);
        return
            close - at is >= 3 and <= 5
            && Rule(text.AsSpan(at + 1, close - at - 1)) is { } rule
            && rule.Ai.Length == close - at - 1
            ? rule.Ai
            : null;
    }

    private readonly record struct AiRule(string Ai, int Min, int Max, bool Digits, bool HasSeparator);

    // Lengths by the first two digits of the identifier (table 7.8.5-2 for those of fixed length without a separator).
    private static AiRule? Rule(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
        {
            return null;
        }
        var two = (text[0] - '0') * 10 + text[1] - '0';
        return two switch
        {
            0 => Fixed(text, 2, 18),
            1 or 2 or 3 => Fixed(text, 2, 14),
            11 or 12 or 13 or 15 or 16 or 17 => Fixed(text, 2, 6),
            20 => Fixed(text, 2, 2),
            10 or 21 or 22 => Open(text, 2, 20, false),
            30 or 37 => Open(text, 2, 8, true),
            90 => Open(text, 2, 30, false),
            >= 91 and <= 99 => Open(text, 2, 90, false),
            23 or 24 or 25 => Open(text, 3, 30, false),
            >= 31 and <= 36 => Fixed(text, 4, 6),
            41 => Fixed(text, 3, 13),
            40 or 42 => Open(text, 3, 30, false),
            71 => Open(text, 3, 20, false),
            39 or 43 or 70 or 72 or 80 or 81 or 82 => Open(text, 4, 90, false),
            _ => null,
        };
    }

    private static AiRule? Fixed(ReadOnlySpan<char> text, int ai, int length) =>
        Name(text, ai) is { } name ? new(name, length, length, true, false) : null;

    private static AiRule? Open(ReadOnlySpan<char> text, int ai, int max, bool digits) =>
        Name(text, ai) is { } name ? new(name, 1, max, digits, true) : null;

    private static string? Name(ReadOnlySpan<char> text, int length)
    {
        if (text.Length < length)
        {
            return null;
        }
        foreach (var c in text[..length])
        {
            if (!char.IsAsciiDigit(c))
            {
                return null;
            }
        }
        return text[..length].ToString();
    }
}
