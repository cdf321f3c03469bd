using System.Globalization;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Live;

/// <summary>
/// The same day twice: once the dispatcher acts on what the board says, once the morning's plan runs as it is. A small one here;
/// HOMEWARD_DAY=400x35 plays one of that size (bench/README.md).
/// </summary>
public sealed class SimulatedDayTests
{
    [Theory, OnBothDatabases]
    public async Task Acting_on_the_board_keeps_more_promises_than_letting_the_morning_run(StorageKind kind)
    {
        var asked = Environment.GetEnvironmentVariable("HOMEWARD_DAY");
        if (asked is not null && kind == StorageKind.Postgres)
            return;
        var (visits, vans) = asked is null ? (30, 4) : Size(asked);
        var (stats, dropOuts) = asked is null ? (2, 1) : (8, 2);
        var acting = await Play(kind, visits, vans, stats, dropOuts, replan: true);
        var letting = await Play(kind, visits, vans, stats, dropOuts, replan: false);
        TestContext.Current.TestOutputHelper?.WriteLine(acting.Say("replanning on"));
        TestContext.Current.TestOutputHelper?.WriteLine(letting.Say("replanning off"));
        if (asked is not null)
            await File.WriteAllLinesAsync(
                $"simulated-day-{asked}.txt",
                [acting.Say("replanning on"), letting.Say("replanning off")],
                TestContext.Current.CancellationToken
            );
        Assert.Equal(visits + stats, acting.Visits);
        Assert.Equal(acting.Visits, letting.Visits);
        Assert.True(acting.OnTime > letting.OnTime, $"{acting.Say("on")} / {letting.Say("off")}");
        Assert.True(acting.NotReached <= letting.NotReached);
    }

    private static async Task<DayReport> Play(
        StorageKind kind,
        int visits,
        int vans,
        int stats,
        int dropOuts,
        bool replan
    )
    {
        await using var day = await SimulatedDay.Make(kind, visits, vans, seed: 1, replan);
        return await day.Run(stats, dropOuts);
    }

    private static (int, int) Size(string asked)
    {
        var parts = asked.Split('x');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
