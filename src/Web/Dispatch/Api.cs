using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Dispatch;

public static class DispatchApi
{
    public static void MapDispatch(this RouteGroupBuilder api)
    {
        var visits = api.MapGroup("/visits").RequireAuthorization(May.ReadVisits).WithTags("Visits");
        visits.MapGet("/", Visits).WithSummary("Find visits by day, state, person, order or text");
        visits
            .MapGet("/{id:guid}", Visit)
            .WithSummary("A visit with its lines, its reckoned time and what keeps it at the dock");
        visits
            .MapGet("/{id:guid}/offers", Offers)
            .RequireAuthorization(May.ReadPlan)
            .WithSummary("Windows the routes of the coming days can hold, cheapest first");
        visits
            .MapPost("/{id:guid}/book", Book)
            .RequireAuthorization(May.ReadPlan)
            .WithSummary("Promise a day and window; from then on it is frozen");

        var plans = api.MapGroup("/plans").RequireAuthorization(May.ReadPlan).WithTags("Plans");
        plans.MapGet("/", Versions).WithSummary("The versions of a branch's day, newest first");
        plans.MapGet("/latest", Latest).WithSummary("A branch's day: the latest version, or the one named");
        plans.MapGet("/{id:guid}", Plan).WithSummary("One version with its routes, stops and what it leaves out");
        plans
            .MapGet("/{id:guid}/compare/{other:guid}", Compare)
            .WithSummary("What changes for whom between two versions");
        plans.MapGet("/{id:guid}/check", Check).WithSummary("For each visit whether it may go out, and why not");
        plans.MapGet("/{id:guid}/routes/{route:guid}/run-sheet.pdf", Sheet).WithSummary("A route on paper");
        plans.MapPost("/", Solve).RequireAuthorization(May.WritePlan).WithSummary("Plan a day: saves the next version");
        plans
            .MapPost("/{id:guid}/try-move", Try)
            .RequireAuthorization(May.WritePlan)
            .WithSummary("The verdict of a move without making it");
        plans
            .MapPost("/{id:guid}/move", Move)
            .RequireAuthorization(May.WritePlan)
            .WithSummary("Move a visit to a van and place, to its best place, or off the plan");
        plans
            .MapPost("/{id:guid}/restore", Restore)
            .RequireAuthorization(May.WritePlan)
            .WithSummary("Make an earlier version the latest again");
        plans
            .MapPost("/{id:guid}/publish", Publish)
            .RequireAuthorization(May.PublishPlan)
            .WithSummary("Give the plan to the crews; what cannot go is named");
        plans
            .MapPost("/{id:guid}/withdraw", Withdraw)
            .RequireAuthorization(May.PublishPlan)
            .WithSummary("Take a published plan back");
        api.MapBoard();
    }

    public sealed record BookBody(
        int Version,
        DateOnly Date,
        TimeOnly From,
        TimeOnly To,
        string? Reason = null,
        bool Anyway = false
    );

    public sealed record MoveBody(
        int BasedOn,
        Guid VisitId,
        Guid? VehicleId = null,
        int? Position = null,
        bool BestVan = false,
        bool Accept = false,
        Guid? PersonId = null
    );

    public sealed record RestoreBody(int BasedOn, bool Accept = false);

    public sealed record PublishBody(int BasedOn);

    public sealed record WithdrawBody(int Version, string? Reason);

    private static async Task<Ok<Page<VisitRow>>> Visits(
        FindVisits find,
        CancellationToken ct,
        Guid? branch = null,
        DateOnly? from = null,
        DateOnly? to = null,
        VisitState? state = null,
        Guid? person = null,
        Guid? order = null,
        Guid? patient = null,
        string? text = null,
        int page = 1,
        int size = 50
    ) =>
        TypedResults.Ok(
            await find.Run(new(branch, from, to, state, null, person, order, patient, text, false, page, size), ct)
        );

    private static async Task<Results<Ok<VisitDetail>, ProblemHttpResult>> Visit(
        Guid id,
        ShowVisit show,
        CancellationToken ct
    ) => Respond.Found(await show.Run(id, ct), "visit");

