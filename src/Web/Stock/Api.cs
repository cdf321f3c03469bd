using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Stock;

public static class StockApi
{
    public static void MapStock(this RouteGroupBuilder api)
    {
        MapUnits(api.MapGroup("/units").RequireAuthorization(May.ReadStock).WithTags("Stock"));
        MapPlaces(api.MapGroup("").RequireAuthorization(May.ReadStock).WithTags("Stock"));
        MapMoves(api.MapGroup("/moves").RequireAuthorization(May.MoveStock).WithTags("Stock"));
        MapAllocations(api.MapGroup("/allocations").RequireAuthorization(May.ReadStock).WithTags("Stock"));
    }

    private static void MapUnits(RouteGroupBuilder units)
    {
        units.MapGet("/", List).WithSummary("Units by item, state, place and text");
        units.MapGet("/{id:guid}", Detail).WithSummary("A unit with its whole custody");
        units.MapGet("/where", Where).WithSummary("Where is it? By serial or scanned label");
        units.MapGet("/{id:guid}/label", Label).WithSummary("The unit's label as SVG");
        units
            .MapPost("/", Receive)
            .RequireAuthorization(May.MoveStock)
            .WithSummary("Receive units; each row has its own verdict");
        units
            .MapPost("/csv", ReceiveCsv)
            .Accepts<string>("text/csv")
            .RequireAuthorization(May.MoveStock)
            .WithSummary("Receive units from CSV: scan, item, lot, expires");
    }

    private static void MapPlaces(RouteGroupBuilder group)
    {
        group.MapGet("/bins", Bins).WithSummary("Bins with what lies in them");
        group.MapGet("/bins/{id:guid}", BinSheet).WithSummary("The contents of a bin");
        group.MapPost("/bins", NewBin).RequireAuthorization(May.AdjustStock).WithSummary("Open a bin");
        group.MapPost("/lots", NewLot).RequireAuthorization(May.MoveStock).WithSummary("Receive a counted quantity");
        group
            .MapPost("/counts", Count)
            .RequireAuthorization(May.MoveStock)
            .WithSummary("Count a bin; adjust with a reason");
        group.MapGet("/par-levels/below", Below).WithSummary("Items below par");
        group.MapPut("/par-levels", Par).RequireAuthorization(May.AdjustStock).WithSummary("Set a par level");
        group
            .MapGet("/ledger/audit", Audit)
            .RequireAuthorization(May.AdjustStock)
            .WithSummary("Add up every movement and compare with the books");
    }

    private static void MapMoves(RouteGroupBuilder moves)
    {
        moves.MapPost("/units", Move).WithSummary("A unit from bin to bin");
        moves.MapPost("/counted", MoveSome).WithSummary("A counted quantity from bin to bin");
        moves.MapPost("/load", Load).WithSummary("Load a unit on a vehicle");
        moves.MapPost("/unload", Unload).WithSummary("Take a clean unit off a vehicle");
        moves.MapPost("/load-counted", LoadSome).WithSummary("Load or unload a counted quantity");
        moves.MapPost("/hand-over", Hand).WithSummary("From the vehicle to the patient");
        moves.MapGet("/transfers", Transfers).WithSummary("Transfers between branches");
        moves.MapPost("/transfers", Send).WithSummary("Send equipment to another branch");
        moves.MapPost("/transfers/{id:guid}/receive", Take).WithSummary("Take a transfer in");
    }

