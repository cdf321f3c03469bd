using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Shared;

public sealed class AccessTests
{
    private static async Task<Guid> Branch(World world, string code)
    {
        var id = world.NewId();
        await world.Given(
            new Branch
            {
                Id = id,
                Code = code,
                Name = code,
            }
        );
        return id;
    }

    private static async Task<AccountView> Open(
        World world,
        string name,
        string role,
        Guid? branch = null,
        Actor? by = null
    ) => (await TryOpen(world, name, role, branch, by)).Must().Value;

    private static Task<Outcome<WithSecret<AccountView>>> TryOpen(
        World world,
        string name,
        string role,
        Guid? branch,
        Actor? by = null
    ) =>
        world.Do((OpenAccount u) => u.Run(new(world.NewId(), new(name, name, null, [new(role, branch)])), default), by);

    private static Actor As(AccountView account, params Guid[] branches) =>
        new(ActorKind.Person, account.Id, account.DisplayName)
        {
            Permissions = Roles.PermissionsOf(account.Grants.Select(g => g.Role)),
            AllBranches = account.Grants.Any(g => g.BranchId is null),
            Branches = branches,
        };

    private static string Code<T>(Outcome<T> outcome) => outcome.Refusals.Single().Code;

    [Theory, OnBothDatabases]
    public async Task A_secret_is_told_once_and_a_repeat_tells_that_it_was(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var command = new Command<NewAccount>(world.NewId(), new("ida", "Ida", null, [new(Roles.Intake, null)]));
        var first = (await world.Do((OpenAccount u) => u.Run(command, default))).Must();
        Assert.Equal("ACC-012", Code(await world.Do((OpenAccount u) => u.Run(command, default))));
        var key = new Command<NewApiKey>(world.NewId(), new("billing", [May.ReadOrders], [], world.Now.AddDays(30)));
        var made = (await world.Do((MakeApiKey u) => u.Run(key, default))).Must();
        Assert.Equal("ACC-012", Code(await world.Do((MakeApiKey u) => u.Run(key, default))));
        Assert.Equal(1, await world.Look(db => db.ApiKeys.CountAsync()));
        var (password, secret) = (first.Secret.Reveal(), made.Secret.Reveal());
        var kept = await world.Look(async db =>
            string.Join(
                '\n',
                (await db.Commands.Select(c => c.Result).ToListAsync())
                    .Concat(await db.Audit.Select(a => a.Changes).ToListAsync())
                    .Concat(await db.Outbox.Select(o => o.Payload).ToListAsync())
            )
        );
        Assert.DoesNotContain(password, kept);
        Assert.DoesNotContain(secret, kept);
        Assert.DoesNotContain(secret.Split('_')[2], kept);
        Assert.Contains(made.Value.Prefix, kept);
        Assert.DoesNotContain(secret, made.ToString());
        Assert.DoesNotContain(secret, Json.Write(made));
    }

