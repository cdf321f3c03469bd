using System.Globalization;

namespace Homeward.Journey.Stock;

/// <summary>
/// Reads what a scanner or a spreadsheet gives: one row a line, "scan, item, lot, expires (yyyy-mm-dd)"; everything after the scan
/// may be left out. A first line that begins with "scan" or "serial" is a heading. Tabs and semicolons separate too.
/// </summary>
public static class ScanList
{
    public static List<ReceiveRow> Parse(string text)
    {
        var rows = new List<ReceiveRow>();
        foreach (var line in text.Split('\n').Select(l => l.Trim('\r', ' ', '\uFEFF')))
        {
            if (line.Length == 0 || (rows.Count == 0 && IsHeading(line)))
                continue;
            var cells = line.Split(',', ';', '\t').Select(c => c.Trim().Trim('"')).ToArray();
            rows.Add(
                new(cells[0])
                {
                    Item = Cell(cells, 1),
                    Lot = Cell(cells, 2),
                    ExpiresOn = DateOnly.TryParseExact(
                        Cell(cells, 3),
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var on
                    )
                        ? on
                        : null,
                }
            );
        }
        return rows;
    }

    private static bool IsHeading(string line) =>
        line.StartsWith("scan", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("serial", StringComparison.OrdinalIgnoreCase);

    private static string? Cell(string[] cells, int at) => cells.Length > at && cells[at].Length > 0 ? cells[at] : null;
}
