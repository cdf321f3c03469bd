using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Shared;

public sealed class DeskTests
{
    private sealed record OpenBranch(string Code);

    private static Task<Outcome<Guid>> Open(World world, Guid command, string code, Actor? actor = null) =>
        world.Do<Desk, Outcome<Guid>>(
            desk =>
                desk.Once<Guid>(
                    command,
                    new OpenBranch(code),
                    () =>
                    {
                        var branch = new Branch
                        {
                            Id = desk.NewId(),
                            Code = code,
                            Name = code,
                        };
                        desk.Db.Add(branch);
                        desk.Emit(new OrderAccepted(branch.Id));
                        return Task.FromResult<Outcome<Guid>>(branch.Id);
                    },
                    CancellationToken.None
                ),
            actor
        );

    [Theory, OnBothDatabases]
    public async Task A_repeated_command_returns_the_stored_result_and_acts_once(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var id = world.NewId();
        var first = await Open(world, id, "COL");
        var again = await Open(world, id, "COL");
        Assert.Equal(first.Must(), again.Must());
        Assert.Equal(1, await world.Look(db => db.Branches.CountAsync()));
        Assert.Equal(1, await world.Look(db => db.Outbox.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task The_same_command_sent_many_times_at_once_acts_once(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var id = world.NewId();
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Open(world, id, "COL")));
        Assert.Single(results.Select(r => r.Must()).Distinct());
        Assert.Equal(1, await world.Look(db => db.Branches.CountAsync()));
    }

    private sealed record Numbered(int No);

    /// <summary>On PostgreSQL twelve at once used to meet at the series' row again and again, until some were refused as busy.</summary>
    [Theory, OnBothDatabases]
    public async Task Many_at_once_each_get_a_number_of_their_own_and_nobody_is_turned_away(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(no =>
                    world.Do<Desk, Outcome<long>>(desk =>
                        desk.Once<long>(
                            world.NewId(),
                            new Numbered(no),
                            async () => await desk.NextNumber("test", 101, CancellationToken.None),
                            CancellationToken.None
                        )
                    )
                )
        );
        Assert.Equal(Enumerable.Range(101, 30).Select(n => (long)n), results.Select(r => r.Must()).Order());
    }

    /// <summary>Ten clerks registered one patient eight times: each had looked for duplicates before it waited for its number.</summary>
    [Theory, OnBothDatabases]
    public async Task Whoever_waited_for_a_number_looks_again_before_acting(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(no =>
                    world.Do<Desk, Outcome<bool>>(desk =>
                        desk.Once<bool>(
                            world.NewId(),
                            new Numbered(no),
                            async () =>
                            {
                                var taken = await desk.Db.Branches.AnyAsync(b => b.Code == "COL");
                                await desk.NextNumber("test", 1, CancellationToken.None);
                                if (!taken)
                                    desk.Db.Add(
                                        new Branch
                                        {
                                            Id = desk.NewId(),
                                            Code = "COL",
                                            Name = $"By {no}",
                                        }
                                    );
                                return !taken;
                            },
                            CancellationToken.None
                        )
                    )
                )
        );
        Assert.Equal(1, results.Count(r => r.Must()));
    }

    [Theory, OnBothDatabases]
    public async Task A_save_that_can_never_succeed_is_tried_once_and_thrown(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var tries = 0;
        await Assert.ThrowsAnyAsync<DbUpdateException>(() =>
            world.Do<Desk, Outcome<Guid>>(desk =>
                desk.Once<Guid>(
                    world.NewId(),
                    new OpenBranch("COL"),
                    () =>
                    {
                        tries++;
                        // A grant of an account that is not there.
                        var grant = new RoleGrant
                        {
                            Id = desk.NewId(),
                            AccountId = desk.NewId(),
                            Role = Roles.Intake,
                        };
                        desk.Db.Add(grant);
                        return Task.FromResult<Outcome<Guid>>(grant.Id);
                    },
                    CancellationToken.None
                )
            )
        );
        Assert.Equal(1, tries);
    }

    [Theory, OnBothDatabases]
    public async Task A_command_id_reused_for_another_request_is_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var id = world.NewId();
        await Open(world, id, "COL");
        var other = await Open(world, id, "DAY");
        Assert.Equal("GEN-410", other.Refusals.Single().Code);
        Assert.Equal(1, await world.Look(db => db.Branches.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Two_changes_of_one_thing_from_the_same_version_do_not_both_win(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var branch = (await Open(world, world.NewId(), "COL")).Must();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            world.Look(async mine =>
            {
                var read = await mine.Branches.SingleAsync(b => b.Id == branch);
                await world.Look(async theirs =>
                {
                    (await theirs.Branches.SingleAsync(b => b.Id == branch)).Name = "Theirs";
                    return await theirs.SaveChangesAsync();
                });
                read.Name = "Mine";
                return await mine.SaveChangesAsync();
            })
        );
        Assert.Equal("Theirs", await world.Look(db => db.Branches.Select(b => b.Name).SingleAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_sees_no_branch_and_a_clerk_sees_only_her_own(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var mine = (await Open(world, world.NewId(), "COL")).Must();
        var theirs = (await Open(world, world.NewId(), "DAY")).Must();
        await world.Given(
            new CalendarDay
            {
                Id = world.NewId(),
                BranchId = mine,
                Date = new(2026, 12, 25),
                Name = "Mine",
            },
            new CalendarDay
            {
                Id = world.NewId(),
                BranchId = theirs,
                Date = new(2026, 12, 25),
                Name = "Theirs",
            }
        );
        var clerk = new Actor(ActorKind.Person, world.NewId(), "Clerk") { Branches = [mine] };
        Assert.Equal(["Mine"], await world.Look(db => db.CalendarDays.Select(d => d.Name).ToListAsync(), clerk));
        Assert.Empty(await world.Look(db => db.CalendarDays.ToListAsync(), Actor.Nobody));
        Assert.Equal(2, await world.Look(db => db.CalendarDays.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Every_change_is_in_the_trail_with_before_and_after_and_the_chain_verifies(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var id = (await Open(world, world.NewId(), "COL")).Must();
        await world.Look(async db =>
        {
            (await db.Branches.SingleAsync(b => b.Id == id)).Name = "Columbus";
            return await db.SaveChangesAsync();
        });
        await world.Do<AuditSealer, int>(s => s.SealAll(CancellationToken.None));
        var trail = await world.Look(db => db.Audit.Where(a => a.SubjectId == id).OrderBy(a => a.Id).ToListAsync());
        Assert.Equal(["created", "changed"], trail.Select(a => a.Verb));
        Assert.Equal("""{"Name":{"from":"COL","to":"Columbus"}}""", trail[1].Changes);
        var sound = await world.Do<VerifyAudit, AuditVerdict>(v => v.Run(CancellationToken.None));
        Assert.True(sound.Sound, string.Join(" ", sound.Faults));
        await world.Look(db =>
            db.Audit.Where(a => a.Id == trail[1].Id)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.ActorName, "Somebody else"))
        );
        Assert.False((await world.Do<VerifyAudit, AuditVerdict>(v => v.Run(CancellationToken.None))).Sound);
    }

    [Theory, OnBothDatabases]
    public async Task A_door_into_the_database_can_be_used_inside_a_query(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await Open(world, world.NewId(), "COL");
        var open = await world.Look(db =>
        {
            // C# has no extension properties inside expression trees: a door used within a query is opened before it.
            var days = db.CalendarDays;
            return db.Branches.CountAsync(b => !days.Any(d => d.BranchId == b.Id));
        });
        Assert.Equal(1, open);
    }
}
