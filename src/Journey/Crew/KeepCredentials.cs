using System.Globalization;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Crew;

public sealed record CredentialToAdd(
    Guid PersonId,
    string Skill,
    string? Number,
    string? Issuer,
    DateOnly ValidFrom,
    DateOnly? ValidTo
);

/// <summary>Withdraws a credential: not valid from that day on.</summary>
public sealed record CredentialToRevoke(Guid Id, int Version, DateOnly From);

public sealed record CredentialRow(
    Guid Id,
    Guid PersonId,
    string Person,
    string Skill,
    string Number,
    string Issuer,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    DateOnly? RevokedOn,
    int Version
);

/// <summary>Adds and withdraws credentials. None is altered or deleted, so that any past day can be shown as it was.</summary>
public sealed class KeepCredentials(Desk desk, CodeLists codes)
{
    public Task<Outcome<CredentialRow>> Add(Command<CredentialToAdd> command, CancellationToken ct) =>
        desk.Once<CredentialRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteCrew))
                    return new NotAllowed("change credentials");
                if (await desk.Db.People.FirstOrDefaultAsync(p => p.Id == wish.PersonId, ct) is not { } person)
                    return new NoSuch("person");
                var faults = new Faults();
                var row = new Credential
                {
                    Id = desk.NewId(),
                    PersonId = person.Id,
                    Skill = faults.Code("skill", wish.Skill, 30),
                    Number = faults.Text("number", wish.Number, 60, needed: false),
                    Issuer = faults.Text("issuer", wish.Issuer, 100, needed: false),
                    ValidFrom = wish.ValidFrom,
                    ValidTo = wish.ValidTo,
                };
                faults.Day("validFrom", wish.ValidFrom);
                faults.Day("validTo", wish.ValidTo);
                faults.Order("validTo", wish.ValidFrom, wish.ValidTo);
                if (
                    row.Skill.Length > 0
                    && await codes.Find(CodeLists.Skill, row.Skill, DateOnly.FromDateTime(desk.Now), ct) is null
                )
                    faults.Say(new UnknownCode("skill", CodeLists.Skill, row.Skill));
                var (skill, number) = (row.Skill, row.Number);
                var same = await desk
                    .Db.Credentials.AsNoTracking()
                    .Where(c =>
                        c.PersonId == person.Id && c.Skill == skill && c.Number == number && c.RevokedOn == null
                    )
                    .ToListAsync(ct);
                if (
                    same.FirstOrDefault(c => Dated.Overlap(c.ValidFrom, c.ValidTo, wish.ValidFrom, wish.ValidTo)) is
                    { } clash
                )
                    faults.Say(
                        new CredentialRepeats(
                            skill,
                            Say(clash.ValidFrom),
                            clash.ValidTo is { } t ? Say(t) : "further notice"
                        )
                        {
                            Field = "validFrom",
                        }
                    );
                if (faults.Any)
                    return faults.All;
                desk.Db.Add(row);
                return Row(row, person.Name);
            },
            ct
        );

    public Task<Outcome<CredentialRow>> Revoke(Command<CredentialToRevoke> command, CancellationToken ct) =>
        desk.Once<CredentialRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteCrew))
                    return new NotAllowed("change credentials");
                var row = await desk.Db.Credentials.FirstOrDefaultAsync(c => c.Id == wish.Id, ct);
                var person = row is null
                    ? null
                    : await desk.Db.People.FirstOrDefaultAsync(p => p.Id == row.PersonId, ct);
                if (row is null || person is null)
                    return new NoSuch("credential");
                if (row.Version != wish.Version)
                    return new StaleVersion("credential");
                if (row.RevokedOn is { } on)
                    return new AlreadyRevoked(Say(on));
                if (wish.From < row.ValidFrom || wish.From.Year > 2100)
                    return new InvalidField(
                        "from",
                        $"It was only valid from {Say(row.ValidFrom)}.",
                        "Name that day or a later one."
                    );
                row.RevokedOn = wish.From;
                return Row(row, person.Name) with { Version = desk.Db.NextVersion(row) };
            },
            ct
        );

    internal static CredentialRow Row(Credential c, string person) =>
        new(c.Id, c.PersonId, person, c.Skill, c.Number, c.Issuer, c.ValidFrom, c.ValidTo, c.RevokedOn, c.Version);

    internal static string Say(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

public sealed record CredentialFilter(
    Guid? PersonId = null,
    Guid? BranchId = null,
    string? Skill = null,
    DateOnly? ValidOn = null,
    int? ExpiringWithin = null,
    int Page = 1,
    int Size = 50
);

/// <summary>Finds credentials: of a person with their history, valid on a day, or running out soon.</summary>
public sealed class FindCredentials(Desk desk)
{
    public async Task<Page<CredentialRow>> Run(CredentialFilter filter, CancellationToken ct)
    {
        var (today, page) = (DateOnly.FromDateTime(desk.Now), new PageOf(filter.Page, filter.Size));
        var people = desk.Db.People;
        var query = desk
            .Db.Credentials.AsNoTracking()
            .Join(people, c => c.PersonId, p => p.Id, (c, p) => new { Credential = c, Person = p })
            .Where(r => filter.PersonId == null || r.Person.Id == filter.PersonId)
            .Where(r => filter.BranchId == null || r.Person.BranchId == filter.BranchId)
            .Where(r => filter.Skill == null || filter.Skill == "" || r.Credential.Skill == filter.Skill);
        if (filter.ValidOn is { } day)
            query = query.Where(r =>
                r.Credential.ValidFrom <= day
                && (r.Credential.ValidTo == null || r.Credential.ValidTo >= day)
                && (r.Credential.RevokedOn == null || r.Credential.RevokedOn > day)
            );
        if (filter.ExpiringWithin is { } days)
        {
            // A renewal already on file takes the old one off the list.
            var last = today.AddDays(Math.Clamp(days, 0, 3_650));
            var all = desk.Db.Credentials;
            query = query.Where(r =>
                r.Credential.ValidTo != null
                && r.Credential.ValidTo >= today
                && r.Credential.ValidTo <= last
                && r.Credential.RevokedOn == null
                && (r.Person.LeftOn == null || r.Person.LeftOn >= today)
                && !all.Any(n =>
                    n.PersonId == r.Credential.PersonId
                    && n.Skill == r.Credential.Skill
                    && n.RevokedOn == null
                    && n.Id != r.Credential.Id
                    && (n.ValidTo == null || n.ValidTo > last)
                )
            );
        }
        var total = await query.CountAsync(ct);
        var ordered = filter.ExpiringWithin is null
            ? query.OrderByDescending(r => r.Credential.ValidFrom)
            : query.OrderBy(r => r.Credential.ValidTo);
        var rows = await ordered
            .ThenBy(r => r.Credential.Skill)
            .ThenBy(r => r.Credential.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        return new(
            [.. rows.Select(r => KeepCredentials.Row(r.Credential, r.Person.Name))],
            total,
            Math.Max(1, page.Number),
            page.Take
        );
    }
}

/// <summary>The surveyor's question: who could do this on that day, and by which paper. People who have left since are in it.</summary>
public sealed class WhoWasQualified(Qualified qualified, FindCredentials find)
{
    public async Task<IReadOnlyList<CredentialRow>> Run(
        string skill,
        DateOnly day,
        Guid? branchId,
        CancellationToken ct
    )
    {
        var able = await qualified.On(branchId, day, [skill], ct);
        var rows = new List<CredentialRow>();
        for (var page = 1; ; page++)
        {
            var found = await find.Run(new(BranchId: branchId, Skill: skill, ValidOn: day, Page: page, Size: 200), ct);
            rows.AddRange(found.Items.Where(c => able.Contains(c.PersonId)));
            if (page * 200 >= found.Total)
                return [.. rows.OrderBy(r => r.Person, StringComparer.Ordinal)];
        }
    }
}
