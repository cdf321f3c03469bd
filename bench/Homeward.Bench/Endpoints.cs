using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Homeward.Journey.Shared;
using Homeward.TestKit;

namespace Homeward.Bench;

/// <summary>
/// Times endpoints of a host that runs as a process of its own, over loopback, one request after the other and then from four
/// clients at once. Prints a table a database.
/// </summary>
internal sealed class Endpoints(string hostDll, StorageKind kind, int orders, int units, int requests)
{
    private const int Clients = 4;
    private const int WarmUp = 40;

    private sealed record Call(string Name, Func<int, HttpRequestMessage> Make);

    public async Task Run(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("homeward-bench-").FullName;
        var storage = await Make(folder);
        try
        {
            Console.Error.WriteLine($"{kind}:");
            var town = new Town(storage, orders, units);
            await town.Fill(ct);
            using var host = await Start(storage, town.Key, ct);
            Console.WriteLine(
                $"\n{kind}, {orders:N0} orders, {units:N0} units; start to first answer {host.StartedIn.TotalSeconds:0.0} s\n"
            );
            Console.WriteLine("| endpoint | p50 ms | p99 ms | p50 ms, 4 at once | p99 ms, 4 at once | requests/s |");
            Console.WriteLine("|---|---|---|---|---|---|");
            foreach (var call in Calls(town))
                await Measure(host.Client, call, ct);
            Console.WriteLine($"\nmemory of the host afterwards: {host.Megabytes:0} MB");
        }
        finally
        {
            if (kind == StorageKind.Sqlite)
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Storage> Make(string folder)
    {
        if (kind == StorageKind.Sqlite)
            return Storage.From(null, folder);
        var server =
            await Postgres.Connection ?? throw new InvalidOperationException("There is no PostgreSQL on this machine.");
        return Storage.From(await Postgres.Create(server, $"bench_{Environment.ProcessId}"), folder);
    }

    private static IEnumerable<Call> Calls(Town town)
    {
        HttpRequestMessage Get(string path) => new(HttpMethod.Get, $"/api/v1/{path}");
        HttpRequestMessage Post(string path, object body)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}")
            {
                Content = JsonContent.Create(body),
            };
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            return request;
        }
        var branch = town.Branch;
        var tomorrow = town.Today.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var stamp = Stopwatch.GetTimestamp();
        return
        [
            new("GET orders (open, most pressing first)", _ => Get($"orders?branchId={branch}")),
            new("GET orders?text= (a name)", n => Get($"orders?branchId={branch}&text={"abcdefghij"[n % 10]}a")),
            new("GET orders/{id}", n => Get($"orders/{town.OrderIds[^(n % 200 + 1)]}")),
            new("POST orders (new patient, two lines)", n => Post("orders", Order(town, stamp, n))),
            new("GET patients?text=", n => Get($"patients?text={"klmnopqrst"[n % 10]}a")),
            new("GET units?text= (a serial)", n => Get($"units?text=CONC-5-0{n % 6_000:0000}")),
            new("GET visits (a day)", _ => Get($"visits?branch={branch}&from={tomorrow}&to={tomorrow}")),
            new("GET plans/latest (a day)", _ => Get($"plans/latest?branch={branch}&date={tomorrow}")),
            new("POST positions (one van)", n => Post("positions", Position(town, n))),
            new(
                "GET reports/figures (30 days)",
                _ => Get($"reports/figures?from={town.Today.AddDays(-30):yyyy-MM-dd}&to={tomorrow}")
            ),
        ];
    }

    private static object Order(Town town, long stamp, int n) =>
        new
        {
            branchId = town.Branch,
            patient = new
            {
                branchId = town.Branch,
                firstName = $"New{Word(stamp + n * 17L)}",
                lastName = $"Person{Word(stamp + n * 104_729L)}",
                birthDate = new DateOnly(1940, 1, 1).AddDays(n % 9_000),
                phone = $"740{220 + n / 10_000:000}{n % 10_000:0000}",
                addressLine = $"{n + 1} Elm St",
                city = "Columbus",
                state = "OH",
                zip = "43215",
            },
            diagnoses = new[] { "J44.9" },
            lines = new[] { new { item = "WALKER" }, new { item = "COMMODE" } },
            accept = true,
        };

    private static string Word(long n) =>
        string.Concat(Enumerable.Range(0, 7).Select(i => (char)('a' + (int)(n / (1 + i * i * 13) % 26))));

    private static object Position(Town town, int n) =>
        new
        {
            vehicleId = town.Van,
            positions = new[]
            {
                new
                {
                    at = TimeProvider.System.GetUtcNow().UtcDateTime,
                    latitude = 39.95 + n % 100 * 0.0003,
                    longitude = -83.0,
                    accuracyMetres = 8,
                },
            },
        };

    private async Task Measure(HttpClient client, Call call, CancellationToken ct)
    {
        for (var n = 0; n < WarmUp; n++)
            await Send(client, call, -n - 1 & 0xFFFF, ct);
        var alone = new List<double>();
        for (var n = 0; n < requests; n++)
            alone.Add(await Send(client, call, 100_000 + n, ct));
        var together = new List<double>[Clients];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async c =>
                {
                    together[c] = [];
                    for (var n = 0; n < requests / 2; n++)
                        together[c].Add(await Send(client, call, 200_000 + c * 10_000 + n, ct));
                })
        );
        var rate = together.Sum(t => t.Count) / watch.Elapsed.TotalSeconds;
        var all = together.SelectMany(t => t).ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {call.Name} | {At(alone, 50):0.0} | {At(alone, 99):0.0} | {At(all, 50):0.0} | {At(all, 99):0.0} | {rate:0} |"
            )
        );
    }

    private static double At(List<double> times, int percentile)
    {
        var sorted = times.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * percentile / 100.0) - 1)];
    }

    private static async Task<double> Send(HttpClient client, Call call, int n, CancellationToken ct)
    {
        using var request = call.Make(n);
        var watch = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request, ct);
        var body = await answer.Content.ReadAsStringAsync(ct);
        var took = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{call.Name}: {(int)answer.StatusCode} {body}");
        return took;
    }

    private sealed record Host(Process Process, HttpClient Client, TimeSpan StartedIn) : IDisposable
    {
        public double Megabytes
        {
            get
            {
                Process.Refresh();
                return Process.WorkingSet64 / 1048576.0;
            }
        }

        public void Dispose()
        {
            Client.Dispose();
            Process.Kill();
            Process.Dispose();
        }
    }

    private async Task<Host> Start(Storage storage, string key, CancellationToken ct)
    {
        var address = new Uri($"http://127.0.0.1:{Postgres.FreePort()}");
        var watch = Stopwatch.GetTimestamp();
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [hostDll])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetDirectoryName(hostDll)!,
                Environment =
                {
                    ["Homeward__Data"] = storage.DataFolder,
                    ["Homeward__Database"] = storage.ConnectionString,
                    ["Urls"] = address.ToString(),
                    ["Logging__LogLevel__Default"] = "Warning",
                },
            }
        )!;
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        for (; ; )
        {
            if (process.HasExited)
                throw new InvalidOperationException("The host ended before it answered.");
            try
            {
                (await client.GetAsync(new Uri("/health", UriKind.Relative), ct)).EnsureSuccessStatusCode();
                return new(process, client, Stopwatch.GetElapsedTime(watch));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, ct);
            }
        }
    }

    private static void Hear(string? line)
    {
        if (line is not null && line.Contains("fail:", StringComparison.Ordinal))
            Console.Error.WriteLine(line);
    }
}
