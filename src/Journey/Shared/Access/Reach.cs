using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>
/// How far somebody's own rights reach, branch by branch: what they may give to others and take away. A person's grants are read
/// anew, because a role held at one branch must not be given away at another.
/// </summary>
internal sealed class Reach
{
    private readonly Actor actor;
    private readonly List<RoleGrant>? grants;

    private Reach(Actor actor, List<RoleGrant>? grants) => (this.actor, this.grants) = (actor, grants);

    public static async Task<Reach> Of(Desk desk, CancellationToken ct)
    {
        var me = desk.Actor;
        var grants =
            me.Kind == ActorKind.Person
                ? await desk.Db.RoleGrants.AsNoTracking().Where(g => g.AccountId == me.Id).ToListAsync(ct)
                : null;
        return new(me, grants);
    }

    /// <summary>The permissions held at a branch; at none in particular: those held at all of them.</summary>
    public IReadOnlySet<string> At(Guid? branch)
    {
        if (grants is not null)
            return Roles.PermissionsOf(
                grants.Where(g => g.BranchId is null || g.BranchId == branch).Select(g => g.Role).Distinct()
            );
        return actor.AllBranches || (branch is { } one && actor.Branches.Contains(one))
            ? actor.Permissions
            : new HashSet<string>();
    }

    /// <summary>Why a role cannot be given or taken at a branch; null when it can.</summary>
    public Refusal? Refuses(string role, Guid? branch)
    {
        var mine = At(branch);
        if (mine.Contains(May.ManageAccess))
            return null;
        if (!mine.Contains(May.GrantRoles))
            return new BeyondYourBranches();
        var missing = Roles.Table.TryGetValue(role, out var needed) ? needed.Except(mine).Order().ToList() : [];
        return missing.Count == 0 ? null : new BeyondYourRights($"{role} needs {string.Join(", ", missing)}");
    }

    /// <summary>Why an account cannot be changed: it can when every role it has could have been given by you.</summary>
    public Refusal? Refuses(IReadOnlyCollection<RoleGrant> ofAccount)
    {
        if (At(null).Contains(May.ManageAccess))
            return null;
        return ofAccount.Count == 0
            ? new BeyondYourRights("an account without roles")
            : ofAccount.Select(g => Refuses(g.Role, g.BranchId)).FirstOrDefault(r => r is not null);
    }

    /// <summary>An account is seen by those of its branches; one that holds nowhere, by those who see all.</summary>
    public static bool Sees(Actor actor, IReadOnlyCollection<RoleGrant> ofAccount) =>
        actor.AllBranches || ofAccount.Any(g => g.BranchId is { } b && actor.Sees(b));
}
