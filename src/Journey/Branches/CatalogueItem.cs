using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Branches;

public enum Tracking
{
    /// <summary>Counted, not told apart.</summary>
    Quantity,

    /// <summary>Each piece has a serial number.</summary>
    Serial,

    /// <summary>Counted by lot number (oxygen contents, supplies).</summary>
    Lot,
}

/// <summary>Something the branch delivers: what it weighs, how long it takes to set up, and who may do it.</summary>
public sealed class CatalogueItem : Entity
{
    /// <summary>Our own short code, unique: what people type.</summary>
    public string Code { get; internal set; } = "";
    public string Name { get; internal set; } = "";

    /// <summary>HCPCS level II code; empty for parts that are not billed by themselves.</summary>
    public string Hcpcs { get; internal set; } = "";
    public string Manufacturer { get; internal set; } = "";
    public string Model { get; internal set; } = "";
    public string Size { get; internal set; } = "";
    public string? Gtin { get; internal set; }

    /// <summary>Oxygen, bed, mobility, sleep, ventilation, supply ...: chooses the checklist.</summary>
    public string Family { get; internal set; } = "";
    public Mass Weight { get; internal set; }
    public Volume Bulk { get; internal set; }
    public WorkTime Setup { get; internal set; }
    public WorkTime Pickup { get; internal set; }

    /// <summary>The credential a person needs to set it up; empty when anyone trained as a driver may.</summary>
    public string Skill { get; internal set; } = "";
    public int Crew { get; internal set; } = 1;

    /// <summary>Gross weight of the pressurised cylinder, empty or full alike; zero when it is not hazardous material.</summary>
    public Mass HazmatGross { get; internal set; }
    public Tracking Tracking { get; internal set; }

    /// <summary>Comes back to be cleaned and lent again.</summary>
    public bool Returnable { get; internal set; }
    public bool LifeSustaining { get; internal set; }
    public bool AroundTheClock { get; internal set; }
    public Urgency UsualUrgency { get; internal set; }

    /// <summary>Refills: how many days one quantity lasts; null when it is not a recurring supply.</summary>
    public int? SupplyDays { get; internal set; }
    public bool HasMemory { get; internal set; }
    public bool Active { get; internal set; } = true;

    /// <summary>Every credential its visit asks for: its own skill, and hazmat training where a cylinder goes along.</summary>
    public IReadOnlyList<string> SkillsNeeded() =>
        [.. new[] { Skill, HazmatGross > Mass.Zero ? "hazmat" : "" }.Where(s => s.Length > 0)];
}

/// <summary>An accessory that fits an item.</summary>
public sealed class Accessory : Entity
{
    public Guid ItemId { get; internal set; }
    public Guid AccessoryId { get; internal set; }

    /// <summary>The item cannot be set up without it.</summary>
    public bool Required { get; internal set; }
}

/// <summary>Items that are ordered by one name: "home oxygen set" is a concentrator, a backup cylinder, tubing and a cannula.</summary>
public sealed class Kit : Entity
{
    public string Code { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public bool Active { get; internal set; } = true;
    public List<KitLine> Lines { get; internal set; } = [];
}

public sealed class KitLine
{
    public Guid ItemId { get; set; }
    public int Quantity { get; set; } = 1;
}
