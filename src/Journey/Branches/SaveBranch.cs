using System.Text.RegularExpressions;
using Homeward.Field;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>A branch as it is to be. Without an id a new one is opened; with one, the version read is named too.</summary>
public sealed record BranchToSave(
    Guid? Id,
    int? Version,
    string Code,
    string Name,
    string TimeZone,
    string? Phone,
    string? AddressLine,
    string? City,
    string? State,
    string? Zip,
    double Latitude,
    double Longitude,
    TimeOnly OpensAt,
    TimeOnly ClosesAt,
    List<DayOfWeek> OpenDays
);

public sealed record BranchRow(
    Guid Id,
    string Code,
    string Name,
    string TimeZone,
    string Phone,
    string AddressLine,
    string City,
    string State,
    string Zip,
    double Latitude,
    double Longitude,
    TimeOnly OpensAt,
    TimeOnly ClosesAt,
    List<DayOfWeek> OpenDays,
    int Version
)
{
    internal static BranchRow Of(Branch b) =>
        new(
            b.Id,
            b.Code,
            b.Name,
            b.TimeZone,
            b.Phone,
            b.AddressLine,
            b.City,
            b.State,
            b.Zip,
            b.Latitude,
            b.Longitude,
            b.OpensAt,
            b.ClosesAt,
            b.OpenDays,
            b.Version
        );
}

/// <summary>Opens a branch or changes one. A new branch is opened by somebody who sees them all.</summary>
public sealed partial class SaveBranch(Desk desk)
{
    public Task<Outcome<BranchRow>> Run(Command<BranchToSave> command, CancellationToken ct) =>
        desk.Once<BranchRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup) || wish.Id is null && !desk.Actor.AllBranches)
                    return new NotAllowed(wish.Id is null ? "open a branch" : "change a branch");
                var branch = wish.Id is { } id
                    ? await desk.Db.Branches.FirstOrDefaultAsync(b => b.Id == id, ct)
                    : new Branch { Id = desk.NewId() };
                if (branch is null || wish.Id is { } asked && !desk.Actor.Sees(asked))
                    return new NoSuch("branch");
                if (wish.Id is not null && branch.Version != wish.Version)
                    return new StaleVersion("branch");
                var faults = Fill(branch, wish);
                var code = branch.Code;
                if (await desk.Db.Branches.AnyAsync(b => b.Code == code && b.Id != branch.Id, ct))
                    faults.Say(new CodeTaken("branch", code) { Field = "code" });
                if (faults.Any)
                    return faults.All;
                if (wish.Id is null)
                    desk.Db.Add(branch);
                return BranchRow.Of(branch) with { Version = desk.Db.NextVersion(branch) };
            },
            ct
        );

    private static Faults Fill(Branch branch, BranchToSave wish)
    {
        var faults = new Faults();
        branch.Code = faults.Code("code", wish.Code, 12).ToUpperInvariant();
        branch.Name = faults.Text("name", wish.Name, 100);
        branch.TimeZone = faults.Text("timeZone", wish.TimeZone, 60);
        if (
            branch.TimeZone.Length > 0
            && (!branch.TimeZone.Contains('/') || !TimeZoneInfo.TryFindSystemTimeZoneById(branch.TimeZone, out _))
        )
            faults.Say(
                "timeZone",
                $"\"{branch.TimeZone}\" is not a time zone.",
                "Use an IANA name, such as America/New_York."
            );
        branch.Phone = faults.Text("phone", wish.Phone, 30, needed: false);
        branch.AddressLine = faults.Text("addressLine", wish.AddressLine, 200, needed: false);
        branch.City = faults.Text("city", wish.City, 100, needed: false);
        branch.State = faults.Text("state", wish.State, 30, needed: false);
        branch.Zip = faults.Text("zip", wish.Zip, 10, needed: false);
        if (branch.Zip.Length > 0 && !ZipCode().IsMatch(branch.Zip))
            faults.Say("zip", "A ZIP code has five digits, or nine with a hyphen.");
        if (!GeoPoint.IsValid(wish.Latitude, wish.Longitude))
            faults.Say("latitude", "The depot's place is not on the earth.", "Drag the pin to the depot's door.");
        else if (wish is { Latitude: 0, Longitude: 0 })
            faults.Say(
                "latitude",
                "The depot has no place yet: routes start there.",
                "Drag the pin to the depot's door."
            );
        (branch.Latitude, branch.Longitude) = (wish.Latitude, wish.Longitude);
        if (wish.ClosesAt <= wish.OpensAt)
            faults.Say("closesAt", "The branch closes before it opens.");
        (branch.OpensAt, branch.ClosesAt) = (wish.OpensAt, wish.ClosesAt);
        if (wish.OpenDays is null || wish.OpenDays.Count == 0)
            faults.Say("openDays", "The branch is open on no day.", "Tick at least one day.");
        else
            branch.OpenDays = [.. wish.OpenDays.Distinct().Order()];
        return faults;
    }

    [GeneratedRegex(@"^\d{5}(-\d{4})?$")]
    private static partial Regex ZipCode();
}

internal static class Versions
{
    /// <summary>The version the thing will have once this change is saved: a result tells it before the save.</summary>
    public static int NextVersion(this JourneyDb db, Entity entity)
    {
        db.ChangeTracker.DetectChanges();
        return db.Entry(entity).State == EntityState.Modified ? entity.Version + 1 : entity.Version;
    }
}

/// <summary>The branches the actor sees.</summary>
public sealed class FindBranches(Desk desk)
{
    public async Task<Page<BranchRow>> Run(PageOf page, CancellationToken ct)
    {
        var (all, seen) = (desk.Actor.AllBranches, desk.Actor.Branches);
        var query = desk.Db.Branches.AsNoTracking().Where(b => all || seen.Contains(b.Id));
        var rows = await query.OrderBy(b => b.Name).ThenBy(b => b.Code).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        return new([.. rows.Select(BranchRow.Of)], await query.CountAsync(ct), Math.Max(1, page.Number), page.Take);
    }

    public async Task<BranchRow?> One(Guid id, CancellationToken ct) =>
        desk.Actor.Sees(id) && await desk.Db.Branches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, ct) is { } b
            ? BranchRow.Of(b)
            : null;
}
