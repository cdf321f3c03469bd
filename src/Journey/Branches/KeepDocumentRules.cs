using System.Text.RegularExpressions;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

public sealed record RuleToAdd(
    string Hcpcs,
    string Payer,
    DocumentKind Document,
    NeededBy NeededBy,
    int? MaxAgeDays,
    DateOnly From,
    DateOnly? To,
    string Source
);

public sealed record RuleFilter(
    string? Hcpcs = null,
    string? Payer = null,
    DocumentKind? Document = null,
    DateOnly? On = null,
    int Page = 1,
    int Size = 50
);

public sealed record RuleRow(
    Guid Id,
    string Hcpcs,
    string Payer,
    DocumentKind Document,
    NeededBy NeededBy,
    int? MaxAgeDays,
    DateOnly From,
    DateOnly? To,
    string Source,
    int Version
)
{
    internal static RuleRow Of(DocumentRule r) =>
        new(r.Id, r.Hcpcs, r.Payer, r.Document, r.NeededBy, r.MaxAgeDays, r.From, r.To, r.Source, r.Version);
}

/// <summary>Adds and ends document rules.</summary>
public sealed partial class KeepDocumentRules(Desk desk, CodeLists codes)
{
    public async Task<Page<RuleRow>> Find(RuleFilter filter, CancellationToken ct)
    {
        var (hcpcs, payer, on, page) = (
            (filter.Hcpcs ?? "").Trim().ToUpperInvariant(),
            filter.Payer ?? "",
            filter.On,
            new PageOf(filter.Page, filter.Size)
        );
        var query = desk
            .Db.DocumentRules.AsNoTracking()
            .Where(r => hcpcs == "" || r.Hcpcs.ToUpper().StartsWith(hcpcs))
            .Where(r => payer == "" || r.Payer == payer)
            .Where(r => filter.Document == null || r.Document == filter.Document)
            .Where(r => on == null || r.From <= on && (r.To == null || r.To >= on));
        var rows = await query
            .OrderBy(r => r.Payer)
            .ThenBy(r => r.Hcpcs)
            .ThenBy(r => r.Document)
            .ThenBy(r => r.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        return new([.. rows.Select(RuleRow.Of)], await query.CountAsync(ct), Math.Max(1, page.Number), page.Take);
    }

    public Task<Outcome<RuleRow>> Add(Command<RuleToAdd> command, CancellationToken ct) =>
        desk.Once<RuleRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change document rules");
                var faults = new Faults();
                var rule = new DocumentRule
                {
                    Id = desk.NewId(),
                    Hcpcs = faults.Text("hcpcs", wish.Hcpcs, 40),
                    Payer = faults.Text("payer", wish.Payer, 40),
                    Document = wish.Document,
                    NeededBy = wish.NeededBy,
                    MaxAgeDays = wish.MaxAgeDays,
                    From = wish.From,
                    To = wish.To,
                    Source = faults.Text("source", wish.Source, 500),
                };
                if (!rule.Hcpcs.StartsWith('@'))
                    rule.Hcpcs = rule.Hcpcs.ToUpperInvariant();
                if (rule.Hcpcs.Length > 0 && !Pattern().IsMatch(rule.Hcpcs))
                    faults.Say("hcpcs", "Name a code (E1390), a beginning (A7*), a list (@wopd), or * for every item.");
                if (wish.MaxAgeDays is { } age)
                    faults.Range("maxAgeDays", age, 1, 3_660, "days");
                faults.Day("from", wish.From);
                faults.Day("to", wish.To);
                faults.Order("to", wish.From, wish.To);
                var (hcpcs, payer) = (rule.Hcpcs, rule.Payer);
                if (
                    payer is not "*" and { Length: > 0 }
                    && await codes.Find(CodeLists.Payer, payer, wish.From, ct) is null
                )
                    faults.Say(new UnknownCode("payer", CodeLists.Payer, payer));
                var others = await desk
                    .Db.DocumentRules.AsNoTracking()
                    .Where(r => r.Hcpcs == hcpcs && r.Payer == payer && r.Document == wish.Document)
                    .ToListAsync(ct);
                if (others.FirstOrDefault(o => Dated.Overlap(o.From, o.To, wish.From, wish.To)) is { } clash)
                    faults.Say(KeepCodeLists.Clash($"This rule ({clash.Hcpcs}, {clash.Payer})", clash.From, clash.To));
                if (faults.Any)
                    return faults.All;
                desk.Db.Add(rule);
                return RuleRow.Of(rule);
            },
            ct
        );

    public Task<Outcome<RuleRow>> End(Command<RowToEnd> command, CancellationToken ct) =>
        desk.Once<RuleRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change document rules");
                if (await desk.Db.DocumentRules.FirstOrDefaultAsync(r => r.Id == wish.Id, ct) is not { } rule)
                    return new NoSuch("rule");
                if (rule.Version != wish.Version)
                    return new StaleVersion("rule");
                if (
                    KeepCodeLists.Ending(
                        $"The rule for {rule.Hcpcs}",
                        rule.From,
                        rule.To,
                        wish.LastDay,
                        DateOnly.FromDateTime(desk.Now)
                    ) is
                    { } no
                )
                    return no;
                rule.To = wish.LastDay;
                return RuleRow.Of(rule) with { Version = desk.Db.NextVersion(rule) };
            },
            ct
        );

    [GeneratedRegex(@"^(\*|@[a-z][a-z0-9-]{1,38}|[A-Z][0-9]{4}|[A-Z][0-9]{0,3}\*)$")]
    private static partial Regex Pattern();
}
