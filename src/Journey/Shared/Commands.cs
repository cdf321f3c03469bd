namespace Homeward.Journey.Shared;

/// <summary>A request with the id its sender gave it: the same id always has the same effect, once.</summary>
public sealed record Command<T>(Guid Id, T Data);

/// <summary>The memory of a command: saved together with its effect, so that a repeat returns the stored result.</summary>
public sealed class CommandRecord
{
    public Guid Id { get; internal set; }
    public string Name { get; internal set; } = "";
    public string RequestHash { get; internal set; } = "";
    public Guid ActorId { get; internal set; }
    public DateTime At { get; internal set; }
    public string Result { get; internal set; } = "";
}

/// <summary>A running number, such as the last order number of a branch.</summary>
public sealed class NumberSeries
{
    public string Name { get; internal set; } = "";
    public long Last { get; internal set; }
}

/// <summary>A stored setting: for one branch, or for all of them when <see cref="BranchId"/> is empty.</summary>
public sealed class Setting : Entity
{
    public string Key { get; internal set; } = "";
    public Guid BranchId { get; internal set; }
    public string Value { get; internal set; } = "";
}
