using System.Security.Cryptography;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <param name="Code">The device's own number, 6 to 64 signs, such as its IMEI; null: one is made, which nobody can guess.</param>
public sealed record TrackerToBind(Guid VehicleId, string Name, string? Code = null);

/// <summary>The code to type into the device; shown this once.</summary>
public sealed record TrackerBound(Guid Id, Guid VehicleId, string Name, string Code);

public sealed record TrackerToRevoke(Guid Id, int Version);

public sealed record TrackerRow(
    Guid Id,
    Guid VehicleId,
    string Vehicle,
    string Name,
    string CodeEnds,
    DateTime BoundAt,
    DateTime? RevokedAt,
    int Version
);

/// <summary>Binds a device to a van: from then on it may tell where the van is.</summary>
public sealed class BindTracker(Desk desk, TrackerBook book)
{
    // No letters that look like figures: somebody types this into a phone.
    private const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";

    public async Task<Outcome<TrackerBound>> Run(Command<TrackerToBind> command, CancellationToken ct)
    {
        var outcome = await desk.Once<TrackerBound>(command.Id, command.Data, () => Bind(command.Data, ct), ct);
        book.Forget();
        return outcome;
    }

    private async Task<Outcome<TrackerBound>> Bind(TrackerToBind ask, CancellationToken ct)
    {
        if (!desk.Actor.Can(May.WriteCrew))
            return new NotAllowed("bind devices to vans");
        var problems = new List<Refusal>();
        var name = Said.Clean(ask.Name, "name", Said.Line, problems);
        if (name is null)
            problems.Add(new InvalidField("name", "The device needs a name, such as \"Phone of van 3\"."));
        var code = ask.Code?.Trim();
        if (
            code is not null
            && (code.Length is < Tracker.ShortestCode or > Tracker.LongestCode || code.Any(c => c is < '!' or > '~'))
        )
            problems.Add(
                new InvalidField(
                    "code",
                    $"A device's code has {Tracker.ShortestCode} to {Tracker.LongestCode} letters and figures."
                )
            );
        if (problems.Count > 0)
            return problems;
        if (await desk.Db.Vehicles.AsNoTracking().FirstOrDefaultAsync(v => v.Id == ask.VehicleId, ct) is not { } van)
            return new NoSuch("vehicle");
        code ??= RandomNumberGenerator.GetString(Signs, 20);
        var hash = Tracker.HashOf(code);
        // Of any branch: the code alone says which van it is.
        if (await desk.Db.Trackers.IgnoreQueryFilters([JourneyDb.BranchFilter]).AnyAsync(t => t.CodeHash == hash, ct))
            return new TrackerCodeTaken();
        var tracker = new Tracker
        {
            Id = desk.NewId(),
            BranchId = van.BranchId,
            VehicleId = van.Id,
            Name = name!,
            CodeHash = hash,
            CodeEnds = code[^4..],
            BoundAt = desk.Now,
        };
        desk.Db.Trackers.Add(tracker);
        return new TrackerBound(tracker.Id, van.Id, tracker.Name, code);
    }
}

/// <summary>Takes a device's word away: what it sends is refused from then on.</summary>
public sealed class RevokeTracker(Desk desk, TrackerBook book)
{
    public async Task<Outcome<Done>> Run(Command<TrackerToRevoke> command, CancellationToken ct)
    {
        var outcome = await desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                if (!desk.Actor.Can(May.WriteCrew))
                    return new NotAllowed("revoke devices");
                if (await desk.Db.Trackers.FirstOrDefaultAsync(t => t.Id == command.Data.Id, ct) is not { } tracker)
                    return new NoSuch("device");
                if (tracker.Version != command.Data.Version)
                    return new StaleVersion("device");
                tracker.RevokedAt ??= desk.Now;
                return Done.It;
            },
            ct
        );
        book.Forget();
        return outcome;
    }
}

public sealed class FindTrackers(Desk desk)
{
    public async Task<IReadOnlyList<TrackerRow>> Run(Guid? branchId, CancellationToken ct)
    {
        var vans = desk.Db.Vehicles;
        return await desk
            .Db.Trackers.AsNoTracking()
            .Where(t => branchId == null || t.BranchId == branchId)
            .OrderBy(t => t.Name)
            .ThenBy(t => t.Id)
            .Take(1_000)
            .Select(t => new TrackerRow(
                t.Id,
                t.VehicleId,
                vans.Where(v => v.Id == t.VehicleId).Select(v => v.Name).FirstOrDefault() ?? "",
                t.Name,
                t.CodeEnds,
                t.BoundAt,
                t.RevokedAt,
                t.Version
            ))
            .ToListAsync(ct);
    }
}
