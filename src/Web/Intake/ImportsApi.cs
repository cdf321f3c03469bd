using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Intake;

/// <summary>Order files: preview, take, read the verdicts, fetch the refused rows.</summary>
public static class ImportsApi
{
    public static void MapImports(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/imports").RequireAuthorization(May.Import).WithTags("Imports");
        group
            .MapPost("/", Take)
            .WithSummary(
                "Take an order file (text/csv, or multipart with a part named file); ?preview=true saves nothing"
            );
        group.MapGet("/", Runs).WithSummary("The files taken");
        group.MapGet("/{id:guid}", One).WithSummary("A file's verdicts, row by row");
        group.MapGet("/{id:guid}/refused.csv", Refused).WithSummary("The refused rows with their reasons");
        group.MapGet("/columns", () => ImportColumns.All).WithSummary("The columns a file may have");
    }

    private static async Task<Results<Ok<ImportView>, Created<ImportView>, ProblemHttpResult>> Take(
        HttpContext context,
        CommandId command,
        ImportOrders import,
        Guid branchId,
        CancellationToken ct,
        bool preview = false
    )
    {
        Uploads.Allow(context);
        var name = context.Request.Query["fileName"].ToString();
        Stream stream = context.Request.Body;
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(ct);
            if (form.Files.GetFile("file") is not { } file)
                return Respond.Problem([new InvalidField("file", "Send a part named file.")]);
            (stream, name) = (file.OpenReadStream(), name.Length > 0 ? name : file.FileName);
        }
        var content = await Uploads.Read(stream, ct);
        var request = new OrderFile(branchId, name);
        var outcome = preview
            ? await import.Preview(request, content, ct)
            : await import.Run(new(command.Value, request), content, null, ct);
        return !outcome.Ok ? Respond.Problem(outcome.Refusals)
            : preview ? TypedResults.Ok(outcome.Value)
            : TypedResults.Created($"/api/v1/imports/{outcome.Value.Id}", outcome.Value);
    }

    private static async Task<Ok<Page<ImportRunRow>>> Runs(
        ImportRuns runs,
        CancellationToken ct,
        int page = 1,
        int size = 50
    ) => TypedResults.Ok(await runs.Run(new(page, size), ct));

    private static async Task<Results<Ok<ImportView>, ProblemHttpResult>> One(
        Guid id,
        ImportRuns runs,
        CancellationToken ct
    ) => Respond.Found(await runs.One(id, ct), "import");

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Refused(
        Guid id,
        HttpContext context,
        ImportRuns runs,
        CancellationToken ct
    )
    {
        if (await runs.RefusedCsv(id, ct) is not { } csv)
            return Respond.Problem([new NoSuch("import")]);
        context.Response.Headers.ContentDisposition = "attachment; filename=refused.csv";
        return TypedResults.Content(csv, "text/csv; charset=utf-8");
    }
}
