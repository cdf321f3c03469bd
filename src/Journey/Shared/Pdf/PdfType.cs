using System.Collections.Frozen;
using System.Text;
using SkiaSharp;

namespace Homeward.Journey.Shared.Pdf;

/// <summary>A colour of our documents. They are printed on office printers: dark on white, one accent.</summary>
public readonly record struct PdfInk(byte Red, byte Green, byte Blue)
{
    public static readonly PdfInk Black = new(0x1a, 0x20, 0x24);
    public static readonly PdfInk Grey = new(0x55, 0x5f, 0x66);
    public static readonly PdfInk Line = new(0xc9, 0xcf, 0xd2);
    public static readonly PdfInk Wash = new(0xf1, 0xf4, 0xf3);
    public static readonly PdfInk Accent = new(0x1f, 0x5c, 0x4d);
    public static readonly PdfInk Alarm = new(0xa1, 0x25, 0x1b);
    public static readonly PdfInk AlarmWash = new(0xfb, 0xec, 0xea);
    public static readonly PdfInk Warning = new(0x7a, 0x4d, 0x00);
    public static readonly PdfInk WarningWash = new(0xfd, 0xf3, 0xdd);
    public static readonly PdfInk White = new(0xff, 0xff, 0xff);

    /// <summary>"#2f6f5e"; anything else is black.</summary>
    public static PdfInk Of(string css) =>
        css.Length == 7 && int.TryParse(css.AsSpan(1), System.Globalization.NumberStyles.HexNumber, null, out var rgb)
            ? new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : Black;

    internal SKColor Skia => new(Red, Green, Blue);
}

/// <summary>How text looks: size and leading in points (1/72 inch).</summary>
public sealed record PdfStyle(float Size, bool Bold = false, PdfInk Ink = default, float Leading = 1.3f)
{
    public static readonly PdfStyle Title = new(18, true, PdfInk.Black, 1.15f);
    public static readonly PdfStyle Heading = new(12, true, PdfInk.Black, 1.25f);
    public static readonly PdfStyle Body = new(9.5f, false, PdfInk.Black);
    public static readonly PdfStyle Strong = new(9.5f, true, PdfInk.Black);
    public static readonly PdfStyle Small = new(8, false, PdfInk.Grey);
    public static readonly PdfStyle Label = new(7.5f, true, PdfInk.Grey, 1.35f);

    internal float LineHeight => Size * Leading;

    internal SKFont Font() => new(Bold ? PdfFonts.Bold : PdfFonts.Regular, Size) { Subpixel = true };
}

/// <summary>The typeface built into this assembly: a server has no fonts of its own that we could rely on.</summary>
internal static class PdfFonts
{
    public static readonly SKTypeface Regular = Load("font-regular.ttf");
    public static readonly SKTypeface Bold = Load("font-bold.ttf");

    private static readonly FrozenDictionary<int, string> Instead = new Dictionary<int, string>
    {
        [0x2192] = "to",
        [0x2190] = "from",
        [0x2264] = "<=",
        [0x2265] = ">=",
        [0x2713] = "yes",
        [0x00A0] = " ",
        [0x202F] = " ",
        [0x2009] = " ",
        ['\t'] = " ",
    }.ToFrozenDictionary();

    /// <summary>The text with every sign the typeface lacks replaced: an empty box on a delivery paper helps nobody.</summary>
    public static string Printable(string text, bool bold)
    {
        using var face = new SKFont(bold ? Bold : Regular);
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (rune.Value == '\n' || (rune.Value >= ' ' && face.GetGlyph(rune.Value) != 0))
                plain.Append(rune);
            else if (Instead.TryGetValue(rune.Value, out var other))
                plain.Append(other);
            else if (!Rune.IsControl(rune))
                plain.Append('?');
        }
        return plain.ToString();
    }

    private static SKTypeface Load(string name)
    {
        using var stream =
            typeof(PdfFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The typeface {name} was not built in.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}

/// <summary>Breaks text into lines at spaces, and inside a word only where it alone is wider than the line.</summary>
internal static class PdfText
{
    public static List<string> Lines(string text, PdfStyle style, float width)
    {
        using var font = style.Font();
        var lines = new List<string>();
        foreach (var paragraph in PdfFonts.Printable(text, style.Bold).ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (font.MeasureText(longer) <= width)
                {
                    line = longer;
                    continue;
                }
                if (line.Length > 0)
                    lines.Add(line);
                line = word;
                while (line.Length > 1 && font.MeasureText(line) > width)
                {
                    var fits = line.Length - 1;
                    while (fits > 1 && font.MeasureText(line[..fits]) > width)
                        fits--;
                    lines.Add(line[..fits]);
                    line = line[fits..];
                }
            }
            lines.Add(line);
        }
        return lines;
    }
}
