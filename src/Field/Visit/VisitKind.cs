using System.Text.Json.Serialization;

namespace Homeward.Field.Visit;

/// <summary>What a visit is for. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisitKind>))]
public enum VisitKind
{
    /// <summary>Equipment goes to the patient.</summary>
    Delivery,

    /// <summary>Equipment comes back.</summary>
    Pickup,

    /// <summary>One unit goes to the patient and another comes back.</summary>
    Exchange,

    /// <summary>Work on equipment that stays: check, repair, settings, education.</summary>
    Service,
}
