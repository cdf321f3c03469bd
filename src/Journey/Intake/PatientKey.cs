using Homeward.Field.Checks;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>
/// What can belong to one patient of a branch only: a sender's identifier, and name with birth date and phone. The database
/// holds it, so that two clerks who register one person in the same second do not make two.
/// </summary>
public sealed class PatientKey : IBranchScoped
{
    public Guid Id { get; internal set; }
    public Guid BranchId { get; internal set; }
    public Guid PatientId { get; internal set; }
    public string Key { get; internal set; } = "";

    internal static string Of(string identifier) => $"id:{identifier.Trim().ToUpperInvariant()}";

    internal static IEnumerable<string> Of(Patient p)
    {
        foreach (var identifier in p.Identifiers)
            yield return Of(identifier);
        var rest = p.Phone.Length > 0 ? p.Phone : AddressText.Key(p.AddressLine, p.AddressLine2);
        yield return $"person:{PersonName.Normalise(p.LastName)}|{PersonName.Normalise(p.FirstName)}|{p.BirthDate:yyyyMMdd}|{rest}";
    }
}
