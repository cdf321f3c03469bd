using Hl7.Fhir.Model;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Fhir;

/// <summary>FHIR R4 under /fhir: bundles of orders in, status out.</summary>
public static class FhirApi
{
    public const string ContentType = "application/fhir+json";
    private const int MostBytes = 10 * 1024 * 1024;

    public static IServiceCollection AddFhir(this IServiceCollection services) =>
        services.AddScoped<FhirIntake>().AddScoped<FhirReads>();

    public static void MapFhir(this IEndpointRouteBuilder app)
    {
        var fhir = app.MapGroup("/fhir").WithTags("FHIR").DisableAntiforgery();
        fhir.MapGet(
                "/metadata",
                (TimeProvider clock) => Answer(200, FhirAnswers.Capabilities(clock.GetUtcNow().UtcDateTime))
            )
            .AllowAnonymous()
            .WithSummary("What this endpoint can do, as a CapabilityStatement");
        fhir.MapPost("/", Post).RequireAuthorization(May.WriteOrders).WithSummary("Orders as a FHIR R4 Bundle");
        fhir.MapGet("/Task/{id:guid}", ReadTask)
            .RequireAuthorization(May.ReadOrders)
            .WithSummary("How an order stands, as a Task");
        fhir.MapGet("/DeviceRequest/{id:guid}", ReadDevice)
            .RequireAuthorization(May.ReadOrders)
            .WithSummary("A line of an order, as a DeviceRequest");
        fhir.MapGet("/Patient/{id:guid}", ReadOne)
            .RequireAuthorization(May.ReadOrders)
            .WithSummary("A patient of an order, as a Patient");
    }

    private static async Task<IResult> Post(
        HttpContext context,
        FhirIntake intake,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var request = context.Request;
        if (request.ContentType is { } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return Refuse(415, new BadFhir("FHR-005", "Only JSON is read here.", $"Send {ContentType}."));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        var given = request.Headers["Idempotency-Key"].ToString();
        var id = Ids.New(clock);
        if (given.Length > 0 && (!Guid.TryParse(given, out id) || id == Guid.Empty))
            return Refuse(
                400,
                new BadFhir("FHR-006", "Idempotency-Key must be a UUID.", "Send a UUID, or leave the header out.")
            );
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > MostBytes)
                return Refuse(
                    413,
                    new BadFhir(
                        "FHR-007",
                        "The bundle is larger than 10 MB.",
                        "Send the order without pictures and history."
                    )
                );
            body.Write(buffer, 0, read);
        }
        var outcome = await intake.Run(id, body.ToArray(), request.Query["branch"], ct);
        return outcome.Ok
            ? Answer(200, FhirAnswers.Answer(outcome.Value))
            : Answer(Status(outcome.Refusals[0].Kind), FhirAnswers.Outcome(outcome.Refusals));
    }

    private static async Task<IResult> ReadTask(Guid id, FhirReads reads, CancellationToken ct) =>
        await reads.Task(id, ct) is { } order ? Answer(200, FhirAnswers.Task(order)) : Refuse(404, new NoSuch("Task"));

    private static async Task<IResult> ReadDevice(Guid id, FhirReads reads, CancellationToken ct) =>
        await reads.Device(id, ct) is { } line
            ? Answer(200, FhirAnswers.Device(line))
            : Refuse(404, new NoSuch("DeviceRequest"));

    private static async Task<IResult> ReadOne(Guid id, FhirReads reads, ReadPatient read, CancellationToken ct) =>
        await reads.MaySee(id, ct) && await read.Run(id, ct) is { } record
            ? Answer(200, FhirAnswers.Patient(record.Patient))
            : Refuse(404, new NoSuch("Patient"));

    private static IResult Refuse(int status, Refusal refusal) => Answer(status, FhirAnswers.Outcome([refusal]));

    private static IResult Answer(int status, Resource resource) =>
        Results.Text(FhirAnswers.Write(resource), ContentType, System.Text.Encoding.UTF8, status);

    private static int Status(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Invalid => 400,
            RefusalKind.NotFound => 404,
            RefusalKind.Forbidden => 403,
            RefusalKind.Stale or RefusalKind.Conflict => 409,
            _ => 422,
        };
}
