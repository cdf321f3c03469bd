using Homeward.Journey.Delivery;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Tests.Delivery;

public sealed class PositionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Code<T>(Outcome<T> outcome) => Assert.Single(outcome.Refusals).Code;

    private static Task<Outcome<TrackerBound>> Bind(World world, Guid van, string? code = null) =>
        world.Do<BindTracker, Outcome<TrackerBound>>(u => u.Run(new(world.NewId(), new(van, "Phone", code)), Ct));

    private static Task<Outcome<PositionsKept>> Tell(World world, string? code, params PositionTold[] told) =>
        world.Do<ReceiveTracker, Outcome<PositionsKept>>(u => u.Run(new(code, told), Ct), Actor.Nobody);

    [Theory, OnBothDatabases]
    public async Task A_bound_device_is_heard_an_unknown_or_revoked_one_is_not(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        var here = new PositionTold(world.Now, 39.96, -82.99, 8);
        Assert.Equal("DEL-030", Code(await Tell(world, "nobody-knows-me", here)));
        Assert.Equal("DEL-030", Code(await Tell(world, null, here)));
        var bound = (await Bind(world, street.Van.Id)).Must();
        Assert.Equal(20, bound.Code.Length);
        Assert.Equal(1, (await Tell(world, bound.Code, here)).Must().New);
        Assert.Equal("DEL-038", Code(await Bind(world, street.Van.Id, bound.Code)));
        Assert.Equal("GEN-400", Code(await Bind(world, street.Van.Id, "12")));
        Assert.Equal("GEN-404", Code(await Bind(world, world.NewId())));
        var row = Assert.Single(await world.Do<FindTrackers, IReadOnlyList<TrackerRow>>(u => u.Run(null, Ct)));
        Assert.Equal((street.Van.Id, bound.Code[^4..]), (row.VehicleId, row.CodeEnds));
        Assert.Equal(
            "GEN-403",
            Code(
                await world.Do<RevokeTracker, Outcome<Done>>(
                    u => u.Run(new(world.NewId(), new(row.Id, row.Version)), Ct),
                    street.Crew
                )
            )
        );
        (
            await world.Do<RevokeTracker, Outcome<Done>>(u => u.Run(new(world.NewId(), new(row.Id, row.Version)), Ct))
        ).Must();
        Assert.Equal("DEL-030", Code(await Tell(world, bound.Code, here)));
        // The code itself is nowhere in the database.
        Assert.DoesNotContain(
            await world.Look(db => db.Audit.Select(a => a.Changes).ToListAsync(Ct)),
            change => change.Contains(bound.Code, StringComparison.Ordinal)
        );
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_true_is_named_with_its_code_and_the_rest_is_kept(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        var code = (await Bind(world, street.Van.Id)).Must().Code;
        var now = world.Now;
        var kept = (
            await Tell(
                world,
                code,
                new(now.AddMinutes(-2), 39.96, -82.99),
                new(now.AddMinutes(6), 39.96, -82.99),
                new(now.AddDays(-8), 39.96, -82.99),
                new(now.AddSeconds(-50), 91, 0),
                new(now.AddSeconds(-40), 0, 0),
                new(now.AddSeconds(-30), 39.96, -82.99, AccuracyMetres: -5),
                new(now.AddSeconds(-25), 39.96, -82.99, SpeedMetresPerSecond: 140),
                new(now.AddSeconds(-20), 39.96, -82.99, BearingDegrees: 400),
                new(DateTime.SpecifyKind(now, DateTimeKind.Unspecified), 39.96, -82.99),
                // Cincinnati, 160 km away, a minute later.
                new(now.AddSeconds(-60), 39.1, -84.5),
                new(now.AddSeconds(-10), 39.961, -82.991)
            )
        ).Must();
        Assert.Equal(2, kept.New);
        Assert.Equal(
            ["DEL-031", "DEL-032", "DEL-033", "DEL-034", "DEL-035", "DEL-035", "DEL-035", "GEN-400", "DEL-036"],
            kept.Refused.Select(r => r.Code)
        );
        Assert.Equal(now.AddSeconds(-10), kept.Newest);
        Assert.Equal("DEL-028", Code(await Tell(world, code)));
        Assert.Equal(2, await world.Look(db => db.Positions.CountAsync(Ct)));
    }

    [Theory, OnBothDatabases]
    public async Task A_jump_is_refused_until_a_second_place_agrees_with_it(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        var code = (await Bind(world, street.Van.Id)).Must().Code;
        // The first place known of the van was wrong: without a second opinion every true one would be refused for ever.
        Assert.Equal(1, (await Tell(world, code, new PositionTold(world.Now, 41.5, -81.7))).Must().New);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = (await Tell(world, code, new PositionTold(world.Now, 39.96, -82.99))).Must();
        Assert.Equal("DEL-036", Assert.Single(first.Refused).Code);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await Tell(world, code, new PositionTold(world.Now, 39.961, -82.991))).Must().New);
        var van = Assert.Single(await world.Do<VanPlaces, IReadOnlyList<VanPlace>>(u => u.Run(null, Ct)));
        Assert.Equal(39.961, van.Latitude, 6);
    }

    [Theory, OnBothDatabases]
    public async Task Many_senders_at_once_keep_each_place_once_and_each_hears_what_was_new_of_theirs(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        var code = (await Bind(world, street.Van.Id)).Must().Code;
        var start = world.Now.AddHours(-2);
        var batches = Enumerable
            .Range(0, 20)
            .Select(b =>
                Enumerable
                    .Range(0, 50)
                    // Each batch overlaps half of the one before it.
                    .Select(i => new PositionTold(start.AddSeconds(b * 25 + i), 39.96 + (b * 25 + i) * 1e-5, -82.99))
                    .ToArray()
            )
            .ToList();
        var kept = await Task.WhenAll(batches.Select(b => Tell(world, code, b)));
        Assert.Equal(19 * 25 + 50, kept.Sum(k => k.Must().New));
        Assert.Equal(20 * 50, kept.Sum(k => k.Must().New + k.Must().Known));
        Assert.Equal(19 * 25 + 50, await world.Look(db => db.Positions.CountAsync(Ct)));
        Assert.Equal(start.AddSeconds(19 * 25 + 49), kept.Max(k => k.Must().Newest));
    }

    [Theory, OnBothDatabases]
    public async Task A_node_that_was_killed_knows_again_where_the_vans_are_and_refuses_the_same_jump(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var street = await Street.Open(world);
        var code = (await Bind(world, street.Van.Id)).Must().Code;
        (await Tell(world, code, new PositionTold(world.Now.AddSeconds(-5), 39.96, -82.99, 8, 6, 90))).Must();
        var before = await Day(world.Services, street.Branch.Id);
        // Another process over the same database: nothing of the first one's memory.
        await using var again = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(world.Clock)
            .AddJourney(world.Storage)
            .BuildServiceProvider();
        var after = await Day(again, street.Branch.Id);
        Assert.Equal(Json.Write(before.Vans), Json.Write(after.Vans));
        await using var scope = again.CreateAsyncScope();
        var kept = (
            await scope
                .ServiceProvider.GetRequiredService<ReceiveTracker>()
                .Run(new(code, [new(world.Now, 39.1, -84.5)]), Ct)
        ).Must();
        Assert.Equal("DEL-036", Assert.Single(kept.Refused).Code);
    }

    private static async Task<LiveDayView> Day(IServiceProvider services, Guid branch)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
        return (await scope.ServiceProvider.GetRequiredService<LiveDay>().Run(branch, null, Ct)).Must();
    }
}