    private static async Task<Results<Ok<WindowOffers>, ProblemHttpResult>> Offers(
        Guid id,
        OfferWindows offer,
        CancellationToken ct,
        DateOnly? from = null,
        int days = 5,
        int? hours = null
    ) => (await offer.Run(new(id, from, days, hours), ct)).Answer();

    private static async Task<Results<Ok<Booked>, ProblemHttpResult>> Book(
        Guid id,
        BookBody body,
        CommandId command,
        BookWindow book,
        CancellationToken ct
    ) =>
        (
            await book.Run(
                new(command.Value, new(id, body.Version, body.Date, body.From, body.To, body.Reason, body.Anyway)),
                ct
            )
        ).Answer();

    private static async Task<Ok<IReadOnlyList<PlanVersionRow>>> Versions(
        Guid branch,
        DateOnly date,
        FindPlans find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Versions(branch, date, ct));

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> Latest(
        Guid branch,
        DateOnly date,
        FindPlans find,
        CancellationToken ct,
        int? version = null
    ) => Respond.Found(await find.Of(branch, date, version, ct), "plan");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> Plan(
        Guid id,
        FindPlans find,
        CancellationToken ct
    ) => Respond.Found(await find.Run(id, ct), "plan");

    private static async Task<Results<Ok<PlanComparison>, ProblemHttpResult>> Compare(
        Guid id,
        Guid other,
        ComparePlans compare,
        CancellationToken ct
    ) => (await compare.Run(id, other, ct)).Answer();

    private static async Task<Results<Ok<IReadOnlyList<VisitVerdict>>, ProblemHttpResult>> Check(
        Guid id,
        CheckPublish check,
        CancellationToken ct
    ) => (await check.Run(id, ct)).Answer();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Sheet(
        Guid id,
        Guid route,
        RunSheet sheet,
        CancellationToken ct
    )
    {
        var outcome = await sheet.Run(id, route, ct);
        return outcome.Ok
            ? TypedResults.File(outcome.Value.Content, "application/pdf", outcome.Value.FileName)
            : Respond.Problem(outcome.Refusals);
    }

    private static async Task<Results<Created<PlanMade>, ProblemHttpResult>> Solve(
        PlanDayRequest body,
        CommandId command,
        PlanDay plan,
        CancellationToken ct
    ) => (await plan.Run(new(command.Value, body), ct)).Created(p => $"/api/v1/plans/{p.PlanId}");

    private static async Task<Results<Ok<MoveVerdict>, ProblemHttpResult>> Try(
        Guid id,
        MoveBody body,
        TryMove move,
        CancellationToken ct
    ) => (await move.Run(Of(id, body), ct)).Answer();

    private static async Task<Results<Created<PlanMade>, ProblemHttpResult>> Move(
        Guid id,
        MoveBody body,
        CommandId command,
        MoveVisit move,
        CancellationToken ct
    ) => (await move.Run(new(command.Value, Of(id, body)), ct)).Created(p => $"/api/v1/plans/{p.PlanId}");

    private static async Task<Results<Created<PlanMade>, ProblemHttpResult>> Restore(
        Guid id,
        RestoreBody body,
        CommandId command,
        RestoreVersion restore,
        CancellationToken ct
    ) =>
        (await restore.Run(new(command.Value, new(id, body.BasedOn, body.Accept)), ct)).Created(p =>
            $"/api/v1/plans/{p.PlanId}"
        );

    private static async Task<Results<Ok<Published>, ProblemHttpResult>> Publish(
        Guid id,
        PublishBody body,
        CommandId command,
        PublishPlan publish,
        CancellationToken ct
    ) => (await publish.Run(new(command.Value, new(id, body.BasedOn)), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Withdraw(
        Guid id,
        WithdrawBody body,
        CommandId command,
        WithdrawPlan withdraw,
        CancellationToken ct
    ) => (await withdraw.Run(new(command.Value, new(id, body.Version, body.Reason ?? "")), ct)).Answer();

    private static MoveVisitRequest Of(Guid id, MoveBody b) =>
        new(id, b.BasedOn, b.VisitId, b.VehicleId, b.Position, b.BestVan, b.Accept, b.PersonId);
}
