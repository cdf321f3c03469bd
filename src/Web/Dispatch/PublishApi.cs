using System.Text;
using Homeward.Journey.Branches;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Web.Branches;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Dispatch;

/// <summary>What goes to the crews, route by route: papers, taking back; and work across branches: days, moves, rules, zones.</summary>
public static class PublishApi
{
    public static void MapPublish(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/plans/{id:guid}/routes/{route:guid}")
            .RequireAuthorization(May.ReadPlan)
            .WithTags("Plans");
        routes
            .MapGet("/pick-list.pdf", PickList)
            .WithSummary("What to load on the van, last stop first, with shelves and serials");
        routes
            .MapGet("/manifest.pdf", Manifest)
            .WithSummary("The van's cylinders as a shipping paper, with what is on board after each stop");
        routes
            .MapPost("/unpublish", Unpublish)
            .RequireAuthorization(May.PublishPlan)
            .WithSummary("Take one route back from its crew");
        api.MapGet("/day/papers/{kind}", Mine)
            .RequireAuthorization(May.StandAtDoor)
            .WithTags("Delivery")
            .WithSummary("A paper of the crew's own route: runSheet, pickList or manifest");

        api.MapGet("/dispatch/branches", Days)
            .RequireAuthorization(May.ReadPlan)
            .WithTags("Plans")
            .WithSummary("The coming days of every branch: planned, unplanned, late, published");
        api.MapPost("/visits/{id:guid}/move-to-branch", Move)
            .RequireAuthorization(May.WritePlan)
            .WithTags("Visits")
            .WithSummary("Give a visit with its order to another branch");

        var rules = api.MapGroup("/branch-rules").RequireAuthorization(May.ReadSetup).WithTags("Branches");
        rules.MapGet("/", Rules).WithSummary("Each rule with its default, its override and who said it");
        rules.MapGet("/{key}/history", History).WithSummary("All that was said of a rule, newest first");
        rules
            .MapPost("/", Say)
            .RequireAuthorization(May.WriteSetup)
            .WithSummary("Say a rule from a day on, for one branch or for all");
        api.MapGet("/zones/geojson", Shapes)
            .RequireAuthorization(May.ReadPlan)
            .WithTags("Branches")
            .WithSummary("A branch's zones as a GeoJSON feature collection, for a map");
    }

    public sealed record UnpublishBody(int Version, string? Reason);

    public sealed record MoveToBranchBody(int Version, Guid BranchId, string? Reason, bool WithoutStock = false);

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> PickList(
        Guid id,
        Guid route,
        Papers papers,
        CancellationToken ct
    ) => File(papers.Run(id, route, PaperKind.PickList, ct));

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> Manifest(
        Guid id,
        Guid route,
        Papers papers,
        CancellationToken ct
    ) => File(papers.Run(id, route, PaperKind.Manifest, ct));

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Unpublish(
        Guid id,
        Guid route,
        UnpublishBody body,
        CommandId command,
        UnpublishRoute back,
        CancellationToken ct
    ) => (await back.Run(new(command.Value, new(id, route, body.Version, body.Reason ?? "")), ct)).Answer();

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> Mine(
        PaperKind kind,
        DateOnly? date,
        Guid? person,
        DriversPapers papers,
        CancellationToken ct
    ) => File(papers.Run(date, person, kind, ct));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> File(
        Task<Outcome<RunSheetFile>> drawing
    )
    {
        var outcome = await drawing;
        return outcome.Ok
            ? TypedResults.File(outcome.Value.Content, "application/pdf", outcome.Value.FileName)
            : Respond.Problem(outcome.Refusals);
    }

    private static async Task<Results<Ok<IReadOnlyList<BranchDaysRow>>, ProblemHttpResult>> Days(
        BranchDays find,
        CancellationToken ct,
        DateOnly? from = null,
        int days = 7
    ) => (await find.Run(from, days, ct)).Answer();

    private static async Task<Results<Ok<MovedToBranch>, ProblemHttpResult>> Move(
        Guid id,
        MoveToBranchBody body,
        CommandId command,
        MoveToBranch move,
        CancellationToken ct
    ) =>
        (
            await move.Run(
                new(command.Value, new(id, body.Version, body.BranchId, body.Reason ?? "", body.WithoutStock)),
                ct
            )
        ).Answer();

    private static async Task<Results<Ok<IReadOnlyList<RuleStanding>>, ProblemHttpResult>> Rules(
        ShowBranchRules show,
        TimeProvider clock,
        CancellationToken ct,
        Guid? branch = null,
        DateOnly? day = null
    ) => (await show.Run(branch, day ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), ct)).Answer();

    private static async Task<Ok<IReadOnlyList<RuleSaid>>> History(
        string key,
        ShowBranchRules show,
        CancellationToken ct
    ) => TypedResults.Ok(await show.History(key, ct));

    private static async Task<Results<Created<RuleSaid>, ProblemHttpResult>> Say(
        RuleToSay body,
        CommandId command,
        SayBranchRule say,
        CancellationToken ct
    ) =>
        (await say.Run(new(command.Value, body), ct)).Created(r =>
            $"/api/v1/branch-rules?{(r.BranchId is { } b ? $"branch={b}&" : "")}day={r.From:yyyy-MM-dd}"
        );

    private static async Task<ContentHttpResult> Shapes(Guid? branch, FindZones find, CancellationToken ct)
    {
        var zones = await find.Run(branch, new(1, 200), ct);
        return TypedResults.Content(BranchZones.Collection(zones.Items), "application/geo+json", Encoding.UTF8);
    }
}
