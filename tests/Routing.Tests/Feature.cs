namespace Homeward.Routing.Tests;

/// <summary>What a small day may have in it, to be switched on one by one.</summary>
[Flags]
public enum Feature
{
    None = 0,
    Windows = 1 << 0,
    Breaks = 1 << 1,
    Loads = 1 << 2,
    People = 1 << 3,
    Reload = 1 << 4,
    Release = 1 << 5,
    Promise = 1 << 6,
    Overtime = 1 << 7,
    Limits = 1 << 8,
    OpenEnd = 1 << 9,
    NeverMixed = 1 << 10,
    Reach = 1 << 11,
    Underway = 1 << 12,
    OpenStart = 1 << 13,
    Profiles = 1 << 14,
    Traffic = 1 << 15,
    MaxDrive = 1 << 16,
    ServiceOn = 1 << 17,
    Shipments = 1 << 18,
    Teams = 1 << 19,
    OneKind = 1 << 20,
    Optional = 1 << 21,
    Preferred = 1 << 22,
    Balance = 1 << 23,
    Co2 = 1 << 24,
}

internal static class Features
{
    /// <summary>What the model had before it was widened.</summary>
    internal const Feature Known =
        Feature.Windows
        | Feature.Breaks
        | Feature.Loads
        | Feature.People
        | Feature.Reload
        | Feature.Release
        | Feature.Promise
        | Feature.Overtime
        | Feature.Limits
        | Feature.OpenEnd
        | Feature.NeverMixed
        | Feature.Reach
        | Feature.Underway;

    internal const Feature New =
        Feature.OpenStart
        | Feature.Profiles
        | Feature.Traffic
        | Feature.MaxDrive
        | Feature.ServiceOn
        | Feature.Shipments
        | Feature.Teams
        | Feature.OneKind
        | Feature.Optional
        | Feature.Preferred
        | Feature.Balance
        | Feature.Co2;

    internal const Feature All = Known | New;
}
