using System.Security.Cryptography;

namespace Homeward.Journey.Shared;

/// <summary>Opens every stored file and compares it with its address.</summary>
public sealed class VerifyBlobs(BlobStore blobs)
{
    public async Task<(long Sound, IReadOnlyList<string> Faults)> Run(CancellationToken ct)
    {
        var sound = 0L;
        var faults = new List<string>();
        foreach (var hash in blobs.All())
        {
            try
            {
                _ = await blobs.Get(hash, ct);
                sound++;
            }
            catch (CryptographicException)
            {
                faults.Add($"The file {hash} was altered, or the key is not the one it was stored with.");
            }
        }
        return (sound, faults);
    }
}
