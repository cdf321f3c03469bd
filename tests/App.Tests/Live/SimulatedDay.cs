using System.Text.Json;
using Homeward.App.Tests.Dispatch;
using Homeward.Journey.Branches;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Place = Homeward.Roads.Place;

namespace Homeward.App.Tests.Live;

/// <summary>
/// A branch's day as it happens, over the real API: crews leave, drive, tell where they are, arrive, work and close or fail; urgent
/// requests come in; vans drop out. A dispatcher either acts on what the board says or lets the morning's plan run.
/// </summary>
internal sealed partial class SimulatedDay : IAsyncDisposable
{
    private static readonly TimeSpan Tell = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Watch = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(30);

    /// <summary>How likely lateness must be, and how many stops must face it, before the rest of the day is planned anew.</summary>
    private const double Likely = 0.5;
    private static readonly TimeSpan Retold = TimeSpan.FromMinutes(30);

    private readonly App app;
    private readonly BoardDay day;
    private readonly DayTruth truth;
    private readonly bool replan;
    private readonly PriorityQueue<Func<Task>, (DateTime At, int No)> events = new();
    private readonly Dictionary<Guid, Place> at = [];
    private readonly HashSet<Guid> out_ = [];
    private readonly Dictionary<Guid, DateTime> announced = [];
    private readonly HashSet<Guid> retold = [];
    private readonly Dictionary<Guid, DateTime> asked = [];
    private readonly HttpClient dispatcher;
    private DateTime replanned;
    private int replans;
    private int calls;
    private int order;

    private SimulatedDay(App app, BoardDay day, HttpClient dispatcher, int seed, bool replan) =>
        (this.app, this.day, this.dispatcher, truth, this.replan) = (app, day, dispatcher, new(seed), replan);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTime Now => app.Clock.GetUtcNow().UtcDateTime;

    private DateTime Local(DateTime utc) => utc.AddHours(-5);

    public static async Task<SimulatedDay> Make(StorageKind kind, int visits, int vans, int seed, bool replan)
    {
        var app = await App.Open(kind);
        var day = await BoardDay.Make(app.Given, app.NewId, vans, visits, minutes: 22);
        var sim = new SimulatedDay(app, day, await app.As(Roles.Dispatcher, day.Branch), seed, replan);
        await sim.Promise();
        await sim.Equip();
        return sim;
    }

    /// <summary>Plays the day and says how it ended.</summary>
    public async Task<DayReport> Run(int stats, int dropOuts)
    {
        var made = await Post(
            "plans",
            new
            {
                branchId = day.Branch,
                date = day.Date,
                options = new { iterations = 3_000 },
            }
        );
        await Publish(made);
        var places = await app.Look(db => db.Set<Homeward.Journey.Crew.Vehicle>().Select(v => v.Id).ToListAsync(Ct));
        foreach (var van in places)
        {
            at[van] = new(39.9612, -82.9988);
            At(Now, () => Next(van));
        }
        for (var i = 0; i < stats; i++)
        {
            var no = i;
            At(Clock(10 + 5.0 * no / Math.Max(1, stats)), () => Urgent(no));
        }
        for (var i = 0; i < dropOuts; i++)
        {
            var van = places[truth.Any($"out {i}", places.Count)];
            At(Clock(11 + i), () => DropOut(van));
        }
        if (replan)
            At(Clock(9.75), Look);
        while (events.TryDequeue(out var happens, out var when) && when.At < Clock(20))
        {
            if (when.At > Now)
                app.Clock.SetUtcNow(new(when.At, TimeSpan.Zero));
            await happens();
        }
        return await Report();
    }

    private DateTime Clock(double localHour) =>
        DateTime.SpecifyKind(day.Date.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc).AddHours(localHour + 5);

    private void At(DateTime when, Func<Task> happens) => events.Enqueue(happens, (when, order++));

    /// <summary>Each patient was promised a window of four hours.</summary>
    private Task Promise() =>
        app.Look(async db =>
        {
            foreach (var visit in await db.Visits.ToListAsync(Ct))
            {
                var from = 9.5 + 2 * truth.Any($"{visit.Number} window", 3);
                (visit.WindowFrom, visit.WindowTo) = (Clock(from), Clock(from + 4));
                visit.BookedAt = Now;
                visit.LifeSustaining = truth.Any($"{visit.Number} vital", 10) == 0;
            }
            return await db.SaveChangesAsync(Ct);
        });

