using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Intake;

/// <summary>Patients with coverages, authorisations and documents; practitioners and referral sources.</summary>
public static class PatientsApi
{
    public static void MapPatients(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/patients").RequireAuthorization(May.ReadPatients).WithTags("Patients");
        group.MapGet("/", Find).WithSummary("Patients by name, phone, birth date or number");
        group.MapGet("/{id:guid}", Read).WithSummary("A patient's whole record; the reading is kept in the trail");
        group.MapGet("/{id:guid}/trail", Trail).WithSummary("Who looked at or changed the record");
        group.MapGet("/{id:guid}/duplicates", DuplicatesOf).WithSummary("Records that may be the same person");
        group.MapPost("/duplicates", Duplicates).WithSummary("Records that may be this person, before registering");
        var write = group.MapGroup("").RequireAuthorization(May.WritePatients);
        write.MapPost("/", Register).WithSummary("Register a patient; a likely duplicate stops it");
        write.MapPut("/{id:guid}", Change).WithSummary("Write the record anew");
        write.MapPut("/{id:guid}/pin", Pin).WithSummary("Put the home where it is on the map");
        write.MapPost("/{id:guid}/death", Death).WithSummary("Record a death");
        write.MapPost("/{id:guid}/merge-into/{into:guid}", Merge).WithSummary("Make one record of two");
        write.MapPost("/{id:guid}/coverages", Cover).WithSummary("Add a coverage");
        write.MapPut("/{id:guid}/coverages/{coverage:guid}", ChangeCover).WithSummary("Change or end a coverage");
        write
            .MapPost("/{id:guid}/coverages/{coverage:guid}/eligibility", Eligible)
            .WithSummary("Record what the payer said");
        write.MapPost("/{id:guid}/authorisations", Authorise).WithSummary("Add an authorisation");
        write
            .MapPut("/{id:guid}/authorisations/{authorisation:guid}", ChangeAuthorise)
            .WithSummary("Write the payer's answer");
        write
            .MapPost("/{id:guid}/documents", Upload)
            .WithSummary("File a document (multipart: file, kind, datedOn, covers, orderId)");
        write
            .MapPost("/{id:guid}/documents/{document:guid}/void", Void)
            .WithSummary("Take a wrong document out of use");
        group
            .MapGet("/{id:guid}/documents/{document:guid}/file", Download)
            .WithSummary("The file; the download is kept in the trail");

        var practitioners = api.MapGroup("/practitioners")
            .RequireAuthorization(May.ReadPatients)
            .WithTags("Practitioners");
        practitioners.MapGet("/", FindPrescribers).WithSummary("Prescribers by name or NPI");
        practitioners
            .MapPost("/", AddPrescriber)
            .RequireAuthorization(May.WritePatients)
            .WithSummary("Add a prescriber");
        var sources = api.MapGroup("/referral-sources")
            .RequireAuthorization(May.ReadPatients)
            .WithTags("Referral sources");
        sources.MapGet("/", FindSources).WithSummary("Referral sources by name");
        sources.MapPost("/", AddSource).RequireAuthorization(May.WritePatients).WithSummary("Add a referral source");
    }

    private static async Task<Ok<Page<PatientRow>>> Find(
        FindPatients find,
        CancellationToken ct,
        string? q = null,
        DateOnly? birthDate = null,
        Guid? branch = null,
        bool unlocated = false,
        bool merged = false,
        int page = 1,
        int size = 50
    ) =>
        TypedResults.Ok(
            await find.Run(
                new()
                {
                    Text = q,
                    BirthDate = birthDate,
                    BranchId = branch,
                    Unlocated = unlocated,
                    Merged = merged,
                },
                new(page, size),
                ct
            )
        );

    private static async Task<Results<Ok<PatientRecord>, ProblemHttpResult>> Read(
        Guid id,
        ReadPatient read,
        CancellationToken ct
    ) => Respond.Found(await read.Run(id, ct), "patient");

    private static async Task<Ok<Page<TrailRow>>> Trail(
        Guid id,
        WhoLooked who,
        CancellationToken ct,
        int page = 1,
        int size = 50
    ) => TypedResults.Ok(await who.Run(id, new(page, size), ct));

    private static async Task<Ok<IReadOnlyList<LikelyDuplicate>>> Duplicates(
        DuplicateQuery body,
        FindDuplicates find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(body, ct));

