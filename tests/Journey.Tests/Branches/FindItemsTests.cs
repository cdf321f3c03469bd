using Homeward.Journey.Branches;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Tests.Branches;

public sealed class FindItemsTests
{
    private static async Task<List<string>> Find(World world, ItemFilter filter) =>
        [.. (await world.Do((FindItems f) => f.Run(filter, CancellationToken.None))).Items.Select(i => i.Code)];

    [Theory, OnBothDatabases]
    public async Task What_people_type_finds_the_item_best_match_first(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await world.Do((SeedReference s) => s.Run(CancellationToken.None));
        Assert.Equal("CPAP", (await Find(world, new("cpap")))[0]);
        Assert.Equal(["CONC-10", "CONC-5"], await Find(world, new("e1390")));
        Assert.Equal("WC-STD-18", (await Find(world, new("wheelchair 18 standard")))[0]);
        Assert.Equal(
            ["WC-LT-18", "WC-STD-18"],
            (await Find(world, new("wheelchair 18 in"))).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["CYL-D", "CYL-E", "CYL-H", "CYL-M"], (await Find(world, new("CYL"))).Take(4));
        Assert.Equal("MASK-NAS-M", (await Find(world, new("mask m nasal")))[0]);
        Assert.Empty(await Find(world, new("100%")));
        Assert.Empty(await Find(world, new("_")));
        Assert.Empty(await Find(world, new("' or 1=1 --")));
        Assert.Empty(await Find(world, new(new string('x', 20_000))));
    }

    [Theory, OnBothDatabases]
    public async Task Pages_do_not_overlap_and_the_total_is_of_all(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await world.Do((SeedReference s) => s.Run(CancellationToken.None));
        var seen = new List<string>();
        for (var page = 1; ; page++)
        {
            var rows = await world.Do((FindItems f) => f.Run(new(Page: page, Size: 7), CancellationToken.None));
            seen.AddRange(rows.Items.Select(i => i.Code));
            if (rows.Items.Count < 7)
            {
                Assert.Equal(rows.Total, seen.Count);
                break;
            }
        }
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(await Find(world, new(Page: int.MaxValue, Size: int.MinValue)));
    }
}
