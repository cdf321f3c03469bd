using System.Text.Json.Serialization;

namespace Homeward.Field.Visit;

/// <summary>What happens to the order after a failed visit. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NextStep>))]
public enum NextStep
{
    /// <summary>Plan the same order again.</summary>
    Retry,

    /// <summary>The office has to act before it is planned again.</summary>
    Hold,

    /// <summary>The order ends.</summary>
    Cancel,
}

/// <summary>A reason a visit failed; the reason decides what comes next. Data: tenants change the list.</summary>
/// <param name="Code">A stable code in lower case with hyphens.</param>
/// <param name="Text">What the driver chooses.</param>
/// <param name="NextStep">What happens to the order.</param>
/// <param name="WhatToDo">What the office does next, in one sentence.</param>
/// <param name="Quiet">
/// True when no message may go to the household about this order any more, queued ones included: after a death.
/// </param>
public sealed record FailureReason(string Code, LocalText Text, NextStep NextStep, string WhatToDo, bool Quiet = false)
{
    /// <summary>The list that comes with the system.</summary>
    public static IReadOnlyList<FailureReason> Defaults { get; } =
    [
        new("not-home", new("Nobody home", "No hay nadie en casa"), NextStep.Retry, "Call and offer new windows."),
        new(
            "refused",
            new("Patient refused", "El paciente lo rechazó"),
            NextStep.Hold,
            "Call the patient and tell the prescriber."
        ),
        new(
            "wrong-address",
            new("Wrong address", "Dirección equivocada"),
            NextStep.Hold,
            "Correct the address, then plan again."
        ),
        new(
            "unsafe",
            new("Not safe to enter", "No es seguro entrar"),
            NextStep.Hold,
            "A supervisor decides how to go on."
        ),
        new(
            "wrong-equipment",
            new("Wrong or faulty equipment", "Equipo equivocado o defectuoso"),
            NextStep.Retry,
            "Allocate the right unit and plan again soon."
        ),
        new(
            "hospitalised",
            new("Patient is in hospital", "El paciente está hospitalizado"),
            NextStep.Hold,
            "Ask for the discharge date and wait for it."
        ),
        new(
            "deceased",
            new("Patient has died", "El paciente ha fallecido"),
            NextStep.Cancel,
            "Stop all messages; plan the pickup through the family or hospice.",
            true
        ),
        new(
            "no-access",
            new("Could not reach the door", "No se pudo llegar a la puerta"),
            NextStep.Retry,
            "Get the gate code or a person who opens, then plan again."
        ),
        new("other", new("Other", "Otro motivo"), NextStep.Hold, "Read the driver's note and decide."),
    ];
}

/// <summary>How an exchange is billed. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExchangeBilling>))]
public enum ExchangeBilling
{
    /// <summary>Not billed: like for like, the rental goes on.</summary>
    NotBilled,

    /// <summary>Billed as a replacement of the item.</summary>
    Replacement,

    /// <summary>Billed as a part in a repair.</summary>
    RepairPart,

    /// <summary>Billed as another item under a new order.</summary>
    NewItem,
}

/// <summary>
/// Why a unit is exchanged, and the HCPCS modifier that follows. Data: payers differ, a biller confirms.
/// </summary>
/// <param name="Code">A stable code in lower case with hyphens.</param>
/// <param name="Text">What the driver chooses.</param>
/// <param name="Billing">How it is billed.</param>
/// <param name="Modifier">RA, RB, or null for none.</param>
/// <param name="NeedsNewOrder">True when a new prescription is needed before it can be billed.</param>
public sealed record ExchangeReason(
    string Code,
    LocalText Text,
    ExchangeBilling Billing,
    string? Modifier,
    bool NeedsNewOrder = false
)
{
    /// <summary>The list that comes with the system (HCPCS level II: RA replacement of an item, RB replacement of a part).</summary>
    public static IReadOnlyList<ExchangeReason> Defaults { get; } =
    [
        new("malfunction", new("Does not work properly", "No funciona bien"), ExchangeBilling.NotBilled, null),
        new("maintenance-due", new("Maintenance due", "Mantenimiento pendiente"), ExchangeBilling.NotBilled, null),
        new("recall", new("Recalled by the maker", "Retirado por el fabricante"), ExchangeBilling.NotBilled, null),
        new("wrong-size", new("Wrong size or model", "Talla o modelo equivocado"), ExchangeBilling.NotBilled, null),
        new("lost", new("Lost", "Perdido"), ExchangeBilling.Replacement, "RA", true),
        new("stolen", new("Stolen", "Robado"), ExchangeBilling.Replacement, "RA", true),
        new(
            "irreparable",
            new("Damaged beyond repair", "Dañado sin reparación"),
            ExchangeBilling.Replacement,
            "RA",
            true
        ),
        new(
            "repair-part",
            new("Part replaced in a repair", "Pieza cambiada en una reparación"),
            ExchangeBilling.RepairPart,
            "RB"
        ),
        new(
            "upgrade",
            new("Another item is prescribed", "Se recetó otro artículo"),
            ExchangeBilling.NewItem,
            null,
            true
        ),
    ];
}
