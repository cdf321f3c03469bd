using System.Text;

namespace Homeward.Field.Checks;

/// <summary>Names of people made comparable. Culture-free and without ICU, so that phone and office agree.</summary>
public static class PersonName
{
    private static readonly HashSet<string> Titles =
    [
        "MR",
        "MRS",
        "MS",
        "MISS",
        "DR",
        "JR",
        "SR",
        "II",
        "III",
        "IV",
        "MD",
        "RN",
    ];

    private static readonly string[] Nicknames =
    [
        "WILLIAM BILL BILLY WILL WILLIE",
        "ROBERT BOB BOBBY ROB ROBBIE",
        "RICHARD RICK DICK RICH",
        "JAMES JIM JIMMY JAMIE",
        "JOHN JACK JOHNNY",
        "MARGARET PEGGY MAGGIE MEG MARGE",
        "ELIZABETH BETTY BETH LIZ ELIZA BETSY",
        "KATHERINE KATE KATHY KATIE CATHERINE CATHY",
        "PATRICIA PAT PATTY TRISH",
        "THOMAS TOM TOMMY",
        "MICHAEL MIKE MICKEY",
        "CHARLES CHUCK CHARLIE",
        "EDWARD ED EDDIE TED",
        "JOSEPH JOE JOEY",
        "DOROTHY DOT DOTTIE",
        "BARBARA BARB BABS",
        "SUSAN SUE SUSIE",
        "DEBORAH DEB DEBBIE DEBRA",
        "ANTHONY TONY",
        "FRANCISCO PACO PANCHO FRANK",
        "JOSE PEPE",
        "GUADALUPE LUPE",
    ];

    private static readonly Dictionary<string, int> NicknameGroup = Nicknames
        .SelectMany((line, group) => line.Split(' ').Select(name => (name, group)))
        .ToDictionary(pair => pair.name, pair => pair.group);

    /// <summary>
    /// Upper case letters and digits, accents folded (Latin-1 and Latin Extended-A), apostrophes dropped, other
    /// punctuation to single spaces, titles and generation suffixes removed. Empty for null or nothing left.
    /// </summary>
    public static string Normalise(string? name) => string.Join(' ', Tokens(name));

    /// <summary>
    /// A key equal for the same name in any order: "Smith, John A." and "John Smith" give the same. Single letters are
    /// dropped while two longer parts remain. Empty for null or nothing left.
    /// </summary>
    public static string Key(string? name)
    {
        var tokens = Tokens(name);
        var longer = tokens.Where(t => t.Length > 1).ToList();
        return string.Join(' ', (longer.Count >= 2 ? longer : tokens).Order(StringComparer.Ordinal));
    }

    /// <summary>True when both are the same name or known short forms of one, such as Bill and William.</summary>
    public static bool IsNickname(string? a, string? b)
    {
        var left = Normalise(a);
        var right = Normalise(b);
        return left.Length > 0
            && (
                left == right
                || (
                    NicknameGroup.TryGetValue(left, out var group)
                    && NicknameGroup.TryGetValue(right, out var other)
                    && group == other
                )
            );
    }

