using System.Text.Json;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Fhir;

internal sealed record BadFhir(string Code, string Sentence, string ToDo, RefusalKind Kind = RefusalKind.Invalid)
    : Refusal(Code, Sentence, ToDo, Kind);

/// <summary>What became of one patient's requests.</summary>
internal sealed record FhirResult(FhirOrder Order, OrderTaken? Taken, IReadOnlyList<Refusal> Refusals);

/// <summary>What became of a bundle.</summary>
internal sealed record FhirAnswer(string BundleType, IReadOnlyList<FhirResult> Results, IReadOnlyList<FhirNote> Notes);

/// <summary>Takes the orders of a FHIR bundle by the same path as every other channel.</summary>
public sealed class FhirIntake(Desk desk, PlaceOrder place, CodeLists codes, BranchTime time)
{
    private static readonly string[] Types = ["transaction", "batch", "message", "collection"];

    internal async Task<Outcome<FhirAnswer>> Run(
        Guid commandId,
        ReadOnlyMemory<byte> body,
        string? branch,
        CancellationToken ct
    )
    {
        FhirNode root;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
            root = new(document.RootElement);
        }
        catch (JsonException)
        {
            return new BadFhir("FHR-001", "The body is not JSON.", "Send application/fhir+json.");
        }
        using (document)
        {
            if (
                root.Json.ValueKind != JsonValueKind.Object
                || root.Type is not ("Bundle" or "DeviceRequest" or "ServiceRequest")
            )
                return new BadFhir(
                    "FHR-002",
                    "The body is not a Bundle.",
                    "Send a Bundle with DeviceRequest or ServiceRequest, Patient, Coverage, Practitioner."
                );
            var type = root.Type == "Bundle" ? root.Text("type") ?? "" : "batch";
            if (!Types.Contains(type))
                return new BadFhir(
                    "FHR-004",
                    "Bundles of this type order nothing.",
                    "Send a transaction, batch, message or collection."
                );
            var (branchId, refusal) = await Branch(branch, ct);
            if (refusal is not null)
                return refusal;
            return await Take(commandId, root, type, branchId, ct);
        }
    }

    private async Task<Outcome<FhirAnswer>> Take(
        Guid commandId,
        FhirNode root,
        string type,
        Guid branchId,
        CancellationToken ct
    )
    {
        var clock = await time.Of(branchId, ct);
        if (clock is null)
            return new NoSuch("branch");
        var today = clock.DayOf(desk.Now);
        var bundle = new FhirBundle(root);
        var npis = bundle
            .Resources.SelectMany(r => r.All("identifier"))
            .Select(i => i.Text("value"))
            .Where(v => v?.Length == 10)
            .Distinct()
            .Take(200)
            .ToList();
        var known = (
            await desk.Db.Practitioners.Where(p => npis.Contains(p.Npi)).Select(p => p.Npi).ToListAsync(ct)
        ).ToHashSet();
        var sources = await desk.Db.ReferralSources.AsNoTracking().Select(r => new { r.Name, r.Id }).ToListAsync(ct);
        var house = new FhirHouse(
            branchId,
            today,
            desk.Now,
            await codes.On(CodeLists.Payer, today, ct),
            known.Contains,
            sources.DistinctBy(s => s.Name.ToLowerInvariant()).ToDictionary(s => s.Name.ToLowerInvariant(), s => s.Id)
        );
        var notes = new List<FhirNote>();
        var orders = new FhirOrders(bundle, house, notes).Read();
        if (
            notes.Where(n => n.Severity == "error").ToList() is { Count: > 0 } errors
            && (type != "batch" || orders.Count == 0)
        )
            return errors.ConvertAll<Refusal>(e => new BadFhir(
                e.Code,
                e.Sentence,
                "Correct the bundle and send it again.",
                RefusalKind.Rule
            )
            {
                Field = e.Where,
            });
        if (orders.Count == 0)
            return new BadFhir(
                "FHR-012",
                "The bundle orders no equipment.",
                "Send at least one active DeviceRequest or ServiceRequest with a HCPCS code.",
                RefusalKind.Rule
            );
        if (orders.Count > 1 && type != "batch")
            return new BadFhir(
                "FHR-015",
                "All or nothing works for one patient at a time.",
                "Send one bundle a patient, or a batch.",
                RefusalKind.Rule
            );
        var results = new List<FhirResult>();
        foreach (var (order, i) in orders.Select((o, i) => (o, i)))
        {
            // The first order has the sender's key; each other its own, so that a batch's failures stand alone.
            var outcome = await place.Run(new(i == 0 ? commandId : desk.NewId(), order.Order), ct);
            if (!outcome.Ok && type != "batch")
                return outcome.Refusals.ToList();
            results.Add(new(order, outcome.Value, outcome.Refusals));
        }
        return new FhirAnswer(type, results, notes);
    }

    // A machine of one branch need not say which; a machine of many does.
    private async Task<(Guid Id, Refusal? Refusal)> Branch(string? said, CancellationToken ct)
    {
        var branches = desk.Db.Branches.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(said))
        {
            var code = said.Trim();
            var isId = Guid.TryParse(code, out var id);
            var found = await branches
                .Where(b => (isId && b.Id == id) || b.Code == code)
                .Select(b => b.Id)
                .FirstOrDefaultAsync(ct);
            return found != Guid.Empty && desk.Actor.Sees(found) ? (found, null) : (Guid.Empty, new NoSuch("branch"));
        }
        var seen = desk.Actor.AllBranches
            ? await branches.Select(b => b.Id).Take(2).ToListAsync(ct)
            : [.. desk.Actor.Branches.Take(2)];
        return seen.Count == 1
            ? (seen[0], null)
            : (
                Guid.Empty,
                new BadFhir(
                    "FHR-003",
                    "It is not clear for which branch this is.",
                    "Add ?branch= and the branch's code to the address."
                )
            );
    }
}
