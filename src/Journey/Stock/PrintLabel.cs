using System.Globalization;
using System.Net;
using System.Text;
using Homeward.Field.Scan;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace Homeward.Journey.Stock;

/// <summary>
/// A unit's own label as SVG, 50 x 30 mm: item, serial, and a QR code that any scanner of ours reads back to this unit. With a
/// GTIN the code is a GS1 element string (01)(21); without, the serial itself.
/// </summary>
public sealed class PrintLabel(Desk desk)
{
    public async Task<string?> Run(Guid unitId, CancellationToken ct)
    {
        var unit = await desk.Db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == unitId, ct);
        if (unit is null)
            return null;
        var item = await desk.Db.Items.AsNoTracking().FirstAsync(i => i.Id == unit.ItemId, ct);
        return Draw(item, unit);
    }

    internal static string Content(CatalogueItem item, Unit unit) =>
        Gs1.IsGtin(item.Gtin) && unit.Serial.Length <= 20 && Readable(unit.Serial)
            ? Gs1.Write([new("01", item.Gtin!.PadLeft(14, '0')), new("21", unit.Serial)])
            : unit.Serial;

    private static bool Readable(string serial) =>
        serial.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '.');

    private static string Draw(CatalogueItem item, Unit unit)
    {
        using var data = QRCodeGenerator.GenerateQrCode(Content(item, unit), QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"50mm\" height=\"30mm\" viewBox=\"0 0 500 300\" ");
        svg.Append(CultureInfo.InvariantCulture, $"role=\"img\" aria-label=\"Label of {Safe(unit.Serial)}\">");
        svg.Append("<rect width=\"500\" height=\"300\" fill=\"#fff\"/><path fill=\"#000\" d=\"");
        var size = 240.0 / rows.Count;
        for (var y = 0; y < rows.Count; y++)
        for (var x = 0; x < rows.Count; x++)
            if (rows[y][x])
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"M{10 + x * size:0.##} {30 + y * size:0.##}h{size:0.##}v{size:0.##}h-{size:0.##}z"
                );
        svg.Append("\"/><g font-family=\"Atkinson Hyperlegible Next, Arial, sans-serif\" fill=\"#000\">");
        Text(svg, 70, 24, item.Code, bold: true);
        var name = item.Name.Length > 40 ? item.Name[..40] : item.Name;
        Text(svg, 105, 18, name.Length > 22 ? name[..22] : name);
        if (name.Length > 22)
            Text(svg, 128, 18, name[22..]);
        Text(svg, 175, 16, "Serial");
        Text(svg, 205, unit.Serial.Length > 14 ? 18 : 26, unit.Serial, bold: true);
        if (unit.ExpiresOn is { } on)
            Text(svg, 245, 18, $"Use by {on:yyyy-MM-dd}");
        return svg.Append("</g></svg>").ToString();
    }

    private static void Text(StringBuilder svg, int y, int size, string text, bool bold = false) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"262\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{(bold ? 700 : 400)}\">{Safe(text)}</text>"
        );

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
