using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Homeward.Journey.Shared;

/// <summary>Whether there is such a branch. Branches is a later stage than Shared, so it is asked through this door.</summary>
public delegate Task<bool> BranchExists(JourneyDb db, Guid branchId, CancellationToken ct);

public static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, BranchExists branches)
    {
        services.AddSingleton(branches);
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.TryAddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<Passwords>();
        services.AddScoped<OpenAccount>();
        services.AddScoped<GrantRole>();
        services.AddScoped<RevokeRole>();
        services.AddScoped<DisableAccount>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<EndSessions>();
        services.AddScoped<TrySignIn>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<MakeFirstAdmin>();
        services.AddScoped<MakeApiKey>();
        services.AddScoped<RevokeApiKey>();
        services.AddScoped<FindAccounts>();
        services.AddScoped<FindApiKeys>();
        services.AddScoped<FindAudit>();
        services.AddScoped<LogoffRule>();
        return services;
    }
}

internal static class AccountChanges
{
    /// <summary>Ends every open session of the account: cookies and circuits carry the stamp they were made under.</summary>
    public static void EndsSessions(this Account account, Desk desk) =>
        account.SecurityStamp = desk.NewId().ToString("N");

    /// <summary>Makes the save notice that somebody else changed the account in between.</summary>
    public static void Touched(this Account account, Desk desk) =>
        account.ConcurrencyStamp = desk.NewId().ToString("N");

    /// <summary>Writes into the trail what leaves no other trace: a sign-in, a refused one, a sign-out.</summary>
    public static void Tell(this Desk desk, string verb, Account? account) =>
        desk.Db.Audit.Add(
            AuditCapture.Record(
                account is null
                    ? desk.Actor
                    : new Actor(ActorKind.Person, account.Id, account.DisplayName) { From = desk.Actor.From },
                desk.Clock,
                desk.Now,
                verb,
                nameof(Account),
                account?.Id ?? Guid.Empty
            )
        );

    /// <summary>The account with its grants, if it is the actor's to see.</summary>
    public static async Task<(Account Account, List<RoleGrant> Grants)?> FindAccount(
        this Desk desk,
        Guid id,
        CancellationToken ct
    )
    {
        var account = await desk.Db.Users.FirstOrDefaultAsync(a => a.Id == id, ct);
        if (account is null)
            return null;
        var grants = await desk.Db.RoleGrants.Where(g => g.AccountId == id).ToListAsync(ct);
        return Reach.Sees(desk.Actor, grants) ? (account, grants) : null;
    }

    /// <summary>
    /// True when nobody but this account administers all branches. Two administrators who remove each other at the same moment
    /// must not both succeed: the number they raise lets one of them save, the other looks again.
    /// </summary>
    public static async Task<bool> IsLastAdmin(this Desk desk, Guid accountId, CancellationToken ct)
    {
        await desk.NextNumber("administrators", 1, ct);
        var enabled = desk.Db.Users.Where(a => !a.Disabled);
        return !await desk.Db.RoleGrants.AnyAsync(
            g =>
                g.Role == Roles.Admin
                && g.BranchId == null
                && g.AccountId != accountId
                && enabled.Any(a => a.Id == g.AccountId),
            ct
        );
    }

    public static bool AdministersAll(this IEnumerable<RoleGrant> grants) =>
        grants.Any(g => g.Role == Roles.Admin && g.BranchId is null);
}
