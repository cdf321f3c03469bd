using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// How wide a window is offered, by urgency. The dated list "window-hours" says it: code "Stat", "SameDay", "NextDay", "Scheduled"
/// for every branch, "COL:Stat" for the branch COL, which wins; data {"hours":2,"step":60}. Without a row: 2, 3, 4 and 4 hours.
/// </summary>
public sealed class WindowWidths(Desk desk)
{
    public const string List = "window-hours";

    /// <param name="Hours">How long, 1 to 8.</param>
    /// <param name="Step">Minutes from one offer's start to the next, 30 to 240.</param>
    public sealed record Width(int Hours, int Step = 120);

    private sealed record RowData(int Hours = 0, int Step = 0);

    public async Task<Width> For(string branchCode, Urgency urgency, DateOnly day, CancellationToken ct)
    {
        var (house, branch) = (urgency.ToString(), $"{branchCode}:{urgency}");
        var rows = await desk
            .Db.CodeLists.AsNoTracking()
            .Where(r =>
                r.List == List
                && (r.Code == house || r.Code == branch)
                && r.From <= day
                && (r.To == null || r.To >= day)
            )
            .ToListAsync(ct);
        var usual = Usual(urgency);
        var row = rows.Find(r => r.Code == branch) ?? rows.FirstOrDefault();
        if (row is null || Read(row.Data) is not { } data)
            return usual;
        return new(
            data.Hours is >= 1 and <= 8 ? data.Hours : usual.Hours,
            data.Step is >= 30 and <= 240 ? data.Step : usual.Step
        );
    }

    public static Width Usual(Urgency urgency) =>
        urgency switch
        {
            Urgency.Stat => new(2, 60),
            Urgency.SameDay => new(3, 60),
            _ => new(4),
        };

    private static RowData? Read(string json)
    {
        try
        {
            return Json.Read<RowData>(json);
        }
        catch (System.Text.Json.JsonException)
        {
            // A row somebody typed badly is as good as none: the usual width holds.
            return null;
        }
    }
}
