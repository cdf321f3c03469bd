using SkiaSharp;

namespace Homeward.Journey.Shared.Pdf;

/// <summary>What a document is: its title, when it was made (UTC), what stands at the foot of each page. Letter size unless told.</summary>
public sealed record PdfSheet(string Title, DateTime At, string Footer)
{
    public string Subject { get; init; } = "";

    /// <summary>Points: 612 x 792 is US Letter.</summary>
    public float Width { get; init; } = 612;
    public float Height { get; init; } = 792;
    public float Margin { get; init; } = 42;

    /// <summary>Drawn again at the top of every page after the first, such as "Route Van 3, plan v7".</summary>
    public string? RunningHead { get; init; }
}

/// <summary>
/// A document that fills pages from top to bottom. The drawing runs twice: once to learn how many pages there are, once for the
/// paper, so it must draw the same each time. Measures are points, y grows downward.
/// </summary>
public sealed partial class PdfFlow
{
    private const float FooterHeight = 26;
    private readonly PdfSheet sheet;
    private readonly SKDocument document;
    private readonly int pages;
    private SKCanvas canvas = null!;
    private bool fixedHeight;

    private PdfFlow(PdfSheet sheet, SKDocument document, int pages) =>
        (this.sheet, this.document, this.pages) = (sheet, document, pages);

    /// <summary>The page being drawn, from 1.</summary>
    public int Page { get; private set; }

    /// <summary>The top of what comes next.</summary>
    public float Y { get; private set; }
    public float Left { get; private set; }
    public float Right { get; private set; }
    public float Width => Right - Left;

    private float Bottom => sheet.Height - sheet.Margin - FooterHeight;

    /// <summary>The whole document as PDF.</summary>
    public static byte[] Write(PdfSheet sheet, Action<PdfFlow> draw)
    {
        var pages = Pass(sheet, draw, Stream.Null, 0);
        using var file = new MemoryStream();
        Pass(sheet, draw, file, pages);
        return file.ToArray();
    }

    private static int Pass(PdfSheet sheet, Action<PdfFlow> draw, Stream to, int pages)
    {
        var about = new SKDocumentPdfMetadata
        {
            Title = sheet.Title,
            Subject = sheet.Subject,
            Author = "Homeward",
            Creator = "Homeward",
            Creation = sheet.At,
            Modified = sheet.At,
            RasterDpi = 200,
            EncodingQuality = 85,
        };
        using var document = SKDocument.CreatePdf(to, about);
        var flow = new PdfFlow(sheet, document, pages);
        flow.Begin();
        draw(flow);
        flow.End();
        document.Close();
        return flow.Page;
    }

    /// <summary>Ends the page and begins the next.</summary>
    public void NewPage()
    {
        End();
        Begin();
    }

    /// <summary>Begins a new page unless so much height is left: for what must not be torn apart.</summary>
    public void Keep(float height)
    {
        if (!fixedHeight && Y + height > Bottom && Y > sheet.Margin + 40)
            NewPage();
    }

    public void Space(float points) => Y += points;

    public void Rule(PdfInk? ink = null, float thickness = 0.6f)
    {
        Keep(thickness + 4);
        Line(Left, Y, Right, Y, ink ?? PdfInk.Line, thickness);
        Y += thickness;
    }

    /// <summary>Text over the whole width, broken into lines and over pages.</summary>
    public void Text(string text, PdfStyle? style = null, Align align = Align.Start)
    {
        style ??= PdfStyle.Body;
        foreach (var line in PdfText.Lines(text, style, Width))
        {
            Keep(style.LineHeight);
            At(line, style, Left, Y, Width, align);
            Y += style.LineHeight;
        }
    }

    /// <summary>A heading that stays with what follows it.</summary>
    public void Heading(string text, PdfStyle? style = null)
    {
        style ??= PdfStyle.Heading;
        Keep(style.LineHeight + 44);
        Text(text, style);
        Space(3);
    }

