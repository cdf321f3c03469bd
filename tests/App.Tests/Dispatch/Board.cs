using Homeward.App.Tests.Browser;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Dispatch;

/// <summary>The board open in a browser, over a planned day of three vans and nine visits.</summary>
public sealed class Board : IAsyncDisposable
{
    private readonly App app;
    private readonly bool owns;

    private Board(App app, BoardDay day, Office office, bool owns) =>
        (this.app, Day, Office, this.owns) = (app, day, office, owns);

    public BoardDay Day { get; }

    public Office Office { get; }

    public IPage Page => Office.Page;

    public int VersionNo => app.Look(db => db.Plans.MaxAsync(p => p.VersionNo)).GetAwaiter().GetResult();

    /// <summary>The version the test begins with.</summary>
    public int Start { get; private set; }

    public ILocator Verdict => Page.Locator(".bd-verdict:not([hidden])");

    public static async Task<Board> Open(string role = Roles.Dispatcher)
    {
        var app = await App.Live(StorageKind.Sqlite);
        var day = await BoardDay.Make(app.Given, app.NewId, vans: 3, visits: 9);
        // Planned by hand, a third on each van: what the solver would choose is not what these tests are about.
        var made = await app.Do(
            (PlanDay p) => p.Run(new(app.NewId(), new(day.Branch, BoardDay.Day, 0, new() { Iterations = 5 })), default)
        );
        var plan = made.Must();
        var board = new Board(app, day, await Office.Open(app, role, day.Branch), true);
        var version = plan.VersionNo;
        for (var i = 0; i < 9; i++)
        {
            var moved = await board.Move(day.Visits[i].ToString(), day.Vans[i % 3], version);
            version = moved ?? version;
        }
        board.Start = version;
        await board.Look();
        return board;
    }

    /// <summary>Another dispatcher's window on the same day.</summary>
    public async Task<Board> Beside()
    {
        var board = new Board(app, Day, await Office.Open(app, Roles.Dispatcher, Day.Branch), false);
        await board.Look();
        return board;
    }

    private async Task Look()
    {
        await Office.Go($"/dispatch/board?branch={Day.Branch}&date={BoardDay.Day:yyyy-MM-dd}");
        await Ready();
    }

    public async Task Ready()
    {
        await Page.WaitForSelectorAsync(".bd-root[data-ready]");
        await Assertions.Expect(Page.Locator(".bd-stop").First).ToBeVisibleAsync();
    }

    public ILocator Lane(int van) => Page.Locator($".bd-lane[data-lane='{Day.Vans[van]}']");

    public ILocator Track(int van) => Lane(van).Locator(".bd-track");

    public ILocator Stop(string visit) => Page.Locator($".bd-stop[data-visit='{visit}']");

    public async Task<string> VisitOn(int van, int place) =>
        (await Lane(van).Locator(".bd-stop").Nth(place).GetAttributeAsync("data-visit"))!;

    /// <summary>A visit of the first lane, and that lane's number.</summary>
    public async Task<(string Visit, int Van)> AVisit() => (await VisitOn(0, 0), 0);

    /// <summary>Picks up by pointer and holds over the target; the caller lets go.</summary>
    public async Task Drag(ILocator what, ILocator over)
    {
        var (from, to) = ((await what.BoundingBoxAsync())!, (await over.BoundingBoxAsync())!);
        await Page.Mouse.MoveAsync(from.X + 6, from.Y + from.Height / 2);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(from.X + 24, from.Y + from.Height / 2 + 8, new() { Steps = 3 });
        await Page.Mouse.MoveAsync(to.X + to.Width / 2, to.Y + Math.Min(to.Height / 2, 120), new() { Steps = 4 });
    }

    /// <summary>The van a visit is on in the latest version.</summary>
    public Task<Guid?> VanOf(string visit)
    {
        var id = Guid.Parse(visit);
        return app.Look(db =>
            db.Plans.OrderByDescending(p => p.VersionNo)
                .Take(1)
                .SelectMany(p => p.Routes)
                .Where(r => r.Stops.Any(s => s.VisitId == id))
                .Select(r => (Guid?)r.VehicleId)
                .FirstOrDefaultAsync()
        );
    }

    /// <summary>Somebody else moves a visit.</summary>
    public Task Elsewhere(string visit, Guid? van) => Move(visit, van, VersionNo);

    private async Task<int?> Move(string visit, Guid? van, int basedOn)
    {
        var plan = await app.Look(db => db.Plans.OrderByDescending(p => p.VersionNo).Select(p => p.Id).FirstAsync());
        var outcome = await app.Do(
            (MoveVisit m) => m.Run(new(app.NewId(), new(plan, basedOn, Guid.Parse(visit), van, Accept: true)), default)
        );
        return outcome.Ok ? outcome.Value.VersionNo : throw new InvalidOperationException(outcome.Refusals[0].Sentence);
    }

    /// <summary>Gives the latest version to the crews.</summary>
    public async Task Publish()
    {
        var (plan, no) = await app.Look(async db =>
        {
            var latest = await db.Plans.OrderByDescending(p => p.VersionNo).FirstAsync();
            return (latest.Id, latest.VersionNo);
        });
        (await app.Do((PublishPlan p) => p.Run(new(app.NewId(), new(plan, no)), default))).Must();
    }

    /// <summary>Somebody cannot wait: a visit without a place, due in four hours.</summary>
    public async Task<Guid> Urgent()
    {
        var like = await app.Look(db => db.Visits.AsNoTracking().Include(v => v.Lines).FirstAsync());
        var visit = Day.Stat(like, "STAT-1", app.Clock.GetUtcNow().UtcDateTime);
        await app.Given(visit);
        return visit.Id;
    }

    public Task<VisitState> StateOf(Guid visit) =>
        app.Look(db => db.Visits.Where(v => v.Id == visit).Select(v => v.State).FirstAsync());

    /// <summary>Word of the running day: the van is behind, and one of its stops will be late.</summary>
    public async Task Late(int van, string visit, int minutes)
    {
        var (id, now) = (Guid.Parse(visit), app.Clock.GetUtcNow().UtcDateTime);
        var person = await app.Look(db =>
            db.Shifts.Where(s => s.VehicleId == Day.Vans[van]).Select(s => s.PersonId).FirstAsync()
        );
        var stream = app.Services.GetRequiredService<LiveStream>();
        var stop = new LiveStop(
            id,
            "V-1",
            "Somebody",
            1,
            VisitState.Published,
            true,
            1,
            39.97,
            -83.0,
            now,
            now.AddHours(1),
            now,
            now.AddHours(2),
            now.AddHours(2),
            now.AddHours(2),
            now.AddHours(2),
            0.9,
            minutes
        );
        stream.Tell(
            Day.Branch,
            new LiveVan(
                Day.Vans[van],
                "Van 01",
                person,
                "Ann Lee",
                new(now, 39.98, -83.01),
                3,
                false,
                0,
                3,
                minutes,
                null,
                null,
                null,
                null,
                [stop]
            )
        );
        stream.Tell(
            Day.Branch,
            [new StopAtRisk(id, "V-1", "Somebody", Day.Vans[van], "Van 01", true, 1, now, now, minutes, 0.9, 5)]
        );
        // The page sends what it gathered once a second.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        if (owns)
            await app.DisposeAsync();
    }
}
