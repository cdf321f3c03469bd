using System.Security.Cryptography;
using System.Text;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Delivery;

/// <summary>A device that tells where one van is. Its code is its only credential: stored as a hash, shown once.</summary>
public sealed class Tracker : Entity, IBranchScoped
{
    public const int ShortestCode = 6;
    public const int LongestCode = 64;

    public Guid BranchId { get; internal set; }
    public Guid VehicleId { get; internal set; }
    public string Name { get; internal set; } = "";
    public string CodeHash { get; internal set; } = "";

    /// <summary>The code's last four signs, to tell one device from another.</summary>
    public string CodeEnds { get; internal set; } = "";
    public DateTime BoundAt { get; internal set; }
    public DateTime? RevokedAt { get; internal set; }

    internal static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim())));
}
