using System.Globalization;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>The rules as they hold at one branch on one day.</summary>
public sealed class RulesOfDay(IReadOnlyDictionary<string, string> values)
{
    public string Text(KnownRule rule) => values.GetValueOrDefault(rule.Key, rule.Fallback);

    public bool Yes(KnownRule rule) => Text(rule) == "yes";

    public int Number(KnownRule rule) => int.Parse(Text(rule), CultureInfo.InvariantCulture);
}

/// <summary>Central and local: what a branch said holds there, else what the centre said, else the house's default. Dated.</summary>
public sealed class BranchRules(Desk desk)
{
    public async Task<RulesOfDay> On(Guid branchId, DateOnly day, CancellationToken ct)
    {
        var rows = await desk
            .Db.BranchRules.AsNoTracking()
            .Where(r => (r.BranchId == branchId || r.BranchId == Guid.Empty) && r.From <= day)
            .ToListAsync(ct);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var rule in KnownRules.All)
            if ((Said(rows, rule.Key, branchId, day)?.Value ?? Said(rows, rule.Key, Guid.Empty, day)?.Value) is { } v)
                values[rule.Key] = v;
        return new(values);
    }

    /// <summary>The word that holds on a day: the one with the latest first day, of those the one said last.</summary>
    internal static BranchRule? Said(IEnumerable<BranchRule> rows, string key, Guid branchId, DateOnly day) =>
        rows.Where(r => r.Key == key && r.BranchId == branchId && r.From <= day)
            .OrderBy(r => r.From)
            .ThenBy(r => r.At)
            .ThenBy(r => r.Id)
            .LastOrDefault();
}

/// <summary>A rule as it stands for somebody to look at: the default, the centre's word, the branch's word, which holds.</summary>
/// <param name="Set">Where the value that holds comes from: house, central or branch.</param>
public sealed record RuleStanding(
    string Key,
    string Group,
    string Title,
    string Why,
    RuleKind Kind,
    string Unit,
    int Least,
    int Most,
    string Fallback,
    string Value,
    string Set,
    RuleSaid? Central,
    RuleSaid? Branch,
    IReadOnlyList<RuleSaid> Coming
);

/// <summary>Who said what of a rule, from when, and why. No branch: the centre.</summary>
public sealed record RuleSaid(
    Guid Id,
    Guid? BranchId,
    string? Branch,
    DateOnly From,
    string? Value,
    string Reason,
    DateTime At,
    string By
);

/// <summary>Every rule with its default, its override and who changed it.</summary>
public sealed class ShowBranchRules(Desk desk)
{
    /// <summary>Without a branch: the centre's own.</summary>
    public async Task<Outcome<IReadOnlyList<RuleStanding>>> Run(Guid? branchId, DateOnly day, CancellationToken ct)
    {
        if (
            branchId is { } asked
            && (!desk.Actor.Sees(asked) || !await desk.Db.Branches.AnyAsync(b => b.Id == asked, ct))
        )
            return new NoSuch("branch");
        var branch = branchId ?? Guid.Empty;
        var rows = await desk
            .Db.BranchRules.AsNoTracking()
            .Where(r => r.BranchId == branch || r.BranchId == Guid.Empty)
            .ToListAsync(ct);
        return KnownRules
            .All.Select(rule =>
            {
                var central = BranchRules.Said(rows, rule.Key, Guid.Empty, day);
                var local = branchId is null ? null : BranchRules.Said(rows, rule.Key, branch, day);
                return new RuleStanding(
                    rule.Key,
                    rule.Group,
                    rule.Title,
                    rule.Why,
                    rule.Kind,
                    rule.Unit,
                    rule.Least,
                    rule.Most,
                    rule.Fallback,
                    local?.Value ?? central?.Value ?? rule.Fallback,
                    local?.Value is not null ? "branch"
                        : central?.Value is not null ? "central"
                        : "house",
                    central is null ? null : Of(central, null),
                    local is null ? null : Of(local, null),
                    [
                        .. rows.Where(r => r.Key == rule.Key && r.BranchId == branch && r.From > day)
                            .OrderBy(r => r.From)
                            .ThenBy(r => r.At)
                            .Select(r => Of(r, null)),
                    ]
                );
            })
            .ToArray();
    }

    /// <summary>All that was ever said of a rule at the branches one sees, newest first.</summary>
    public async Task<IReadOnlyList<RuleSaid>> History(string key, CancellationToken ct)
    {
        var (all, seen) = (desk.Actor.AllBranches, desk.Actor.Branches);
        var names = await desk.Db.Branches.AsNoTracking().ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var rows = await desk
            .Db.BranchRules.AsNoTracking()
            .Where(r => r.Key == key && (all || r.BranchId == Guid.Empty || seen.Contains(r.BranchId)))
            .OrderByDescending(r => r.At)
            .ThenByDescending(r => r.Id)
            .Take(200)
            .ToListAsync(ct);
        return [.. rows.Select(r => Of(r, names.GetValueOrDefault(r.BranchId)))];
    }

    internal static RuleSaid Of(BranchRule r, string? branch) =>
        new(r.Id, r.BranchId == Guid.Empty ? null : r.BranchId, branch, r.From, r.Value, r.Reason, r.At, r.By);
}

/// <param name="BranchId">Null: for every branch that says nothing else.</param>
/// <param name="Value">Null: as the centre says (or, of the centre, the house's default).</param>
public sealed record RuleToSay(string Key, Guid? BranchId, string? Value, DateOnly From, string Reason);

/// <summary>Says a rule anew from a day on. What was said stays: a past day reads as it read then.</summary>
public sealed class SayBranchRule(Desk desk, BranchTime time)
{
    public Task<Outcome<RuleSaid>> Run(Command<RuleToSay> command, CancellationToken ct) =>
        desk.Once<RuleSaid>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change the rules");
                if (KnownRules.Find(wish.Key) is not { } rule)
                    return new NoSuch("rule");
                if (wish.BranchId is null && !desk.Actor.AllBranches)
                    return new NotAllowed("change the rules of every branch");
                var today = DateOnly.FromDateTime(desk.Now);
                if (wish.BranchId is { } id)
                {
                    if (await time.Of(id, ct) is not { } clock)
                        return new NoSuch("branch");
                    today = clock.DayOf(desk.Now);
                }
                var faults = new Faults();
                var (value, fault) = wish.Value is null ? (null, null) : KnownRules.Read(rule, wish.Value);
                if (fault is not null)
                    faults.Say(new BadRule(rule.Title, fault));
                faults.Day("from", wish.From);
                if (wish.From < today)
                    faults.Say(new RuleOfThePast(wish.From));
                var reason = faults.Text("reason", wish.Reason, 200);
                if (faults.Any)
                    return faults.All;
                var row = new BranchRule
                {
                    Id = desk.NewId(),
                    Key = rule.Key,
                    BranchId = wish.BranchId ?? Guid.Empty,
                    From = wish.From,
                    Value = value,
                    Reason = reason,
                    At = desk.Now,
                    By = desk.Actor.Name,
                };
                desk.Db.Add(row);
                return ShowBranchRules.Of(row, null);
            },
            ct
        );
}