    /// <summary>How high the text will be.</summary>
    public static float HeightOf(string text, PdfStyle style, float width) =>
        PdfText.Lines(text, style, width).Count * style.LineHeight;

    /// <summary>How wide one line of text is.</summary>
    public static float WidthOf(string text, PdfStyle style)
    {
        using var font = style.Font();
        return font.MeasureText(PdfFonts.Printable(text, style.Bold));
    }

    /// <summary>Draws several flows side by side, each in its share of the width, and goes on below the longest.</summary>
    public void Columns(float gap, params (float Share, Action<PdfFlow> Draw)[] columns)
    {
        var (left, right, top, wasFixed) = (Left, Right, Y, fixedHeight);
        var shares = columns.Sum(c => c.Share);
        var room = Width - gap * (columns.Length - 1);
        var (x, bottom) = (left, top);
        fixedHeight = true;
        foreach (var (share, draw) in columns)
        {
            (Left, Right, Y) = (x, x + room * share / shares, top);
            draw(this);
            bottom = Math.Max(bottom, Y);
            x = Right + gap;
        }
        (Left, Right, Y, fixedHeight) = (left, right, bottom, wasFixed);
    }

    private void Begin()
    {
        canvas = document.BeginPage(sheet.Width, sheet.Height);
        Page++;
        (Left, Right, Y) = (sheet.Margin, sheet.Width - sheet.Margin, sheet.Margin);
        if (Page == 1 || sheet.RunningHead is null)
            return;
        At(sheet.RunningHead, PdfStyle.Small with { Bold = true }, Left, Y - 8, Width, Align.Start);
        Y += 6;
        Line(Left, Y, Right, Y, PdfInk.Line, 0.6f);
        Y += 10;
    }

    private void End()
    {
        var foot = sheet.Height - sheet.Margin - PdfStyle.Small.LineHeight + 8;
        Line(sheet.Margin, foot - 5, sheet.Width - sheet.Margin, foot - 5, PdfInk.Line, 0.6f);
        var width = sheet.Width - 2 * sheet.Margin;
        var number = pages > 0 ? $"Page {Page} of {pages}" : $"Page {Page} of 99";
        var room = width - WidthOf(number, PdfStyle.Small) - 16;
        var words = PdfText.Lines(sheet.Footer, PdfStyle.Small, room);
        At(words.Count > 0 ? words[0] : "", PdfStyle.Small, sheet.Margin, foot, room, Align.Start);
        At(number, PdfStyle.Small, sheet.Margin, foot, width, Align.End);
        document.EndPage();
    }

    internal void At(string line, PdfStyle style, float x, float top, float width, Align align)
    {
        using var font = style.Font();
        using var paint = new SKPaint { Color = style.Ink.Skia, IsAntialias = true };
        var text = PdfFonts.Printable(line, style.Bold);
        var start = align switch
        {
            Align.End => x + width - font.MeasureText(text),
            Align.Center => x + (width - font.MeasureText(text)) / 2,
            _ => x,
        };
        // Ascent is negative: the baseline lies below the top by it, and half the leading.
        var metrics = font.Metrics;
        var baseline = top + (style.LineHeight - (metrics.Descent - metrics.Ascent)) / 2 - metrics.Ascent;
        canvas.DrawText(text, start, baseline, SKTextAlign.Left, font, paint);
    }

    internal void Line(float x1, float y1, float x2, float y2, PdfInk ink, float thickness)
    {
        using var paint = new SKPaint
        {
            Color = ink.Skia,
            StrokeWidth = thickness,
            IsStroke = true,
            IsAntialias = true,
        };
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    internal void Box(float x, float y, float width, float height, PdfInk fill, float radius = 0)
    {
        using var paint = new SKPaint { Color = fill.Skia, IsAntialias = true };
        if (radius > 0)
            canvas.DrawRoundRect(x, y, width, height, radius, radius, paint);
        else
            canvas.DrawRect(x, y, width, height, paint);
    }
}

/// <summary>Where text stands in its column.</summary>
public enum Align
{
    Start,
    Center,
    End,
}
