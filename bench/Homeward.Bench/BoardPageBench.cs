using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Homeward.App.Tests.Dispatch;
using Homeward.Journey;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Homeward.Bench;

/// <summary>
/// The dispatcher's board in a real Chromium over a host of its own: 400 visits on 35 vans. Times from the start of the navigation
/// until the panes stand, then what the board's own script takes a frame while every van moves each second.
/// </summary>
internal sealed class BoardPageBench(string hostDll, int times)
{
    private const int Vans = 35;
    private const int Visits = 400;
    private const int Seconds = 30;
    private const string Password = "bench lantern quiet harbour";

    public async Task Run(CancellationToken ct)
    {
        var storage = Storage.From(null, Directory.CreateTempSubdirectory("homeward-bench-").FullName);
        try
        {
            var path = await Fill(storage, ct);
            var address = new Uri($"http://127.0.0.1:{Postgres.FreePort()}");
            using var host = await Start(storage, address, ct);
            try
            {
                await Look(address, path);
            }
            finally
            {
                host.Kill();
                await host.WaitForExitAsync(ct);
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(storage.DataFolder, recursive: true);
        }
    }

    private static async Task<string> Fill(Storage storage, CancellationToken ct)
    {
        await using var services = new ServiceCollection().AddLogging().AddJourney(storage).BuildServiceProvider();
        await services.PrepareDatabase(ct);
        async Task<T> As<TUse, T>(Func<TUse, Task<T>> act)
            where TUse : notnull
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System with { Name = "Bench" };
            return await act(scope.ServiceProvider.GetRequiredService<TUse>());
        }
        Task Given(object[] rows) =>
            As<JourneyDb, int>(db =>
            {
                db.AddRange(rows);
                return db.SaveChangesAsync(ct);
            });
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var date = DateOnly
            .FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone).DateTime)
            .AddDays(1);
        var day = await BoardDay.Make(Given, () => Ids.New(TimeProvider.System), Vans, Visits, date, minutes: 32);
        var id = Ids.New(TimeProvider.System);
        var account = new Account
        {
            Id = id,
            UserName = "bench",
            NormalizedUserName = "BENCH",
            DisplayName = "Bench",
            SecurityStamp = id.ToString("N"),
        };
        account.PasswordHash = services.GetRequiredService<Passwords>().Hash(account, Password);
        await Given([account]);
        await Given([
            new RoleGrant
            {
                Id = Ids.New(TimeProvider.System),
                AccountId = id,
                Role = Roles.Dispatcher,
            },
        ]);
        var watch = Stopwatch.StartNew();
        var made = (
            await As(
                (PlanDay p) =>
                    p.Run(new(Ids.New(TimeProvider.System), new(day.Branch, date, 0, new() { Iterations = 60 })), ct)
            )
        ).Must();
        Console.Error.WriteLine($"{made.Planned} planned, {made.LeftOut} left out, {watch.Elapsed.TotalSeconds:0.0} s");
        return $"/dispatch/board?branch={day.Branch}&date={date:yyyy-MM-dd}";
    }

    private async Task<Process> Start(Storage storage, Uri address, CancellationToken ct)
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [hostDll])
            {
                WorkingDirectory = Path.GetDirectoryName(hostDll)!,
                RedirectStandardOutput = true,
                Environment =
                {
                    ["Homeward__Data"] = storage.DataFolder,
                    ["Homeward__Database"] = storage.ConnectionString,
                    ["Urls"] = address.ToString(),
                    ["Logging__LogLevel__Default"] = "Warning",
                },
            }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = address };
        while (!process.HasExited)
        {
            try
            {
                (await client.GetAsync(new Uri("/health", UriKind.Relative), ct)).EnsureSuccessStatusCode();
                return process;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, ct);
            }
        }
        throw new InvalidOperationException("The host ended before it answered.");
    }

    private async Task Look(Uri address, string path)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] }
        );
        var page = await browser.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        await page.GotoAsync(new Uri(address, "/sign-in").ToString());
        await page.Locator("[name='Form.Name']").FillAsync("bench");
        await page.Locator("[name='Form.Password']").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(u => !u.Contains("sign-in", StringComparison.Ordinal));
        List<double> open = [],
            map = [];
        for (var i = 0; i <= times; i++)
        {
            await page.GotoAsync(new Uri(address, path).ToString());
            await page.WaitForSelectorAsync(".bd-root[data-map='true']", new() { Timeout = 60_000 });
            var marks = await page.EvaluateAsync<double[]>(
                "() => ['board-open', 'board-map'].map(n => performance.getEntriesByName(n)[0].startTime)"
            );
            // The first opening fills the caches of browser and host; it is told apart.
            if (i == 0)
                Console.WriteLine($"first opening: panes {marks[0]:0} ms, map {marks[1]:0} ms");
            else
                (open, map) = ([.. open, marks[0]], [.. map, marks[1]]);
        }
        Console.WriteLine(
            $"stops drawn: {await page.Locator(".bd-stop").CountAsync()}, lanes: {await page.Locator(".bd-lane").CountAsync()}"
        );
        Console.WriteLine($"opening, {times} times: panes {Row(open)}; map with routes {Row(map)}");
        var ticks = await page.EvaluateAsync<JsonElement>(Moving, Seconds);
        foreach (var name in new[] { "tick", "hear" })
        {
            var all = ticks.GetProperty(name).EnumerateArray().Select(t => t.GetDouble()).ToList();
            Console.WriteLine(
                $"{name}, {Vans} vans moving for {Seconds} s: {Row(all)}; {all.Count(t => t > 8)} of {all.Count} above 8 ms"
            );
        }
    }

    private static string Row(List<double> times)
    {
        var sorted = times.Order().ToList();
        double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {At(0.5):0.0} ms, p99 {At(0.99):0.0} ms, most {sorted[^1]:0.0} ms"
        );
    }

    // Every van moves each second; every minute of the hour one in five turns late or on time again.
    private const string Moving = """
        async seconds => {
          const out = { tick: [], hear: [] };
          new PerformanceObserver(l => l.getEntries().forEach(e => {
            if (e.name === 'board-tick') out.tick.push(e.duration);
            if (e.name === 'board-hear') out.hear.push(e.duration);
          })).observe({ entryTypes: ['measure'] });
          const board = await import('/js/board/board.js');
          const lanes = [...document.querySelectorAll('.bd-lane')].map(l => ({ id: l.dataset.lane, stops: [...l.querySelectorAll('.bd-stop')].map(s => s.dataset.visit) }));
          for (let i = 0; i < seconds; i++) {
            board.live({ vans: lanes.map((l, k) => ({
              id: l.id, name: 'Van', latitude: 39.96 + Math.sin(i / 9 + k) * 0.1, longitude: -83 + Math.cos(i / 9 + k) * 0.1, lost: false, drift: Math.floor((i + k) / 5),
              etas: l.stops.map((id, n) => ({ id, at: 1.8e9 + i, late: (n + Math.floor(i / 5)) % 5 === 0 ? 3 : 0 })) })) });
            await new Promise(r => setTimeout(r, 1000));
          }
          return out;
        }
        """;
}
