using Microsoft.AspNetCore.Identity;

namespace Homeward.Journey.Shared;

/// <summary>A person's way in. What they may do hangs on their <see cref="RoleGrant"/>s.</summary>
public sealed class Account : IdentityUser<Guid>, IAudited
{
    public string DisplayName { get; internal set; } = "";

    /// <summary>The crew member this account belongs to; null for office-only accounts.</summary>
    public Guid? PersonId { get; internal set; }

    /// <summary>The referral partner this account belongs to; null for staff.</summary>
    public Guid? ReferralSourceId { get; internal set; }

    public bool Disabled { get; internal set; }

    /// <summary>A one-time password was given out: it must be replaced before anything else.</summary>
    public bool MustChangePassword { get; internal set; }
}

/// <summary>A role held at one branch, or at all of them.</summary>
public sealed class RoleGrant : Entity
{
    public Guid AccountId { get; internal set; }
    public string Role { get; internal set; } = "";

    /// <summary>Null means every branch.</summary>
    public Guid? BranchId { get; internal set; }
}

/// <summary>A key for a machine: the secret is shown once and stored only as its SHA-256.</summary>
public sealed class ApiKey : Entity
{
    public string Name { get; internal set; } = "";

    /// <summary>The public part, by which the key is found.</summary>
    public string Prefix { get; internal set; } = "";
    public string SecretHash { get; internal set; } = "";
    public List<string> Permissions { get; internal set; } = [];

    /// <summary>Empty means every branch.</summary>
    public List<Guid> Branches { get; internal set; } = [];
    public DateTime CreatedAt { get; internal set; }

    /// <summary>Who made it: a person's account, or another key.</summary>
    public Guid MadeBy { get; internal set; }
    public string MadeByName { get; internal set; } = "";
    public DateTime? ExpiresAt { get; internal set; }
    public DateTime? RevokedAt { get; internal set; }
    public DateTime? LastUsedAt { get; internal set; }
}
