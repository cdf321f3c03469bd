using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Branches;

/// <summary>Branches, calendars, zones, the catalogue, kits, code lists and document rules.</summary>
public static class BranchesApi
{
    public static void MapBranches(this RouteGroupBuilder api)
    {
        var branches = api.MapGroup("/branches").RequireAuthorization(May.ReadSetup).WithTags("Branches");
        branches.MapGet("/", Branches).WithSummary("List branches");
        branches.MapGet("/{id:guid}", Branch).WithSummary("One branch");
        branches.MapPost("/", AddBranch).RequireAuthorization(May.WriteSetup).WithSummary("Open a branch");
        branches.MapPut("/{id:guid}", ChangeBranch).RequireAuthorization(May.WriteSetup).WithSummary("Change a branch");
        branches.MapGet("/{id:guid}/calendar", Calendar).WithSummary("Days that differ from the week");
        branches
            .MapPut("/{id:guid}/calendar/{date}", SaveDay)
            .RequireAuthorization(May.WriteSetup)
            .WithSummary("Set a day's hours or close it");
        branches
            .MapDelete("/{id:guid}/calendar/{date}", RemoveDay)
            .RequireAuthorization(May.WriteSetup)
            .WithSummary("Take a day off the calendar");
        branches
            .MapPost("/{id:guid}/calendar/holidays/{year:int}", Holidays)
            .RequireAuthorization(May.WriteSetup)
            .WithSummary("Add a year's usual holidays");

        var zones = api.MapGroup("/zones").RequireAuthorization(May.ReadSetup).WithTags("Branches");
        zones.MapGet("/", Zones).WithSummary("List zones");
        zones.MapGet("/at", ZoneAt).WithSummary("The zone a place lies in");
        zones.MapPost("/", AddZone).RequireAuthorization(May.WriteSetup).WithSummary("Draw a zone");
        zones.MapPut("/{id:guid}", ChangeZone).RequireAuthorization(May.WriteSetup).WithSummary("Change a zone");
        zones.MapDelete("/{id:guid}", DropZone).RequireAuthorization(May.WriteSetup).WithSummary("Remove a zone");

        var items = api.MapGroup("/items").RequireAuthorization(May.ReadSetup).WithTags("Catalogue");
        items.MapGet("/", Items).WithSummary("Find items");
        items.MapGet("/{id:guid}", Item).WithSummary("One item with its accessories");
        items.MapPost("/", AddItem).RequireAuthorization(May.WriteSetup).WithSummary("Add an item");
        items
            .MapPut("/{id:guid}", ChangeItem)
            .RequireAuthorization(May.WriteSetup)
            .WithSummary("Change or retire an item");
        items
            .MapPut("/{id:guid}/accessories", Fit)
            .RequireAuthorization(May.WriteSetup)
            .WithSummary("Say which accessories fit");

        var kits = api.MapGroup("/kits").RequireAuthorization(May.ReadSetup).WithTags("Catalogue");
        kits.MapGet("/", Kits).WithSummary("Find kits");
        kits.MapPost("/", AddKit).RequireAuthorization(May.WriteSetup).WithSummary("Make a kit");
        kits.MapPut("/{id:guid}", ChangeKit).RequireAuthorization(May.WriteSetup).WithSummary("Change or retire a kit");

        var codes = api.MapGroup("/code-lists").RequireAuthorization(May.ReadSetup).WithTags("Code lists");
        codes.MapGet("/", Codes).WithSummary("Find rows of the dated lists");
        codes.MapPost("/", AddCode).RequireAuthorization(May.WriteSetup).WithSummary("Add a row");
        codes.MapPost("/{id:guid}/end", EndCode).RequireAuthorization(May.WriteSetup).WithSummary("End a row");

        var rules = api.MapGroup("/document-rules").RequireAuthorization(May.ReadSetup).WithTags("Code lists");
        rules.MapGet("/", Rules).WithSummary("Find document rules");
        rules.MapGet("/for", RulesFor).WithSummary("The documents an item needs for a payer on a day");
        rules.MapPost("/", AddRule).RequireAuthorization(May.WriteSetup).WithSummary("Add a rule");
        rules.MapPost("/{id:guid}/end", EndRule).RequireAuthorization(May.WriteSetup).WithSummary("End a rule");
    }

