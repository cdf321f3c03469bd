using System.Globalization;
using Homeward.Journey.Delivery;
using Homeward.Journey.Proof;
using Homeward.Journey.Shared;
using Homeward.Web.Delivery;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Homeward.Web.Proof;

/// <summary>Evidence at the door, the closing of visits, the biller's queue, and the check anyone may make.</summary>
public static class ProofApi
{
    public static void MapProof(this RouteGroupBuilder api)
    {
        var visit = api.MapGroup("/visits/{id:guid}").RequireAuthorization(May.StandAtDoor).WithTags("Proof");
        visit
            .MapPost("/evidence", Capture)
            .WithMetadata(new RequestSizeLimitAttribute(BlobStore.MaxBytes + 64 * 1024))
            .Accepts<EvidenceForm>("multipart/form-data")
            .WithSummary(
                "Keep a piece of evidence (multipart: kind, data, deviceTime, latitude, longitude, accuracy, corrects, reason, file)"
            );
        visit.MapGet("/missing", Missing).WithSummary("What the visit lacks before it can be closed");
        visit.MapPost("/close", Close).WithSummary("Close the visit: proven, or refused with what is missing");
        visit.MapPost("/fail", Fail).WithSummary("The visit did not succeed");
        var proofs = api.MapGroup("/proofs").RequireAuthorization(May.ReadProof).WithTags("Proof");
        proofs.MapGet("/", List).WithSummary("The biller's queue");
        proofs.MapGet("/counts", Counts).WithSummary("How many wait, are ready, were exported; the document lag");
        proofs.MapGet("/{id:guid}", One).WithSummary("One proof, by its visit");
        proofs.MapGet("/{id:guid}/document.pdf", Document).WithSummary("The document");
        proofs.MapGet("/evidence/{id:guid}", Picture).WithSummary("A picture of the evidence");
        proofs
            .MapPost("/export", Export)
            .RequireAuthorization(May.WriteProof)
            .WithSummary("Hand ready proofs to billing");
        proofs
            .MapPost("/{id:guid}/hold", Hold)
            .RequireAuthorization(May.WriteProof)
            .WithSummary("Set or lift a legal hold");
        var verify = api.MapGroup("/verify").AllowAnonymous().WithTags("Proof");
        verify.MapGet("/{hash}", ByHash).WithSummary("Is the document with this hash ours and unchanged?");
        verify
            .MapPost("/", ByFile)
            .WithMetadata(new RequestSizeLimitAttribute(BlobStore.MaxBytes))
            .Accepts<IFormFile>(isOptional: true, "application/pdf", "application/octet-stream")
            .WithSummary("Is this file ours and unchanged?");
    }

    private sealed record EvidenceForm(string Kind, string Data, DateTime DeviceTime, IFormFile? File);