    /// <summary>At each door a piece for the visit and one for an urgent call.</summary>
    private async Task Equip()
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System with { Name = "Test" };
        var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
        var ledger = scope.ServiceProvider.GetRequiredService<Ledger>();
        var items = await db.Items.ToDictionaryAsync(i => i.Id, Ct);
        foreach (var visit in await db.Visits.AsNoTracking().Include(v => v.Lines).ToListAsync(Ct))
        {
            var home = new Spot(Homeward.Journey.Stock.Place.Patient(visit.PatientId), day.Branch);
            Assert.Null(
                await ledger.MoveCounted(items[visit.Lines[0].ItemId], null, 2, Spot.Outside, home, new("Opening"), Ct)
            );
        }
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>The crew looks at its day and does what comes next.</summary>
    private async Task Next(Guid van)
    {
        if (out_.Contains(van))
            return;
        var (visit, leaves) = await app.Look(async db =>
        {
            var route = await db
                .Plans.Where(p => p.Date == day.Date && p.State == PlanState.Published)
                .SelectMany(p => p.Routes)
                .Include(r => r.Stops)
                .FirstOrDefaultAsync(r => r.VehicleId == van, Ct);
            var ids = route?.Stops.OrderBy(s => s.Sequence).Select(s => s.VisitId).OfType<Guid>().ToList() ?? [];
            var open = await db
                .Visits.AsNoTracking()
                .Where(v => ids.Contains(v.Id) && v.State == VisitState.Published && v.VehicleId == van)
                .ToListAsync(Ct);
            return (open.OrderBy(v => ids.IndexOf(v.Id)).FirstOrDefault(), route?.StartsAt ?? Now);
        });
        if (visit is null || leaves > Now)
        {
            At(visit is null ? Now + Watch : leaves, () => Next(van));
            return;
        }
        await Post($"visits/{visit.Id}/depart", new { at = Here(van) });
        var door = await Door(visit);
        var (from, began) = (at[van], Now);
        var takes = truth.Drive(visit.Number, Homeward.Journey.Delivery.Travel.Drive(from, door), Local(Now));
        for (var t = Tell; t < takes; t += Tell)
        {
            var share = t / takes;
            At(
                began + t,
                async () =>
                {
                    at[van] = new(
                        from.Latitude + share * (door.Latitude - from.Latitude),
                        from.Longitude + share * (door.Longitude - from.Longitude)
                    );
                    await Position(van);
                }
            );
        }
        At(began + takes, () => Arrive(van, visit, door));
    }

    private async Task Arrive(Guid van, Visit visit, Place door)
    {
        at[van] = door;
        await Position(van);
        if (await StateOf(visit.Id) == VisitState.EnRoute)
            await Post($"visits/{visit.Id}/arrive", new { at = Here(van) });
        var starts = Now < visit.WindowFrom ? visit.WindowFrom : Now;
        var work = truth.Work(visit.Number, TimeSpan.FromSeconds(visit.Service.Seconds));
        At(starts + work, () => Leave(van, visit));
    }

    private async Task Leave(Guid van, Visit visit)
    {
        if (truth.IsHome(visit.Number))
            await DoorWork.Close(app, dispatcher, visit.Id, Here(van), Post);
        else
            await Post(
                $"visits/{visit.Id}/fail",
                new
                {
                    reasonCode = "not-home",
                    note = "Knocked and called",
                    at = Here(van),
                }
            );
        await Next(van);
    }

    /// <summary>A new request that cannot wait: four hours from now at the latest.</summary>
    private async Task Urgent(int no)
    {
        var visit = await app.Look(async db =>
        {
            var like = await db.Visits.Include(v => v.Lines).FirstAsync(v => v.Id == day.Visits[no * 7], Ct);
            var stat = day.Stat(like, $"STAT-{no + 1}", Now);
            db.Add(stat);
            await db.SaveChangesAsync(Ct);
            return stat;
        });
        asked[visit.Id] = Now;
        if (replan)
        {
            var offer = await Get($"visits/{visit.Id}/stat");
            if (
                offer.GetProperty("options").EnumerateArray().FirstOrDefault() is
                { ValueKind: JsonValueKind.Object } best
            )
            {
                await Post(
                    $"visits/{visit.Id}/stat",
                    new
                    {
                        basedOn = offer.GetProperty("basedOn").GetInt32(),
                        vehicleId = best.GetProperty("vehicleId").GetGuid(),
                        position = best.GetProperty("position").GetInt32(),
                        accept = true,
                    }
                );
                await Announced();
            }
            return;
        }
        await ByPhone(visit);
    }

