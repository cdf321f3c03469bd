using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>Recovery codes, told once.</summary>
public sealed record RecoveryCodeSet(IReadOnlyList<string> Codes);

/// <summary>
/// The authenticator of an account: its secret is encrypted by the host's keys, each code works once, ten recovery codes are
/// kept as hashes and spent one by one.
/// </summary>
public sealed class SecondFactor(Desk desk, IDataProtectionProvider keys)
{
    public const int RecoveryCodes = 10;
    private const string Owner = "homeward";
    private const string Waiting = "totp-waiting";
    private const string Key = "totp";
    private const string Step = "totp-step";
    private const string Recovery = "recovery";
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private sealed record SecondFactorChanged(Guid AccountId, string What);

    private IDataProtector Protector => keys.CreateProtector("homeward.second-factor");

    /// <summary>A new secret, waiting to be confirmed by its first code. The old one works until then.</summary>
    public async Task<Outcome<string>> Start(CancellationToken ct)
    {
        var secret = Totp.NewSecret();
        var done = await Change(
            "started",
            async account =>
            {
                await Put(account.Id, Waiting, Protector.Protect(secret), ct);
                return null;
            },
            ct
        );
        return done.Ok ? secret : done.Refused<string>();
    }

    /// <summary>The secret that waits, to be shown again while it is not confirmed.</summary>
    public async Task<string?> WaitingSecret(CancellationToken ct) =>
        Open((await Get(desk.Actor.Id, Waiting, ct))?.Value);

    /// <summary>The first code proves that the authenticator has the secret; the recovery codes are told once.</summary>
    public async Task<Outcome<RecoveryCodeSet>> Confirm(string code, CancellationToken ct)
    {
        var codes = NewCodes();
        var done = await Change(
            "on",
            async account =>
            {
                if (Open((await Get(account.Id, Waiting, ct))?.Value) is not { } secret)
                    return new SecondFactorNotStarted();
                if (Totp.Match(secret, Clean(code), desk.Now, 0) is not { } step)
                    return new CodeRefused();
                await Remove(account.Id, ct);
                await Put(account.Id, Key, Protector.Protect(secret), ct);
                await Put(account.Id, Step, step.ToString(CultureInfo.InvariantCulture), ct);
                await Put(account.Id, Recovery, Hashes(codes), ct);
                account.TwoFactorEnabled = true;
                account.EndsSessions(desk);
                return null;
            },
            ct
        );
        return done.Ok ? new RecoveryCodeSet(codes) : done.Refused<RecoveryCodeSet>();
    }

    /// <summary>New recovery codes; the old ones stop working. A code of the authenticator is asked.</summary>
    public async Task<Outcome<RecoveryCodeSet>> Renew(string code, CancellationToken ct)
    {
        var codes = NewCodes();
        var done = await WithProof(code, "recovery codes", a => Put(a.Id, Recovery, Hashes(codes), ct), ct);
        return done.Ok ? new RecoveryCodeSet(codes) : done.Refused<RecoveryCodeSet>();
    }

    /// <summary>Turns it off. A code is asked, so that a screen left open is not enough.</summary>
    public Task<Outcome<Done>> TurnOff(string code, CancellationToken ct) =>
        WithProof(code, "off", account => Drop(desk, account, ct), ct);

    /// <summary>How many recovery codes are left.</summary>
    public async Task<int> Left(CancellationToken ct) =>
        (await Get(desk.Actor.Id, Recovery, ct))?.Value?.Split(';', StringSplitOptions.RemoveEmptyEntries).Length ?? 0;

    /// <summary>Whether this code opens the account; a code that does is spent by it.</summary>
    internal async Task<bool> Takes(Account account, string code, CancellationToken ct)
    {
        code = Clean(code);
        if (code.Length == 6)
        {
            if (Open((await Get(account.Id, Key, ct))?.Value) is not { } secret)
                return false;
            var last = long.Parse(
                (await Get(account.Id, Step, ct))?.Value ?? "0",
                NumberStyles.None,
                CultureInfo.InvariantCulture
            );
            if (Totp.Match(secret, code, desk.Now, last) is not { } step)
                return false;
            await Put(account.Id, Step, step.ToString(CultureInfo.InvariantCulture), ct);
            return true;
        }
        if (await Get(account.Id, Recovery, ct) is not { Value: { } stored } row)
            return false;
        var hash = HashOf(code);
        var left = stored.Split(';', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (!left.Remove(hash))
            return false;
        row.Value = string.Join(';', left);
        return true;
    }

    internal static async Task Drop(Desk desk, Account account, CancellationToken ct)
    {
        desk.Db.UserTokens.RemoveRange(
            await desk.Db.UserTokens.Where(t => t.UserId == account.Id && t.LoginProvider == Owner).ToListAsync(ct)
        );
        account.TwoFactorEnabled = false;
        account.EndsSessions(desk);
    }

    private async Task<Outcome<Done>> WithProof(
        string code,
        string what,
        Func<Account, Task> change,
        CancellationToken ct
    )
    {
        var wrong = false;
        var done = await Change(
            what,
            async account =>
            {
                wrong = TrySignIn.Rests(account, desk.Now) || !await Takes(account, code, ct);
                if (wrong)
                    TrySignIn.CountFailure(desk, account);
                else
                    await change(account);
                return null;
            },
            ct
        );
        return wrong && done.Ok ? new CodeRefused() : done;
    }

    private Task<Outcome<Done>> Change(string what, Func<Account, Task<Refusal?>> work, CancellationToken ct) =>
        desk.Once<Done>(
            desk.NewId(),
            new SecondFactorChanged(desk.Actor.Id, what),
            async () =>
            {
                var account = await desk.Db.Users.FirstOrDefaultAsync(a => a.Id == desk.Actor.Id, ct);
                if (account is null)
                    return new NoSuch("account");
                account.Touched(desk);
                return await work(account) is { } refusal ? refusal : Done.It;
            },
            ct
        );

    private async Task Remove(Guid accountId, CancellationToken ct)
    {
        var rows = await desk
            .Db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == Owner)
            .ToListAsync(ct);
        foreach (var row in rows)
            row.Value = null;
    }

    private Task<IdentityUserToken<Guid>?> Get(Guid accountId, string name, CancellationToken ct) =>
        desk.Db.UserTokens.FirstOrDefaultAsync(
            t => t.UserId == accountId && t.LoginProvider == Owner && t.Name == name,
            ct
        );

    private async Task Put(Guid accountId, string name, string value, CancellationToken ct)
    {
        var row = await Get(accountId, name, ct);
        if (row is null)
            desk.Db.UserTokens.Add(
                row = new IdentityUserToken<Guid>
                {
                    UserId = accountId,
                    LoginProvider = Owner,
                    Name = name,
                }
            );
        row.Value = value;
    }

    // Keys that were lost (a restore without the key folder) make the secret unreadable: the account then needs a reset.
    private string? Open(string? hidden)
    {
        try
        {
            return hidden is null ? null : Protector.Unprotect(hidden);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> NewCodes() =>
        [
            .. Enumerable
                .Range(0, RecoveryCodes)
                .Select(_ =>
                    $"{RandomNumberGenerator.GetString(Alphabet, 6)}-{RandomNumberGenerator.GetString(Alphabet, 6)}"
                ),
        ];

    private static string Hashes(IEnumerable<string> codes) => string.Join(';', codes.Select(c => HashOf(Clean(c))));

    // 59 bits of chance in each: a plain hash is enough, there is no dictionary to try.
    private static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    private static string Clean(string code) =>
        new([.. code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(40)]);
}
