using System.Security.Claims;
using Homeward.Journey.Shared;

namespace Homeward.Web.Access;

/// <summary>The signed-in person or machine as claims, and as the journey's actor.</summary>
public static class Principal
{
    public const string Permission = "hw:may";
    public const string Branch = "hw:branch";
    public const string AllBranches = "*";
    public const string Role = "hw:role";
    public const string Kind = "hw:kind";
    public const string Person = "hw:person";
    public const string Referral = "hw:referral";
    public const string Stamp = "hw:stamp";
    public const string Session = "hw:session";
    public const string Since = "hw:since";
    public const string From = "hw:from";

    public static IEnumerable<string> RolesOf(ClaimsPrincipal user) => user.FindAll(Role).Select(c => c.Value);

    public static bool IsOfSession(string claim) => claim is Stamp or Session or Since;

    /// <summary>An account's grants as claims: its permissions, and the branches they hold in.</summary>
    public static ClaimsPrincipal Of(Account account, IReadOnlyCollection<RoleGrant> grants, IEnumerable<Claim> session)
    {
        var roles = grants.Select(g => g.Role).Distinct().ToList();
        var identity = new ClaimsIdentity(SessionCookie.Scheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, account.Id.ToString()));
        identity.AddClaim(new(ClaimTypes.Name, account.DisplayName));
        identity.AddClaim(new(Kind, nameof(ActorKind.Person)));
        if (account.PersonId is { } person)
            identity.AddClaim(new(Person, person.ToString()));
        if (account.ReferralSourceId is { } referral)
            identity.AddClaim(new(Referral, referral.ToString()));
        identity.AddClaims(roles.Select(r => new Claim(Role, r)));
        identity.AddClaims(Roles.PermissionsOf(roles).Select(p => new Claim(Permission, p)));
        identity.AddClaims(
            grants.Any(g => g.BranchId is null)
                ? [new(Branch, AllBranches)]
                : grants.Select(g => g.BranchId!.Value).Distinct().Select(b => new Claim(Branch, b.ToString()))
        );
        identity.AddClaims(session.Select(c => new Claim(c.Type, c.Value)));
        return new(identity);
    }

    public static Actor ToActor(ClaimsPrincipal? user)
    {
        if (
            user?.Identity?.IsAuthenticated != true
            || !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        )
            return Actor.Nobody;
        var branches = user.FindAll(Branch).Select(c => c.Value).ToList();
        var kind = Enum.TryParse<ActorKind>(user.FindFirstValue(Kind), out var k) ? k : ActorKind.Person;
        return new Actor(kind, id, user.Identity.Name ?? "")
        {
            Roles = user.FindAll(Role).Select(c => c.Value).ToHashSet(),
            Permissions = user.FindAll(Permission).Select(c => c.Value).ToHashSet(),
            AllBranches = branches.Contains(AllBranches),
            Branches = branches.Where(b => b != AllBranches).Select(Guid.Parse).ToList(),
            PersonId = Guid.TryParse(user.FindFirstValue(Person), out var person) ? person : null,
            ReferralSourceId = Guid.TryParse(user.FindFirstValue(Referral), out var referral) ? referral : null,
            From = user.FindFirstValue(From),
        };
    }
}
