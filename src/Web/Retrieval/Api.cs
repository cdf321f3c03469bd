using Homeward.Journey.Retrieval;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Retrieval;

public static class RetrievalApi
{
    public static void MapRetrieval(this RouteGroupBuilder api)
    {
        var returns = api.MapGroup("/returns").RequireAuthorization(May.ReadReturns).WithTags("Retrieval");
        returns.MapGet("/", List).WithSummary("Open returns by state, with the median way back");
        returns.MapGet("/{id:guid}", Detail).WithSummary("A return with its log and what comes next");
        var acts = api.MapGroup("/returns").RequireAuthorization(May.WriteReturns).WithTags("Retrieval");
        acts.MapPost("/receive", Receive).WithSummary("Receive at the dock into a dirty bin");
        acts.MapPost("/start-cleaning", Start).WithSummary("Start cleaning");
        acts.MapPost("/finish-cleaning", Finish).WithSummary("Finish cleaning: agent and every point");
        acts.MapPost("/start-inspection", Inspect).WithSummary("Start the inspection");
        acts.MapPost("/wipe", Wipe).WithSummary("Record that patient data was wiped");
        acts.MapPost("/pass", Pass).WithSummary("Pass the inspection: to the shelf");
        acts.MapPost("/fail", Fail).WithSummary("Fail the inspection and decide what comes next");
        acts.MapPost("/aside", Aside).WithSummary("Quarantine, repair, scrap, lost, found");
        var pickups = api.MapGroup("/pickups").WithTags("Retrieval");
        pickups
            .MapGet("/", Pickups)
            .RequireAuthorization(May.ReadReturns)
            .WithSummary("Pickup requests with their lag");
        pickups.MapPost("/", Ask).RequireAuthorization(May.WriteReturns).WithSummary("Ask for a pickup");
        pickups
            .MapPost("/{id:guid}/schedule", Schedule)
            .RequireAuthorization(May.WriteReturns)
            .WithSummary("Make the visit of a request that has none, or move it to another day");
        pickups
            .MapPost("/{id:guid}/cancel", Cancel)
            .RequireAuthorization(May.WriteReturns)
            .WithSummary("Cancel a pickup request");
    }

    private static async Task<Ok<Board>> List(ReturnsBoard board, Guid? branchId, CancellationToken ct) =>
        TypedResults.Ok(await board.Run(branchId, ct));

    private static async Task<Results<Ok<ReturnSheet>, ProblemHttpResult>> Detail(
        Guid id,
        ReturnDetail detail,
        CancellationToken ct
    ) => Respond.Found(await detail.Run(id, ct), "return");

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> Receive(
        ReceiveReturnRequest body,
        CommandId id,
        ReceiveReturn receive,
        CancellationToken ct
    ) => (await receive.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> Start(
        StartCleaningRequest body,
        CommandId id,
        StartCleaning start,
        CancellationToken ct
    ) => (await start.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> Finish(
        FinishCleaningRequest body,
        CommandId id,
        FinishCleaning finish,
        CancellationToken ct
    ) => (await finish.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> Inspect(
        StartInspectionRequest body,
        CommandId id,
        StartInspection start,
        CancellationToken ct
    ) => (await start.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> Wipe(
        RecordWipeRequest body,
        CommandId id,
        RecordWipe wipe,
        CancellationToken ct
    ) => (await wipe.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> Pass(
        PassInspectionRequest body,
        CommandId id,
        PassInspection pass,
        CancellationToken ct
    ) => (await pass.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> Fail(
        FailInspectionRequest body,
        CommandId id,
        FailInspection fail,
        CancellationToken ct
    ) => (await fail.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> Aside(
        SetUnitAsideRequest body,
        CommandId id,
        SetUnitAside aside,
        CancellationToken ct
    ) => (await aside.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Ok<Page<PickupRow>>> Pickups(
        FindPickups find,
        Guid? branchId,
        PickupState? state,
        int? page,
        int? size,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(branchId, state, new(page ?? 1, size ?? 50), ct));

    private static async Task<Results<Created<PickupView>, ProblemHttpResult>> Ask(
        RequestPickupRequest body,
        CommandId id,
        RequestPickup ask,
        CancellationToken ct
    ) => (await ask.Run(new(id.Value, body), ct)).Created(p => $"/api/v1/pickups/{p.Id}");

    /// <summary>Why the pickup is cancelled.</summary>
    public sealed record Because(string Reason);

    public sealed record ScheduleBody(DateOnly? Date = null);

    private static async Task<Results<Ok<PickupView>, ProblemHttpResult>> Schedule(
        Guid id,
        ScheduleBody body,
        CommandId command,
        SchedulePickup schedule,
        CancellationToken ct
    ) => (await schedule.Run(new(command.Value, new(id) { Date = body.Date }), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Cancel(
        Guid id,
        Because body,
        CommandId command,
        CancelPickup cancel,
        CancellationToken ct
    ) => (await cancel.Run(new(command.Value, new(id, body.Reason)), ct)).Answer();
}
