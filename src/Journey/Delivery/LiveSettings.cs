using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>How a branch watches its vans.</summary>
/// <param name="FenceMetres">How near a door counts as there, 20 to 1,000.</param>
/// <param name="FenceSeconds">For how long, standing or slow, 10 to 900.</param>
/// <param name="SilentMinutes">After so long without a place a van at work is shown as lost, 2 to 240.</param>
/// <param name="RiskPercent">A stop at least so likely to be late is on the list, 1 to 99.</param>
/// <param name="Fence">Whether arrivals are recorded by the fence at all.</param>
public sealed record LiveSettings(
    int FenceMetres = 100,
    int FenceSeconds = 45,
    int SilentMinutes = 10,
    int RiskPercent = 20,
    bool Fence = true
)
{
    public const string Key = "delivery.live";

    internal static async Task<LiveSettings> Of(JourneyDb db, Guid branchId, CancellationToken ct)
    {
        var rows = await db
            .Settings.AsNoTracking()
            .Where(s => s.Key == Key && (s.BranchId == branchId || s.BranchId == Guid.Empty))
            .ToListAsync(ct);
        var row = rows.FirstOrDefault(r => r.BranchId == branchId) ?? rows.FirstOrDefault();
        return row is null ? new() : Json.Read<LiveSettings>(row.Value) ?? new();
    }

    internal List<Refusal> Faults()
    {
        var bad = new List<Refusal>();
        void Within(string what, int value, int least, int most)
        {
            if (value < least || value > most)
                bad.Add(new LiveSettingOff(what, least, most));
        }
        Within("fenceMetres", FenceMetres, 20, 1_000);
        Within("fenceSeconds", FenceSeconds, 10, 900);
        Within("silentMinutes", SilentMinutes, 2, 240);
        Within("riskPercent", RiskPercent, 1, 99);
        return bad;
    }
}

public sealed record LiveSettingsToSave(Guid BranchId, LiveSettings Settings);

/// <summary>Sets how a branch watches its vans.</summary>
public sealed class SaveLiveSettings(Desk desk)
{
    public Task<Outcome<LiveSettings>> Run(Command<LiveSettingsToSave> command, CancellationToken ct) =>
        desk.Once<LiveSettings>(
            command.Id,
            command.Data,
            async () =>
            {
                var (branch, settings) = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change how vans are watched");
                if (!desk.Actor.Sees(branch))
                    return new NoSuch("branch");
                if (settings is null)
                    return new InvalidField("settings", "Say how the vans are to be watched.");
                if (settings.Faults() is { Count: > 0 } bad)
                    return bad;
                var row = await desk.Db.Settings.FirstOrDefaultAsync(
                    s => s.Key == LiveSettings.Key && s.BranchId == branch,
                    ct
                );
                if (row is null)
                    desk.Db.Settings.Add(
                        row = new()
                        {
                            Id = desk.NewId(),
                            Key = LiveSettings.Key,
                            BranchId = branch,
                        }
                    );
                row.Value = Json.Write(settings);
                return settings;
            },
            ct
        );
}
