using System.Security.Cryptography;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Demo;

/// <summary>A way into the demonstration.</summary>
public sealed record DemoSignIn(string Role, string UserName, string Name);

/// <summary>An account for each role, all with one password that is made anew with each demonstration.</summary>
public sealed class DemoAccounts(Passwords passwords, Desk desk)
{
    private static readonly (string Role, string User, string Name)[] Office =
    [
        (Roles.Manager, "manager", "Olivia Grant"),
        (Roles.Intake, "intake", "Sam Porter"),
        (Roles.Dispatcher, "dispatcher", "Joan Castle"),
        (Roles.Warehouse, "warehouse", "Wanda Fry"),
        (Roles.Biller, "biller", "Iris Novak"),
        (Roles.Compliance, "compliance", "Victor Hale"),
        (Roles.Admin, "admin", "Ada Keys"),
        (Roles.Referral, "referral", "Nurse Kelly"),
    ];

    /// <summary>A password one can type: four groups of four letters.</summary>
    public static string MakePassword() =>
        string.Join(
            '-',
            Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 4))
        );

    public async Task<IReadOnlyList<DemoSignIn>> Make(Guid branchId, string password, CancellationToken ct)
    {
        var made = new List<DemoSignIn>();
        var people = await desk.Db.People.AsNoTracking().Where(p => p.BranchId == branchId).ToListAsync(ct);
        var referral = await desk
            .Db.ReferralSources.Where(r => r.Kind == "hospital")
            .OrderBy(r => r.Name)
            .Select(r => (Guid?)r.Id)
            .FirstOrDefaultAsync(ct);
        foreach (var (role, user, name) in Office)
            made.Add(Open(role, user, name, people.Find(p => p.Name == name)?.Id, referral, branchId, password));
        foreach (var person in people)
            if (DemoBranch.People.First(p => p.Last == person.LastName) is { Role: Roles.Driver or Roles.Rt } row)
                made.Add(
                    Open(row.Role, row.First.ToLowerInvariant(), person.Name, person.Id, null, branchId, password)
                );
        await desk.Db.SaveChangesAsync(ct);
        return made;
    }

    private DemoSignIn Open(
        string role,
        string user,
        string name,
        Guid? person,
        Guid? referral,
        Guid branch,
        string password
    )
    {
        var account = new Account
        {
            Id = desk.NewId(),
            UserName = user,
            NormalizedUserName = user.ToUpperInvariant(),
            DisplayName = name,
            PersonId = person,
            ReferralSourceId = role == Roles.Referral ? referral : null,
            LockoutEnabled = true,
        };
        account.PasswordHash = passwords.Hash(account, password);
        account.EndsSessions(desk);
        account.Touched(desk);
        desk.Db.Users.Add(account);
        desk.Db.RoleGrants.Add(
            new RoleGrant
            {
                Id = desk.NewId(),
                AccountId = account.Id,
                Role = role,
                BranchId = role == Roles.Admin ? null : branch,
            }
        );
        return new(role, user, name);
    }
}
