using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Tests.House;

public sealed class MigrationTests
{
    [Theory, OnBothDatabases]
    public async Task The_migrations_make_the_model_that_the_code_has(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        Assert.False(
            await world.Look(db => Task.FromResult(db.Database.HasPendingModelChanges())),
            "Run: dotnet ef migrations add <Name> for both contexts (docs/contributing.md)."
        );
    }

    [Theory, OnBothDatabases]
    public async Task An_empty_database_is_migrated_and_takes_its_first_branch(StorageKind kind)
    {
        var storage = await Databases.Empty(kind);
        try
        {
            await using var services = new ServiceCollection().AddLogging().AddJourney(storage).BuildServiceProvider();
            await services.PrepareDatabase(CancellationToken.None);
            await services.PrepareDatabase(CancellationToken.None);
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
            var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
            db.Add(
                new Branches.Branch
                {
                    Id = Ids.New(TimeProvider.System),
                    Code = "COL",
                    Name = "Columbus",
                }
            );
            await db.SaveChangesAsync();
            Assert.Empty(await db.Database.GetPendingMigrationsAsync());
            Assert.True(await db.GetService<IRelationalDatabaseCreator>().HasTablesAsync());
        }
        finally
        {
            await Databases.Drop(storage);
        }
    }
}
