namespace Homeward.Journey.Shared;

public enum ActorKind
{
    Nobody,
    Person,
    Machine,
    Patient,
    System,
}

/// <summary>Who is acting, from where, with which rights, and why. Nobody has none.</summary>
public sealed record Actor(ActorKind Kind, Guid Id, string Name)
{
    /// <summary>Nobody in particular: sees no branch, may do nothing.</summary>
    public static readonly Actor Nobody = new(ActorKind.Nobody, Guid.Empty, "nobody");

    /// <summary>Homeward itself: the outbox, the sealer, an operator at the command line.</summary>
    public static readonly Actor System = new(ActorKind.System, Guid.Empty, "Homeward")
    {
        AllBranches = true,
        Permissions = May.All,
    };

    /// <summary>The roles held, as the trail shows them.</summary>
    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> Permissions { get; init; } = new HashSet<string>();

    public bool AllBranches { get; init; }

    public IReadOnlyList<Guid> Branches { get; init; } = [];

    /// <summary>A referral partner sees what it referred, nothing else.</summary>
    public Guid? ReferralSourceId { get; init; }

    /// <summary>The crew member behind the account, where there is one.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Network address or device the act came from.</summary>
    public string? From { get; init; }

    /// <summary>The reason given, where one was asked.</summary>
    public string? Why { get; init; }

    public bool Can(string permission) => Permissions.Contains(permission);

    public bool Sees(Guid branchId) => AllBranches || Branches.Contains(branchId);
}

/// <summary>The actor of the current scope. It starts as nobody: whoever opens a scope says who acts in it.</summary>
public sealed class CurrentActor
{
    public Actor Value { get; set; } = Actor.Nobody;
}