    public sealed record DayBody(string Name, TimeOnly? OpensAt, TimeOnly? ClosesAt);

    public sealed record FitsBody(List<FitToSave> Accessories);

    public sealed record EndBody(int Version, DateOnly LastDay);

    private static async Task<Ok<Page<BranchRow>>> Branches(
        FindBranches find,
        CancellationToken ct,
        int page = 1,
        int size = 50
    ) => TypedResults.Ok(await find.Run(new(page, size), ct));

    private static async Task<Results<Ok<BranchRow>, ProblemHttpResult>> Branch(
        Guid id,
        FindBranches find,
        CancellationToken ct
    ) => Respond.Found(await find.One(id, ct), "branch");

    private static async Task<Results<Created<BranchRow>, ProblemHttpResult>> AddBranch(
        BranchToSave body,
        CommandId id,
        SaveBranch save,
        CancellationToken ct
    ) => (await save.Run(new(id.Value, body with { Id = null }), ct)).Created(b => $"/api/v1/branches/{b.Id}");

    private static async Task<Results<Ok<BranchRow>, ProblemHttpResult>> ChangeBranch(
        Guid id,
        BranchToSave body,
        CommandId command,
        SaveBranch save,
        CancellationToken ct
    ) => (await save.Run(new(command.Value, body with { Id = id }), ct)).Answer();

    private static async Task<Results<Ok<IReadOnlyList<CalendarRow>>, ProblemHttpResult>> Calendar(
        Guid id,
        KeepCalendar keep,
        FindBranches find,
        CancellationToken ct,
        DateOnly? from = null,
        DateOnly? to = null
    ) =>
        await find.One(id, ct) is null
            ? Respond.Problem([new NoSuch("branch")])
            : TypedResults.Ok(await keep.Find(id, from ?? new(2000, 1, 1), to ?? new(2100, 12, 31), ct));