    private static async Task<Results<Ok<IReadOnlyList<LikelyDuplicate>>, ProblemHttpResult>> DuplicatesOf(
        Guid id,
        FindDuplicates find,
        CancellationToken ct
    ) => Respond.Found(await find.Of(id, ct), "patient");

    private static async Task<Results<Created<PatientView>, ProblemHttpResult>> Register(
        NewPatient body,
        CommandId id,
        RegisterPatients register,
        CancellationToken ct
    ) => (await register.Run(new(id.Value, body), ct)).Created(p => $"/api/v1/patients/{p.Id}");

    private static async Task<Results<Ok<PatientView>, ProblemHttpResult>> Change(
        Guid id,
        PatientChange body,
        CommandId command,
        ChangePatient change,
        CancellationToken ct
    ) => (await change.Run(new(command.Value, body with { PatientId = id }), ct)).Answer();

    public sealed record PinBody(double Latitude, double Longitude, int Version);

    private static async Task<Results<Ok<PatientView>, ProblemHttpResult>> Pin(
        Guid id,
        PinBody body,
        CommandId command,
        MovePin move,
        CancellationToken ct
    ) => (await move.Run(new(command.Value, new(id, body.Latitude, body.Longitude, body.Version)), ct)).Answer();

    public sealed record DeathBody(DateOnly On);

    private static async Task<Results<Ok<PatientView>, ProblemHttpResult>> Death(
        Guid id,
        DeathBody body,
        CommandId command,
        RecordDeath record,
        CancellationToken ct
    ) => (await record.Run(new(command.Value, new(id, body.On)), ct)).Answer();

    private static async Task<Results<Ok<PatientView>, ProblemHttpResult>> Merge(
        Guid id,
        Guid into,
        CommandId command,
        MergePatients merge,
        CancellationToken ct
    ) => (await merge.Run(new(command.Value, new(id, into)), ct)).Answer();

    private static async Task<Results<Created<CoverageView>, ProblemHttpResult>> Cover(
        Guid id,
        NewCoverage body,
        CommandId command,
        AddCoverage add,
        CancellationToken ct
    ) => (await add.Run(new(command.Value, new(id, body)), ct)).Created(c => $"/api/v1/patients/{id}/coverages/{c.Id}");

    public sealed record CoverageBody(NewCoverage Coverage, int Version);

    private static async Task<Results<Ok<CoverageView>, ProblemHttpResult>> ChangeCover(
        Guid id,
        Guid coverage,
        CoverageBody body,
        CommandId command,
        ChangeCoverage change,
        CancellationToken ct
    ) => (await change.Run(new(command.Value, new(id, coverage, body.Coverage, body.Version)), ct)).Answer();

    public sealed record EligibilityBody(Eligibility Eligibility, string? Note);

    private static async Task<Results<Ok<CoverageView>, ProblemHttpResult>> Eligible(
        Guid id,
        Guid coverage,
        EligibilityBody body,
        CommandId command,
        RecordEligibility record,
        CancellationToken ct
    ) => (await record.Run(new(command.Value, new(id, coverage, body.Eligibility, body.Note)), ct)).Answer();

    private static async Task<Results<Created<AuthorisationView>, ProblemHttpResult>> Authorise(
        Guid id,
        NewAuthorisation body,
        CommandId command,
        AddAuthorisation add,
        CancellationToken ct
    ) =>
        (await add.Run(new(command.Value, new(id, body)), ct)).Created(a =>
            $"/api/v1/patients/{id}/authorisations/{a.Id}"
        );

    public sealed record AuthorisationBody(NewAuthorisation Authorisation, int Version);

    private static async Task<Results<Ok<AuthorisationView>, ProblemHttpResult>> ChangeAuthorise(
        Guid id,
        Guid authorisation,
        AuthorisationBody body,
        CommandId command,
        ChangeAuthorisation change,
        CancellationToken ct
    ) => (await change.Run(new(command.Value, new(id, authorisation, body.Authorisation, body.Version)), ct)).Answer();

