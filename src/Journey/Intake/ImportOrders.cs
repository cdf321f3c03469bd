using System.Security.Cryptography;
using System.Text;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

public sealed record OrderFile(Guid BranchId, string FileName);

/// <summary>What a file came to, row by row.</summary>
/// <param name="Columns">Headers that mean nothing here; their cells were passed over.</param>
/// <param name="Tried">Preview: so many orders were tried in full, the rest read only.</param>
public sealed record ImportView(
    Guid Id,
    string FileName,
    DateTime At,
    string By,
    int Taken,
    int Repeated,
    int Refused,
    IReadOnlyList<string> Columns,
    IReadOnlyList<ImportRow> Rows,
    int Tried
);

/// <summary>How far the taking of a file is.</summary>
public sealed record ImportProgress(int Done, int Total);

/// <summary>
/// Takes the orders of a CSV file. Each order is a command of its own whose id follows from file, branch and order number: a crash
/// in the middle and a second run give each order once. Good rows go in, bad rows come out with their reasons.
/// </summary>
public sealed class ImportOrders(Desk desk, PlaceOrder place, BranchTime time, BlobStore blobs)
{
    private const int TriedInPreview = 200;

    /// <summary>Says what would become of each row. Nothing is saved.</summary>
    public Task<Outcome<ImportView>> Preview(OrderFile file, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        Read(file, content, take: false, null, ct);

    /// <summary>Takes what can be taken.</summary>
    public async Task<Outcome<ImportView>> Run(
        Command<OrderFile> command,
        ReadOnlyMemory<byte> content,
        IProgress<ImportProgress>? progress,
        CancellationToken ct
    )
    {
        var outcome = await Read(command.Data, content, take: true, progress, ct);
        if (!outcome.Ok)
            return outcome;
        var view = outcome.Value;
        var blob = await blobs.Put(content, ct);
        var verdicts = await blobs.Put(JsonBytes(view.Rows), ct);
        return await desk.Once<ImportView>(
            command.Id,
            new FileTaken(command.Data, blob),
            () =>
            {
                var run = new ImportRun
                {
                    Id = desk.NewId(),
                    BranchId = command.Data.BranchId,
                    FileName = view.FileName,
                    Blob = blob,
                    Verdicts = verdicts,
                    At = desk.Now,
                    By = desk.Actor.Name,
                    Taken = view.Taken,
                    Repeated = view.Repeated,
                    Refused = view.Refused,
                };
                desk.Db.ImportRuns.Add(run);
                return Task.FromResult<Outcome<ImportView>>(view with { Id = run.Id });
            },
            ct
        );
    }

    private sealed record FileTaken(OrderFile File, string Blob);

    // Carries the answer of a trial out of the transaction that is then thrown away.
    private sealed record WouldTake(OrderTaken Taken) : Refusal("INT-299", "It would be taken.", "Take it.");

    private async Task<Outcome<ImportView>> Read(
        OrderFile file,
        ReadOnlyMemory<byte> content,
        bool take,
        IProgress<ImportProgress>? progress,
        CancellationToken ct
    )
    {
        if (await time.Of(file.BranchId, ct) is not { } clock)
            return new NoSuch("branch") { Field = "branchId" };
        if (content.Length > BlobStore.MaxBytes)
            return new FileTooLarge { Field = "file" };
        var read = ImportFile.Read(content);
        if (!read.Ok)
            return read.Refused<ImportView>();
        var orders = ImportReading.Group(read.Value.Lines);
        var digest = SHA256.HashData(content.Span);
        var known = await Known(file.BranchId, orders, ct);
        var rows = new List<ImportRow>();
        var tried = 0;
        for (var i = 0; i < orders.Count; i++)
        {
            var order = orders[i];
            ImportReading.Read(order, file.BranchId, clock);
            if (order.Problems.Count > 0)
                rows.AddRange(Rows(order, "refused", null, order.Problems));
            else if (known.TryGetValue(order.ExternalId!, out var there))
                rows.AddRange(Rows(order, "repeated", there, []));
            else if (take || tried < TriedInPreview)
            {
                tried++;
                var outcome = take
                    ? await place.Run(new(CommandOf(digest, file.BranchId, order.ExternalId!), order.Order!), ct)
                    : await Try(order.Order!, ct);
                rows.AddRange(
                    outcome.Ok
                        ? Rows(
                            order,
                            outcome.Value.Repeated ? "repeated" : "taken",
                            new(take ? outcome.Value.Id : null, take ? outcome.Value.Number : null),
                            []
                        )
                        : Rows(order, "refused", null, outcome.Refusals)
                );
            }
            else
                rows.AddRange(Rows(order, "taken", null, []));
            if (i % 20 == 19)
                progress?.Report(new(i + 1, orders.Count));
        }
        progress?.Report(new(orders.Count, orders.Count));
        return new ImportView(
            Guid.Empty,
            Path.GetFileName(PatientChecks.Clip(file.FileName ?? "")) is { Length: > 0 } name ? name : "orders.csv",
            desk.Now,
            desk.Actor.Name,
            rows.Count(r => r.Verdict == "taken"),
            rows.Count(r => r.Verdict == "repeated"),
            rows.Count(r => r.Verdict == "refused"),
            read.Value.Unknown,
            rows,
            tried
        );
    }

    // The whole path, duplicates and all, in a transaction that ends with nothing saved.
    private async Task<Outcome<OrderTaken>> Try(NewOrder order, CancellationToken ct)
    {
        var outcome = await desk.Once<OrderTaken>(
            desk.NewId(),
            order,
            async () =>
            {
                var taken = await place.Run(new(desk.NewId(), order), ct);
                return taken.Ok ? new WouldTake(taken.Value) : taken;
            },
            ct
        );
        return outcome.Refusals.OfType<WouldTake>().FirstOrDefault() is { } would ? would.Taken : outcome;
    }

    private sealed record Place(Guid? Id, string? Number);

    private async Task<Dictionary<string, Place>> Known(Guid branch, List<ImportedOrder> orders, CancellationToken ct)
    {
        var known = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var some in orders.Select(o => o.ExternalId).OfType<string>().Where(id => id.Length <= 100).Chunk(500))
        {
            var ids = some.Select(id => id.Replace("\0", "", StringComparison.Ordinal)).ToList();
            var found = await desk
                .Db.Orders.AsNoTracking()
                .Where(o => o.BranchId == branch && ids.Contains(o.ExternalId!))
                .Select(o => new
                {
                    o.ExternalId,
                    o.Id,
                    o.Number,
                })
                .ToListAsync(ct);
            foreach (var order in found)
                known[order.ExternalId!] = new(order.Id, order.Number);
        }
        return known;
    }

