using System.Globalization;
using System.Text.Json;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>A row to add: rows are added and ended, never altered, so that every past day still reads as it did.</summary>
public sealed record CodeToAdd(
    string List,
    string Code,
    string Text,
    DateOnly From,
    DateOnly? To,
    string Source,
    string? Data
);

public sealed record RowToEnd(Guid Id, int Version, DateOnly LastDay);

public sealed record CodeFilter(
    string? List = null,
    string? Text = null,
    DateOnly? On = null,
    int Page = 1,
    int Size = 50
);

/// <summary>Adds and ends rows of the dated lists.</summary>
public sealed class KeepCodeLists(Desk desk)
{
    public async Task<Page<CodeRow>> Find(CodeFilter filter, CancellationToken ct)
    {
        var word = (filter.Text ?? "").Trim().ToLowerInvariant();
        var (list, on, page) = (filter.List ?? "", filter.On, new PageOf(filter.Page, filter.Size));
        var query = desk
            .Db.CodeLists.AsNoTracking()
            .Where(r => (list == "" || r.List == list) && (on == null || r.From <= on && (r.To == null || r.To >= on)))
            .Where(r =>
                word == ""
                || r.Code.ToLower().Contains(word)
                || r.Text.ToLower().Contains(word)
                || r.Source.ToLower().Contains(word)
            );
        var rows = await query
            .OrderBy(r => r.List)
            .ThenBy(r => r.Code)
            .ThenBy(r => r.From)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(r => new CodeRow(r.Id, r.List, r.Code, r.Text, r.From, r.To, r.Source, r.Data, r.Version))
            .ToListAsync(ct);
        return new(rows, await query.CountAsync(ct), Math.Max(1, page.Number), page.Take);
    }

    /// <summary>The lists there are, with how many rows hold on a day.</summary>
    public async Task<IReadOnlyList<(string List, int Rows)>> Lists(DateOnly on, CancellationToken ct)
    {
        var found = await desk
            .Db.CodeLists.AsNoTracking()
            .GroupBy(r => r.List)
            .Select(g => new { g.Key, Rows = g.Count(r => r.From <= on && (r.To == null || r.To >= on)) })
            .ToListAsync(ct);
        return
        [
            .. CodeLists
                .Known.Union(found.Select(f => f.Key))
                .Select(l => (l, found.FirstOrDefault(f => f.Key == l)?.Rows ?? 0)),
        ];
    }

    public Task<Outcome<CodeRow>> Add(Command<CodeToAdd> command, CancellationToken ct) =>
        desk.Once<CodeRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change code lists");
                var faults = new Faults();
                var row = new CodeListRow
                {
                    Id = desk.NewId(),
                    List = faults.Code("list", wish.List, 40).ToLowerInvariant(),
                    Code = faults.Code("code", wish.Code, 40),
                    Text = faults.Text("text", wish.Text, 200),
                    Source = faults.Text("source", wish.Source, 500),
                    From = wish.From,
                    To = wish.To,
                    Data = DataOf(faults, wish.Data),
                };
                faults.Day("from", wish.From);
                faults.Day("to", wish.To);
                faults.Order("to", wish.From, wish.To);
                var (list, code) = (row.List, row.Code);
                var others = await desk
                    .Db.CodeLists.AsNoTracking()
                    .Where(r => r.List == list && r.Code == code)
                    .ToListAsync(ct);
                if (others.FirstOrDefault(o => Dated.Overlap(o.From, o.To, wish.From, wish.To)) is { } clash)
                    faults.Say(Clash($"{clash.List}/{clash.Code}", clash.From, clash.To));
                if (faults.Any)
                    return faults.All;
                desk.Db.Add(row);
                return View(row);
            },
            ct
        );

    public Task<Outcome<CodeRow>> End(Command<RowToEnd> command, CancellationToken ct) =>
        desk.Once<CodeRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change code lists");
                if (await desk.Db.CodeLists.FirstOrDefaultAsync(r => r.Id == wish.Id, ct) is not { } row)
                    return new NoSuch("row");
                if (row.Version != wish.Version)
                    return new StaleVersion("row");
                if (
                    Ending($"{row.List}/{row.Code}", row.From, row.To, wish.LastDay, DateOnly.FromDateTime(desk.Now)) is
                    { } no
                )
                    return no;
                row.To = wish.LastDay;
                return View(row) with { Version = desk.Db.NextVersion(row) };
            },
            ct
        );

    internal static Refusal Clash(string what, DateOnly from, DateOnly? to) =>
        new OverlappingRow(what, Say(from), to is { } t ? Say(t) : "further notice") { Field = "from" };

    /// <summary>A row may be ended from today on, or earlier than its planned end; what has passed stays.</summary>
    internal static Refusal? Ending(string what, DateOnly from, DateOnly? to, DateOnly lastDay, DateOnly today)
    {
        if (to is { } t && t < today)
            return new AlreadyEnded(what, Say(t));
        if (lastDay.Year is < 1950 or > 2100 || lastDay < from)
            return new InvalidField(
                "lastDay",
                $"The last day {Say(lastDay)} is before the first, {Say(from)}, or too far off."
            );
        return null;
    }

    private static string Say(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string DataOf(Faults faults, string? data)
    {
        if (string.IsNullOrWhiteSpace(data))
            return "{}";
        try
        {
            using var json = JsonDocument.Parse(faults.Text("data", data, 4_000), new() { MaxDepth = 8 });
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json.RootElement.GetRawText();
        }
        catch (JsonException)
        {
            // Said below, with what to do.
        }
        faults.Say(
            "data",
            "The data is not a JSON object.",
            "Write it like {\"nextStep\":\"Retry\"}, or leave it empty."
        );
        return "{}";
    }

    private static CodeRow View(CodeListRow r) =>
        new(r.Id, r.List, r.Code, r.Text, r.From, r.To, r.Source, r.Data, r.Version);
}
