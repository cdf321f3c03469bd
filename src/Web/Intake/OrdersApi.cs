using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Intake;

/// <summary>Orders and refills over REST. A step names the version it was decided on; a repeat of the Idempotency-Key acts once.</summary>
public static class OrdersApi
{
    public static void MapOrders(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").RequireAuthorization(May.ReadOrders).WithTags("Orders");
        orders
            .MapGet("/", Find)
            .WithSummary("Orders, the most pressing first")
            .WithDescription(
                "Without state or all: those that are not over. Filters: branchId, state (repeatable), urgency, missing, stopped, text, referralSourceId, patientId, channel, dueBy, late; sort: due, received, number, patient, each with - for descending."
            );
        orders.MapGet("/{id:guid}", Detail).WithSummary("One order: lines, clock, what is missing, visits, history");
        orders
            .MapGet("/{id:guid}/missing", Missing)
            .WithSummary("What the order lacks, and which of it keeps the van at the dock");
        var change = orders.MapGroup("").RequireAuthorization(May.WriteOrders);
        change
            .MapPost("/", Place)
            .WithSummary("Place an order")
            .WithDescription(
                "201 for a new order; 200 with repeated = true when this branch already has the external id."
            );
        change
            .MapPost("/preview", Preview)
            .WithSummary("The order's clock, lines and missing list, without placing it");
        change.MapPost("/{id:guid}/accept", Accept).WithSummary("Accept: visits can be made from it");
        change.MapPost("/{id:guid}/hold", Hold).WithSummary("Hold, with a reason");
        change.MapPost("/{id:guid}/release", Release).WithSummary("Release from hold to where it stood");
        change.MapPost("/{id:guid}/change", Change).WithSummary("Change dates, people, lines: all of it or nothing");
        change
            .MapPost("/{id:guid}/cancel", Cancel)
            .WithSummary("Cancel what is still open; the reason is a code of the list cancel-reason");
        change.MapPost("/{id:guid}/split", Split).WithSummary("Move open lines to an order of their own");
        orders
            .MapPost("/{id:guid}/clinical-release", ReleaseClinically)
            .RequireAuthorization(May.ReleaseClinically)
            .WithSummary("Let it go without its papers: named, reasoned, not billable");

        var refills = api.MapGroup("/refills").RequireAuthorization(May.ReadOrders).WithTags("Refills");
        refills
            .MapGet("/", Refills)
            .WithSummary("Recurring supplies; due=true (the default): whose patient may be asked now");
        refills
            .MapPost("/{id:guid}/answer", Answer)
            .RequireAuthorization(May.WriteOrders)
            .WithSummary("Record the patient's answer; a yes places the order");
        refills
            .MapPost("/{id:guid}/state", Turn)
            .RequireAuthorization(May.WriteOrders)
            .WithSummary("Pause, resume or end a recurring supply");
    }

    public sealed record OrderQuery(
        Guid? BranchId,
        OrderState[]? State,
        bool? All,
        Urgency? Urgency,
        bool? Missing,
        bool? Stopped,
        string? Text,
        Guid? ReferralSourceId,
        Guid? PatientId,
        OrderChannel? Channel,
        DateOnly? DueBy,
        bool? Late,
        string? Sort,
        int? Page,
        int? Size
    )
    {
        internal OrderFilter Filter =>
            new()
            {
                BranchId = BranchId,
                States = State ?? [],
                All = All ?? false,
                Urgency = Urgency,
                Missing = Missing,
                Stopped = Stopped,
                Text = Text,
                ReferralSourceId = ReferralSourceId,
                PatientId = PatientId,
                Channel = Channel,
                DueBy = DueBy,
                Late = Late ?? false,
                Sort = Sort,
                Page = Page ?? 1,
                Size = Size ?? 50,
            };
    }

    public sealed record StepBody(int Version);

    public sealed record ReasonBody(int Version, string Reason);

    public sealed record SplitBody(int Version, List<SplitLine> Lines, DateOnly? WantedOn = null);

    public sealed record AnswerBody(
        int Version,
        bool Yes,
        string AnsweredBy,
        string How,
        DateOnly? AskedOn = null,
        int? Quantity = null,
        string? Note = null
    );

    public sealed record TurnBody(int Version, RecurringState State, string? Reason = null);

    private static async Task<Ok<Page<OrderRow>>> Find(
        [AsParameters] OrderQuery query,
        FindOrders find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(query.Filter, ct));

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Detail(
        Guid id,
        OrderDetail detail,
        CancellationToken ct
    ) => Respond.Found(await detail.Run(id, ct), "order");

