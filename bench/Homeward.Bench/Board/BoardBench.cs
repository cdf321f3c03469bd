using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Bench.Board;

/// <summary>
/// The dispatcher's desk on a branch-day: opening the board, the verdict of a move, window offers, many orders planned in one action.
/// Each call is the use case in a scope of its own, from the database to the answer, as the board's page makes it.
/// </summary>
internal sealed class BoardBench(StorageKind kind, int visits, int vans, int rounds)
{
    public static Command Verb()
    {
        var (edit, offers, open, plan) = (
            new Option<bool>("--edit") { Description = "The verdict of a move, warm and after each edit." },
            new Option<bool>("--offers") { Description = "Window offers over five days, cold and warm." },
            new Option<bool>("--open") { Description = "Reading the board." },
            new Option<bool>("--plan500") { Description = "500 visits planned in one action." }
        );
        var on = new Option<StorageKind[]>("--on")
        {
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [StorageKind.Sqlite, StorageKind.Postgres],
        };
        var (visits, vans, rounds) = (
            new Option<int>("--visits") { DefaultValueFactory = _ => 400 },
            new Option<int>("--vans") { DefaultValueFactory = _ => 35 },
            new Option<int>("--rounds") { DefaultValueFactory = _ => 300 }
        );
        var command = new Command(
            "board",
            "the dispatcher's desk: board, verdicts, offers, a day planned in one action"
        )
        {
            edit,
            offers,
            open,
            plan,
            on,
            visits,
            vans,
            rounds,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var all =
                    !parsed.GetValue(edit)
                    && !parsed.GetValue(offers)
                    && !parsed.GetValue(open)
                    && !parsed.GetValue(plan);
                foreach (var kind in parsed.GetValue(on)!)
                {
                    var bench = new BoardBench(
                        kind,
                        parsed.GetValue(visits),
                        parsed.GetValue(vans),
                        parsed.GetValue(rounds)
                    );
                    await bench.Run(
                        all || parsed.GetValue(edit),
                        all || parsed.GetValue(offers),
                        all || parsed.GetValue(open),
                        all || parsed.GetValue(plan),
                        ct
                    );
                }
            }
        );
        return command;
    }

    private async Task Run(bool edit, bool offers, bool open, bool plan500, CancellationToken ct)
    {
        Console.WriteLine(
            $"\n{kind}, {visits} visits, {vans} vans\n\n| what | p50 ms | p99 ms | most ms | CPU ms a call |\n|---|---|---|---|---|"
        );
        if (edit || offers || open)
            await With(
                visits,
                vans,
                async day =>
                {
                    var made = (await Plan(day, 10, ct)).Must();
                    Console.Error.WriteLine($"  {made.Planned} planned, {made.LeftOut} left out");
                    cpu = Process.GetCurrentProcess().TotalProcessorTime;
                    if (open)
                        await Open(day, ct);
                    if (edit)
                        await Edit(day, made, ct);
                    if (offers)
                        await Offers(day, ct);
                },
                ct
            );
        if (plan500)
            await With(
                500,
                45,
                async day =>
                {
                    var watch = Stopwatch.GetTimestamp();
                    var made = (await Plan(day, 5, ct)).Must();
                    Row("500 visits planned in one action, 5 s of search, saved", [Since(watch)]);
                    Console.Error.WriteLine($"  {made.Planned} planned, {made.LeftOut} left out");
                },
                ct
            );
    }

    private async Task With(int visits, int vans, Func<BoardDay, Task> act, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("homeward-bench-").FullName;
        var storage =
            kind == StorageKind.Sqlite
                ? Storage.From(null, folder)
                : Storage.From(
                    await Postgres.Create(
                        await Postgres.Connection
                            ?? throw new InvalidOperationException("There is no PostgreSQL on this machine."),
                        $"board_{Environment.ProcessId}_{visits}"
                    ),
                    folder
                );
        var day = new BoardDay(storage, visits, vans);
        await using (day.Services)
        {
            await day.Fill(ct);
            await act(day);
        }
        if (kind == StorageKind.Sqlite)
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Outcome<PlanMade>> Plan(BoardDay day, int seconds, CancellationToken ct)
    {
        var run = (
            await day.As(
                (StartRun s) => s.Run(new(BoardDay.Id(), new(day.Branch, day.Day, Seconds: seconds, Seed: 1)), ct)
            )
        ).Must();
        await day.Services.GetRequiredService<PlanRunner>().Ended(run.RunId);
        return await day.As((AcceptRun a) => a.Run(new(BoardDay.Id(), new(run.RunId)), ct));
    }

    private static async Task Open(BoardDay day, CancellationToken ct)
    {
        var times = new List<double>();
        for (var n = 0; n < 45; n++)
        {
            var watch = Stopwatch.GetTimestamp();
            await day.As((ShowBoard b) => b.Run(day.Branch, day.Day, null, ct));
            if (n >= 5)
                times.Add(Since(watch));
        }
        Row("ShowBoard", times);
    }

    private async Task Edit(BoardDay day, PlanMade made, CancellationToken ct)
    {
        var dice = new Random(5);
        MoveVisitRequest Some(PlanMade of, bool best) =>
            new(
                of.PlanId,
                of.VersionNo,
                day.Visits[dice.Next(day.Visits.Count)],
                best ? null : day.Vans[dice.Next(day.Vans.Count)],
                null,
                best
            );
        foreach (var (name, best) in new[] { ("TryMove onto a van", false), ("TryMove to the best van", true) })
        {
            var times = new List<double>();
            for (var n = 0; n < rounds + 20; n++)
            {
                var (request, watch) = (Some(made, best), Stopwatch.GetTimestamp());
                (await day.As((TryMove m) => m.Run(request, ct))).Must();
                if (n >= 20)
                    times.Add(Since(watch));
            }
            Row(name, times);
        }
        var (moves, after) = (new List<double>(), new List<double>());
        for (var n = 0; n < Math.Min(60, rounds); n++)
        {
            var (request, watch) = (Some(made, false) with { Accept = true }, Stopwatch.GetTimestamp());
            var moved = await day.As((MoveVisit m) => m.Run(new(BoardDay.Id(), request), ct));
            if (!moved.Ok)
                continue;
            moves.Add(Since(watch));
            made = moved.Value;
            (request, watch) = (Some(made, false), Stopwatch.GetTimestamp());
            (await day.As((TryMove m) => m.Run(request, ct))).Must();
            after.Add(Since(watch));
        }
        Row("MoveVisit, saved", moves);
        Row("TryMove, the first after an edit", after);
    }

    private static async Task Offers(BoardDay day, CancellationToken ct)
    {
        var warm = new List<double>();
        for (var n = 0; n < 41; n++)
        {
            var watch = Stopwatch.GetTimestamp();
            var offers = (
                await day.As((OfferWindows o) => o.Run(new(day.Visits[n % 9 * 11], day.Day, n < 21 ? 5 : 1), ct))
            ).Must();
            if (n == 0)
                Row($"OfferWindows, five days, cold ({offers.Offers.Count} offers)", [Since(watch)]);
            else if (n == 21)
                Row("OfferWindows, five days, warm", warm);
            if (n == 21)
                warm.Clear();
            if (n > 0)
                warm.Add(Since(watch));
        }
        Row("OfferWindows, one day, warm", warm);
    }

    private static double Since(long from) => Stopwatch.GetElapsedTime(from).TotalMilliseconds;

    private static TimeSpan cpu;

    /// <summary>The CPU column is that of the whole process since the row before, shared by the calls timed: load elsewhere takes none of it.</summary>
    private static void Row(string what, List<double> times)
    {
        var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var sorted = times.Order().ToList();
        double At(int p) => sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * p / 100.0) - 1, 0, sorted.Count - 1)];
        if (sorted.Count > 0)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {what} | {At(50):0.0} | {At(99):0.0} | {sorted[^1]:0.0} | {spent.TotalMilliseconds / sorted.Count:0.0} |"
                )
            );
    }
}
