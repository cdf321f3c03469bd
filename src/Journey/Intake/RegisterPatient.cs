using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>Takes a new patient into the branch, or finds the one we know.</summary>
public sealed class RegisterPatients(Desk desk)
{
    public Task<Outcome<PatientView>> Run(Command<NewPatient> command, CancellationToken ct) =>
        desk.Once<PatientView>(
            command.Id,
            command.Data,
            () => Task.FromResult<Outcome<PatientView>>(new NoSuch("branch")),
            ct
        );
}