    private static async Task<Results<Ok<EvidenceView>, ProblemHttpResult>> Capture(
        Guid id,
        HttpRequest request,
        CommandId command,
        CaptureEvidence capture,
        CancellationToken ct
    )
    {
        if (!request.HasFormContentType)
            return Respond.Problem([new InvalidField("body", "Send the evidence as multipart/form-data.")]);
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            return Respond.Problem([new InvalidField("body", "The multipart body is broken or too large.")]);
        }
        var problems = new List<Refusal>();
        if (
            !DateTime.TryParse(
                form["deviceTime"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
            problems.Add(
                new InvalidField("deviceTime", "The device's time must be UTC, such as 2026-11-10T14:00:00Z.")
            );
        var (lat, lon, accuracy) = (Number("latitude"), Number("longitude"), Number("accuracy"));
        Guid? corrects = null;
        if (form["corrects"].ToString() is { Length: > 0 } old)
        {
            if (Guid.TryParse(old, out var named))
                corrects = named;
            else
                problems.Add(new InvalidField("corrects", "This is not the id of a record."));
        }
        if (problems.Count > 0)
            return Respond.Problem(problems);
        byte[]? file = null;
        if (form.Files.GetFile("file") is { } sent)
        {
            using var memory = new MemoryStream();
            await sent.CopyToAsync(memory, ct);
            file = memory.ToArray();
        }
        var taken = new EvidenceTaken(
            id,
            form["kind"].ToString(),
            form["data"].ToString() is { Length: > 0 } data ? data : "{}",
            new(time, lat, lon, accuracy)
        )
        {
            Corrects = corrects,
            CorrectionReason = form["reason"].ToString() is { Length: > 0 } why ? why : null,
        };
        return (await capture.Run(new(command.Value, taken), file, ct)).Answer();

        double? Number(string field)
        {
            if (form[field].ToString() is not { Length: > 0 } said)
                return null;
            if (double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return number;
            problems.Add(new InvalidField(field, "This is not a number."));
            return null;
        }
    }

    private static async Task<Results<Ok<VisitMissing>, ProblemHttpResult>> Missing(
        Guid id,
        WhatIsMissing missing,
        CancellationToken ct
    ) => Respond.Found(await missing.Run(id, ct), "visit");

    public sealed record CloseBody(Capture At, string? PartialReason = null);

    private static async Task<Results<Ok<VisitProven>, ProblemHttpResult>> Close(
        Guid id,
        CloseBody body,
        CommandId command,
        CloseVisit close,
        CancellationToken ct
    ) =>
        DeliveryApi.Timed(body.At)
        ?? (await close.Run(new(command.Value, new(id, body.At) { PartialReason = body.PartialReason }), ct)).Answer();

    public sealed record FailBody(string ReasonCode, string? Note, Capture At);

    private static async Task<Results<Ok<VisitFailedView>, ProblemHttpResult>> Fail(
        Guid id,
        FailBody body,
        CommandId command,
        FailVisit fail,
        CancellationToken ct
    ) =>
        DeliveryApi.Timed(body.At)
        ?? (await fail.Run(new(command.Value, new(id, body.ReasonCode, body.Note, body.At)), ct)).Answer();

    public sealed record ProofQuery(
        ProofState? State = null,
        Guid? Branch = null,
        DateOnly? From = null,
        DateOnly? To = null,
        string? Who = null,
        bool? Billable = null,
        bool? Hold = null,
        string? Q = null,
        int Page = 1,
        int Size = 50
    )
    {
        internal ProofFilter Filter =>
            new()
            {
                State = State,
                BranchId = Branch,
                From = From,
                To = To,
                Who = Who,
                Billable = Billable,
                LegalHold = Hold,
                Text = Q,
            };
    }

    private static async Task<Ok<Page<ProofRow>>> List(
        [AsParameters] ProofQuery query,
        FindProofs find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(query.Filter, new(query.Page, query.Size), ct));

    private static async Task<Ok<ProofCounts>> Counts(
        [AsParameters] ProofQuery query,
        FindProofs find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Count(query.Filter, ct));

    private static async Task<Results<Ok<ProofView>, ProblemHttpResult>> One(
        Guid id,
        ShowProof show,
        CancellationToken ct
    ) => Respond.Found(await show.Run(id, ct), "proof");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Document(
        Guid id,
        ShowProof show,
        CancellationToken ct
    )
    {
        var file = await show.Document(id, ct);
        return file.Ok ? TypedResults.File(file.Value, "application/pdf") : Respond.Problem(file.Refusals);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Picture(
        Guid id,
        ShowProof show,
        CancellationToken ct
    )
    {
        var file = await show.Picture(id, ct);
        return file.Ok ? TypedResults.File(file.Value.File, file.Value.Type) : Respond.Problem(file.Refusals);
    }

    private static async Task<Results<Ok<Exported>, ProblemHttpResult>> Export(
        ProofsToExport body,
        CommandId command,
        ExportProofs export,
        CancellationToken ct
    ) => (await export.Run(new(command.Value, body), ct)).Answer();

    public sealed record HoldBody(bool Hold, string Reason, int Version);

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Hold(
        Guid id,
        HoldBody body,
        CommandId command,
        HoldProof hold,
        CancellationToken ct
    ) => (await hold.Run(new(command.Value, new(id, body.Hold, body.Reason, body.Version)), ct)).Answer();

    private static async Task<Ok<Verification>> ByHash(string hash, VerifyProof verify, CancellationToken ct) =>
        TypedResults.Ok(await verify.Run(hash, ct));

    private static async Task<Ok<Verification>> ByFile(HttpRequest request, VerifyProof verify, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(ct);
            if (form.Files.Count > 0)
                await form.Files[0].CopyToAsync(memory, ct);
        }
        else
            await request.Body.CopyToAsync(memory, ct);
        return TypedResults.Ok(await verify.File(memory.ToArray(), ct));
    }
}
