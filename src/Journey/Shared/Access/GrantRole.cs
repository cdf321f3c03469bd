namespace Homeward.Journey.Shared;

public sealed record NewGrant(Guid AccountId, string Role, Guid? BranchId);

/// <summary>Gives a role at a branch, or at all. The person signs in again to use it.</summary>
public sealed class GrantRole(Desk desk, BranchExists branches)
{
    public Task<Outcome<AccountView>> Run(Command<NewGrant> command, CancellationToken ct) =>
        desk.Once<AccountView>(
            command.Id,
            command.Data,
            async () =>
            {
                var (accountId, role, branch) = command.Data;
                if (role is null || !Roles.Table.ContainsKey(role))
                    return new UnknownRole(role ?? "");
                if (await desk.FindAccount(accountId, ct) is not var (account, grants))
                    return new NoSuch("account");
                if (account.Id == desk.Actor.Id)
                    return new NotYourOwn("give roles to");
                var reach = await Reach.Of(desk, ct);
                if (reach.Refuses(role, branch) is { } refusal)
                    return refusal;
                if (branch is { } id && !await branches(desk.Db, id, ct))
                    return new UnknownBranch();
                if ((role == Roles.Referral || account.ReferralSourceId is not null) && grants.Any(g => g.Role != role))
                    return new BeyondYourRights("a referral partner's account holds that role alone");
                if (grants.Any(g => g.Role == role && (g.BranchId == branch || g.BranchId is null)))
                    return new Duplicate($"The role {role} at this branch");
                var grant = new RoleGrant
                {
                    Id = desk.NewId(),
                    AccountId = account.Id,
                    Role = role,
                    BranchId = branch,
                };
                desk.Db.RoleGrants.Add(grant);
                account.EndsSessions(desk);
                account.Touched(desk);
                return AccountView.Of(account, [.. grants, grant], desk.Now);
            },
            ct
        );
}

public sealed record GrantToTake(Guid AccountId, Guid GrantId);

/// <summary>Takes a role away. Open sessions of the account end.</summary>
public sealed class RevokeRole(Desk desk)
{
    public Task<Outcome<AccountView>> Run(Command<GrantToTake> command, CancellationToken ct) =>
        desk.Once<AccountView>(
            command.Id,
            command.Data,
            async () =>
            {
                if (await desk.FindAccount(command.Data.AccountId, ct) is not var (account, grants))
                    return new NoSuch("account");
                if (grants.FirstOrDefault(g => g.Id == command.Data.GrantId) is not { } grant)
                    return new NoSuch("role of this account");
                var reach = await Reach.Of(desk, ct);
                if (reach.Refuses(grant.Role, grant.BranchId) is { } refusal)
                    return refusal;
                // The unique index does not hold where the branch is null, so twins are taken together.
                var gone = grants.Where(g => g.Role == grant.Role && g.BranchId == grant.BranchId).ToList();
                if (!account.Disabled && gone.AdministersAll() && await desk.IsLastAdmin(account.Id, ct))
                    return new LastAdministrator();
                desk.Db.RoleGrants.RemoveRange(gone);
                account.EndsSessions(desk);
                account.Touched(desk);
                return AccountView.Of(account, [.. grants.Except(gone)], desk.Now);
            },
            ct
        );
}
