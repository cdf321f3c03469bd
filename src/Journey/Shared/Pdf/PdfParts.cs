using System.Collections;
using QRCoder;
using SkiaSharp;

namespace Homeward.Journey.Shared.Pdf;

/// <summary>A table's column: its heading, its share of the width, and how its cells stand.</summary>
public sealed record PdfColumn(string Title, float Share, Align Align = Align.Start);

/// <summary>A paragraph in a cell.</summary>
public sealed record PdfPara(string Text, PdfStyle? Style = null);

/// <summary>A cell: paragraphs under each other. A plain string is a cell too.</summary>
public sealed record PdfCell(params PdfPara[] Paragraphs)
{
    public static implicit operator PdfCell(string text) => new(new PdfPara(text));

    public static PdfCell Of(string text, PdfStyle style) => new(new PdfPara(text, style));
}

/// <content>Tables, facts, notes, pictures, codes.</content>
public sealed partial class PdfFlow
{
    private const float CellPad = 4;

    /// <summary>A table whose rows stay whole and whose head comes again on each page.</summary>
    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<PdfCell>> rows)
    {
        var headed = false;
        foreach (var row in rows)
        {
            var height = RowHeight(columns, row);
            var page = Page;
            Keep(height + (headed ? 0 : 18));
            if (!headed || page != Page)
                TableHead(columns);
            headed = true;
            TableRow(columns, row, height);
        }
        Space(4);
    }

    /// <summary>Labels over values, so many side by side.</summary>
    public void Facts(int columns, params (string Label, string Value)[] facts)
    {
        foreach (var line in facts.Chunk(columns))
        {
            var width = (Width - 12 * (columns - 1)) / columns;
            Keep(line.Max(f => HeightOf(f.Value, PdfStyle.Body, width)) + PdfStyle.Label.LineHeight + 4);
            Columns(
                12,
                [
                    .. line.Concat(Enumerable.Repeat(("", ""), columns - line.Length))
                        .Select(f =>
                            (
                                1f,
                                (Action<PdfFlow>)(
                                    flow =>
                                    {
                                        if (f.Item1.Length > 0)
                                            flow.Text(f.Item1.ToUpperInvariant(), PdfStyle.Label);
                                        if (f.Item2.Length > 0)
                                            flow.Text(f.Item2);
                                    }
                                )
                            )
                        ),
                ]
            );
            Space(5);
        }
    }

    /// <summary>A sentence in a coloured box, for what must not be missed.</summary>
    public void Note(string text, PdfInk fill, PdfInk ink, bool bold = false)
    {
        var style = PdfStyle.Body with { Ink = ink, Bold = bold };
        var height = HeightOf(text, style, Width - 20) + 10;
        Keep(height + 4);
        Box(Left, Y, Width, height, fill, 3);
        Box(Left, Y, 3, height, ink);
        var top = Y;
        (Left, Right, Y) = (Left + 12, Right - 8, Y + 5);
        var was = fixedHeight;
        fixedHeight = true;
        Text(text, style);
        fixedHeight = was;
        (Left, Right, Y) = (Left - 12, Right + 8, top + height + 4);
    }

    /// <summary>A picture (PNG, JPEG, WebP), as large as fits; says so in words where it cannot be read.</summary>
    public void Image(ReadOnlySpan<byte> file, float maxWidth, float maxHeight, string? caption = null)
    {
        using var image = SKImage.FromEncodedData(file);
        if (image is null)
        {
            Text("A picture belongs here, but its file could not be read.", PdfStyle.Small);
            return;
        }
        var room = Math.Min(maxWidth, Width);
        var scale = Math.Min(room / image.Width, maxHeight / image.Height);
        var (width, height) = (image.Width * scale, image.Height * scale);
        Keep(height + (caption is null ? 0 : PdfStyle.Small.LineHeight) + 4);
        canvas.DrawImage(
            image,
            SKRect.Create(Left, Y, width, height),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
        );
        Y += height + 2;
        if (caption is not null)
            Text(caption, PdfStyle.Small);
        Space(2);
    }

    /// <summary>A QR code drawn as squares, sharp at any size; advances only when <paramref name="inPlace"/> is false.</summary>
    public void Qr(string content, float size, Align align = Align.End, bool inPlace = true)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var step = size / rows.Count;
        var left = align switch
        {
            Align.End => Right - size,
            Align.Center => Left + (Width - size) / 2,
            _ => Left,
        };
        if (!inPlace)
            Keep(size);
        // One path for all squares: drawn one by one, hairlines show between them.
        using var path = new SKPathBuilder();
        for (var y = 0; y < rows.Count; y++)
        for (var x = 0; x < rows.Count; x++)
        {
            if (!rows[y][x])
                continue;
            var run = Run(rows[y], x);
            path.AddRect(SKRect.Create(left + x * step, Y + y * step, run * step, step));
            x += run;
        }
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = false };
        using var squares = path.Detach();
        canvas.DrawPath(squares, paint);
        if (!inPlace)
            Y += size;
    }

    /// <summary>An empty square to tick by hand, at the left of what comes next.</summary>
    public void TickBox(string text, PdfStyle? style = null)
    {
        style ??= PdfStyle.Body;
        Keep(style.LineHeight + 2);
        using var paint = new SKPaint
        {
            Color = PdfInk.Grey.Skia,
            StrokeWidth = 0.9f,
            IsStroke = true,
            IsAntialias = true,
        };
        canvas.DrawRect(Left + 0.5f, Y + 2, style.Size - 1, style.Size - 1, paint);
        Left += style.Size + 6;
        Text(text, style);
        Left -= style.Size + 6;
    }

    /// <summary>A number in a filled circle, as on the map.</summary>
    public void Badge(string text, PdfInk fill, float size = 20)
    {
        using var paint = new SKPaint { Color = fill.Skia, IsAntialias = true };
        canvas.DrawCircle(Left + size / 2, Y + size / 2, size / 2, paint);
        var style = new PdfStyle(size * 0.52f, true, PdfInk.White, 1);
        At(text, style, Left, Y + (size - style.LineHeight) / 2, size, Align.Center);
    }

    private static int Run(BitArray row, int from)
    {
        var length = 1;
        while (from + length < row.Length && row[from + length])
            length++;
        return length;
    }

    private float[] Widths(IReadOnlyList<PdfColumn> columns)
    {
        var all = columns.Sum(c => c.Share);
        return [.. columns.Select(c => Width * c.Share / all)];
    }

    private float RowHeight(IReadOnlyList<PdfColumn> columns, IReadOnlyList<PdfCell> row)
    {
        var widths = Widths(columns);
        return 2 * CellPad
            + row.Select(
                    (cell, i) => cell.Paragraphs.Sum(p => HeightOf(p.Text, p.Style ?? PdfStyle.Body, widths[i] - 8))
                )
                .DefaultIfEmpty(0)
                .Max();
    }

    private void TableHead(IReadOnlyList<PdfColumn> columns)
    {
        var widths = Widths(columns);
        var x = Left;
        for (var i = 0; i < columns.Count; i++)
        {
            At(columns[i].Title.ToUpperInvariant(), PdfStyle.Label, x, Y + 2, widths[i] - 8, columns[i].Align);
            x += widths[i];
        }
        Y += PdfStyle.Label.LineHeight + 5;
        Line(Left, Y, Right, Y, PdfInk.Grey, 0.8f);
    }

    private void TableRow(IReadOnlyList<PdfColumn> columns, IReadOnlyList<PdfCell> row, float height)
    {
        var widths = Widths(columns);
        var x = Left;
        for (var i = 0; i < columns.Count && i < row.Count; i++)
        {
            var y = Y + CellPad;
            foreach (var para in row[i].Paragraphs)
            {
                var style = para.Style ?? PdfStyle.Body;
                foreach (var line in PdfText.Lines(para.Text, style, widths[i] - 8))
                {
                    At(line, style, x, y, widths[i] - 8, columns[i].Align);
                    y += style.LineHeight;
                }
            }
            x += widths[i];
        }
        Y += height;
        Line(Left, Y, Right, Y, PdfInk.Line, 0.5f);
    }
}
