using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Crew;

public sealed record PersonToSave(
    Guid? Id,
    int? Version,
    Guid BranchId,
    string FirstName,
    string LastName,
    string? JobTitle,
    string? Phone,
    List<string>? Languages,
    Money HourlyCost,
    DateOnly HiredOn,
    DateOnly? LeftOn
);

public sealed record PersonRow(
    Guid Id,
    Guid BranchId,
    string FirstName,
    string LastName,
    string JobTitle,
    string Phone,
    List<string> Languages,
    Money HourlyCost,
    DateOnly HiredOn,
    DateOnly? LeftOn,
    int Version
)
{
    public string Name => $"{FirstName} {LastName}";

    internal static PersonRow Of(Person p) =>
        new(
            p.Id,
            p.BranchId,
            p.FirstName,
            p.LastName,
            p.JobTitle,
            p.Phone,
            p.Languages,
            p.HourlyCost,
            p.HiredOn,
            p.LeftOn,
            p.Version
        );
}

/// <summary>Adds somebody who works for the branch, or changes what is known of them. Nobody is deleted: people leave.</summary>
public sealed class SavePerson(Desk desk, CodeLists codes)
{
    public Task<Outcome<PersonRow>> Run(Command<PersonToSave> command, CancellationToken ct) =>
        desk.Once<PersonRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteCrew))
                    return new NotAllowed("change the crew");
                if (!desk.Actor.Sees(wish.BranchId) || !await desk.Db.Branches.AnyAsync(b => b.Id == wish.BranchId, ct))
                    return new NoSuch("branch");
                var person = wish.Id is { } id
                    ? await desk.Db.People.FirstOrDefaultAsync(p => p.Id == id, ct)
                    : new Person { Id = desk.NewId() };
                if (person is null)
                    return new NoSuch("person");
                if (wish.Id is not null && person.Version != wish.Version)
                    return new StaleVersion("person");
                var faults = new Faults();
                person.BranchId = wish.BranchId;
                person.FirstName = faults.Text("firstName", wish.FirstName, 100);
                person.LastName = faults.Text("lastName", wish.LastName, 100);
                person.JobTitle = faults.Text("jobTitle", wish.JobTitle, 100, needed: false);
                person.Phone = faults.Text("phone", wish.Phone, 30, needed: false);
                faults.Range("hourlyCost", (double)wish.HourlyCost.Dollars, 0, 1_000, "dollars");
                faults.Day("hiredOn", wish.HiredOn);
                faults.Day("leftOn", wish.LeftOn);
                faults.Order("leftOn", wish.HiredOn, wish.LeftOn);
                (person.HourlyCost, person.HiredOn, person.LeftOn) = (wish.HourlyCost, wish.HiredOn, wish.LeftOn);
                var known = (await codes.On(CodeLists.Language, DateOnly.FromDateTime(desk.Now), ct))
                    .Select(l => l.Code)
                    .ToHashSet();
                person.Languages = [.. (wish.Languages ?? []).Distinct()];
                foreach (var language in person.Languages.Where(l => !known.Contains(l)).Take(5))
                    faults.Say(
                        new UnknownCode(
                            "languages",
                            CodeLists.Language,
                            language.Length > 40 ? language[..40] : language
                        )
                    );
                if (faults.Any)
                    return faults.All;
                if (wish.Id is null)
                    desk.Db.Add(person);
                return PersonRow.Of(person) with { Version = desk.Db.NextVersion(person) };
            },
            ct
        );
}

public sealed record PersonFilter(
    Guid? BranchId = null,
    string? Text = null,
    string? Skill = null,
    bool Left = false,
    int Page = 1,
    int Size = 50
);

/// <summary>A person in a list: the skills that hold today and the next date one of them ends.</summary>
public sealed record PersonListed(PersonRow Person, IReadOnlyList<string> Skills, DateOnly? NextExpiry);

/// <summary>Finds people by name, job or skill.</summary>
public sealed class FindPeople(Desk desk, Qualified qualified)
{
    public async Task<Page<PersonListed>> Run(PersonFilter filter, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(desk.Now);
        var page = new PageOf(filter.Page, filter.Size);
        var query = desk
            .Db.People.AsNoTracking()
            .Where(p => filter.BranchId == null || p.BranchId == filter.BranchId)
            .Where(p => filter.Left || p.LeftOn == null || p.LeftOn >= today);
        foreach (
            var word in (filter.Text ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)
        )
            query = query.Where(p =>
                p.FirstName.ToLower().Contains(word)
                || p.LastName.ToLower().Contains(word)
                || p.JobTitle.ToLower().Contains(word)
            );
        if (!string.IsNullOrWhiteSpace(filter.Skill))
        {
            var able = (await qualified.On(filter.BranchId, today, [filter.Skill], ct)).ToList();
            query = query.Where(p => able.Contains(p.Id));
        }
        var total = await query.CountAsync(ct);
        var people = await query
            .OrderBy(p => p.LastName)
            .ThenBy(p => p.FirstName)
            .ThenBy(p => p.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        var ids = people.Select(p => p.Id).ToList();
        var held = (await desk.Db.Credentials.AsNoTracking().Where(c => ids.Contains(c.PersonId)).ToListAsync(ct))
            .Where(c => c.ValidOn(today))
            .ToLookup(c => c.PersonId);
        return new(
            [
                .. people.Select(p => new PersonListed(
                    PersonRow.Of(p),
                    [.. held[p.Id].Select(c => c.Skill).Distinct().Order(StringComparer.Ordinal)],
                    held[p.Id].Min(c => c.ValidTo)
                )),
            ],
            total,
            Math.Max(1, page.Number),
            page.Take
        );
    }

    public async Task<PersonRow?> One(Guid id, CancellationToken ct) =>
        await desk.Db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is { } p ? PersonRow.Of(p) : null;
}
