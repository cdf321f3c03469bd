using Homeward.Field.Checks;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

public sealed record NewPractitioner(string Npi, string Name, string? Phone = null, string? Fax = null);

public sealed record PractitionerView(Guid Id, string Npi, string Name, string? Phone, string? Fax, int Version);

/// <summary>Adds a prescriber; the NPI's check digit must be right.</summary>
public sealed class RegisterPractitioner(Desk desk)
{
    public Task<Outcome<PractitionerView>> Run(Command<NewPractitioner> command, CancellationToken ct) =>
        desk.Once<PractitionerView>(
            command.Id,
            command.Data,
            async () =>
            {
                var request = command.Data;
                var problems = new List<Refusal>();
                var npi = request.Npi ?? "";
                if (!Npi.IsValid(npi))
                    problems.Add(new NotAnNpi(PatientChecks.Clip(npi)) { Field = "npi" });
                var name = PatientChecks.Required(
                    problems,
                    "name",
                    request.Name,
                    100,
                    "The practitioner needs a name."
                );
                var phone = PatientChecks.Phone(problems, "phone", request.Phone);
                var fax = PatientChecks.Phone(problems, "fax", request.Fax);
                if (problems.Count > 0)
                    return problems;
                if (await desk.Db.Practitioners.AnyAsync(p => p.Npi == npi, ct))
                    return new PractitionerExists(npi) { Field = "npi" };
                var practitioner = new Practitioner
                {
                    Id = desk.NewId(),
                    Npi = npi,
                    Name = name,
                    Phone = phone,
                    Fax = fax,
                };
                desk.Db.Practitioners.Add(practitioner);
                return new PractitionerView(practitioner.Id, practitioner.Npi, name, phone, fax, 0);
            },
            ct
        );
}

/// <summary>Prescribers by name or the start of the NPI.</summary>
public sealed class FindPractitioners(Desk desk)
{
    public async Task<Page<PractitionerView>> Run(string? text, PageOf page, CancellationToken ct)
    {
        var found = desk.Db.Practitioners.AsNoTracking();
        foreach (var word in SearchWords.Of(text))
            found = found.Where(p => p.Npi.StartsWith(word) || p.Name.ToLower().Contains(word));
        var total = await found.CountAsync(ct);
        var items = await found
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Npi)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(p => new PractitionerView(p.Id, p.Npi, p.Name, p.Phone, p.Fax, p.Version))
            .ToListAsync(ct);
        return new(items, total, page.Number, page.Take);
    }
}

public sealed record NewReferralSource(string Name, string Kind = "hospital", string? Phone = null);

public sealed record ReferralSourceView(Guid Id, string Name, string Kind, string? Phone, int Version);

/// <summary>Adds a hospital, hospice, practice or facility that sends patients.</summary>
public sealed class RegisterReferralSource(Desk desk)
{
    private static readonly string[] Kinds = ["hospital", "hospice", "physician", "facility", "patient"];

    public Task<Outcome<ReferralSourceView>> Run(Command<NewReferralSource> command, CancellationToken ct) =>
        desk.Once<ReferralSourceView>(
            command.Id,
            command.Data,
            async () =>
            {
                var problems = new List<Refusal>();
                var name = PatientChecks.Required(
                    problems,
                    "name",
                    command.Data.Name,
                    100,
                    "The referral source needs a name."
                );
                var phone = PatientChecks.Phone(problems, "phone", command.Data.Phone);
                if (!Kinds.Contains(command.Data.Kind))
                    problems.Add(new InvalidField("kind", $"The kind is one of: {string.Join(", ", Kinds)}."));
                if (problems.Count > 0)
                    return problems;
                var lower = name.ToLowerInvariant();
                if (await desk.Db.ReferralSources.AnyAsync(r => r.Name.ToLower() == lower, ct))
                    return new ReferralSourceExists(name) { Field = "name" };
                var source = new ReferralSource
                {
                    Id = desk.NewId(),
                    Name = name,
                    Kind = command.Data.Kind,
                    Phone = phone,
                };
                desk.Db.ReferralSources.Add(source);
                return new ReferralSourceView(source.Id, name, source.Kind, phone, 0);
            },
            ct
        );
}

/// <summary>Referral sources by name.</summary>
public sealed class FindReferralSources(Desk desk)
{
    public async Task<Page<ReferralSourceView>> Run(string? text, PageOf page, CancellationToken ct)
    {
        var found = desk.Db.ReferralSources.AsNoTracking();
        foreach (var word in SearchWords.Of(text))
            found = found.Where(r => r.Name.ToLower().Contains(word));
        var total = await found.CountAsync(ct);
        var items = await found
            .OrderBy(r => r.Name)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(r => new ReferralSourceView(r.Id, r.Name, r.Kind, r.Phone, r.Version))
            .ToListAsync(ct);
        return new(items, total, page.Number, page.Take);
    }
}
