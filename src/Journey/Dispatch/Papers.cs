using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// A route's papers: as they were given out when they were, else drawn as the plan stands and marked with its state. Each
/// patient's read is recorded.
/// </summary>
public sealed class Papers(Desk desk, ReadRoute read, BlobStore blobs)
{
    public async Task<Outcome<RunSheetFile>> Run(Guid planId, Guid routeId, PaperKind kind, CancellationToken ct)
    {
        if (await read.Run(planId, routeId, ct) is not { } facts)
            return new NoSuch("route");
        if (kind == PaperKind.Manifest && !facts.NeedsManifest)
            return new NoManifest(facts.Route.Van);
        // A pick list names nobody; the manifest names towns and visits.
        if (kind == PaperKind.RunSheet)
            foreach (var patient in facts.Doors.Values.Select(d => d.Patient.Id).Distinct())
                await desk.RecordRead(patient, "run sheet", ct);
        var of = await desk
            .Db.PlanRoutes.Where(r => r.Id == routeId)
            .Select(r => new { r.PapersOf, r.GivenNo })
            .FirstAsync(ct);
        if (of.PapersOf is { } given)
        {
            var kept = await desk
                .Db.RoutePapers.AsNoTracking()
                .FirstOrDefaultAsync(p => p.RouteId == given && p.Kind == kind, ct);
            if (kept is not null && await blobs.Get(kept.Hash, ct) is { } bytes)
                return new RunSheetFile(kept.FileName, bytes);
        }
        return Draw(facts with { VersionNo = of.GivenNo ?? facts.VersionNo }, kind, desk.Now);
    }

    internal static RunSheetFile Draw(RouteFacts facts, PaperKind kind, DateTime now) =>
        new(
            $"{Name(kind)}-{facts.Plan.Date:yyyy-MM-dd}-{FileWords(facts.Route.Van)}-v{facts.VersionNo}.pdf",
            kind switch
            {
                PaperKind.PickList => PickSheet.Draw(facts, now),
                PaperKind.Manifest => HazmatSheet.Draw(facts, now),
                _ => RunSheet.Draw(facts, now),
            }
        );

    private static string Name(PaperKind kind) =>
        kind switch
        {
            PaperKind.PickList => "pick-list",
            PaperKind.Manifest => "hazmat-manifest",
            _ => "run-sheet",
        };

    private static string FileWords(string van) =>
        string.Concat(van.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
}

/// <summary>Writes a route's papers when it is given out, and keeps them as they were.</summary>
public sealed class KeepPapers(Desk desk, ReadRoute read, BlobStore blobs) : IHandle<RouteGiven>
{
    public async Task Handle(RouteGiven fact, CancellationToken ct)
    {
        if (await read.Run(fact.PlanId, fact.RouteId, ct) is not { } facts)
            return;
        var kept = await desk.Db.RoutePapers.Where(p => p.RouteId == fact.RouteId).ToDictionaryAsync(p => p.Kind, ct);
        foreach (var kind in Enum.GetValues<PaperKind>())
        {
            if (kind == PaperKind.Manifest && !facts.NeedsManifest)
                continue;
            var file = Papers.Draw(facts with { VersionNo = fact.VersionNo }, kind, desk.Now);
            if (!kept.TryGetValue(kind, out var paper))
                desk.Db.RoutePapers.Add(
                    paper = new RoutePaper
                    {
                        Id = desk.NewId(),
                        BranchId = fact.BranchId,
                        RouteId = fact.RouteId,
                        Kind = kind,
                    }
                );
            (paper.VersionNo, paper.FileName, paper.At) = (fact.VersionNo, file.FileName, desk.Now);
            paper.Hash = await blobs.Put(file.Content, ct);
        }
    }
}
