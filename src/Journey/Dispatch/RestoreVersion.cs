using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

public sealed record RestoreVersionRequest(Guid PlanId, int BasedOn, bool Accept = false);

/// <summary>Makes an earlier version the latest again, as a version of its own: history is followed, never rewritten.</summary>
public sealed class RestoreVersion(Desk desk, PlanEdit edit)
{
    public Task<Outcome<PlanMade>> Run(Command<RestoreVersionRequest> command, CancellationToken ct) =>
        desk.Once<PlanMade>(
            command.Id,
            command.Data,
            async () =>
            {
                var version = await desk
                    .Db.Plans.Where(p => p.Id == command.Data.PlanId)
                    .Select(p => p.VersionNo)
                    .FirstOrDefaultAsync(ct);
                var edited = await edit.Try(
                    command.Data.PlanId,
                    command.Data.BasedOn,
                    (_, _, _) =>
                        Task.FromResult<Outcome<(string, Block?)>>(
                            (
                                $"Version {version} restored",
                                new Block(
                                    "NotInVersion",
                                    $"Version {version}, which was restored, does not hold it.",
                                    "Insert it at its best place."
                                )
                            )
                        ),
                    ct,
                    keepLocks: true
                );
                return edited.Ok ? await edit.Save(edited.Value, command.Data.Accept, ct) : edited.Refused<PlanMade>();
            },
            ct
        );
}