    private static async Task<Results<Ok<MissingList>, ProblemHttpResult>> Missing(
        Guid id,
        WhatIsMissing missing,
        CancellationToken ct
    ) => Respond.Found(await missing.Run(id, ct), "order");

    private static async Task<Results<Created<OrderTaken>, Ok<OrderTaken>, ProblemHttpResult>> Place(
        NewOrder body,
        CommandId id,
        PlaceOrder place,
        CancellationToken ct
    )
    {
        // Whoever calls the API comes by the API, whatever the body says.
        var outcome = await place.Run(new(id.Value, body with { Channel = OrderChannel.Api }), ct);
        if (!outcome.Ok)
            return Respond.Problem(outcome.Refusals);
        return outcome.Value.Repeated
            ? TypedResults.Ok(outcome.Value)
            : TypedResults.Created($"/api/v1/orders/{outcome.Value.Id}", outcome.Value);
    }

    private static async Task<Results<Ok<OrderPreview>, ProblemHttpResult>> Preview(
        NewOrder body,
        PreviewOrder preview,
        CancellationToken ct
    ) =>
        Respond.Found(
            await preview.Run(body with { Lines = body.Lines ?? [], Diagnoses = body.Diagnoses ?? [] }, ct),
            "branch"
        );

    private static async Task<Results<Ok<OrderStands>, ProblemHttpResult>> Accept(
        Guid id,
        StepBody body,
        CommandId command,
        AcceptOrder use,
        CancellationToken ct
    ) => (await use.Run(new(command.Value, new(id, body.Version)), ct)).Answer();

    private static async Task<Results<Ok<OrderStands>, ProblemHttpResult>> Hold(
        Guid id,
        ReasonBody body,
        CommandId command,
        HoldOrder use,
        CancellationToken ct
    ) => (await use.Run(new(command.Value, new(id, body.Version, body.Reason)), ct)).Answer();

    private static async Task<Results<Ok<OrderStands>, ProblemHttpResult>> Release(
        Guid id,
        StepBody body,
        CommandId command,
        ReleaseOrder use,
        CancellationToken ct
    ) => (await use.Run(new(command.Value, new(id, body.Version)), ct)).Answer();

    private static async Task<Results<Ok<OrderStands>, ProblemHttpResult>> Change(
        Guid id,
        OrderChange body,
        CommandId command,
        ChangeOrder use,
        CancellationToken ct
    ) => (await use.Run(new(command.Value, body with { OrderId = id }), ct)).Answer();

    private static async Task<Results<Ok<OrderStands>, ProblemHttpResult>> Cancel(
        Guid id,
        ReasonBody body,
        CommandId command,
        CancelOrder use,
        CancellationToken ct
    ) => (await use.Run(new(command.Value, new(id, body.Version, body.Reason)), ct)).Answer();

    private static async Task<Results<Ok<SplitResult>, ProblemHttpResult>> Split(
        Guid id,
        SplitBody body,
        CommandId command,
        SplitOrder use,
        CancellationToken ct
    ) => (await use.Run(new(command.Value, new(id, body.Version, body.Lines ?? [], body.WantedOn)), ct)).Answer();

    private static async Task<Results<Ok<OrderStands>, ProblemHttpResult>> ReleaseClinically(
        Guid id,
        ReasonBody body,
        CommandId command,
        ReleaseClinically use,
        CancellationToken ct
    ) => (await use.Run(new(command.Value, new(id, body.Version, body.Reason)), ct)).Answer();

    private static async Task<Ok<Page<RefillRow>>> Refills(
        PlanRefills plan,
        CancellationToken ct,
        Guid? branchId = null,
        RecurringState? state = null,
        bool due = true,
        Guid? patientId = null,
        int page = 1,
        int size = 50
    ) => TypedResults.Ok(await plan.Run(new(branchId, state ?? RecurringState.Active, due, patientId, page, size), ct));

    private static async Task<Results<Ok<RefillConfirmed>, ProblemHttpResult>> Answer(
        Guid id,
        AnswerBody body,
        CommandId command,
        ConfirmRefill use,
        CancellationToken ct
    ) =>
        (
            await use.Run(
                new(
                    command.Value,
                    new(id, body.Version, body.Yes, body.AnsweredBy, body.How, body.AskedOn, body.Quantity, body.Note)
                ),
                ct
            )
        ).Answer();

    private static async Task<Results<Ok<RefillConfirmed>, ProblemHttpResult>> Turn(
        Guid id,
        TurnBody body,
        CommandId command,
        TurnRefill use,
        CancellationToken ct
    ) => (await use.Run(new(command.Value, new(id, body.Version, body.State, body.Reason)), ct)).Answer();
}
