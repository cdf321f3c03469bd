namespace Homeward.Routing;

/// <summary>A constraint, by name.</summary>
public enum Constraint
{
    /// <summary>Work starts outside the visit's windows or past its hard latest start. Excess in seconds.</summary>
    Window,

    /// <summary>Work starts further from the announced start than the tolerance. Excess in seconds.</summary>
    Promise,

    /// <summary>The crew lacks a skill. Excess: how many.</summary>
    Skill,

    /// <summary>Fewer people ride than the visit takes. Excess in people.</summary>
    Crew,

    /// <summary>The vehicle may not come to this visit.</summary>
    VehicleBan,

    /// <summary>A leg is loaded beyond capacity. Excess in the dimension's measure.</summary>
    Capacity,

    /// <summary>Clean and dirty meet in the van.</summary>
    CleanDirty,

    /// <summary>The van leaves before the shift starts, or before it is free. Excess in seconds.</summary>
    ShiftStart,

    /// <summary>The route ends after the shift, or after the latest overtime. Excess in seconds.</summary>
    ShiftEnd,

    /// <summary>A break that is due is missing, or taken at the wrong time, or during a visit.</summary>
    Break,

    /// <summary>More visits than the vehicle's most. Excess in visits.</summary>
    MaxStops,

    /// <summary>Longer than the vehicle's longest duration. Excess in seconds.</summary>
    MaxDuration,

    /// <summary>Further than the vehicle's longest distance. Excess in metres.</summary>
    MaxDistance,

    /// <summary>Longer at the wheel than the vehicle's most. Excess in seconds.</summary>
    MaxDrive,

    /// <summary>A shipment's two visits are not on one trip of one van, the taking before the bringing.</summary>
    Shipment,

    /// <summary>A team's two visits are on one van, too far apart in time, or one is left out. Excess in seconds or 1.</summary>
    Team,

    /// <summary>An optional visit costs more to serve than leaving it out. Excess in cents.</summary>
    Worth,

    /// <summary>The trip leaves, or work starts, before the release. Excess in seconds.</summary>
    Release,

    /// <summary>The goods are not on this van: it is under way without them, or another van carries them.</summary>
    Goods,

    /// <summary>More reloads than allowed. Excess in reloads.</summary>
    Reload,

    /// <summary>There is no way from one stop to the next.</summary>
    Reach,

    /// <summary>The stops locked on a van under way do not come first and in order.</summary>
    Locked,

    /// <summary>A visit is planned twice, or both planned and left out, or neither.</summary>
    Once,

    /// <summary>The plan's own figures contradict each other: times, loads, distance or cost.</summary>
    Figures,

    /// <summary>Every van that could come is full or busy; another one would do.</summary>
    Vehicles,
}

/// <summary>A constraint that a plan breaks.</summary>
/// <param name="Constraint">Which.</param>
/// <param name="Vehicle">On whose route; null where none.</param>
/// <param name="Visit">At which visit; null where it is the route's.</param>
/// <param name="Dimension">Which load dimension; null unless it is about load.</param>
/// <param name="Excess">By how much, in the constraint's measure; at least 1.</param>
/// <param name="Message">A sentence for a person.</param>
public sealed record Violation(
    Constraint Constraint,
    string? Vehicle,
    string? Visit,
    string? Dimension,
    long Excess,
    string Message
);
