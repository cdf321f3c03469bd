using Homeward.Journey;
using Homeward.Journey.Demo;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Web.Demo;

/// <summary>
/// <c>--demo</c>: a branch in Columbus, Ohio, on an accelerated clock, in a data folder of its own that is made anew each day.
/// </summary>
public static class DemoHost
{
    public const string Flag = "--demo";
    private const int Seed = 20261110;
    private static readonly TimeOnly Begins = new(7, 0);
    private static readonly TimeOnly Slows = new(17, 45);

    private sealed record Remembered(DateOnly Day, string Password, IReadOnlyList<DemoSignIn> SignIns, Guid BranchId);

    /// <summary>Puts the demonstration's data folder and clock in place.</summary>
    public static async Task<Storage> AddDemonstration(this WebApplicationBuilder builder, Storage storage)
    {
        var demo =
            storage.Kind == StorageKind.Sqlite ? Storage.From(null, Path.Combine(storage.DataFolder, "demo")) : storage;
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone).DateTime);
        var from = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(today.ToDateTime(Begins), zone), TimeSpan.Zero);
        if (Recall(demo) is { } before)
        {
            if (before.Day != today && demo.Kind == StorageKind.Sqlite)
                Directory.Delete(demo.DataFolder, recursive: true);
            else if (await LastMoment(demo) is { } last && last > from)
                from = last;
        }
        Directory.CreateDirectory(demo.DataFolder);
        var until = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(today.ToDateTime(Slows), zone), TimeSpan.Zero);
        var speed = builder.Configuration.GetValue("Homeward:DemoSpeed", 20.0);
        builder.Services.AddDemo(new DemoClock(TimeProvider.System, from, until, Math.Max(1, speed)));
        return demo;
    }

    /// <summary>Fills the branch where it is new, and prints how to get in.</summary>
    public static async Task StartDemonstration(this WebApplication app)
    {
        var storage = app.Services.GetRequiredService<Storage>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Homeward.Demo");
        var known = Recall(storage);
        if (known is null)
        {
            log.LogInformation(
                "Making the demonstration: a branch, 6 vans, 9 people, 400 units, 120 patients, 100 orders, two days planned ..."
            );
            var made = await app.Services.GetRequiredService<DemoSeed>().Run(Seed, CancellationToken.None);
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = DemoSeed.Actor;
            var password = DemoAccounts.MakePassword();
            var signIns = await scope
                .ServiceProvider.GetRequiredService<DemoAccounts>()
                .Make(made.BranchId, password, CancellationToken.None);
            known = new(made.Today, password, signIns, made.BranchId);
            await Remember(storage, known);
        }
        var address = app.Configuration["Urls"] ?? "http://localhost:5080";
        log.LogInformation("{Box}", Box(known, address.Split(';')[0]));
    }

    private static string Box(Remembered known, string address)
    {
        var lines = new List<string>
        {
            "",
            "  Homeward, demonstration",
            $"  {address}/            sign in as any of these, password  {known.Password}",
            "",
        };
        lines.AddRange(known.SignIns.Select(s => $"    {s.UserName, -12} {s.Role, -12} {s.Name}"));
        lines.AddRange([
            "",
            $"  {address}/dispatch/board  the day on one screen   {address}/day    a driver's phone (sign in as marcus)",
            $"  {address}/inbox       what patients are told  {address}/api/v1/openapi.json",
            "",
        ]);
        return string.Join(Environment.NewLine, lines);
    }

    private static string PathOf(Storage storage) => Path.Combine(storage.DataFolder, "demonstration.json");

    private static Remembered? Recall(Storage storage)
    {
        if (!Path.Exists(PathOf(storage)))
            return null;
        using var reader = new StreamReader(PathOf(storage));
        return Json.Read<Remembered>(reader.ReadToEnd());
    }

    private static async Task Remember(Storage storage, Remembered known)
    {
        await using var writer = new StreamWriter(PathOf(storage));
        await writer.WriteAsync(Json.Write(known));
    }

    /// <summary>Where the clock stood when the demonstration was last stopped: the last thing anybody did.</summary>
    private static async Task<DateTimeOffset?> LastMoment(Storage storage)
    {
        await using var services = new ServiceCollection().AddLogging().AddJourney(storage).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var at = await scope.ServiceProvider.GetRequiredService<JourneyDb>().Audit.MaxAsync(a => (DateTime?)a.At);
        return at is { } last ? new DateTimeOffset(last, TimeSpan.Zero) : null;
    }
}
