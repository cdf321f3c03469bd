namespace Homeward.Field.Checks;

/// <summary>National Provider Identifier: 10 digits, the last a check digit (45 CFR 162.406; CMS check digit rule).</summary>
public static class Npi
{
    /// <summary>
    /// True for 10 digits that begin with 1 or 2 and whose Luhn sum with the prefix 80840 ends in 0. It says that the
    /// number is well formed, not that it was issued.
    /// </summary>
    public static bool IsValid(string? npi)
    {
        if (npi is not { Length: 10 } || npi[0] is not ('1' or '2') || !npi.All(char.IsAsciiDigit))
        {
            return false;
        }
        // 24 is the Luhn sum of the prefix 80840 in front of ten digits.
        var sum = 24;
        for (var i = 0; i < 10; i++)
        {
            var digit = npi[i] - '0';
            if (i % 2 == 0)
            {
                digit = digit < 5 ? digit * 2 : digit * 2 - 9;
            }
            sum += digit;
        }
        return sum % 10 == 0;
    }
}

/// <summary>The shape of an ICD-10-CM diagnosis code; whether the code exists is dated data, not shape.</summary>
public static class Icd10
{
    /// <summary>
    /// True for 3 to 7 characters: a letter, a digit, a digit or A or B, then up to four letters or digits after an
    /// optional dot in fourth place. Case does not matter.
    /// </summary>
    public static bool IsShape(string? code) => Normalise(code) is not null;

    /// <summary>Upper case with the dot in its place, "e119" to "E11.9"; null when the shape is wrong.</summary>
    public static string? Normalise(string? code)
    {
        var text = code?.Trim().ToUpperInvariant() ?? "";
        if (text.Length > 3 && text[3] == '.')
        {
            text = text.Remove(3, 1);
            if (text.Length == 3)
            {
                return null;
            }
        }
        var right =
            text.Length is >= 3 and <= 7
            && char.IsAsciiLetterUpper(text[0])
            && char.IsAsciiDigit(text[1])
            && (char.IsAsciiDigit(text[2]) || text[2] is 'A' or 'B')
            && text.Skip(3).All(char.IsAsciiLetterOrDigit);
        return !right ? null
            : text.Length == 3 ? text
            : text.Insert(3, ".");
    }
}

/// <summary>The shape of HCPCS level II codes and modifiers; whether a code exists is dated data, not shape.</summary>
public static class Hcpcs
{
    /// <summary>True for a letter A to V and four digits, such as E1390. Case does not matter.</summary>
    public static bool IsShape(string? code) =>
        code is { Length: 5 }
        && char.ToUpperInvariant(code[0]) is >= 'A' and <= 'V'
        && code.Skip(1).All(char.IsAsciiDigit);

    /// <summary>True for two letters or digits, such as RR, KX or Q0. Case does not matter.</summary>
    public static bool IsModifierShape(string? modifier) =>
        modifier is { Length: 2 } && modifier.All(char.IsAsciiLetterOrDigit);
}

/// <summary>US ZIP codes, five digits or ZIP+4. Leading zeros are part of the code.</summary>
public static class ZipCode
{
    /// <summary>True for "43215" and "43215-1234".</summary>
    public static bool IsShape(string? zip) => Normalise(zip) is not null;

    /// <summary>"43215" or "43215-1234" from either form, with or without the dash; null when the shape is wrong.</summary>
    public static string? Normalise(string? zip)
    {
        var text = zip?.Trim() ?? "";
        if (text.Length == 10 && text[5] is '-' or ' ')
        {
            text = text.Remove(5, 1);
        }
        return !text.All(char.IsAsciiDigit) ? null
            : text.Length == 5 ? text
            : text.Length == 9 ? text.Insert(5, "-")
            : null;
    }
}

/// <summary>The shape of a Medicare Beneficiary Identifier (CMS, "Understanding the MBI": 11 characters, no check digit).</summary>
public static class Mbi
{
    // C: 1-9, N: 0-9, A: letter except S L O I B Z, X: N or A. https://www.cms.gov/medicare/new-medicare-card
    private const string Pattern = "CAXNAXNAANN";

    /// <summary>True for 11 characters of CMS's pattern, dashes and spaces left out. Case does not matter.</summary>
    public static bool IsShape(string? mbi) => Normalise(mbi) is not null;

    /// <summary>Eleven upper case characters without dashes; null when the shape is wrong.</summary>
    public static string? Normalise(string? mbi)
    {
        if (mbi is null)
        {
            return null;
        }
        var text = mbi.Replace("-", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal)
            .ToUpperInvariant();
        if (text.Length != Pattern.Length)
        {
            return null;
        }
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var digit = char.IsAsciiDigit(c);
            var letter = char.IsAsciiLetterUpper(c) && !"SLOIBZ".Contains(c, StringComparison.Ordinal);
            var fits = Pattern[i] switch
            {
                'C' => digit && c != '0',
                'N' => digit,
                'A' => letter,
                _ => digit || letter,
            };
            if (!fits)
            {
                return null;
            }
        }
        return text;
    }
}
