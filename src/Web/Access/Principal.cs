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
        };
    }
}
