using System.Globalization;
using System.Text;
using Homeward.Journey.Reports;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Reports;

public static class ReportsApi
{
    public static void MapReports(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/reports").RequireAuthorization(May.ReadReports).WithTags("Reports");
        group
            .MapGet("/figures", Figures)
            .WithSummary("On-time rate, first-attempt rate and cost per delivery, by branch and driver");
        group.MapGet("/figures/visits", Behind).WithSummary("The visits behind a figure");
        group.MapGet("/figures/visits.csv", Csv).WithSummary("The visits behind a figure, as CSV");
    }

    private static async Task<Results<Ok<FigureSheet>, ProblemHttpResult>> Figures(
        DateOnly from,
        DateOnly to,
        Guid? branchId,
        ShowFigures show,
        CancellationToken ct
    ) => (await show.Run(new(from, to, branchId), ct)).Answer();

    private static async Task<Results<Ok<IReadOnlyList<BehindRow>>, ProblemHttpResult>> Behind(
        DateOnly from,
        DateOnly to,
        FigurePart part,
        Guid? branchId,
        Guid? personId,
        BehindFigure behind,
        CancellationToken ct
    ) => (await behind.Run(new(from, to, branchId), part, personId, ct)).Answer();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Csv(
        DateOnly from,
        DateOnly to,
        FigurePart part,
        Guid? branchId,
        Guid? personId,
        BehindFigure behind,
        CancellationToken ct
    )
    {
        var outcome = await behind.Run(new(from, to, branchId), part, personId, ct);
        if (!outcome.Ok)
            return Respond.Problem(outcome.Refusals);
        var text = new StringBuilder(
            "visit,day,branch,driver,kind,attempt,completed,failure,window_from,window_to,arrived,ended,on_time\r\n"
        );
        foreach (var (visit, branch, driver) in outcome.Value)
            text.AppendJoin(
                    ',',
                    visit.Number,
                    visit.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    Quoted(branch),
                    Quoted(driver),
                    visit.Kind,
                    visit.Attempt,
                    visit.Completed,
                    visit.FailureCode,
                    Utc(visit.WindowFrom),
                    Utc(visit.WindowTo),
                    Utc(visit.ArrivedAt),
                    Utc(visit.EndedAt),
                    visit.OnTime
                )
                .Append("\r\n");
        return TypedResults.File(
            Encoding.UTF8.GetBytes(text.ToString()),
            "text/csv",
            $"visits-{part}-{from:yyyyMMdd}-{to:yyyyMMdd}.csv"
        );
    }

    private static string Utc(DateTime? at) =>
        at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    // A name that begins like a formula is shown as text: a spreadsheet would run it.
    private static string Quoted(string name) =>
        $"\"{(name.Length > 0 && "=+-@".Contains(name[0], StringComparison.Ordinal) ? "'" : "")}{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