    /// <summary>
    /// Jaro-Winkler similarity of two strings as given, 0 to 1 (Winkler 1990: prefix weight 0.1, at most 4 letters).
    /// Two empty strings are equal: 1.
    /// </summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static double JaroWinkler(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length == b.Length ? 1 : 0;
        }
        var reach = Math.Max(0, Math.Max(a.Length, b.Length) / 2 - 1);
        var usedA = new bool[a.Length];
        var usedB = new bool[b.Length];
        var matches = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = Math.Max(0, i - reach); j < Math.Min(b.Length, i + reach + 1); j++)
            {
                if (!usedB[j] && a[i] == b[j])
                {
                    usedA[i] = usedB[j] = true;
                    matches++;
                    break;
                }
            }
        }
        if (matches == 0)
        {
            return 0;
        }
        var moved = 0;
        for (int i = 0, j = 0; i < a.Length; i++)
        {
            if (!usedA[i])
            {
                continue;
            }
            while (!usedB[j])
            {
                j++;
            }
            moved += a[i] == b[j++] ? 0 : 1;
        }
        var m = (double)matches;
        var jaro = (m / a.Length + m / b.Length + (m - moved / 2) / m) / 3;
        var prefix = 0;
        while (prefix < Math.Min(4, Math.Min(a.Length, b.Length)) && a[prefix] == b[prefix])
        {
            prefix++;
        }
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    /// <summary>
    /// American Soundex of a name's letters, a letter and three digits, such as R163 for Robert and Rupert (US National
    /// Archives). Empty when there is no letter A to Z.
    /// </summary>
    public static string Soundex(string? name)
    {
        const string Codes = "01230120022455012623010202";
        var letters = Normalise(name).Where(char.IsAsciiLetterUpper).ToArray();
        if (letters.Length == 0)
        {
            return "";
        }
        var code = new StringBuilder().Append(letters[0]);
        var last = Codes[letters[0] - 'A'];
        foreach (var letter in letters.Skip(1))
        {
            var digit = Codes[letter - 'A'];
            if (digit != '0' && digit != last)
            {
                code.Append(digit);
            }
            // H and W do not part two letters of one code; vowels do.
            last = letter is 'H' or 'W' ? last : digit;
        }
        return code.ToString().PadRight(4, '0')[..4];
    }

    private static List<string> Tokens(string? name)
    {
        var text = new StringBuilder();
        foreach (var c in name ?? "")
        {
            if (c is '\'' or '\u2019' or '`' or '.' or (>= '\u0300' and <= '\u036f'))
            {
                continue;
            }
            var folded = Fold(char.ToUpperInvariant(c));
            text.Append(
                folded.Length > 0 ? folded
                : char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c).ToString()
                : " "
            );
        }
        var parts = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var bare = parts.Where(p => !Titles.Contains(p)).ToList();
        return bare.Count > 0 ? bare : parts;
    }

    private static string Fold(char c) =>
        c switch
        {
            >= 'A' and <= 'Z' or >= '0' and <= '9' => c.ToString(),
            >= 'À' and <= 'Å' or 'Ā' or 'Ă' or 'Ą' => "A",
            'Æ' => "AE",
            'Ç' or 'Ć' or 'Ĉ' or 'Ċ' or 'Č' => "C",
            'Ð' or 'Ď' or 'Đ' => "D",
            >= 'È' and <= 'Ë' or 'Ē' or 'Ĕ' or 'Ė' or 'Ę' or 'Ě' => "E",
            'Ĝ' or 'Ğ' or 'Ġ' or 'Ģ' => "G",
            'Ĥ' or 'Ħ' => "H",
            >= 'Ì' and <= 'Ï' or 'Ĩ' or 'Ī' or 'Ĭ' or 'Į' or 'İ' or 'ı' => "I",
            'Ĵ' => "J",
            'Ķ' => "K",
            'Ĺ' or 'Ļ' or 'Ľ' or 'Ŀ' or 'Ł' => "L",
            'Ñ' or 'Ń' or 'Ņ' or 'Ň' => "N",
            >= 'Ò' and <= 'Ö' or 'Ø' or 'Ō' or 'Ŏ' or 'Ő' => "O",
            'Œ' => "OE",
            'Ŕ' or 'Ŗ' or 'Ř' => "R",
            'Ś' or 'Ŝ' or 'Ş' or 'Š' => "S",
            'ß' or 'ẞ' => "SS",
            'Ţ' or 'Ť' or 'Ŧ' => "T",
            'Þ' => "TH",
            >= 'Ù' and <= 'Ü' or 'Ũ' or 'Ū' or 'Ŭ' or 'Ů' or 'Ű' or 'Ų' => "U",
            'Ŵ' => "W",
            'Ý' or 'Ŷ' or 'Ÿ' => "Y",
            'Ź' or 'Ż' or 'Ž' => "Z",
            _ => "",
        };
}