    [Theory, OnBothDatabases]
    public async Task Twins_of_one_command_get_one_secret_and_it_is_the_one_that_works(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var command = new Command<NewApiKey>(world.NewId(), new("twin", [May.ReadOrders], [], world.Now.AddDays(1)));
        var all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => world.Do((MakeApiKey u) => u.Run(command, default)))
        );
        var told = all.Single(o => o.Ok).Must().Secret.Reveal();
        Assert.All(all.Where(o => !o.Ok), o => Assert.Equal("ACC-012", Code(o)));
        var key = await world.Look(db => db.ApiKeys.SingleAsync());
        Assert.True(ApiKeys.Matches(key, told.Split('_')[2]));
    }

    [Theory, OnBothDatabases]
    public async Task A_branch_manager_gives_roles_at_the_own_branch_and_none_stronger(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var (columbus, dayton) = (await Branch(world, "COL"), await Branch(world, "DAY"));
        var manager = As(await Open(world, "manager", Roles.Manager, columbus), columbus);
        var clerk = await Open(world, "clerk", Roles.Intake, columbus, manager);
        Task<Outcome<AccountView>> Give(string role, Guid? branch) =>
            world.Do((GrantRole u) => u.Run(new(world.NewId(), new(clerk.Id, role, branch)), default), manager);
        Assert.True((await Give(Roles.Dispatcher, columbus)).Ok);
        Assert.Equal("ACC-008", Code(await Give(Roles.Dispatcher, dayton)));
        Assert.Equal("ACC-008", Code(await Give(Roles.Dispatcher, null)));
        Assert.Equal("ACC-009", Code(await Give(Roles.Admin, columbus)));
        Assert.Equal("ACC-009", Code(await Give(Roles.Driver, columbus)));
        Assert.Equal("ACC-007", Code(await Give("king", columbus)));
        Assert.Equal("GEN-413", Code(await Give(Roles.Dispatcher, columbus)));
        Assert.Equal("ACC-008", Code(await TryOpen(world, "far", Roles.Intake, dayton, manager)));
        var own = await world.Do(
            (GrantRole u) => u.Run(new(world.NewId(), new(manager.Id, Roles.Biller, columbus)), default),
            manager
        );
        Assert.Equal("ACC-011", Code(own));
        // Who is of another branch is not found; who is stronger cannot be reset or disabled: that would be a way to become them.
        var far = await Open(world, "far", Roles.Intake, dayton);
        var chief = await Open(world, "chief", Roles.Admin, columbus);
        Task<Outcome<WithSecret<AccountView>>> Reset(Guid id) =>
            world.Do((ResetPassword u) => u.Run(new(world.NewId(), new(id, false)), default), manager);
        Assert.Equal("GEN-404", Code(await Reset(far.Id)));
        Assert.Equal("ACC-009", Code(await Reset(chief.Id)));
        Assert.True((await Reset(clerk.Id)).Ok);
        var seen = await world.Do((FindAccounts u) => u.Run(new(), new(), default), manager);
        Assert.DoesNotContain(seen.Items, a => a.Id == far.Id);
        Assert.Contains(seen.Items, a => a.Id == clerk.Id);
    }

    [Theory, OnBothDatabases]
    public async Task A_role_held_at_one_branch_gives_nothing_away_at_another(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var (columbus, dayton) = (await Branch(world, "COL"), await Branch(world, "DAY"));
        var mixed = await Open(world, "mixed", Roles.Manager, columbus);
        mixed = (
            await world.Do((GrantRole u) => u.Run(new(world.NewId(), new(mixed.Id, Roles.Intake, dayton)), default))
        ).Must();
        var actor = As(mixed, columbus, dayton);
        Assert.True((await TryOpen(world, "one", Roles.Intake, columbus, actor)).Ok);
        Assert.Equal("ACC-008", Code(await TryOpen(world, "two", Roles.Intake, dayton, actor)));
    }

    [Theory, OnBothDatabases]
    public async Task The_last_administrator_can_neither_be_disabled_nor_lose_the_role(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var first = await Open(world, "first", Roles.Admin);
        Task<Outcome<AccountView>> Disable(AccountView a) =>
            world.Do((DisableAccount u) => u.Run(new(world.NewId(), new(a.Id, true)), default));
        Task<Outcome<AccountView>> Take(AccountView a) =>
            world.Do((RevokeRole u) => u.Run(new(world.NewId(), new(a.Id, a.Grants.Single().Id)), default));
        Assert.Equal("ACC-010", Code(await Disable(first)));
        Assert.Equal("ACC-010", Code(await Take(first)));
        var second = await Open(world, "second", Roles.Admin);
        // Both at once: one of them must stay.
        var both = await Task.WhenAll(Disable(first), Take(second));
        Assert.Single(both, o => o.Ok);
        Assert.Single(both, o => !o.Ok && Code(o) == "ACC-010");
        Assert.Equal(
            "ACC-011",
            Code(
                await world.Do((DisableAccount u) => u.Run(new(world.NewId(), new(first.Id, true)), default), As(first))
            )
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_key_can_do_no_more_and_nowhere_else_than_its_maker(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var (columbus, dayton) = (await Branch(world, "COL"), await Branch(world, "DAY"));
        var manager = As(await Open(world, "manager", Roles.Manager, columbus), columbus);
        Task<Outcome<WithSecret<ApiKeyView>>> Make(string permission, List<Guid> at, int days = 30) =>
            world.Do(
                (MakeApiKey u) =>
                    u.Run(new(world.NewId(), new("k", [permission], at, world.Now.AddDays(days))), default),
                manager
            );
        var key = (await Make(May.ReadOrders, [columbus])).Must().Value;
        Assert.Equal("ACC-009", Code(await Make(May.ManageAccess, [columbus])));
        Assert.Equal("ACC-008", Code(await Make(May.ReadOrders, [dayton])));
        Assert.Equal("ACC-008", Code(await Make(May.ReadOrders, [])));
        Assert.Equal("ACC-013", Code(await Make("everything", [columbus])));
        Assert.Equal("ACC-014", Code(await Make(May.ReadOrders, [columbus], 800)));
        Assert.Equal("ACC-014", Code(await Make(May.ReadOrders, [columbus], -1)));
        Task<Outcome<ApiKeyView>> Revoke(Actor by) =>
            world.Do((RevokeApiKey u) => u.Run(new(world.NewId(), new(key.Id)), default), by);
        var stranger = As(await Open(world, "stranger", Roles.Manager, dayton), dayton);
        Assert.Equal("GEN-404", Code(await Revoke(stranger)));
        Assert.True((await Revoke(manager)).Ok);
        Assert.Equal("ACC-015", Code(await Revoke(manager)));
    }

    [Theory, OnBothDatabases]
    public async Task Names_and_addresses_are_checked_and_unique(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await Open(world, "ida", Roles.Intake);
        Assert.Equal("ACC-006", Code(await TryOpen(world, "IDA", Roles.Intake, null)));
        Assert.Equal("GEN-400", Code(await TryOpen(world, "ida moss", Roles.Intake, null)));
        Assert.Equal("ACC-017", Code(await TryOpen(world, "moss", Roles.Intake, world.NewId())));
        var bad = await world.Do((OpenAccount u) => u.Run(new(world.NewId(), new("", "", "x", [])), default));
        Assert.Equal(["displayName", "email", "roles", "userName"], bad.Refusals.Select(r => r.Field).Order());
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_rfc_6238(long seconds, string code) =>
        // "12345678901234567890" in base 32; the RFC shows eight digits, of which these are the last six.
        Assert.Equal(code, Totp.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds / 30));
}
