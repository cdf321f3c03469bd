namespace Homeward.Journey.Shared;

/// <summary>A root that two people may change at once: the version is checked and raised by every save.</summary>
public interface IVersioned
{
    int Version { get; }
}

/// <summary>Every change of it is written to the audit trail by the save itself.</summary>
public interface IAudited
{
    Guid Id { get; }
}

/// <summary>Belongs to a branch: people and machines of other branches do not find it.</summary>
public interface IBranchScoped
{
    Guid BranchId { get; }
}

/// <summary>Belongs to a patient: the audit trail can answer "who touched this patient's record".</summary>
public interface IOfPatient
{
    Guid PatientId { get; }
}

/// <summary>The base of every stored thing that people change.</summary>
public abstract class Entity : IVersioned, IAudited
{
    public Guid Id { get; internal set; }

    public int Version { get; internal set; }
}