    private static async Task<Results<Ok<CalendarRow>, ProblemHttpResult>> SaveDay(
        Guid id,
        DateOnly date,
        DayBody body,
        CommandId command,
        KeepCalendar keep,
        CancellationToken ct
    ) => (await keep.Save(new(command.Value, new(id, date, body.Name, body.OpensAt, body.ClosesAt)), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> RemoveDay(
        Guid id,
        DateOnly date,
        CommandId command,
        KeepCalendar keep,
        CancellationToken ct
    ) => (await keep.Remove(new(command.Value, new(id, date)), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Holidays(
        Guid id,
        int year,
        CommandId command,
        KeepCalendar keep,
        CancellationToken ct
    ) => (await keep.AddHolidays(new(command.Value, new(id, year)), ct)).Answer();

    private static async Task<Ok<Page<ZoneRow>>> Zones(
        FindZones find,
        CancellationToken ct,
        Guid? branchId = null,
        int page = 1,
        int size = 50
    ) => TypedResults.Ok(await find.Run(branchId, new(page, size), ct));

    private static async Task<Results<Ok<ZoneRow>, ProblemHttpResult>> ZoneAt(
        Guid branchId,
        double latitude,
        double longitude,
        FindZones find,
        CancellationToken ct
    ) => Respond.Found(await find.At(branchId, latitude, longitude, ct), "zone at this place");

    private static async Task<Results<Created<ZoneRow>, ProblemHttpResult>> AddZone(
        ZoneToSave body,
        CommandId id,
        SaveZone save,
        CancellationToken ct
    ) =>
        (await save.Run(new(id.Value, body with { Id = null }), ct)).Created(z =>
            $"/api/v1/zones?branchId={z.BranchId}"
        );

    private static async Task<Results<Ok<ZoneRow>, ProblemHttpResult>> ChangeZone(
        Guid id,
        ZoneToSave body,
        CommandId command,
        SaveZone save,
        CancellationToken ct
    ) => (await save.Run(new(command.Value, body with { Id = id }), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> DropZone(
        Guid id,
        int version,
        CommandId command,
        RemoveZone remove,
        CancellationToken ct
    ) => (await remove.Run(new(command.Value, new(id, version)), ct)).Answer();

    private static async Task<Ok<Page<ItemRow>>> Items(
        [AsParameters] ItemFilter filter,
        FindItems find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(filter, ct));

    private static async Task<Results<Ok<ItemDetail>, ProblemHttpResult>> Item(
        Guid id,
        FitAccessories fit,
        CancellationToken ct
    ) => Respond.Found(await fit.Show(id, ct), "item");

    private static async Task<Results<Created<ItemRow>, ProblemHttpResult>> AddItem(
        ItemToSave body,
        CommandId id,
        SaveItem save,
        CancellationToken ct
    ) => (await save.Run(new(id.Value, body with { Id = null }), ct)).Created(i => $"/api/v1/items/{i.Id}");

    private static async Task<Results<Ok<ItemRow>, ProblemHttpResult>> ChangeItem(
        Guid id,
        ItemToSave body,
        CommandId command,
        SaveItem save,
        CancellationToken ct
    ) => (await save.Run(new(command.Value, body with { Id = id }), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> Fit(
        Guid id,
        FitsBody body,
        CommandId command,
        FitAccessories fit,
        CancellationToken ct
    ) => (await fit.Run(new(command.Value, new(id, body.Accessories)), ct)).Answer();

    private static async Task<Ok<Page<KitRow>>> Kits(
        FindKits find,
        CancellationToken ct,
        string? text = null,
        bool? active = null,
        int page = 1,
        int size = 50
    ) => TypedResults.Ok(await find.Run(text, active, new(page, size), ct));

    private static async Task<Results<Created<KitRow>, ProblemHttpResult>> AddKit(
        KitToSave body,
        CommandId id,
        SaveKit save,
        CancellationToken ct
    ) => (await save.Run(new(id.Value, body with { Id = null }), ct)).Created(k => $"/api/v1/kits?text={k.Code}");

    private static async Task<Results<Ok<KitRow>, ProblemHttpResult>> ChangeKit(
        Guid id,
        KitToSave body,
        CommandId command,
        SaveKit save,
        CancellationToken ct
    ) => (await save.Run(new(command.Value, body with { Id = id }), ct)).Answer();

    private static async Task<Ok<Page<CodeRow>>> Codes(
        [AsParameters] CodeFilter filter,
        KeepCodeLists keep,
        CancellationToken ct
    ) => TypedResults.Ok(await keep.Find(filter, ct));

    private static async Task<Results<Created<CodeRow>, ProblemHttpResult>> AddCode(
        CodeToAdd body,
        CommandId id,
        KeepCodeLists keep,
        CancellationToken ct
    ) => (await keep.Add(new(id.Value, body), ct)).Created(c => $"/api/v1/code-lists?list={c.List}");

    private static async Task<Results<Ok<CodeRow>, ProblemHttpResult>> EndCode(
        Guid id,
        EndBody body,
        CommandId command,
        KeepCodeLists keep,
        CancellationToken ct
    ) => (await keep.End(new(command.Value, new(id, body.Version, body.LastDay)), ct)).Answer();

    private static async Task<Ok<Page<RuleRow>>> Rules(
        [AsParameters] RuleFilter filter,
        KeepDocumentRules keep,
        CancellationToken ct
    ) => TypedResults.Ok(await keep.Find(filter, ct));

    private static async Task<Ok<IReadOnlyList<DocumentNeeded>>> RulesFor(
        string hcpcs,
        string payer,
        DateOnly day,
        DocumentRules rules,
        CancellationToken ct
    ) => TypedResults.Ok(await rules.For(hcpcs, payer, day, ct));

    private static async Task<Results<Created<RuleRow>, ProblemHttpResult>> AddRule(
        RuleToAdd body,
        CommandId id,
        KeepDocumentRules keep,
        CancellationToken ct
    ) =>
        (await keep.Add(new(id.Value, body), ct)).Created(r =>
            $"/api/v1/document-rules?hcpcs={Uri.EscapeDataString(r.Hcpcs)}"
        );

    private static async Task<Results<Ok<RuleRow>, ProblemHttpResult>> EndRule(
        Guid id,
        EndBody body,
        CommandId command,
        KeepDocumentRules keep,
        CancellationToken ct
    ) => (await keep.End(new(command.Value, new(id, body.Version, body.LastDay)), ct)).Answer();
}
