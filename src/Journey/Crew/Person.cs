using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Crew;

/// <summary>Somebody who works for the branch.</summary>
public sealed class Person : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public string FirstName { get; internal set; } = "";
    public string LastName { get; internal set; } = "";
    public string JobTitle { get; internal set; } = "";
    public string Phone { get; internal set; } = "";
    public List<string> Languages { get; internal set; } = ["en"];

    /// <summary>Cost of an hour of paid work.</summary>
    public Money HourlyCost { get; internal set; }
    public DateOnly HiredOn { get; internal set; }
    public DateOnly? LeftOn { get; internal set; }

    public string Name => $"{FirstName} {LastName}";
}

/// <summary>A licence, certificate or competency, valid between dates. History is kept: who was qualified that day can be shown years later.</summary>
public sealed class Credential : Entity
{
    public Guid PersonId { get; internal set; }

    /// <summary>The code items and vehicles ask for: dme-tech, oxygen-tech, rt, atp, hazmat, cdl-hm, driver ...</summary>
    public string Skill { get; internal set; } = "";
    public string Number { get; internal set; } = "";
    public string Issuer { get; internal set; } = "";
    public DateOnly ValidFrom { get; internal set; }

    /// <summary>Last valid day; null means it does not expire.</summary>
    public DateOnly? ValidTo { get; internal set; }

    /// <summary>Set when it was withdrawn before its end: not valid from this day on.</summary>
    public DateOnly? RevokedOn { get; internal set; }

    public bool ValidOn(DateOnly day) =>
        ValidFrom <= day && (ValidTo is null || day <= ValidTo) && (RevokedOn is null || day < RevokedOn);
}

/// <summary>A person's planned work on one day. Times are the branch's local times; an end before the start runs past midnight.</summary>
public sealed class Shift : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public Guid PersonId { get; internal set; }

    /// <summary>The van driven; null for depot and visit-only work.</summary>
    public Guid? VehicleId { get; internal set; }

    /// <summary>A second person on the same van makes it a crew of two.</summary>
    public bool Second { get; internal set; }
    public DateOnly Date { get; internal set; }
    public TimeOnly Start { get; internal set; }
    public TimeOnly End { get; internal set; }
    public TimeOnly? BreakFrom { get; internal set; }
    public int BreakMinutes { get; internal set; }
    public bool OnCall { get; internal set; }
}
