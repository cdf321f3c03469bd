using Homeward.Journey.Delivery;
using Homeward.Journey.Proof;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Delivery;

/// <summary>The crew's day: their route, each stop, each step. Every change takes an Idempotency-Key; a repeat acts once.</summary>
public static class DeliveryApi
{
    public static void MapDelivery(this RouteGroupBuilder api)
    {
        var day = api.MapGroup("/day").RequireAuthorization(May.StandAtDoor).WithTags("Delivery");
        day.MapGet("/", Day).WithSummary("The route of a day, in order, with what each stop lacks");
        day.MapGet("/visits/{id:guid}", Stop).WithSummary("One stop's sheet");
        day.MapPost("/load", Load).WithSummary("Load a unit by its label, or a counted line");
        var visit = api.MapGroup("/visits/{id:guid}").RequireAuthorization(May.StandAtDoor).WithTags("Delivery");
        visit.MapPost("/depart", Depart).WithSummary("On the way");
        visit.MapPost("/arrive", Arrive).WithSummary("At the door");
        visit.MapPost("/undo", Undo).WithSummary("Take back a step, with a reason");
        visit.MapPost("/checklist", Check).WithSummary("Answer questions of the checklist");
        visit.MapPost("/handovers", Hand).WithSummary("Hand over a unit or a quantity");
        visit.MapPost("/fetches", Fetch).WithSummary("Take a unit or a quantity back");
        api.MapPost("/positions", Positions)
            .RequireAuthorization(May.StandAtDoor)
            .WithTags("Delivery")
            .WithSummary("Places of a van, in any order");
        api.MapGet("/positions", Vans)
            .RequireAuthorization(May.ReadPlan)
            .WithTags("Delivery")
            .WithSummary("Where the vans are");
    }

    public sealed record DayAnswer(DayView Day, IReadOnlyDictionary<Guid, VisitMissing> Missing);

    private static async Task<Results<Ok<DayAnswer>, ProblemHttpResult>> Day(
        DateOnly? date,
        Guid? person,
        DriversDay days,
        WhatIsMissing missing,
        CancellationToken ct
    )
    {
        var day = await days.Run(date, person, ct);
        if (!day.Ok)
            return Respond.Problem(day.Refusals);
        return TypedResults.Ok(new DayAnswer(day.Value, await missing.Of(day.Value.Stops.Select(s => s.VisitId), ct)));
    }

    private static async Task<Results<Ok<StopSheet>, ProblemHttpResult>> Stop(
        Guid id,
        ShowStop show,
        CancellationToken ct
    ) => Respond.Found(await show.Run(id, ct), "visit");

    private static async Task<Results<Ok<Loaded>, ProblemHttpResult>> Load(
        LoadOnto body,
        CommandId id,
        LoadRoute load,
        CancellationToken ct
    ) => Timed(body.At) ?? (await load.Run(new(id.Value, body), ct)).Answer();

    public sealed record StepBody(Capture At);

    private static async Task<Results<Ok<VisitStep>, ProblemHttpResult>> Depart(
        Guid id,
        StepBody body,
        CommandId command,
        Depart depart,
        CancellationToken ct
    ) => Timed(body.At) ?? (await depart.Run(new(command.Value, new(id, body.At)), ct)).Answer();

    private static async Task<Results<Ok<VisitStep>, ProblemHttpResult>> Arrive(
        Guid id,
        StepBody body,
        CommandId command,
        Arrive arrive,
        CancellationToken ct
    ) => Timed(body.At) ?? (await arrive.Run(new(command.Value, new(id, body.At)), ct)).Answer();

    public sealed record UndoBody(Guid EventId, string Reason, Capture At);

    private static async Task<Results<Ok<VisitStep>, ProblemHttpResult>> Undo(
        Guid id,
        UndoBody body,
        CommandId command,
        UndoStep undo,
        CancellationToken ct
    ) =>
        Timed(body.At)
        ?? (await undo.Run(new(command.Value, new(id, body.EventId, body.Reason, body.At)), ct)).Answer();

    public sealed record ChecklistBody(IReadOnlyList<Answer> Answers, Capture At);

    private static async Task<Results<Ok<ChecklistKept>, ProblemHttpResult>> Check(
        Guid id,
        ChecklistBody body,
        CommandId command,
        AnswerChecklist answer,
        CancellationToken ct
    ) => Timed(body.At) ?? (await answer.Run(new(command.Value, new(id, body.Answers, body.At)), ct)).Answer();

    public sealed record HandBody(Guid LineId, Capture At)
    {
        public string? Scan { get; init; }
        public int Quantity { get; init; } = 1;
        public string? SubstituteReason { get; init; }
    }

    private static async Task<Results<Ok<HandoverView>, ProblemHttpResult>> Hand(
        Guid id,
        HandBody body,
        CommandId command,
        RecordHandover hand,
        CancellationToken ct
    ) =>
        Timed(body.At)
        ?? (
            await hand.Run(
                new(
                    command.Value,
                    new(id, body.LineId, body.At)
                    {
                        Scan = body.Scan,
                        Quantity = body.Quantity,
                        SubstituteReason = body.SubstituteReason,
                    }
                ),
                ct
            )
        ).Answer();

    public sealed record FetchBody(Guid LineId, string Condition, Capture At)
    {
        public string? Scan { get; init; }
        public int Quantity { get; init; } = 1;
        public IReadOnlyList<string> MissingAccessories { get; init; } = [];
    }

    private static async Task<Results<Ok<HandoverView>, ProblemHttpResult>> Fetch(
        Guid id,
        FetchBody body,
        CommandId command,
        RecordFetch fetch,
        CancellationToken ct
    ) =>
        Timed(body.At)
        ?? (
            await fetch.Run(
                new(
                    command.Value,
                    new(id, body.LineId, body.Condition, body.At)
                    {
                        Scan = body.Scan,
                        Quantity = body.Quantity,
                        MissingAccessories = body.MissingAccessories,
                    }
                ),
                ct
            )
        ).Answer();

    private static async Task<Results<Ok<PositionsKept>, ProblemHttpResult>> Positions(
        PositionBatch body,
        CommandId command,
        ReceivePositions receive,
        CancellationToken ct
    ) => (await receive.Run(new(command.Value, body), ct)).Answer();

    private static async Task<Ok<IReadOnlyList<VanPlace>>> Vans(Guid? branch, VanPlaces places, CancellationToken ct) =>
        TypedResults.Ok(await places.Run(branch, ct));

    // A body without the capture is malformed, not a crash.
    internal static ProblemHttpResult? Timed(Capture? at) =>
        at is null
            ? Respond.Problem([new InvalidField("at", "Say when (and where) it was done: at.deviceTime is needed.")])
            : null;
}
