using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Tests.Shared;

public sealed class BackupTests
{
    private static readonly byte[] Photo = [.. Enumerable.Range(0, 5_000).Select(i => (byte)i)];

    private static async Task<(MemoryStream File, string Blob)> BackupOf(World world)
    {
        var blob = await world.Services.GetRequiredService<BlobStore>().Put(Photo, CancellationToken.None);
        await world.Given(
            new Branch
            {
                Id = world.NewId(),
                Code = "COL",
                Name = "Columbus — Größe & Co",
                OpensAt = new(7, 30),
                OpenDays = [DayOfWeek.Friday],
            },
            new Kit
            {
                Id = world.NewId(),
                Code = "O2",
                Name = "Oxygen",
                Lines = [new() { ItemId = world.NewId(), Quantity = 2 }],
            }
        );
        await world.Do<AuditSealer, int>(s => s.SealAll(CancellationToken.None));
        var file = new MemoryStream();
        await world.Do<MakeBackup, BackupManifest>(b => b.Run(file, withKeys: true, CancellationToken.None));
        file.Position = 0;
        return (file, blob);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite, StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres, StorageKind.Postgres)]
    [InlineData(StorageKind.Sqlite, StorageKind.Postgres)]
    [InlineData(StorageKind.Postgres, StorageKind.Sqlite)]
    public async Task A_backup_restores_into_either_engine_with_its_files_and_its_chain(
        StorageKind from,
        StorageKind to
    )
    {
        await using var source = await World.Open(from);
        var (file, blob) = await BackupOf(source);
        await using var target = await World.Open(to);
        (await target.Do<RestoreBackup, Outcome<BackupManifest>>(r => r.Run(file, CancellationToken.None))).Must();

        var branch = await target.Look(db => db.Branches.SingleAsync());
        Assert.Equal(
            ("Columbus — Größe & Co", new TimeOnly(7, 30), DayOfWeek.Friday),
            (branch.Name, branch.OpensAt, branch.OpenDays.Single())
        );
        Assert.Equal(2, (await target.Look(db => db.Kits.SingleAsync())).Lines.Single().Quantity);
        Assert.Equal(Photo, await target.Services.GetRequiredService<BlobStore>().Get(blob, CancellationToken.None));
        var chain = await target.Do<VerifyAudit, AuditVerdict>(v => v.Run(CancellationToken.None));
        Assert.True(chain.Sound, string.Join(" ", chain.Faults));
        Assert.Equal(2, chain.Records);
    }

    [Theory, OnBothDatabases]
    public async Task A_backup_is_not_restored_over_somebodys_data(StorageKind kind)
    {
        await using var source = await World.Open(kind);
        var (file, _) = await BackupOf(source);
        var outcome = await source.Do<RestoreBackup, Outcome<BackupManifest>>(r => r.Run(file, CancellationToken.None));
        Assert.Equal("BAK-001", outcome.Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_truncated_backup_changes_nothing(StorageKind kind)
    {
        await using var source = await World.Open(kind);
        var (file, _) = await BackupOf(source);
        await using var target = await World.Open(kind);
        var half = new MemoryStream(file.ToArray()[..(int)(file.Length / 2)]);
        var outcome = await target.Do<RestoreBackup, Outcome<BackupManifest>>(r => r.Run(half, CancellationToken.None));
        Assert.False(outcome.Ok);
        Assert.Equal(0, await target.Look(db => db.Branches.CountAsync()));
    }
}