    private static void MapAllocations(RouteGroupBuilder group)
    {
        group.MapGet("/shortages", Short).WithSummary("Lines of accepted orders that lack equipment");
        group
            .MapPost("/lines/{id:guid}", AllocateOne)
            .RequireAuthorization(May.MoveStock)
            .WithSummary("Promise the whole of a line, or refuse and name what is short");
        group
            .MapPost("/lines/{id:guid}/unit", TakeOne)
            .RequireAuthorization(May.MoveStock)
            .WithSummary("Promise this very unit to the line");
        group
            .MapPost("/orders/{id:guid}", AllocateAll)
            .RequireAuthorization(May.MoveStock)
            .WithSummary("Promise what is free to every line of an order");
        group
            .MapPost("/orders/{id:guid}/release", Release)
            .RequireAuthorization(May.MoveStock)
            .WithSummary("Take back every promise to an order");
        group.MapPost("/pick-list", Pick).WithSummary("What to take from which bin for these lines");
    }

    private static async Task<Ok<Page<UnitRow>>> List(
        FindUnits find,
        Guid? branchId,
        Guid? itemId,
        UnitState? state,
        PlaceKind? place,
        Guid? placeId,
        string? text,
        int? page,
        int? size,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await find.Run(
                new()
                {
                    BranchId = branchId,
                    ItemId = itemId,
                    State = state,
                    PlaceKind = place,
                    PlaceId = placeId,
                    Text = text,
                },
                new(page ?? 1, size ?? 50),
                ct
            )
        );

    private static async Task<Results<Ok<UnitSheet>, ProblemHttpResult>> Detail(
        Guid id,
        UnitDetail detail,
        CancellationToken ct
    ) => Respond.Found(await detail.Run(id, ct), "unit");

