using System.Security.Claims;
using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Homeward.Web.Access;

/// <summary>Turns an account's grants into claims: its permissions, and the branches they hold in.</summary>
public sealed class ClaimsFactory(UserManager<Account> users, IOptions<IdentityOptions> options, JourneyDb db)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        var grants = await db.RoleGrants.Where(g => g.AccountId == user.Id).ToListAsync();
        var named = identity.FindFirst(identity.NameClaimType);
        if (named is not null)
            identity.RemoveClaim(named);
        identity.AddClaim(new Claim(identity.NameClaimType, user.DisplayName));
        identity.AddClaim(new Claim(Principal.Kind, nameof(ActorKind.Person)));
        if (user.PersonId is { } person)
            identity.AddClaim(new Claim(Principal.Person, person.ToString()));
        if (user.ReferralSourceId is { } referral)
            identity.AddClaim(new Claim(Principal.Referral, referral.ToString()));
        // A one-time password opens one door: the page where it is replaced.
        var roles = user.MustChangePassword ? [] : grants.Select(g => g.Role).Distinct().ToList();
        identity.AddClaims(roles.Select(r => new Claim(Principal.Role, r)));
        identity.AddClaims(Roles.PermissionsOf(roles).Select(p => new Claim(Principal.Permission, p)));
        identity.AddClaims(
            grants.Any(g => g.BranchId is null)
                ? [new Claim(Principal.Branch, Principal.AllBranches)]
                : grants
                    .Select(g => g.BranchId!.Value)
                    .Distinct()
                    .Select(b => new Claim(Principal.Branch, b.ToString()))
        );
        return identity;
    }
}
