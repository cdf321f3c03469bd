namespace Homeward.Routing;

/// <summary>What a load dimension measures. All obey the same law: see <see cref="LoadDimension"/>.</summary>
public enum LoadKind
{
    /// <summary>Weight, volume, floor space: anything that fills the van.</summary>
    General,

    /// <summary>
    /// Gross weight of hazardous material. A cylinder's weight leaves at a drop, and the weight of the empties picked up
    /// comes back, because an empty cylinder with residue still counts (49 CFR 173.29). State empties as picked up.
    /// </summary>
    HazmatGross,

    /// <summary>
    /// Room for dirty returns in a van with <see cref="CleanDirtyMode.SeparateBays"/>. It binds only in that mode, and a
    /// van in that mode that names no capacity for it has no dirty bay.
    /// </summary>
    DirtyBay,
}

/// <summary>
/// One measure of load. A trip leaves with all its drops on board; each stop takes its drops off and its pickups on;
/// on every leg each dimension must be within the van's capacity. A reload empties the van and starts a new trip.
/// </summary>
/// <param name="Name">The name that visits and vehicles use; compared by ordinal equality.</param>
/// <param name="Kind">What it measures.</param>
public sealed record LoadDimension(string Name, LoadKind Kind = LoadKind.General);

/// <summary>How a van keeps returned, uncleaned equipment from clean equipment.</summary>
public enum CleanDirtyMode
{
    /// <summary>Dirty items are bagged or covered: no constraint.</summary>
    Covered,

    /// <summary>Dirty items ride in their own bay: every <see cref="LoadKind.DirtyBay"/> dimension binds.</summary>
    SeparateBays,

    /// <summary>Never in the van at once: on a trip, nothing clean is delivered after something dirty was taken.</summary>
    NeverMixed,

    /// <summary>A trip is for one of the two: it brings clean things or takes dirty ones, never both.</summary>
    OneKindPerTrip,
}
