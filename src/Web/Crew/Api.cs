using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Homeward.Web.Crew;

/// <summary>People, credentials, shifts and vehicles.</summary>
public static class CrewApi
{
    public static void MapCrew(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("/people").RequireAuthorization(May.ReadSetup).WithTags("Crew");
        people.MapGet("/", People).WithSummary("Find people");
        people.MapGet("/{id:guid}", Person).WithSummary("One person");
        people.MapPost("/", AddPerson).RequireAuthorization(May.WriteCrew).WithSummary("Add a person");
        people.MapPut("/{id:guid}", ChangePerson).RequireAuthorization(May.WriteCrew).WithSummary("Change a person");

        var credentials = api.MapGroup("/credentials").RequireAuthorization(May.ReadSetup).WithTags("Crew");
        credentials
            .MapGet("/", Credentials)
            .WithSummary("Find credentials: of a person, valid on a day, expiring soon");
        credentials.MapGet("/who-was-qualified", Who).WithSummary("Who held a skill on a day");
        credentials.MapPost("/", AddCredential).RequireAuthorization(May.WriteCrew).WithSummary("Add a credential");
        credentials
            .MapPost("/{id:guid}/revoke", Revoke)
            .RequireAuthorization(May.WriteCrew)
            .WithSummary("Withdraw a credential");

        var shifts = api.MapGroup("/shifts").RequireAuthorization(May.ReadSetup).WithTags("Crew");
        shifts.MapGet("/", Shifts).WithSummary("The shifts of a branch between two dates");
        shifts.MapGet("/crew", CrewOn).WithSummary("Who works on a day, in UTC, with skills and vans");
        shifts.MapPost("/", AddShift).RequireAuthorization(May.WriteCrew).WithSummary("Add a shift");
        shifts.MapPost("/copy-week", CopyWeek).RequireAuthorization(May.WriteCrew).WithSummary("Copy the week before");
        shifts.MapDelete("/{id:guid}", RemoveShift).RequireAuthorization(May.WriteCrew).WithSummary("Remove a shift");

        var vehicles = api.MapGroup("/vehicles").RequireAuthorization(May.ReadSetup).WithTags("Crew");
        vehicles.MapGet("/", Vehicles).WithSummary("List vehicles");
        vehicles.MapGet("/{id:guid}", Vehicle).WithSummary("One vehicle");
        vehicles.MapPost("/", AddVehicle).RequireAuthorization(May.WriteSetup).WithSummary("Add a vehicle");
        vehicles
            .MapPut("/{id:guid}", ChangeVehicle)
            .RequireAuthorization(May.WriteSetup)
            .WithSummary("Change a vehicle or take it out of service");
    }

    public sealed record RevokeBody(int Version, DateOnly From);

    private static async Task<Ok<Page<PersonListed>>> People(
        [AsParameters] PersonFilter filter,
        FindPeople find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(filter, ct));

    private static async Task<Results<Ok<PersonRow>, ProblemHttpResult>> Person(
        Guid id,
        FindPeople find,
        CancellationToken ct
    ) => Respond.Found(await find.One(id, ct), "person");

    private static async Task<Results<Created<PersonRow>, ProblemHttpResult>> AddPerson(
        PersonToSave body,
        CommandId id,
        SavePerson save,
        CancellationToken ct
    ) => (await save.Run(new(id.Value, body with { Id = null }), ct)).Created(p => $"/api/v1/people/{p.Id}");

    private static async Task<Results<Ok<PersonRow>, ProblemHttpResult>> ChangePerson(
        Guid id,
        PersonToSave body,
        CommandId command,
        SavePerson save,
        CancellationToken ct
    ) => (await save.Run(new(command.Value, body with { Id = id }), ct)).Answer();

    private static async Task<Ok<Page<CredentialRow>>> Credentials(
        [AsParameters] CredentialFilter filter,
        FindCredentials find,
        CancellationToken ct
    ) => TypedResults.Ok(await find.Run(filter, ct));