    private static IEnumerable<ImportRow> Rows(
        ImportedOrder order,
        string verdict,
        Place? place,
        IReadOnlyList<Refusal> refusals
    ) =>
        order.Rows.Select(r => new ImportRow
        {
            RowNo = r.RowNo,
            ExternalId = order.ExternalId is { } id ? PatientChecks.Clip(id) : null,
            Verdict = verdict,
            OrderId = place?.Id,
            OrderNumber = place?.Number,
            Reasons = [.. refusals.Select(Reason).Distinct()],
        });

    private static string Reason(Refusal refusal) =>
        $"{refusal.Code}{(ImportReading.Column(refusal.Field) is { } column ? $" [{column}]" : "")}: {refusal.Sentence} {refusal.ToDo}";

    /// <summary>The command id of one order of one file at one branch: the same for ever (UUID version 8, RFC 9562).</summary>
    internal static Guid CommandOf(ReadOnlySpan<byte> digest, Guid branch, string externalId)
    {
        var hash = SHA256.HashData([.. digest, .. branch.ToByteArray(), .. Encoding.UTF8.GetBytes(externalId)]);
        var bytes = hash[..16];
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    private static byte[] JsonBytes(IReadOnlyList<ImportRow> rows) => Encoding.UTF8.GetBytes(Json.Write(rows));
}
