#pragma warning disable RS0030 // The key is a file of its own, beside the blob store, and readable by this account alone.
using System.Security.Cryptography;
using System.Text;

namespace Homeward.Journey.Shared;

/// <summary>
/// The installation's one secret, from which every other key is derived by purpose (HKDF-SHA256). It lies in the data folder's
/// keys/master.key, made at the first start, unless the operator gives it (HOMEWARD_MASTER_KEY, 64 hex digits). Without it the
/// stored files cannot be read: back it up.
/// </summary>
public sealed class MasterKey(Storage storage)
{
    private readonly Lazy<byte[]> master = new(() => Load(Path.Combine(storage.DataFolder, "keys")));

    /// <summary>A 256-bit key for one purpose; the same purpose always gives the same key.</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Value, 32, info: Encoding.UTF8.GetBytes(purpose));

    private static byte[] Load(string folder)
    {
        if (Environment.GetEnvironmentVariable("HOMEWARD_MASTER_KEY") is { Length: 64 } given)
            return Convert.FromHexString(given);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "master.key");
        if (!File.Exists(path))
        {
            var temporary = $"{path}.{RandomNumberGenerator.GetHexString(8)}.part";
            File.WriteAllText(temporary, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            try
            {
                File.Move(temporary, path, overwrite: false);
            }
            catch (IOException)
            {
                // Another process made it first: theirs counts.
                File.Delete(temporary);
            }
        }
        return Convert.FromHexString(File.ReadAllText(path).Trim());
    }
}