    private static async Task<Results<Created<DocumentView>, ProblemHttpResult>> Upload(
        Guid id,
        HttpContext context,
        CommandId command,
        AddDocument add,
        CancellationToken ct
    )
    {
        Uploads.Allow(context);
        if (!context.Request.HasFormContentType)
            return Respond.Problem([new InvalidField("file", "Send multipart/form-data with a part named file.")]);
        var form = await context.Request.ReadFormAsync(ct);
        var problems = new List<Refusal>();
        var kind = DocumentKind.Other;
        if (
            form["kind"] is { Count: > 0 } said
            && !(Enum.TryParse(said[0], ignoreCase: true, out kind) && Enum.IsDefined(kind))
        )
            problems.Add(
                new InvalidField("kind", $"The kind is one of: {string.Join(", ", Enum.GetNames<DocumentKind>())}.")
            );
        if (!DateOnly.TryParseExact(form["datedOn"], "yyyy-MM-dd", out var dated))
            problems.Add(new InvalidField("datedOn", "Give the date on the paper as 2026-11-10."));
        Guid? order = null;
        if (form["orderId"] is { Count: > 0 } orderText && orderText[0] is { Length: > 0 } raw)
        {
            if (Guid.TryParse(raw, out var parsed))
                order = parsed;
            else
                problems.Add(new InvalidField("orderId", "This is not an order's id."));
        }
        if (problems.Count > 0)
            return Respond.Problem(problems);
        var content = form.Files.GetFile("file") is { } file
            ? await Uploads.Read(file.OpenReadStream(), ct)
            : (ReadOnlyMemory<byte>?)null;
        var document = new NewDocument
        {
            PatientId = id,
            OrderId = order,
            Kind = kind,
            DatedOn = dated,
            FileName = form.Files.GetFile("file")?.FileName ?? "",
            Covers =
            [
                .. form["covers"]
                    .OfType<string>()
                    .SelectMany(c => c.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)),
            ],
        };
        return (await add.Run(new(command.Value, document), content, ct)).Created(d =>
            $"/api/v1/patients/{id}/documents/{d.Id}/file"
        );
    }

    public sealed record VoidBody(string Reason);

    private static async Task<Results<Ok<DocumentView>, ProblemHttpResult>> Void(
        Guid id,
        Guid document,
        VoidBody body,
        CommandId command,
        VoidDocument void_,
        CancellationToken ct
    ) => (await void_.Run(new(command.Value, new(id, document, body.Reason)), ct)).Answer();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Download(
        Guid id,
        Guid document,
        HttpContext context,
        DownloadDocument download,
        CancellationToken ct,
        bool inline = false
    )
    {
        var outcome = await download.Run(id, document, ct);
        if (!outcome.Ok)
            return Respond.Problem(outcome.Refusals);
        context.Response.Headers.CacheControl = "no-store";
        // A paper shown in the page runs nothing: not even what a PDF or a picture may carry.
        context.Response.Headers.ContentSecurityPolicy =
            "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";
        return TypedResults.File(
            outcome.Value.Content,
            outcome.Value.ContentType,
            inline ? null : outcome.Value.FileName
        );
    }

    private static async Task<Ok<Page<PractitionerView>>> FindPrescribers(
        FindPractitioners find,
        CancellationToken ct,
        string? q = null,
        int page = 1,
        int size = 50
    ) => TypedResults.Ok(await find.Run(q, new(page, size), ct));

    private static async Task<Results<Created<PractitionerView>, ProblemHttpResult>> AddPrescriber(
        NewPractitioner body,
        CommandId command,
        RegisterPractitioner register,
        CancellationToken ct
    ) => (await register.Run(new(command.Value, body), ct)).Created(p => $"/api/v1/practitioners/{p.Id}");

    private static async Task<Ok<Page<ReferralSourceView>>> FindSources(
        FindReferralSources find,
        CancellationToken ct,
        string? q = null,
        int page = 1,
        int size = 50
    ) => TypedResults.Ok(await find.Run(q, new(page, size), ct));

    private static async Task<Results<Created<ReferralSourceView>, ProblemHttpResult>> AddSource(
        NewReferralSource body,
        CommandId command,
        RegisterReferralSource register,
        CancellationToken ct
    ) => (await register.Run(new(command.Value, body), ct)).Created(r => $"/api/v1/referral-sources/{r.Id}");
}

/// <summary>Large bodies, held to the blob store's limit.</summary>
internal static class Uploads
{
    public const int Most = BlobStore.MaxBytes;

    public static void Allow(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Most + 1024 * 1024;
    }

    /// <summary>The content; one byte more than allowed tells that it was too much.</summary>
    public static async Task<ReadOnlyMemory<byte>> Read(Stream stream, CancellationToken ct)
    {
        await using var _ = stream;
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while (all.Length <= Most && (read = await stream.ReadAsync(buffer, ct)) > 0)
            all.Write(buffer, 0, read);
        return all.ToArray();
    }
}
