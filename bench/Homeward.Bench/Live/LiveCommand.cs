using System.CommandLine;
using System.Diagnostics;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Roads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Bench.Live;

/// <summary>The running day: places a second to durable history, arrival times of a whole fleet, memory over twelve hours.</summary>
internal static class LiveCommand
{
    public static Command Verb()
    {
        var positions = new Option<bool>("--positions")
        {
            Description = "Places a second, both databases side by side.",
        };
        var eta = new Option<bool>("--eta") { Description = "Arrival times of 35 vans and 400 visits anew." };
        var soak = new Option<bool>("--soak") { Description = "Twelve simulated hours of 35 vans: memory." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10 };
        var verb = new Command(
            "live",
            "The running day: positions, arrival times, memory; all three when none is named"
        )
        {
            positions,
            eta,
            soak,
            seconds,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var all = !parsed.GetValue(positions) && !parsed.GetValue(eta) && !parsed.GetValue(soak);
                if (all || parsed.GetValue(positions))
                    await Positions(parsed.GetValue(seconds), ct);
                if (all || parsed.GetValue(eta))
                    await Etas(ct);
                if (all || parsed.GetValue(soak))
                    await Soak(ct);
            }
        );
        return verb;
    }

    private static readonly StorageKind[] Both = [StorageKind.Postgres, StorageKind.Sqlite];

    private static async Task Positions(int seconds, CancellationToken ct)
    {
        Console.WriteLine("| places a second to durable history | PostgreSQL | SQLite |\n|---|---|---|");
        var rows = new Dictionary<string, List<string>>();
        foreach (var kind in Both)
        {
            var bare = await Bare(kind, ct);
            Add("bare inserts of 1,000 rows, one connection (reference)", bare, 0);
            foreach (var batch in new[] { 1, 20 })
            {
                await using var town = await RunningTown.Open(kind, 200, 400, ct);
                var (rate, p99) = await Ingest(town, batch, seconds, ct);
                Add($"200 trackers at once, {batch} a report", rate, bare, $"; p99 {p99:0} ms");
            }
        }
        foreach (var (name, cells) in rows)
            Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");

        void Add(string name, double rate, double reference, string more = "")
        {
            rows.TryAdd(name, []);
            rows[name].Add(reference > 0 ? $"{rate:N0} ({rate / reference:0.00} of bare{more})" : $"{rate:N0}");
        }
    }

    /// <summary>Every tracker sends its next place as soon as the last one is acknowledged; what counts is rows in the table.</summary>
    private static async Task<(double Rate, double P99)> Ingest(
        RunningTown town,
        int batch,
        int seconds,
        CancellationToken ct
    )
    {
        var start = town.Clock.Now.UtcDateTime.AddDays(-1);
        var waits = new List<double>[town.Vans.Count];
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, town.Vans.Count),
            new ParallelOptions { MaxDegreeOfParallelism = town.Vans.Count, CancellationToken = ct },
            async (v, _) =>
            {
                var mine = waits[v] = [];
                for (var n = 0; watch.Elapsed.TotalSeconds < seconds; n++)
                {
                    var told = Enumerable
                        .Range(0, batch)
                        .Select(i => new PositionTold(
                            start.AddSeconds(n * batch + i),
                            39.9 + (n * batch + i) * 1e-6,
                            -83,
                            8,
                            9
                        ))
                        .ToArray();
                    var began = Stopwatch.GetTimestamp();
                    (
                        await town.Do((ReceiveTracker r) => r.Run(new(town.Vans[v].Code, told), CancellationToken.None))
                    ).Must();
                    mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }
        );
        var took = watch.Elapsed.TotalSeconds;
        var kept = await town.Do((JourneyDb db) => db.Positions.LongCountAsync(ct));
        var sorted = waits.SelectMany(w => w).Order().ToList();
        return (kept / took, sorted[(int)(sorted.Count * 0.99)]);
    }

    private static async Task<double> Bare(StorageKind kind, CancellationToken ct)
    {
        await using var town = await RunningTown.Open(kind, 1, 1, ct);
        return await town.Do(
            async (JourneyDb db) =>
            {
                await db.Database.OpenConnectionAsync(ct);
                var connection = db.Database.GetDbConnection();
                const int batches = 30;
                var watch = Stopwatch.StartNew();
                for (var b = 0; b < batches; b++)
                {
                    await using var transaction = await connection.BeginTransactionAsync(ct);
                    await using var command = connection.CreateCommand();
                    command.Transaction = transaction;
                    // The reference is the plainest way to write the same row: values in one statement, no conflict looked for.
                    command.CommandText =
                        """INSERT INTO "Position" ("VehicleId", "At", "BranchId", "PersonId", "ReceivedAt", "Latitude", "Longitude") VALUES """
                        + string.Join(
                            ",",
                            Enumerable
                                .Range(0, 1_000)
                                .Select(i =>
                                    $"('{town.Vans[0].Van}', '{town.Clock.Now.UtcDateTime.AddSeconds(b * 1_000 + i):yyyy-MM-dd HH:mm:ss}', '{town.Branch}', '{town.Branch}', '2026-11-10 12:00:00', 39.9, -83)"
                                )
                        );
                    await command.ExecuteNonQueryAsync(ct);
                    await transaction.CommitAsync(ct);
                }
                return batches * 1_000 / watch.Elapsed.TotalSeconds;
            }
        );
    }

    private static async Task Etas(CancellationToken ct)
    {
        await using var town = await RunningTown.Open(StorageKind.Sqlite, 35, 400, ct);
        foreach (var (_, code, doors) in town.Vans)
            (
                await town.Do(
                    (ReceiveTracker r) =>
                        r.Run(new(code, [new(town.Clock.Now.UtcDateTime, doors[0].Lat + 0.02, doors[0].Lon, 8, 9)]), ct)
                )
            ).Must();
        var watches = town.Vans.Select(v => (v.Doors, Watch: Watch(town, v.Van))).ToList();
        var (warm, changed) = (new List<double>(), new List<double>());
        var routes = town.Services.GetRequiredService<LiveRoutes>();
        for (var i = 0; i < 220; i++)
        {
            town.Clock.Now += TimeSpan.FromSeconds(1);
            // Every tenth round something was published: the routes are read again.
            if (i % 10 == 0)
                routes.Forget();
            var began = Stopwatch.GetTimestamp();
            var stops = 0;
            foreach (var (doors, watch) in watches)
                stops +=
                    (
                        await watch.Moved(
                            town.Branch,
                            new(town.Clock.Now.UtcDateTime, doors[0].Lat + 0.02, doors[0].Lon, 8, 9)
                        )
                    )
                        ?.Remaining
                        .Count
                    ?? 0;
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (stops != 400)
                throw new InvalidOperationException($"{stops} arrival times instead of 400.");
            if (i >= 20)
                (i % 10 == 0 ? changed : warm).Add(took);
        }
        Console.WriteLine("\n| arrival times of 35 vans, 400 visits | p50 ms | worst ms |\n|---|---|---|");
        foreach (
            var (name, times) in new[] { ("each van moved", warm), ("and the plan was published just before", changed) }
        )
            Console.WriteLine($"| {name} | {times.Order().ElementAt(times.Count / 2):0.0} | {times.Max():0.0} |");
    }

    private static async Task Soak(CancellationToken ct)
    {
        await using var town = await RunningTown.Open(StorageKind.Sqlite, 35, 400, ct);
        var watches = town.Vans.Select(v => (v.Code, v.Doors, Watch: Watch(town, v.Van))).ToList();
        Console.WriteLine("\n| hour | places kept | arrivals by the fence | managed memory MB |\n|---|---|---|---|");
        var wall = Stopwatch.StartNew();
        for (var tick = 0; tick <= 12 * 360; tick++)
        {
            town.Clock.Now += TimeSpan.FromSeconds(10);
            var now = town.Clock.Now.UtcDateTime;
            await Task.WhenAll(
                watches.Select(async v =>
                {
                    var fix = Along(v.Doors, tick * 10, now);
                    await town.Do(
                        (ReceiveTracker r) =>
                            r.Run(
                                new(v.Code, [new(now, fix.Latitude, fix.Longitude, 8, fix.SpeedMetresPerSecond)]),
                                CancellationToken.None
                            )
                    );
                    await v.Watch.Moved(town.Branch, fix);
                })
            );
            if (tick % 360 != 0)
                continue;
            var (kept, arrived) = await town.Do(
                async (JourneyDb db) =>
                    (
                        await db.Positions.CountAsync(ct),
                        await db.Visits.CountAsync(v => v.State == VisitState.Arrived, ct)
                    )
            );
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            Console.WriteLine($"| {tick / 360} | {kept:N0} | {arrived} | {GC.GetTotalMemory(true) / 1048576.0:0.0} |");
        }
        Console.WriteLine($"\n{wall.Elapsed.TotalSeconds:0} s for twelve hours");
    }

    /// <summary>Twenty minutes from door to door, then thirty at the door.</summary>
    private static LiveFix Along(List<(double Lat, double Lon)> doors, int second, DateTime now)
    {
        var leg = Math.Min(doors.Count - 1, second / 3_000);
        var share = Math.Min(1, (second - leg * 3_000) / 1_200.0);
        var (from, to) = (leg == 0 ? (Lat: 39.96, Lon: -83.0) : doors[leg - 1], doors[leg]);
        return new(
            now,
            from.Lat + (to.Lat - from.Lat) * share,
            from.Lon + (to.Lon - from.Lon) * share,
            8,
            share < 1 ? 9 : 0
        );
    }

    private static VanWatch Watch(RunningTown town, Guid van) =>
        new(
            van,
            town.Services.GetRequiredService<Fleet>(),
            town.Services.GetRequiredService<LiveRoutes>(),
            town.Services.GetRequiredService<ITravelTimes>(),
            town.Clock,
            town.Services.GetRequiredService<IServiceScopeFactory>()
        );
}
