using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Tests.Crew;

public sealed class QualifiedTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 11, 10);

    private static Branch Depot(World world, string code = "COL") =>
        new()
        {
            Id = world.NewId(),
            Code = code,
            Name = code,
        };

    private static Person Hire(World world, Branch branch, string first) =>
        new()
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            FirstName = first,
            LastName = "Example",
            HiredOn = new(2020, 1, 1),
        };

    private static Credential Holds(
        World world,
        Person person,
        string skill,
        DateOnly from,
        DateOnly? to = null,
        DateOnly? revoked = null
    ) =>
        new()
        {
            Id = world.NewId(),
            PersonId = person.Id,
            Skill = skill,
            ValidFrom = from,
            ValidTo = to,
            RevokedOn = revoked,
        };

    private static Task<IReadOnlySet<Guid>> Who(World world, Branch branch, DateOnly day, params string[] skills) =>
        world.Do((Qualified q) => q.On(branch.Id, day, skills, Ct));

    [Theory, OnBothDatabases]
    public async Task A_credential_that_expires_tonight_counts_today_and_not_tomorrow_on_call_included(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var branch = Depot(world);
        var ana = Hire(world, branch, "Ana");
        await world.Given(
            branch,
            ana,
            Holds(world, ana, "rt", new(2024, 11, 11), Today),
            new Shift
            {
                Id = world.NewId(),
                BranchId = branch.Id,
                PersonId = ana.Id,
                Date = Today.AddDays(1),
                Start = new(17, 0),
                End = new(8, 0),
                OnCall = true,
            }
        );
        Assert.Contains(ana.Id, await Who(world, branch, Today, "rt"));
        Assert.DoesNotContain(ana.Id, await Who(world, branch, Today.AddDays(1), "rt"));
        var crew = (await world.Do((CrewOfDay c) => c.Run(branch.Id, Today.AddDays(1), Ct))).Must();
        var onCall = Assert.Single(crew);
        Assert.True(onCall.OnCall);
        Assert.DoesNotContain("rt", onCall.Skills);
        Assert.Equal(TimeSpan.FromHours(15), onCall.EndUtc - onCall.StartUtc);
    }

    [Theory, OnBothDatabases]
    public async Task All_skills_are_needed_and_two_skills_are_never_the_same_by_accident(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var branch = Depot(world);
        var (ana, ben) = (Hire(world, branch, "Ana"), Hire(world, branch, "Ben"));
        await world.Given(
            branch,
            ana,
            ben,
            Holds(world, ana, "oxygen-tech", new(2026, 1, 1)),
            Holds(world, ana, "hazmat", new(2026, 1, 1)),
            Holds(world, ben, "oxygen-tech", new(2026, 1, 1)),
            Holds(world, ben, "Hazmat", new(2026, 1, 1))
        );
        Assert.Equal([ana.Id], await Who(world, branch, Today, "oxygen-tech", "hazmat"));
        Assert.Equal(2, (await Who(world, branch, Today, "oxygen-tech")).Count);
        Assert.Equal(2, (await Who(world, branch, Today)).Count);
        Assert.Equal(2, (await Who(world, branch, Today, "")).Count);
        Assert.Empty(await Who(world, branch, Today, "atp"));
    }

    [Theory, OnBothDatabases]
    public async Task Revoked_not_yet_valid_left_and_other_branch_are_all_out(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var (branch, other) = (Depot(world), Depot(world, "DAY"));
        var people = new[] { "Revoked", "Early", "Left", "Other", "Good" }
            .Select(n => Hire(world, n == "Other" ? other : branch, n))
            .ToList();
        people[2].LeftOn = Today.AddDays(-1);
        await world.Given([branch, other, .. people]);
        await world.Given(
            Holds(world, people[0], "rt", new(2026, 1, 1), null, Today),
            Holds(world, people[1], "rt", Today.AddDays(1)),
            Holds(world, people[2], "rt", new(2026, 1, 1)),
            Holds(world, people[3], "rt", new(2026, 1, 1)),
            Holds(world, people[4], "rt", new(2026, 1, 1))
        );
        Assert.Equal([people[4].Id], await Who(world, branch, Today, "rt"));
        Assert.Contains(people[0].Id, await Who(world, branch, Today.AddDays(-1), "rt"));
        Assert.Contains(people[2].Id, await Who(world, branch, Today.AddDays(-1), "rt"));
    }
}
