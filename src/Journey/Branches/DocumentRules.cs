using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>A document an item needs for a payer on a day, by when, and who says so.</summary>
public sealed record DocumentNeeded(
    Guid RuleId,
    DocumentKind Document,
    NeededBy NeededBy,
    int? MaxAgeDays,
    DateOnly From,
    DateOnly? To,
    string Source
);

/// <summary>
/// Which documents an item needs. A rule names a HCPCS code, a beginning of it ("A7*"), a dated list ("@wopd": every code on that
/// list that day), or all ("*"). Of two rules for the same document the more specific holds; a payer that gets no claims needs
/// nothing for a claim.
/// </summary>
public sealed class DocumentRules(Desk desk)
{
    private Loaded? loaded;

    public async Task<IReadOnlyList<DocumentNeeded>> For(string hcpcs, string payer, DateOnly day, CancellationToken ct)
    {
        // One read for all lines of an order: a scope lives for one request.
        loaded ??= await Load(ct);
        var onLists = loaded
            .Codes.Where(c => c.Code == hcpcs && c.List != CodeLists.Payer && Dated.Holds(c.From, c.To, day))
            .Select(c => "@" + c.List)
            .ToHashSet();
        var claims = !loaded.Codes.Any(c =>
            c.List == CodeLists.Payer
            && c.Code == payer
            && Dated.Holds(c.From, c.To, day)
            && Json.Read<PayerData>(c.Data) is { Claims: false }
        );
        return
        [
            .. loaded
                .Rules.Where(r => (r.Payer == "*" || r.Payer == payer) && Dated.Holds(r.From, r.To, day))
                .Where(r => claims || r.NeededBy != NeededBy.Claim)
                .Select(r => (Rule: r, Fit: Fit(r.Hcpcs, hcpcs, onLists)))
                .Where(r => r.Fit > 0)
                .GroupBy(r => r.Rule.Document)
                .Select(g =>
                    g.OrderByDescending(r => r.Rule.Payer == "*" ? 0 : 1)
                        .ThenByDescending(r => r.Fit)
                        .ThenByDescending(r => r.Rule.From)
                        .First()
                        .Rule
                )
                .OrderBy(r => r.NeededBy)
                .ThenBy(r => r.Document)
                .Select(r => new DocumentNeeded(r.Id, r.Document, r.NeededBy, r.MaxAgeDays, r.From, r.To, r.Source)),
        ];
    }

    /// <summary>How closely a rule's code names the item: 0 not at all, more is closer.</summary>
    private static int Fit(string rule, string hcpcs, HashSet<string> onLists) =>
        rule == "*" ? 1
        : rule.StartsWith('@') ? (onLists.Contains(rule) ? 50 : 0)
        : rule.EndsWith('*') ? (hcpcs.StartsWith(rule[..^1], StringComparison.OrdinalIgnoreCase) ? 1 + rule.Length : 0)
        : string.Equals(rule, hcpcs, StringComparison.OrdinalIgnoreCase) ? 100
        : 0;

    private async Task<Loaded> Load(CancellationToken ct)
    {
        var rules = await desk.Db.DocumentRules.AsNoTracking().ToListAsync(ct);
        var lists = rules
            .Where(r => r.Hcpcs.StartsWith('@'))
            .Select(r => r.Hcpcs[1..])
            .Append(CodeLists.Payer)
            .Distinct()
            .ToList();
        var codes = await desk.Db.CodeLists.AsNoTracking().Where(c => lists.Contains(c.List)).ToListAsync(ct);
        return new(rules, codes);
    }

    private sealed record Loaded(List<DocumentRule> Rules, List<CodeListRow> Codes);

    private sealed record PayerData(string Kind = "", bool Claims = true);
}
