using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Dispatch;

/// <summary>The dispatcher's board over the API: the day at a glance, bulk moves, undo, relaxations, runs and locks.</summary>
internal static class BoardApi
{
    public static void MapBoard(this RouteGroupBuilder api)
    {
        api.MapGroup("/boards")
            .RequireAuthorization(May.ReadPlan)
            .WithTags("Board")
            .MapGet("/", Board)
            .WithSummary("A branch's day on one screen: lanes, stops, what is unplanned and why, fairness and CO2");

        var plans = api.MapGroup("/plans").RequireAuthorization(May.WritePlan).WithTags("Plans");
        plans
            .MapPost("/{id:guid}/move-many", MoveMany)
            .WithSummary("Move many visits: what works makes one version, what does not is named row by row");
        plans
            .MapPost("/{id:guid}/try-relaxation", TryRelax)
            .WithSummary("What the change that the explanation names would do; nothing is saved");
        plans
            .MapPost("/{id:guid}/relax", Relax)
            .WithSummary("Place a left-out visit by the change that its explanation names");
        plans.MapPost("/undo", Undo).WithSummary("Take your last edit of a day back");
        plans.MapPost("/redo", Redo).WithSummary("Make again what you have undone");

        var runs = api.MapGroup("/plan-runs").RequireAuthorization(May.WritePlan).WithTags("Plan runs");
        runs.MapPost("/", Start).WithSummary("Begin optimising a day, a selection, one route, or what is unplanned");
        runs.MapGet("/{id:guid}", Find).WithSummary("Progress of a run, and what it would change once it is ready");
        runs.MapPost("/{id:guid}/cancel", Cancel).WithSummary("End a run; the plan is as it was");
        runs.MapPost("/{id:guid}/accept", Accept).WithSummary("Make what was found the next version of the day");
        runs.MapPost("/{id:guid}/reject", Reject).WithSummary("Let what was found go");

        var locks = api.MapGroup("/locks").RequireAuthorization(May.WritePlan).WithTags("Locks");
        locks
            .MapPost("/visits", LockVisits)
            .WithSummary("Lock visits on their van and near their time, or unlock them");
        locks.MapPost("/routes", LockRoute).WithSummary("Lock a van's route of a day, or unlock it");
    }

    public sealed record MoveManyBody(int BasedOn, List<Guid> VisitIds, Guid? VehicleId = null, bool BestVan = false);

    public sealed record RelaxBody(int BasedOn, Guid VisitId);

    private static async Task<Results<Ok<BoardView>, ProblemHttpResult>> Board(
        Guid branch,
        DateOnly date,
        ShowBoard show,
        CancellationToken ct,
        int? version = null
    ) => Respond.Found(await show.Run(branch, date, version, ct), "day");

    private static async Task<Results<Ok<VisitsMoved>, ProblemHttpResult>> MoveMany(
        Guid id,
        MoveManyBody body,
        CommandId command,
        MoveVisits move,
        CancellationToken ct
    ) =>
        (
            await move.Run(new(command.Value, new(id, body.BasedOn, body.VisitIds, body.VehicleId, body.BestVan)), ct)
        ).Answer();

    private static async Task<Results<Ok<RelaxationVerdict>, ProblemHttpResult>> TryRelax(
        Guid id,
        RelaxBody body,
        TryRelaxation relax,
        CancellationToken ct
    ) => (await relax.Run(new(id, body.BasedOn, body.VisitId), ct)).Answer();

    private static async Task<Results<Created<PlanMade>, ProblemHttpResult>> Relax(
        Guid id,
        RelaxBody body,
        CommandId command,
        ApplyRelaxation relax,
        CancellationToken ct
    ) =>
        (await relax.Run(new(command.Value, new(id, body.BasedOn, body.VisitId)), ct)).Created(p =>
            $"/api/v1/plans/{p.PlanId}"
        );

    private static async Task<Results<Created<PlanMade>, ProblemHttpResult>> Undo(
        UndoRequest body,
        CommandId command,
        UndoEdit undo,
        CancellationToken ct
    ) => (await undo.Run(new(command.Value, body), ct)).Created(p => $"/api/v1/plans/{p.PlanId}");

    private static async Task<Results<Created<PlanMade>, ProblemHttpResult>> Redo(
        UndoRequest body,
        CommandId command,
        RedoEdit redo,
        CancellationToken ct
    ) => (await redo.Run(new(command.Value, body), ct)).Created(p => $"/api/v1/plans/{p.PlanId}");

    private static async Task<Results<Created<RunStarted>, ProblemHttpResult>> Start(
        StartRunRequest body,
        CommandId command,
        StartRun start,
        CancellationToken ct
    ) => (await start.Run(new(command.Value, body), ct)).Created(r => $"/api/v1/plan-runs/{r.RunId}");

    private static async Task<Results<Ok<RunView>, ProblemHttpResult>> Find(
        Guid id,
        FindRun find,
        CancellationToken ct
    ) => Respond.Found(await find.Run(id, ct), "run");

    private static async Task<Results<Ok<RunView>, ProblemHttpResult>> Cancel(
        Guid id,
        CommandId command,
        CancelRun cancel,
        CancellationToken ct
    ) => (await cancel.Run(new(command.Value, new(id)), ct)).Answer();

    private static async Task<Results<Created<PlanMade>, ProblemHttpResult>> Accept(
        Guid id,
        CommandId command,
        AcceptRun accept,
        CancellationToken ct
    ) => (await accept.Run(new(command.Value, new(id)), ct)).Created(p => $"/api/v1/plans/{p.PlanId}");

    private static async Task<Results<Ok<RunView>, ProblemHttpResult>> Reject(
        Guid id,
        CommandId command,
        RejectRun reject,
        CancellationToken ct
    ) => (await reject.Run(new(command.Value, new(id)), ct)).Answer();

    private static async Task<Results<Ok<VisitsLocked>, ProblemHttpResult>> LockVisits(
        LockVisitsRequest body,
        CommandId command,
        LockVisits locks,
        CancellationToken ct
    ) => (await locks.Run(new(command.Value, body), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> LockRoute(
        LockRouteRequest body,
        CommandId command,
        LockRoute locks,
        CancellationToken ct
    ) => (await locks.Run(new(command.Value, body), ct)).Answer();
}
