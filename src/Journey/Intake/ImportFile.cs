using System.Text;
using CsvHelper;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>One line of the file: cells by the name of their column.</summary>
internal sealed record ImportLine(int RowNo, IReadOnlyDictionary<string, string> Cells)
{
    public string? this[string column] =>
        Cells.TryGetValue(column, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public bool SaysTheSame(ImportLine other) =>
        Cells.Count == other.Cells.Count
        && Cells.All(c => other.Cells.TryGetValue(c.Key, out var text) && text.Trim() == c.Value.Trim());
}

/// <summary>Reads an order file line by line: comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows' Western letters.</summary>
internal static class ImportFile
{
    public const int MostRows = 10_000;
    private const int MostColumns = 300;
    private const int LongestRecord = 1024 * 1024;

    internal sealed record Contents(
        IReadOnlyList<string> Headers,
        IReadOnlyList<string> Unknown,
        List<ImportLine> Lines,
        List<string> Raw,
        List<int> Widths
    );

    public static Outcome<Contents> Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var csv = CsvReader.FromText(
                Decode(file.Span),
                new CsvReaderOptions
                {
                    HasHeader = false,
                    TrackLineNumbers = true,
                    MaxRecordSize = LongestRecord,
                }
            );
            if (!csv.Read())
                return new ImportIsNotCsv("it is empty.");
            var headers = csv.Current.ToArray();
            if (headers.Length > MostColumns)
                return new ImportIsNotCsv($"it has more than {MostColumns} columns.");
            var names = headers.Select(ImportColumns.Find).ToList();
            var lacking = ImportColumns
                .All.Where(c => c.Required && !names.Contains(c.Name))
                .Select(c => c.Name)
                .ToList();
            if (lacking.Count > 0)
                return new ImportLacksColumns(string.Join(", ", lacking));
            var lines = new List<ImportLine>();
            var raw = new List<string>();
            var widths = new List<int>();
            while (csv.Read())
            {
                var cells = csv.Current.ToArray();
                if (cells.All(string.IsNullOrWhiteSpace))
                    continue;
                if (lines.Count == MostRows)
                    return new ImportTooLong(MostRows);
                var named = new Dictionary<string, string>();
                for (var i = 0; i < Math.Min(cells.Length, names.Count); i++)
                    if (names[i] is { } name && cells[i].Length > 0)
                        named.TryAdd(name, cells[i]);
                lines.Add(new((int)csv.LineNumber, named));
                raw.Add(Write(cells.Take(names.Count)));
                widths.Add(Math.Min(cells.Length, names.Count));
            }
            return lines.Count == 0
                ? new ImportIsEmpty()
                : new Contents(
                    [.. headers.Select(h => PatientChecks.Clip(h))],
                    [.. headers.Where((_, i) => names[i] is null).Select(PatientChecks.Clip).Where(h => h.Length > 0)],
                    lines,
                    raw,
                    widths
                );
        }
        catch (CsvFormatException)
        {
            return new ImportIsNotCsv("a line is broken or endless, perhaps a quotation mark without its partner.");
        }
    }

    /// <summary>
    /// Cells as one line of CSV. A cell that a spreadsheet would run as a formula gets an apostrophe in front: what a stranger
    /// typed into a form must not act on the clerk's machine.
    /// </summary>
    public static string Write(IEnumerable<string> cells) =>
        string.Join(
            ',',
            cells.Select(c =>
            {
                var safe = c.Length > 0 && c[0] is '=' or '@' or '\t' or '\r' || IsFormulaSign(c) ? $"'{c}" : c;
                return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0
                    ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                    : safe;
            })
        );

    // "+1 614 ..." is a telephone number and "-82.99" a longitude; "+cmd|..." is neither.
    private static bool IsFormulaSign(string cell) =>
        cell.Length > 1
        && cell[0] is '+' or '-'
        && cell.Skip(1).Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '.' or '-' or '(' or ')'));

    private static string Decode(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode.GetString(file[2..]);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(file[2..]);
        if (file.StartsWith(Encoding.UTF8.Preamble))
            file = file[3..];
        return System.Text.Unicode.Utf8.IsValid(file) ? Encoding.UTF8.GetString(file) : Encoding.Latin1.GetString(file);
    }
}
