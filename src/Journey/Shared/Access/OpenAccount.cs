using System.Net.Mail;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>A role at a branch; at every branch when none is named.</summary>
public sealed record RoleAt(string Role, Guid? BranchId);

/// <summary>A new account. It needs a role: without one it would be nobody's to look after.</summary>
public sealed record NewAccount(
    string UserName,
    string DisplayName,
    string? Email,
    List<RoleAt> Roles,
    Guid? PersonId = null,
    Guid? ReferralSourceId = null
);

/// <summary>Opens an account with a one-time password, told once, that must be replaced at the first sign-in.</summary>
public sealed class OpenAccount(Desk desk, Passwords passwords, BranchExists branches)
{
    public Task<Outcome<WithSecret<AccountView>>> Run(Command<NewAccount> command, CancellationToken ct)
    {
        var secret = Passwords.OneTime();
        // The slow hash is made before the work begins: the work holds the writer's gate.
        var hash = passwords.Hash(new Account(), secret);
        return desk.OnceWithSecret<AccountView>(
            command.Id,
            command.Data,
            async () =>
            {
                var problems = Check(command.Data);
                if (problems.Count > 0)
                    return problems;
                var reach = await Reach.Of(desk, ct);
                foreach (var (role, branch) in command.Data.Roles)
                {
                    if (reach.Refuses(role, branch) is { } refusal)
                        problems.Add(refusal);
                    else if (branch is { } id && !await branches(desk.Db, id, ct))
                        problems.Add(new UnknownBranch());
                }
                if (problems.Count > 0)
                    return problems;
                var (name, email) = (command.Data.UserName.Trim(), Blank(command.Data.Email));
                var (nameKey, emailKey) = (name.ToUpperInvariant(), email?.ToUpperInvariant());
                if (await desk.Db.Users.AnyAsync(a => a.NormalizedUserName == nameKey, ct))
                    problems.Add(new NameTaken("userName"));
                if (emailKey is not null && await desk.Db.Users.AnyAsync(a => a.NormalizedEmail == emailKey, ct))
                    problems.Add(new NameTaken("email"));
                if (problems.Count > 0)
                    return problems;
                var account = new Account
                {
                    Id = desk.NewId(),
                    UserName = name,
                    NormalizedUserName = nameKey,
                    Email = email,
                    NormalizedEmail = emailKey,
                    DisplayName = command.Data.DisplayName.Trim(),
                    PersonId = command.Data.PersonId,
                    ReferralSourceId = command.Data.ReferralSourceId,
                    PasswordHash = hash,
                    MustChangePassword = true,
                    LockoutEnabled = true,
                };
                account.EndsSessions(desk);
                account.Touched(desk);
                desk.Db.Users.Add(account);
                var grants = command
                    .Data.Roles.Distinct()
                    .Select(r => new RoleGrant
                    {
                        Id = desk.NewId(),
                        AccountId = account.Id,
                        Role = r.Role,
                        BranchId = r.BranchId,
                    })
                    .ToList();
                desk.Db.RoleGrants.AddRange(grants);
                return new WithSecret<AccountView>(AccountView.Of(account, grants, desk.Now), new(secret));
            },
            ct
        );
    }

    private static List<Refusal> Check(NewAccount data)
    {
        var problems = new List<Refusal>();
        var name = data.UserName?.Trim() ?? "";
        if (name.Length is < 2 or > 60 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            problems.Add(
                new InvalidField(
                    "userName",
                    "A user name has 2 to 60 letters, digits, dots, dashes or underscores.",
                    "Leave out spaces and @: an e-mail address has its own field."
                )
            );
        if (data.DisplayName?.Trim().Length is not (> 0 and <= 100))
            problems.Add(new InvalidField("displayName", "A name has 1 to 100 characters."));
        if (Blank(data.Email) is { } email && (email.Length > 200 || !MailAddress.TryCreate(email, out _)))
            problems.Add(new InvalidField("email", "This is not an e-mail address."));
        if (data.Roles is not { Count: > 0 and <= 100 })
            problems.Add(
                new InvalidField("roles", "An account needs at least one role.", "Choose what this person does.")
            );
        else
            problems.AddRange(
                data.Roles.Where(r => r?.Role is null || !Roles.Table.ContainsKey(r.Role))
                    .Select(r => new UnknownRole(r?.Role ?? ""))
            );
        if (
            data.Roles?.Any(r => r?.Role == Roles.Referral) == true
            && (data.ReferralSourceId is null || data.Roles.Any(r => r?.Role != Roles.Referral))
        )
            problems.Add(
                new InvalidField(
                    "referralSourceId",
                    "A referral partner's account names its partner and holds no other role.",
                    "Name the referral source, or take away the role."
                )
            );
        return problems;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
