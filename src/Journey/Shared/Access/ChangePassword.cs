using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>
/// Somebody's own new password. The passwords are no part of the request that is logged: a bare hash of one could be guessed.
/// </summary>
public sealed class ChangePassword(Desk desk, Passwords passwords)
{
    private sealed record PasswordChanged(Guid AccountId);

    /// <summary>From the account page: the present password is asked.</summary>
    public Task<Outcome<Done>> Run(string present, string next, CancellationToken ct) =>
        Change(desk.Actor.Id, present, next, ct);

    /// <summary>At the door: a one-time password, just proven, is replaced.</summary>
    public Task<Outcome<Done>> ReplaceOneTime(Guid accountId, string next, CancellationToken ct) =>
        Change(accountId, null, next, ct);

    private async Task<Outcome<Done>> Change(Guid accountId, string? present, string next, CancellationToken ct)
    {
        var read = await desk.Db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == accountId, ct);
        if (read is null || read.Disabled)
            return new NoSuch("account");
        var right = present is null || passwords.Matches(read, present);
        if (Passwords.Judge(next, read, "next") is { Count: > 0 } problems && right)
            return problems;
        if (right && passwords.Matches(read, next))
            return new WeakPassword("This is the password you have now.", "next");
        var hash = right ? passwords.Hash(read, next) : null;
        var wrong = false;
        var outcome = await desk.Once<Done>(
            desk.NewId(),
            new PasswordChanged(accountId),
            async () =>
            {
                var account = await desk.Db.Users.FirstAsync(a => a.Id == accountId, ct);
                account.Touched(desk);
                if (account.PasswordHash != read.PasswordHash || (present is null && !account.MustChangePassword))
                    return new DoorClosed();
                if (TrySignIn.Rests(account, desk.Now))
                    return new WrongPassword("present");
                if (hash is null)
                {
                    wrong = true;
                    TrySignIn.CountFailure(desk, account);
                    return Done.It;
                }
                account.PasswordHash = hash;
                account.MustChangePassword = false;
                account.AccessFailedCount = 0;
                account.EndsSessions(desk);
                return Done.It;
            },
            ct
        );
        return wrong ? new WrongPassword("present") : outcome;
    }
}

/// <summary>Signs an account out everywhere: its own, from the account page.</summary>
public sealed class EndSessions(Desk desk)
{
    private sealed record SessionsEnded(Guid AccountId);

    public Task<Outcome<Done>> Run(CancellationToken ct) =>
        desk.Once<Done>(
            desk.NewId(),
            new SessionsEnded(desk.Actor.Id),
            async () =>
            {
                var account = await desk.Db.Users.FirstOrDefaultAsync(a => a.Id == desk.Actor.Id, ct);
                if (account is null)
                    return new NoSuch("account");
                account.EndsSessions(desk);
                account.Touched(desk);
                return Done.It;
            },
            ct
        );
}