    private static async Task<Ok<IReadOnlyList<CredentialRow>>> Who(
        string skill,
        DateOnly day,
        WhoWasQualified who,
        CancellationToken ct,
        Guid? branchId = null
    ) => TypedResults.Ok(await who.Run(skill, day, branchId, ct));

    private static async Task<Results<Created<CredentialRow>, ProblemHttpResult>> AddCredential(
        CredentialToAdd body,
        CommandId id,
        KeepCredentials keep,
        CancellationToken ct
    ) => (await keep.Add(new(id.Value, body), ct)).Created(c => $"/api/v1/credentials?personId={c.PersonId}");

    private static async Task<Results<Ok<CredentialRow>, ProblemHttpResult>> Revoke(
        Guid id,
        RevokeBody body,
        CommandId command,
        KeepCredentials keep,
        CancellationToken ct
    ) => (await keep.Revoke(new(command.Value, new(id, body.Version, body.From)), ct)).Answer();

    private static async Task<Results<Ok<IReadOnlyList<ShiftRow>>, ProblemHttpResult>> Shifts(
        Guid branchId,
        DateOnly from,
        DateOnly to,
        KeepShifts keep,
        CancellationToken ct
    ) =>
        to < from || to.DayNumber - from.DayNumber > 370
            ? Respond.Problem([new InvalidField("to", "Ask for one year at most, the end not before the start.")])
            : TypedResults.Ok(await keep.Find(branchId, from, to, ct));

    private static async Task<Results<Ok<IReadOnlyList<CrewShift>>, ProblemHttpResult>> CrewOn(
        Guid branchId,
        DateOnly date,
        CrewOfDay crew,
        CancellationToken ct
    ) => (await crew.Run(branchId, date, ct)).Answer();

    private static async Task<Results<Created<ShiftRow>, ProblemHttpResult>> AddShift(
        ShiftToAdd body,
        CommandId id,
        KeepShifts keep,
        CancellationToken ct
    ) =>
        (await keep.Add(new(id.Value, body), ct)).Created(s =>
            $"/api/v1/shifts?branchId={s.BranchId}&from={s.Date:yyyy-MM-dd}&to={s.Date:yyyy-MM-dd}"
        );

    private static async Task<Results<Ok<WeekCopied>, ProblemHttpResult>> CopyWeek(
        WeekToCopy body,
        CommandId id,
        KeepShifts keep,
        CancellationToken ct
    ) => (await keep.CopyWeek(new(id.Value, body), ct)).Answer();

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> RemoveShift(
        Guid id,
        int version,
        CommandId command,
        KeepShifts keep,
        CancellationToken ct
    ) => (await keep.Remove(new(command.Value, new(id, version)), ct)).Answer();

    private static async Task<Ok<Page<VehicleRow>>> Vehicles(
        FindVehicles find,
        CancellationToken ct,
        Guid? branchId = null,
        bool? inService = null,
        int page = 1,
        int size = 50
    ) => TypedResults.Ok(await find.Run(branchId, inService, new(page, size), ct));

    private static async Task<Results<Ok<VehicleRow>, ProblemHttpResult>> Vehicle(
        Guid id,
        FindVehicles find,
        CancellationToken ct
    ) => Respond.Found(await find.One(id, ct), "vehicle");

    private static async Task<Results<Created<VehicleRow>, ProblemHttpResult>> AddVehicle(
        VehicleToSave body,
        CommandId id,
        SaveVehicle save,
        CancellationToken ct
    ) => (await save.Run(new(id.Value, body with { Id = null }), ct)).Created(v => $"/api/v1/vehicles/{v.Id}");

    private static async Task<Results<Ok<VehicleRow>, ProblemHttpResult>> ChangeVehicle(
        Guid id,
        VehicleToSave body,
        CommandId command,
        SaveVehicle save,
        CancellationToken ct
    ) => (await save.Run(new(command.Value, body with { Id = id }), ct)).Answer();
}
