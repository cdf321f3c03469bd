using System.Text;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

public sealed record ImportRunRow(
    Guid Id,
    string FileName,
    DateTime At,
    string By,
    int Taken,
    int Repeated,
    int Refused
);

/// <summary>The files that were taken, newest first; one with its verdicts; its refused rows as a file to mend and send again.</summary>
public sealed class ImportRuns(Desk desk, BlobStore blobs)
{
    public async Task<Page<ImportRunRow>> Run(PageOf page, CancellationToken ct)
    {
        var runs = desk.Db.ImportRuns.AsNoTracking();
        var total = await runs.CountAsync(ct);
        var items = await runs.OrderByDescending(r => r.At)
            .ThenByDescending(r => r.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(r => new ImportRunRow(r.Id, r.FileName, r.At, r.By, r.Taken, r.Repeated, r.Refused))
            .ToListAsync(ct);
        return new(items, total, page.Number, page.Take);
    }

    public async Task<ImportView?> One(Guid id, CancellationToken ct)
    {
        var run = await desk.Db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);
        if (run is null)
            return null;
        var rows = await Verdicts(run, ct);
        return new(run.Id, run.FileName, run.At, run.By, run.Taken, run.Repeated, run.Refused, [], rows, rows.Count);
    }

    /// <summary>The refused rows with the file's own columns and, behind them, the reasons. Mended, the file can be taken as it is.</summary>
    public async Task<string?> RefusedCsv(Guid id, CancellationToken ct)
    {
        var run = await desk.Db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);
        if (run is null || await blobs.Get(run.Blob, ct) is not { } file)
            return null;
        var read = ImportFile.Read(file);
        if (!read.Ok)
            return null;
        var refused = (await Verdicts(run, ct)).Where(r => r.Verdict == "refused").ToLookup(r => r.RowNo);
        var csv = new StringBuilder();
        csv.Append(ImportFile.Write([.. read.Value.Headers, "why_refused"])).Append("\r\n");
        for (var i = 0; i < read.Value.Lines.Count; i++)
            if (refused[read.Value.Lines[i].RowNo].FirstOrDefault() is { } row)
            {
                // Short rows are filled up, so that the reason stands in its own column.
                var commas = Math.Max(0, read.Value.Headers.Count - read.Value.Widths[i]);
                csv.Append(read.Value.Raw[i])
                    .Append(',', commas + 1)
                    .Append(ImportFile.Write([string.Join(" ", row.Reasons)]))
                    .Append("\r\n");
            }
        return csv.ToString();
    }

    private async Task<IReadOnlyList<ImportRow>> Verdicts(ImportRun run, CancellationToken ct) =>
        await blobs.Get(run.Verdicts, ct) is { } bytes
            ? Json.Read<List<ImportRow>>(Encoding.UTF8.GetString(bytes)) ?? []
            : [];
}
