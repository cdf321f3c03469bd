using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Homeward.Journey.Shared;

/// <summary>Passwords: made, checked and judged. They are stored as PBKDF2 hashes with a salt each.</summary>
public sealed class Passwords(IPasswordHasher<Account> hasher)
{
    public const int Shortest = 12;
    public const int Longest = 128;

    // Without the letters and digits that look alike on a printed slip.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly Account Nobody = new();
    private readonly Lazy<string> nobodysHash = new(() => hasher.HashPassword(Nobody, OneTime()));

    /// <summary>About 99 bits, in four groups that can be read out over the phone.</summary>
    public static string OneTime() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));

    public string Hash(Account account, string password) => hasher.HashPassword(account, password);

    /// <summary>Takes as long for an account that does not exist: the clock must not tell who works here.</summary>
    public bool Matches(Account? account, string given)
    {
        if (account?.PasswordHash is { } hash)
            return hasher.VerifyHashedPassword(account, hash, given) != PasswordVerificationResult.Failed;
        hasher.VerifyHashedPassword(Nobody, nobodysHash.Value, given);
        return false;
    }

    /// <summary>Why a new password is too weak; nothing when it will do.</summary>
    public static List<Refusal> Judge(string password, Account account, string field)
    {
        if (password.Length < Shortest)
            return [new WeakPassword($"A password has at least {Shortest} characters.", field)];
        if (password.Length > Longest)
            return [new WeakPassword($"A password has at most {Longest} characters.", field)];
        if (password.Distinct().Count() < 5)
            return [new WeakPassword("This password repeats the same few characters.", field)];
        string[] guessed =
        [
            "password",
            "passwort",
            "homeward",
            "12345678",
            "qwertyui",
            account.UserName ?? "",
            account.Email?.Split('@')[0] ?? "",
        ];
        return guessed.Any(g => g.Length > 3 && password.Contains(g, StringComparison.OrdinalIgnoreCase))
            ? [new WeakPassword("This password holds your name or a word that everybody tries first.", field)]
            : [];
    }
}