    private static async Task<Ok<IReadOnlyList<UnitRow>>> Where(string scan, WhereIs where, CancellationToken ct) =>
        TypedResults.Ok(await where.Run(scan, ct));

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Label(
        Guid id,
        PrintLabel print,
        CancellationToken ct
    ) =>
        await print.Run(id, ct) is { } svg
            ? TypedResults.Text(svg, "image/svg+xml")
            : Respond.Problem([new NoSuch("unit")]);

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> Receive(
        ReceiveUnitsRequest body,
        CommandId id,
        ReceiveUnits receive,
        CancellationToken ct
    ) => (await receive.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> ReceiveCsv(
        HttpRequest request,
        CommandId id,
        ReceiveUnits receive,
        Guid binId,
        string? item,
        CancellationToken ct
    )
    {
        using var reader = new StreamReader(request.Body);
        var rows = ScanList.Parse(await reader.ReadToEndAsync(ct));
        return (await receive.Run(new(id.Value, new(binId, rows) { Item = item }), ct)).Answer();
    }

    private static async Task<Ok<IReadOnlyList<BinView>>> Bins(FindBins find, Guid? branchId, CancellationToken ct) =>
        TypedResults.Ok(await find.Run(branchId, ct));

    private static async Task<Results<Ok<BinContents>, ProblemHttpResult>> BinSheet(
        Guid id,
        ReadBin read,
        CancellationToken ct
    ) => Respond.Found(await read.Run(id, ct), "bin");

    private static async Task<Results<Created<BinView>, ProblemHttpResult>> NewBin(
        OpenBinRequest body,
        CommandId id,
        OpenBin open,
        CancellationToken ct
    ) => (await open.Run(new(id.Value, body), ct)).Created(b => $"/api/v1/bins/{b.Id}");

    private static async Task<Results<Ok<LotReceived>, ProblemHttpResult>> NewLot(
        ReceiveLotRequest body,
        CommandId id,
        ReceiveLot receive,
        CancellationToken ct
    ) => (await receive.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<CountResult>, ProblemHttpResult>> Count(
        CountBinRequest body,
        CommandId id,
        CountBin count,
        CancellationToken ct
    ) => (await count.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Ok<IReadOnlyList<BelowParRow>>> Below(
        BelowPar below,
        Guid? branchId,
        CancellationToken ct
    ) => TypedResults.Ok(await below.Run(branchId, ct));

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Par(
        SetParRequest body,
        CommandId id,
        SetPar set,
        CancellationToken ct
    ) => (await set.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Ok<LedgerVerdict>> Audit(AuditLedger audit, CancellationToken ct) =>
        TypedResults.Ok(await audit.Run(ct));

    private static async Task<Results<Ok<UnitView>, ProblemHttpResult>> Move(
        MoveUnitRequest body,
        CommandId id,
        MoveUnit move,
        CancellationToken ct
    ) => (await move.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> MoveSome(
        MoveCountedRequest body,
        CommandId id,
        MoveCounted move,
        CancellationToken ct
    ) => (await move.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<UnitView>, ProblemHttpResult>> Load(
        LoadVanRequest body,
        CommandId id,
        LoadVan load,
        CancellationToken ct
    ) => (await load.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<UnitView>, ProblemHttpResult>> Unload(
        UnloadVanRequest body,
        CommandId id,
        UnloadVan unload,
        CancellationToken ct
    ) => (await unload.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> LoadSome(
        LoadCountedRequest body,
        CommandId id,
        LoadCounted load,
        CancellationToken ct
    ) => (await load.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Hand(
        HandOverRequest body,
        CommandId id,
        HandOver hand,
        CancellationToken ct
    ) => (await hand.Run(new(id.Value, body), ct)).Answer();

    private static async Task<Ok<IReadOnlyList<TransferView>>> Transfers(FindTransfers find, CancellationToken ct) =>
        TypedResults.Ok(await find.Run(ct));

    private static async Task<Results<Ok<TransferView>, ProblemHttpResult>> Send(
        TransferOutRequest body,
        CommandId id,
        TransferOut send,
        CancellationToken ct
    ) => (await send.Run(new(id.Value, body), ct)).Answer();

    /// <summary>The bin a transfer is taken into.</summary>
    public sealed record IntoBin(Guid BinId);

    private static async Task<Results<Ok<TransferView>, ProblemHttpResult>> Take(
        Guid id,
        IntoBin body,
        CommandId command,
        TransferIn take,
        CancellationToken ct
    ) => (await take.Run(new(command.Value, new(id, body.BinId)), ct)).Answer();

    private static async Task<Ok<IReadOnlyList<Shortage>>> Short(
        Shortages shortages,
        Guid? branchId,
        CancellationToken ct
    ) => TypedResults.Ok(await shortages.Run(branchId, ct));

    private static async Task<Results<Ok<LineAllocation>, ProblemHttpResult>> AllocateOne(
        Guid id,
        CommandId command,
        Allocate allocate,
        CancellationToken ct
    ) => (await allocate.Run(new(command.Value, new(id)), ct)).Answer();

    /// <summary>The unit to promise.</summary>
    public sealed record ThisUnit(Guid UnitId);

    private static async Task<Results<Ok<LineAllocation>, ProblemHttpResult>> TakeOne(
        Guid id,
        ThisUnit body,
        CommandId command,
        TakeUnit take,
        CancellationToken ct
    ) => (await take.Run(new(command.Value, new(id, body.UnitId)), ct)).Answer();

    private static async Task<Results<Ok<OrderAllocation>, ProblemHttpResult>> AllocateAll(
        Guid id,
        CommandId command,
        AllocateOrder allocate,
        CancellationToken ct
    ) => (await allocate.Run(new(command.Value, new(id)), ct)).Answer();

    /// <summary>Why the promises are taken back.</summary>
    public sealed record Because(string Reason);

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Release(
        Guid id,
        Because body,
        CommandId command,
        ReleaseOrder release,
        CancellationToken ct
    ) => (await release.Run(new(command.Value, new(id, body.Reason)), ct)).Answer();

    /// <summary>The order lines to pick for.</summary>
    public sealed record ForLines(IReadOnlyList<Guid> OrderLineIds);

    private static async Task<Ok<IReadOnlyList<PickRow>>> Pick(ForLines body, PickList pick, CancellationToken ct) =>
        TypedResults.Ok(await pick.Run([.. body.OrderLineIds ?? []], ct));
}
