using System.Security.Cryptography;
using System.Text;

namespace Homeward.Journey.Shared;

/// <summary>One line of the trail: written by the same save as the change it tells of, never altered afterwards.</summary>
public sealed class AuditRecord
{
    public Guid Id { get; internal set; }
    public DateTime At { get; internal set; }
    public ActorKind ActorKind { get; internal set; }
    public Guid ActorId { get; internal set; }
    public string ActorName { get; internal set; } = "";
    public string? From { get; internal set; }
    public string? Why { get; internal set; }

    /// <summary>What happened: created, changed, deleted, read.</summary>
    public string Verb { get; internal set; } = "";
    public string Subject { get; internal set; } = "";
    public Guid SubjectId { get; internal set; }
    public Guid? PatientId { get; internal set; }
    public Guid? BranchId { get; internal set; }

    /// <summary>JSON object: field to {"from", "to"}.</summary>
    public string Changes { get; internal set; } = "{}";

    /// <summary>The seal that holds it, once sealed. Not part of the record's hash.</summary>
    public long? SealNo { get; internal set; }

    /// <summary>Its place among the seal's leaves.</summary>
    public int? Leaf { get; internal set; }

    /// <summary>SHA-256 over every field but the seal's, each with its length in front so that no two records read alike.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var field in new[]
            {
                Id.ToString("N"),
                At.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ActorKind.ToString(),
                ActorId.ToString("N"),
                ActorName,
                From,
                Why,
                Verb,
                Subject,
                SubjectId.ToString("N"),
                PatientId?.ToString("N"),
                BranchId?.ToString("N"),
                Changes,
            }
        )
        {
            var bytes = field is null ? null : Encoding.UTF8.GetBytes(field);
            hash.AppendData(BitConverter.GetBytes(bytes?.Length ?? -1));
            if (bytes is not null)
                hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }
}

/// <summary>A batch of the trail, closed by the Merkle root over its records and chained to the seal before it.</summary>
public sealed class AuditSeal
{
    public long No { get; internal set; }
    public DateTime At { get; internal set; }
    public int Count { get; internal set; }
    public string Root { get; internal set; } = "";
    public string Previous { get; internal set; } = "";
    public string Hash { get; internal set; } = "";

    internal static string Chain(long no, DateTime at, int count, string root, string previous) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{no}|{at.Ticks}|{count}|{root}|{previous}")));
}

/// <summary>A Merkle tree as RFC 6962 builds it: leaves and nodes hashed under different prefixes.</summary>
public static class Merkle
{
    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 0)
            return SHA256.HashData([]);
        var level = leaves.Select(leaf => SHA256.HashData([0, .. leaf])).ToList();
        while (level.Count > 1)
        {
            var next = new List<byte[]>((level.Count + 1) / 2);
            for (var i = 0; i < level.Count; i += 2)
                next.Add(i + 1 < level.Count ? SHA256.HashData([1, .. level[i], .. level[i + 1]]) : level[i]);
            level = next;
        }
        return level[0];
    }
}
