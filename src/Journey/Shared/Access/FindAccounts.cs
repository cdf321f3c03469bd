using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

public sealed record GrantView(Guid Id, string Role, Guid? BranchId);

/// <summary>An account as lists and answers show it: no secret in it.</summary>
public sealed record AccountView(
    Guid Id,
    string UserName,
    string DisplayName,
    string? Email,
    bool Disabled,
    bool MustChangePassword,
    bool SecondFactor,
    DateTime? LockedUntil,
    Guid? PersonId,
    Guid? ReferralSourceId,
    IReadOnlyList<GrantView> Grants
)
{
    internal static AccountView Of(Account a, IEnumerable<RoleGrant> grants, DateTime now) =>
        new(
            a.Id,
            a.UserName ?? "",
            a.DisplayName,
            a.Email,
            a.Disabled,
            a.MustChangePassword,
            a.TwoFactorEnabled,
            TrySignIn.Rests(a, now) ? a.LockoutEnd?.UtcDateTime : null,
            a.PersonId,
            a.ReferralSourceId,
            [
                .. grants
                    .OrderBy(g => g.Role, StringComparer.Ordinal)
                    .ThenBy(g => g.Id)
                    .Select(g => new GrantView(g.Id, g.Role, g.BranchId)),
            ]
        );
}

public sealed record AccountFilter(string? Q = null, string? Role = null, Guid? BranchId = null, bool? Disabled = null);

/// <summary>The accounts somebody may look after.</summary>
public sealed class FindAccounts(Desk desk)
{
    public async Task<Page<AccountView>> Run(AccountFilter filter, PageOf page, CancellationToken ct)
    {
        var (actor, grants) = (desk.Actor, desk.Db.RoleGrants);
        var rows = desk.Db.Users.AsNoTracking();
        if (!actor.AllBranches)
            rows = rows.Where(a =>
                grants.Any(g => g.AccountId == a.Id && g.BranchId != null && actor.Branches.Contains(g.BranchId.Value))
            );
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var words = filter.Q.Trim().ToLowerInvariant();
            rows = rows.Where(a =>
                a.DisplayName.ToLower().Contains(words)
                || a.UserName!.ToLower().Contains(words)
                || (a.Email != null && a.Email.ToLower().Contains(words))
            );
        }
        if (filter.Role is { Length: > 0 } role)
            rows = rows.Where(a => grants.Any(g => g.AccountId == a.Id && g.Role == role));
        if (filter.BranchId is { } branch)
            rows = rows.Where(a =>
                grants.Any(g => g.AccountId == a.Id && (g.BranchId == branch || g.BranchId == null))
            );
        if (filter.Disabled is { } disabled)
            rows = rows.Where(a => a.Disabled == disabled);
        var total = await rows.CountAsync(ct);
        var found = await rows.OrderBy(a => a.NormalizedUserName).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        return new(await Views(found, ct), total, page.Number, page.Take);
    }

    /// <summary>One account, or null where there is none to see. One's own is always there.</summary>
    public async Task<AccountView?> One(Guid id, CancellationToken ct)
    {
        var account = await desk.Db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct);
        if (account is null)
            return null;
        var grants = await desk.Db.RoleGrants.AsNoTracking().Where(g => g.AccountId == id).ToListAsync(ct);
        return id == desk.Actor.Id || Reach.Sees(desk.Actor, grants) ? AccountView.Of(account, grants, desk.Now) : null;
    }

    private async Task<IReadOnlyList<AccountView>> Views(List<Account> accounts, CancellationToken ct)
    {
        var ids = accounts.Select(a => a.Id).ToList();
        var grants = await desk.Db.RoleGrants.AsNoTracking().Where(g => ids.Contains(g.AccountId)).ToListAsync(ct);
        var byAccount = grants.ToLookup(g => g.AccountId);
        return [.. accounts.Select(a => AccountView.Of(a, byAccount[a.Id], desk.Now))];
    }
}
