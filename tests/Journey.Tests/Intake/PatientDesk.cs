using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Intake;

/// <summary>A branch in Columbus with its catalogue and lists, and a clerk at the counter.</summary>
internal sealed class PatientDesk : IAsyncDisposable
{
    private PatientDesk(World world, Guid branch) => (World, Branch) = (world, branch);

    public World World { get; }
    public Guid Branch { get; }
    public Actor Clerk => new(ActorKind.Person, Branch, "Clerk") { Branches = [Branch] };

    public static async Task<PatientDesk> Open(StorageKind kind)
    {
        var world = await World.Open(kind);
        var branch = new Branch
        {
            Id = world.NewId(),
            Code = "COL",
            Name = "Columbus",
        };
        await world.Given(branch);
        await world.Do<SeedReference, Seeded>(s => s.Run(CancellationToken.None));
        return new(world, branch.Id);
    }

    public NewPatient Mary =>
        new()
        {
            BranchId = Branch,
            FirstName = "Mary",
            LastName = "Kowalski",
            BirthDate = new(1941, 5, 7),
            Phone = "(614) 221-0199",
            AddressLine = "214  Oak Street",
            City = "COLUMBUS",
            State = "Ohio",
            Zip = "43215",
        };

    public Task<Outcome<PatientView>> Register(NewPatient patient, Guid? command = null, Actor? actor = null) =>
        World.Do(
            (RegisterPatients u) => u.Run(new(command ?? World.NewId(), patient), CancellationToken.None),
            actor ?? Clerk
        );

    public async Task<PatientView> Known(NewPatient patient) => (await Register(patient)).Must();

    public Task<TResult> Do<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act)
        where TUseCase : notnull => World.Do(act, Clerk);

    public Task<int> Patients() => World.Look(db => db.Patients.CountAsync());

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
