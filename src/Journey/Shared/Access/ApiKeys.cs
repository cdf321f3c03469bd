using System.Security.Cryptography;
using System.Text;

namespace Homeward.Journey.Shared;

/// <summary>A machine's key: <c>hw_</c>, eight characters to find it by, and a secret of 256 bits.</summary>
public static class ApiKeys
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A new prefix and secret; the whole key is <c>hw_prefix_secret</c>.</summary>
    public static (string Prefix, string Secret) Make() =>
        (RandomNumberGenerator.GetString(Alphabet, 8), RandomNumberGenerator.GetString(Alphabet, 52));

    public static (string Prefix, string Secret)? Parse(string key) =>
        key.Split('_') is ["hw", { Length: 8 } prefix, { Length: 52 } secret] ? (prefix, secret) : null;

    public static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    public static bool Matches(ApiKey key, string secret) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(key.SecretHash),
            Encoding.ASCII.GetBytes(HashOf(secret))
        );
}
