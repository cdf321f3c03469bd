using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

public sealed record IdleMinutes(int Minutes);

/// <summary>After how many quiet minutes a session ends (45 CFR 164.312(a)(2)(iii), automatic logoff). 15 unless set.</summary>
public sealed class LogoffRule(Desk desk)
{
    public const string Key = "access.idle-minutes";
    public const int Default = 15;
    public const int Shortest = 2;
    public const int Longest = 120;

    /// <summary>
    /// For crews: between two doors lies half an hour's drive, and a phone guards itself by its own lock. Who holds any other role
    /// besides sits at a desk too, and is held to the desk's minutes.
    /// </summary>
    public const int OnTheRoad = 240;

    public async Task<int> MinutesFor(IEnumerable<string> roles, CancellationToken ct)
    {
        var held = roles.ToHashSet(StringComparer.Ordinal);
        return held.Count > 0 && held.IsSubsetOf([Roles.Driver, Roles.Rt]) ? OnTheRoad : await Minutes(ct);
    }

    public async Task<int> Minutes(CancellationToken ct)
    {
        var stored = await desk
            .Db.Settings.AsNoTracking()
            .Where(s => s.Key == Key && s.BranchId == Guid.Empty)
            .Select(s => s.Value)
            .FirstOrDefaultAsync(ct);
        return int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            ? Math.Clamp(minutes, Shortest, Longest)
            : Default;
    }

    public Task<Outcome<IdleMinutes>> Set(Command<IdleMinutes> command, CancellationToken ct) =>
        desk.Once<IdleMinutes>(
            command.Id,
            command.Data,
            async () =>
            {
                if (!(await Reach.Of(desk, ct)).At(null).Contains(May.ManageAccess))
                    return new BeyondYourRights("the rule holds for all branches");
                if (command.Data.Minutes is < Shortest or > Longest)
                    return new InvalidField("minutes", $"Automatic logoff takes {Shortest} to {Longest} minutes.");
                var row = await desk.Db.Settings.FirstOrDefaultAsync(s => s.Key == Key && s.BranchId == Guid.Empty, ct);
                if (row is null)
                    desk.Db.Settings.Add(row = new Setting { Id = desk.NewId(), Key = Key });
                row.Value = command.Data.Minutes.ToString(CultureInfo.InvariantCulture);
                return command.Data;
            },
            ct
        );
}
