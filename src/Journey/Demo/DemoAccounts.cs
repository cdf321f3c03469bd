using System.Security.Cryptography;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Demo;

/// <summary>A way into the demonstration.</summary>
public sealed record DemoSignIn(string Role, string UserName, string Name);

/// <summary>An account for each role, all with one password that is made anew with each demonstration.</summary>
public sealed class DemoAccounts(UserManager<Account> users, JourneyDb db)
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
        var people = await db.People.AsNoTracking().Where(p => p.BranchId == branchId).ToListAsync(ct);
        foreach (var (role, user, name) in Office)
            made.Add(await Open(role, user, name, people.Find(p => p.Name == name)?.Id, branchId, password));
        foreach (var person in people)
            if (DemoBranch.People.First(p => p.Last == person.LastName) is { Role: Roles.Driver or Roles.Rt } row)
                made.Add(
                    await Open(row.Role, row.First.ToLowerInvariant(), person.Name, person.Id, branchId, password)
                );
        await db.SaveChangesAsync(ct);
        return made;
    }

    private async Task<DemoSignIn> Open(
        string role,
        string user,
        string name,
        Guid? person,
        Guid branch,
        string password
    )
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = user,
            Email = $"{user}@homeward.example",
            EmailConfirmed = true,
            DisplayName = name,
            PersonId = person,
        };
        if (role == Roles.Referral)
            account.ReferralSourceId = await db
                .ReferralSources.OrderBy(r => r.Name)
                .Select(r => (Guid?)r.Id)
                .LastOrDefaultAsync();
        var result = await users.CreateAsync(account, password);
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
        db.Add(
            new RoleGrant
            {
                Id = Guid.CreateVersion7(),
                AccountId = account.Id,
                Role = role,
                BranchId = role == Roles.Admin ? null : branch,
            }
        );
        return new(role, user, name);
    }
}
