using System.Collections.Concurrent;
using System.Threading.Channels;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Web.Live;

/// <summary>
/// Carries what happens on this node to those who watch: places to the van's grain, what the grain makes of them to the stream,
/// saved changes of plans and visits to the stream. A van that moves faster than it is reckoned loses the places in between, never
/// the newest: they are in the history already.
/// </summary>
public sealed partial class LiveBridge(
    Fleet fleet,
    LiveStream stream,
    Pulse pulse,
    Silo silo,
    EtaShelf etas,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    IConfiguration configuration,
    IHostApplicationLifetime life,
    ILogger<LiveBridge> log
) : BackgroundService
{
    // So many visits changed at once are a plan that was published: who watches takes the day anew.
    private const int Many = 20;
    private readonly ConcurrentDictionary<Guid, (Guid Branch, LiveFix Fix)> newest = [];
    private readonly ConcurrentDictionary<Guid, bool> underWay = [];
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> stale = [];
    private readonly Channel<Func<Task>> work = Channel.CreateUnbounded<Func<Task>>(new() { SingleReader = true });
    private volatile bool ending;
    private VanListener? listener;
    private IVanObserver? reference;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        fleet.Moved += Moved;
        pulse.Touches += Touched;
        stream.Subscribed += Subscribed;
        // The silo takes seconds to start: after the office is up, so that nobody waits for it.
        if (configuration.GetValue("Homeward:Workers", true))
            life.ApplicationStarted.Register(() => Soon(() => silo.Grains()));
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        fleet.Moved -= Moved;
        pulse.Touches -= Touched;
        stream.Subscribed -= Subscribed;
        await base.StopAsync(cancellationToken);
        await Quietly(() => etas.Flush(CancellationToken.None));
        ending = true;
        // Before the office's services go, which the grains stand on.
        await silo.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ticking = Tick(stoppingToken);
        await foreach (var job in work.Reader.ReadAllAsync(stoppingToken))
            await Quietly(job);
        await ticking;
    }

    private async Task Tick(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        for (var second = 1; await timer.WaitForNextTickAsync(ct); second++)
        {
            // A silent van grows late without a word: the boards are told all the same.
            var all = second % 15 == 0;
            foreach (var branch in stream.Branches)
                if (stale.TryRemove(branch, out _) || all)
                    Soon(() => Refresh(branch, all));
            if (all)
                Soon(() => etas.Flush(ct));
            if (second % 60 == 0)
                foreach (var branch in stream.Branches)
                    Soon(() => Watch(branch));
        }
    }

    private void Moved(Guid branchId, Guid vehicleId, LiveFix fix)
    {
        newest[vehicleId] = (branchId, fix);
        if (underWay.TryAdd(vehicleId, true))
            _ = Task.Run(() => Carry(vehicleId));
    }

    private async Task Carry(Guid vehicleId)
    {
        do
        {
            while (newest.TryRemove(vehicleId, out var next))
            {
                await Quietly(async () =>
                    await (await silo.Grains())
                        .GetGrain<IVehicleGrain>(vehicleId)
                        .Moved(next.Branch, FixTold.Of(next.Fix))
                );
                stale[next.Branch] = clock.GetUtcNow();
            }
            underWay.TryRemove(vehicleId, out _);
            // A place may have come between the last look and the word that nobody carries.
        } while (newest.ContainsKey(vehicleId) && underWay.TryAdd(vehicleId, true));
    }

    private void Subscribed(Guid branchId) => Soon(() => Watch(branchId));

    /// <summary>Lets this node hear of the branch's vans, wherever their grains live.</summary>
    private async Task Watch(Guid branchId)
    {
        var grains = await silo.Grains();
        listener ??= new(stream);
        reference ??= grains.CreateObjectReference<IVanObserver>(listener);
        foreach (
            var id in await Do(
                (JourneyDb db) => db.Vehicles.Where(v => v.BranchId == branchId).Select(v => v.Id).ToListAsync()
            )
        )
            await grains.GetGrain<IVehicleGrain>(id).Watch(reference);
    }

    private void Touched(IReadOnlyList<Touch> touched)
    {
        // The plan's own row comes with each of its versions; of the rest the branch is enough.
        var plans = touched.Where(t => t is { What: nameof(Plan), Id: not null }).ToList();
        var visits = touched.Where(t => t is { What: nameof(Visit), Id: not null }).ToList();
        foreach (var plan in plans)
            Soon(() => TellPlan(plan.Id!.Value));
        if (visits.Count is > 0 and <= Many)
            Soon(() => TellVisits([.. visits.Select(v => v.Id!.Value)]));
        foreach (var branch in plans.Concat(visits).Select(t => t.BranchId).OfType<Guid>().Distinct())
            if (stream.HasListeners(branch))
                Soon(() => Refresh(branch, true));
    }

    private async Task TellPlan(Guid id)
    {
        var plan = await Do(
            (JourneyDb db) =>
                db
                    .Plans.AsNoTracking()
                    .Where(p => p.Id == id)
                    .Select(p => new
                    {
                        p.BranchId,
                        p.Date,
                        p.VersionNo,
                        p.State,
                        p.MadeBy,
                        p.PublishedBy,
                        p.Summary,
                    })
                    .FirstOrDefaultAsync()
        );
        if (plan is not null)
            stream.Tell(
                plan.BranchId,
                new LivePlan(
                    id,
                    plan.Date,
                    plan.VersionNo,
                    plan.State,
                    plan.PublishedBy ?? plan.MadeBy,
                    Json.Read<PlanSummary>(plan.Summary)?.Note ?? ""
                )
            );
    }

    private async Task TellVisits(List<Guid> ids)
    {
        var visits = await Do(
            (JourneyDb db) =>
                db
                    .Visits.AsNoTracking()
                    .Where(v => ids.Contains(v.Id))
                    .Select(v => new { v.BranchId, Told = new LiveVisit(v.Id, v.Number, v.Date, v.State, v.VehicleId) })
                    .ToListAsync()
        );
        foreach (var visit in visits)
            stream.Tell(visit.BranchId, visit.Told);
    }

    /// <summary>The risk list anew; and every van, where more than places changed.</summary>
    private async Task Refresh(Guid branchId, bool vans)
    {
        var outcome = await Do((LiveDay day) => day.Run(branchId, null, CancellationToken.None));
        if (!outcome.Ok)
            return;
        if (vans)
            foreach (var van in outcome.Value.Vans)
                stream.Tell(branchId, van);
        stream.Tell(branchId, outcome.Value.AtRisk);
    }

    private async Task<TResult> Do<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act)
        where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    private void Soon(Func<Task> job) => work.Writer.TryWrite(job);

    private async Task Quietly(Func<Task> job)
    {
        try
        {
            await job();
        }
        catch (Exception e) when (ending || e is not OperationCanceledException)
        {
            if (!ending)
                LogTrouble(log, e);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The live boards missed a change; the next brings them up to date"
    )]
    private static partial void LogTrouble(ILogger log, Exception error);

    private sealed class VanListener(LiveStream stream) : IVanObserver
    {
        public Task Told(Guid branchId, string van)
        {
            if (Json.Read<LiveVan>(van) is { } told)
                stream.Tell(branchId, told);
            return Task.CompletedTask;
        }
    }
}