    /// <summary>Without the board an urgent visit goes to the end of the shortest route, as it would by telephone.</summary>
    private async Task ByPhone(Visit visit)
    {
        var plan = await Get($"plans/latest?branch={day.Branch}&date={day.Date:yyyy-MM-dd}");
        var shortest = plan.GetProperty("routes")
            .EnumerateArray()
            .Where(r => !out_.Contains(r.GetProperty("vehicleId").GetGuid()))
            .MinBy(r => r.GetProperty("endsAt").GetDateTime());
        var van = shortest.GetProperty("vehicleId").GetGuid();
        var open = await app.Look(db =>
            db.Visits.CountAsync(v => v.VehicleId == van && v.State == VisitState.Published, Ct)
        );
        var made = await Post(
            $"plans/{plan.GetProperty("id").GetGuid()}/move",
            new
            {
                basedOn = plan.GetProperty("versionNo").GetInt32(),
                visitId = visit.Id,
                vehicleId = van,
                position = open + 1,
                accept = true,
            }
        );
        await Publish(made);
    }

    private async Task DropOut(Guid van)
    {
        if (!out_.Add(van))
            return;
        if (replan)
        {
            await Post(
                "plans/call-out",
                new
                {
                    branchId = day.Branch,
                    date = day.Date,
                    vehicleId = van,
                    reason = "Broke down",
                }
            );
            await Announced();
        }
    }

    /// <summary>The dispatcher looks at the list of stops at risk and plans the rest of the day anew where it is long.</summary>
    private async Task Look()
    {
        At(Now + Watch, Look);
        var live = await Get($"live?branch={day.Branch}&date={day.Date:yyyy-MM-dd}");
        var risks = live.GetProperty("atRisk")
            .EnumerateArray()
            .Count(r => r.GetProperty("lateProbability").GetDouble() >= Likely);
        if (risks == 0 || Now - replanned < Rest)
            return;
        var latest = await Get($"plans/latest?branch={day.Branch}&date={day.Date:yyyy-MM-dd}");
        var made = await Post(
            "plans/replan-rest",
            new
            {
                branchId = day.Branch,
                date = day.Date,
                basedOn = latest.GetProperty("versionNo").GetInt32(),
                seconds = 5,
            }
        );
        replanned = Now;
        replans++;
        await Publish(made);
    }

    private async Task Publish(JsonElement made)
    {
        await Post(
            $"plans/{made.GetProperty("planId").GetGuid()}/publish",
            new { basedOn = made.GetProperty("versionNo").GetInt32() }
        );
        await Announced();
    }

    /// <summary>What patients are told, and who was told another time than before.</summary>
    private async Task Announced()
    {
        var starts = await app.Look(db =>
            db.Visits.Where(v => v.PlannedArrival != null && v.State == VisitState.Published)
                .Select(v => new { v.Id, At = v.PlannedArrival!.Value })
                .ToListAsync(Ct)
        );
        foreach (var start in starts)
            if (!announced.TryAdd(start.Id, start.At) && (start.At - announced[start.Id]).Duration() > Retold)
                retold.Add(start.Id);
    }

    private async Task<DayReport> Report()
    {
        var all = await app.Look(db => db.Visits.AsNoTracking().ToListAsync(Ct));
        var reached = all.Where(v => v.ArrivedAt is not null).ToList();
        var onTime = reached.Count(v => v.ArrivedAt <= v.WindowTo);
        var stats = reached.Where(v => asked.ContainsKey(v.Id)).ToList();
        return new(
            all.Count,
            onTime,
            all.Count - reached.Count,
            all.Count(v => v.State == VisitState.Failed),
            retold.Count,
            all.Count - onTime,
            replans,
            stats.Count(v => v.ArrivedAt <= v.WindowTo),
            [.. stats.Select(v => (v.ArrivedAt!.Value - asked[v.Id]).TotalMinutes)],
            calls
        );
    }

    private Task<VisitState> StateOf(Guid visit) =>
        app.Look(db => db.Visits.Where(v => v.Id == visit).Select(v => v.State).FirstAsync(Ct));

    private async Task<Place> Door(Visit visit) =>
        await app.Look(async db =>
        {
            var patient = await db.Patients.AsNoTracking().FirstAsync(p => p.Id == visit.PatientId, Ct);
            return new Place(patient.Latitude!.Value, patient.Longitude!.Value);
        });

    public async ValueTask DisposeAsync()
    {
        dispatcher.Dispose();
        await app.DisposeAsync();
    }
}
