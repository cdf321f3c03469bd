using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>What stands between a right password and the office.</summary>
public enum SignInStep
{
    /// <summary>Nothing: signed in.</summary>
    In,

    /// <summary>The code of the authenticator.</summary>
    Code,

    /// <summary>The one-time password must be replaced.</summary>
    NewPassword,
}

public sealed record SignedIn(Guid AccountId, SignInStep Next);

/// <summary>
/// The door. Five wrong tries rest an account for 15 minutes, wrong codes counted with wrong passwords; unknown, disabled and
/// resting accounts all answer alike and take the same time. Every try is in the trail.
/// </summary>
public sealed class TrySignIn(Desk desk, Passwords passwords, SecondFactor second)
{
    public const int Tries = 5;
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private sealed record SignInTried(Guid? AccountId, SignInStep? At);

    private sealed record Tried(SignedIn? In);

    public async Task<Outcome<SignedIn>> Run(string name, string password, CancellationToken ct)
    {
        var key = name.Trim().ToUpperInvariant();
        if (key.Length is 0 or > 200 || password.Length is 0 or > Passwords.Longest)
            return new SignInRefused();
        var found = key.Contains('@', StringComparison.Ordinal)
            ? await desk.Db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.NormalizedEmail == key, ct)
            : await desk.Db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.NormalizedUserName == key, ct);
        var right = passwords.Matches(found, password);
        var tried = await desk.Once<Tried>(
            desk.NewId(),
            new SignInTried(found?.Id, null),
            async () =>
            {
                var account = found is null ? null : await desk.Db.Users.FirstAsync(a => a.Id == found.Id, ct);
                account?.Touched(desk);
                if (account is null || account.Disabled || Rests(account, desk.Now))
                    return Refuse(account);
                if (!right || account.PasswordHash != found!.PasswordHash)
                {
                    CountFailure(desk, account);
                    return Refuse(account);
                }
                if (account.TwoFactorEnabled)
                    // The count stays: or a known password would buy endless tries at the code.
                    return new Tried(new(account.Id, SignInStep.Code));
                return Passed(account);
            },
            ct
        );
        if (!tried.Ok)
            return tried.Refused<SignedIn>();
        return tried.Value.In is { } signedIn ? signedIn : new SignInRefused();
    }

    /// <summary>The second step: a code of the authenticator, or a recovery code, which is spent.</summary>
    public async Task<Outcome<SignedIn>> WithCode(Guid accountId, string code, CancellationToken ct)
    {
        var tried = await desk.Once<Tried>(
            desk.NewId(),
            new SignInTried(accountId, SignInStep.Code),
            async () =>
            {
                var account = await desk.Db.Users.FirstOrDefaultAsync(a => a.Id == accountId, ct);
                account?.Touched(desk);
                if (account is null || account.Disabled || Rests(account, desk.Now))
                    return Refuse(account);
                if (await second.Takes(account, code, ct))
                    return Passed(account);
                CountFailure(desk, account);
                return Refuse(account);
            },
            ct
        );
        if (!tried.Ok)
            return tried.Refused<SignedIn>();
        return tried.Value.In is { } signedIn ? signedIn : new CodeRefused();
    }

    /// <summary>Into the trail: somebody left.</summary>
    public Task<Outcome<Done>> Left(CancellationToken ct) =>
        desk.Once<Done>(
            desk.NewId(),
            new SignInTried(desk.Actor.Id, null),
            async () =>
            {
                if (await desk.Db.Users.FirstOrDefaultAsync(a => a.Id == desk.Actor.Id, ct) is { } account)
                    desk.Tell("signed-out", account);
                return Done.It;
            },
            ct
        );

    internal static bool Rests(Account account, DateTime now) => account.LockoutEnd?.UtcDateTime > now;

    internal static void CountFailure(Desk desk, Account account)
    {
        if (++account.AccessFailedCount < Tries)
            return;
        account.AccessFailedCount = 0;
        account.LockoutEnd = new DateTimeOffset(desk.Now + Rest, TimeSpan.Zero);
    }

    private Tried Passed(Account account)
    {
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        desk.Tell("signed-in", account);
        return new(new(account.Id, account.MustChangePassword ? SignInStep.NewPassword : SignInStep.In));
    }

    private Tried Refuse(Account? account)
    {
        // What was typed is not written down: people type their password into the wrong field.
        desk.Tell("sign-in-refused", account);
        return new((SignedIn?)null);
    }
}
