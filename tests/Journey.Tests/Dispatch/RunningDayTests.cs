using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Dispatch;

/// <summary>A day that runs: nine in the morning, routes published, and something happens.</summary>
public sealed class RunningDayTests
{
    private static readonly DateOnly Today = new(2026, 11, 10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<(Depot Depot, Published Plan)> Running(World world, int vans, int orders)
    {
        var depot = await Depot.Open(world, vans, Today);
        for (var i = 0; i < orders; i++)
            await depot.Order(day: Today);
        var made = await depot.Plan(day: Today);
        Assert.Equal(0, made.LeftOut);
        var published = (
            await world.Do<PublishPlan, Outcome<Published>>(p =>
                p.Run(new(world.NewId(), new(made.PlanId, made.VersionNo)), Ct)
            )
        ).Must();
        Assert.Equal(orders, published.Gone);
        return (depot, published);
    }

    private static async Task<Visit> Stat(World world, Depot depot)
    {
        var order = await depot.Order(day: Today);
        var visit = await world.Look(db => db.Visits.SingleAsync(v => v.OrderId == order.Id, Ct));
        await world.Look(async db =>
        {
            var v = await db.Visits.SingleAsync(x => x.Id == visit.Id, Ct);
            (v.Urgency, v.LifeSustaining, v.DueAt) = (Urgency.Stat, true, world.Now.AddHours(4));
            return await db.SaveChangesAsync(Ct);
        });
        return visit;
    }

    [Theory, OnBothDatabases]
    public async Task A_stat_order_gets_three_ways_out_and_one_key_gives_it_to_the_crew(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var (depot, plan) = await Running(world, 3, 9);
        var stat = await Stat(world, depot);
        var offer = (await world.Do<StatOptions, Outcome<StatOffer>>(s => s.Run(stat.Id, Ct))).Must();
        Assert.Equal(3, offer.Options.Count);
        Assert.Equal([1, 2, 3], offer.Options.Select(o => o.No));
        Assert.Equal(plan.PlanId, offer.PlanId);
        Assert.All(
            offer.Options.Where(o => o.Broken.Count == 0),
            o => Assert.DoesNotContain(o.Shifts, s => s.BreaksPromise)
        );
        Assert.Equal(0, await world.Look(db => db.Plans.CountAsync(p => p.VersionNo > plan.VersionNo, Ct)));
        var best = offer.Options[0];
        Assert.Contains(best.Van, best.Sentence, StringComparison.Ordinal);
        var before = await depot.Show(plan.PlanId);
        Task<Outcome<StatAccepted>> Accept(Guid id, int basedOn, int position) =>
            world.Do<AcceptStat, Outcome<StatAccepted>>(a =>
                a.Run(new(id, new(stat.Id, basedOn, best.VehicleId, position, best.Broken.Count > 0)), Ct)
            );
        Assert.Equal("DSP-061", (await Accept(world.NewId(), offer.BasedOn, 77)).Refusals.Single().Code);
        var id = world.NewId();
        var accepted = (await Accept(id, offer.BasedOn, best.Position)).Must();
        Assert.Empty(accepted.NotGone);
        var visit = await world.Look(db => db.Visits.SingleAsync(v => v.Id == stat.Id, Ct));
        Assert.Equal((VisitState.Published, (Guid?)best.VehicleId), (visit.State, visit.VehicleId));
        Assert.Equal(best.StartsAt, visit.PlannedArrival);
        // The others are where they were, but for those the offer said.
        var after = await depot.Show(accepted.PlanId);
        Assert.Equal(PlanState.Published, after.State);
        var shifted = best.Shifts.Select(s => s.Number).ToHashSet();
        var starts = after.Routes.SelectMany(r => r.Stops).ToDictionary(s => s.Number, s => s.StartsAt);
        foreach (var stop in before.Routes.SelectMany(r => r.Stops).Where(s => !shifted.Contains(s.Number)))
            Assert.InRange(starts[stop.Number], stop.StartsAt.AddMinutes(-1), stop.StartsAt.AddMinutes(1));
        // The same key again acts once; a version somebody else made in between refuses.
        Assert.Equal(accepted.PlanId, (await Accept(id, offer.BasedOn, best.Position)).Must().PlanId);
        Assert.Equal("GEN-409", (await Accept(world.NewId(), offer.BasedOn, best.Position)).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task An_urgent_visit_that_may_not_go_is_not_put_into_the_day(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var (depot, plan) = await Running(world, 2, 3);
        var order = await depot.Order(day: Today, promised: false);
        var visit = await world.Look(db => db.Visits.SingleAsync(v => v.OrderId == order.Id, Ct));
        var offer = (await world.Do<StatOptions, Outcome<StatOffer>>(s => s.Run(visit.Id, Ct))).Must();
        var option = offer.Options[0];
        var refused = await world.Do<AcceptStat, Outcome<StatAccepted>>(a =>
            a.Run(new(world.NewId(), new(visit.Id, offer.BasedOn, option.VehicleId, option.Position, true)), Ct)
        );
        Assert.Equal("DSP-062", refused.Refusals.Single().Code);
        Assert.Equal(plan.VersionNo, await world.Look(db => db.Plans.MaxAsync(p => p.VersionNo, Ct)));
        Assert.Equal(
            "GEN-404",
            (await world.Do<StatOptions, Outcome<StatOffer>>(s => s.Run(world.NewId(), Ct))).Refusals.Single().Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_day_without_a_plan_says_so_to_an_urgent_visit(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world, 1, Today);
        var stat = await Stat(world, depot);
        Assert.Equal(
            "DSP-060",
            (await world.Do<StatOptions, Outcome<StatOffer>>(s => s.Run(stat.Id, Ct))).Refusals.Single().Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_van_that_breaks_down_gives_its_visits_to_others_worst_harm_first(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var (depot, plan) = await Running(world, 3, 9);
        var before = await depot.Show(plan.PlanId);
        var broken = before.Routes.MaxBy(r => r.Stops.Count)!;
        var life = broken.Stops[^1];
        await world.Look(async db =>
        {
            (await db.Visits.SingleAsync(v => v.Id == life.VisitId, Ct)).LifeSustaining = true;
            return await db.SaveChangesAsync(Ct);
        });
        var request = new CallOutRequest(
            depot.Branch.Id,
            Today,
            broken.VehicleId,
            null,
            "Flat battery",
            plan.VersionNo
        );
        var preview = (await world.Do<TryCallOut, Outcome<CallOutAnswer>>(c => c.Run(request, Ct))).Must();
        Assert.Equal(broken.Stops.Count, preview.Visits.Count);
        Assert.Equal(life.Number, preview.Visits[0].Number);
        Assert.Null(preview.PlanId);
        Assert.True(await world.Look(db => db.Vehicles.AllAsync(v => v.InService, Ct)));
        var id = world.NewId();
        var done = (await world.Do<CallOut, Outcome<CallOutAnswer>>(c => c.Run(new(id, request), Ct))).Must();
        Assert.Equal(preview.Visits.Select(v => (v.Number, v.ToVan)), done.Visits.Select(v => (v.Number, v.ToVan)));
        var visits = await world.Look(db => db.Visits.ToDictionaryAsync(v => v.Id, Ct));
        Assert.All(
            done.Visits,
            v =>
            {
                Assert.Equal(v.ToVehicleId, visits[v.VisitId].VehicleId);
                Assert.Equal(
                    v.ToVehicleId is null ? VisitState.Unplanned : VisitState.Published,
                    visits[v.VisitId].State
                );
                Assert.Equal(v.ToVehicleId is null, v.WhyNot is not null);
            }
        );
        Assert.Contains(done.Visits, v => v.ToVehicleId is not null);
        // Announced starts of the other routes move by no more than the tolerance.
        foreach (var stop in before.Routes.Where(r => r.VehicleId != broken.VehicleId).SelectMany(r => r.Stops))
            Assert.InRange(
                visits[stop.VisitId!.Value].PlannedArrival!.Value,
                stop.StartsAt.AddMinutes(-30),
                stop.StartsAt.AddMinutes(30)
            );
        Assert.False((await world.Look(db => db.Vehicles.SingleAsync(v => v.Id == broken.VehicleId, Ct))).InService);
        Assert.Contains(
            await world.Look(db =>
                db.Audit.Where(a => a.SubjectId == broken.VehicleId).Select(a => a.Why).ToListAsync(Ct)
            ),
            why => why == "Flat battery"
        );
        Assert.Equal(
            done.PlanId,
            (await world.Do<CallOut, Outcome<CallOutAnswer>>(c => c.Run(new(id, request), Ct))).Must().PlanId
        );
        Assert.Equal(
            "DSP-064",
            (await world.Do<TryCallOut, Outcome<CallOutAnswer>>(c => c.Run(request with { BasedOn = null }, Ct)))
                .Refusals.Single()
                .Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_driver_who_goes_home_ends_the_shift_and_a_lone_one_leaves_nothing_on_the_phones(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var (depot, plan) = await Running(world, 1, 3);
        var first = (await depot.Show(plan.PlanId)).Routes[0].Stops[0];
        await world.Look(async db =>
        {
            var v = await db.Visits.SingleAsync(x => x.Id == first.VisitId, Ct);
            (v.State, v.DepartedAt) = (VisitState.EnRoute, world.Now);
            return await db.SaveChangesAsync(Ct);
        });
        var request = new CallOutRequest(depot.Branch.Id, Today, null, depot.Drivers[0].Id, "Ill");
        Assert.Equal(
            "DSP-063",
            (
                await world.Do<TryCallOut, Outcome<CallOutAnswer>>(c =>
                    c.Run(request with { VehicleId = depot.Vans[0].Id }, Ct)
                )
            )
                .Refusals.Single()
                .Code
        );
        Assert.Equal(
            "GEN-400",
            (await world.Do<TryCallOut, Outcome<CallOutAnswer>>(c => c.Run(request with { Reason = " " }, Ct)))
                .Refusals.Single()
                .Code
        );
        var done = (
            await world.Do<CallOut, Outcome<CallOutAnswer>>(c => c.Run(new(world.NewId(), request), Ct))
        ).Must();
        Assert.Equal(3, done.Visits.Count);
        Assert.All(done.Visits, v => Assert.NotNull(v.WhyNot));
        Assert.All(await world.Look(db => db.Visits.ToListAsync(Ct)), v => Assert.Equal(VisitState.Unplanned, v.State));
        Assert.Equal(new TimeOnly(9, 0), (await world.Look(db => db.Set<Shift>().SingleAsync(Ct))).End);
    }

    [Theory, OnBothDatabases]
    public async Task The_rest_of_the_day_is_planned_anew_beside_the_running_plan_and_moves_no_promise_far(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var (depot, plan) = await Running(world, 2, 8);
        await depot.Order(day: Today);
        world.Clock.Advance(TimeSpan.FromHours(1));
        Task<Outcome<RestReplanned>> Replan(Guid id, ReplanRestRequest r) =>
            world.Do<ReplanRest, Outcome<RestReplanned>>(p => p.Run(new(id, r), Ct));
        var request = new ReplanRestRequest(depot.Branch.Id, Today, plan.VersionNo, 1);
        Assert.Equal("GEN-400", (await Replan(world.NewId(), request with { Seconds = 0 })).Refusals.Single().Code);
        Assert.Equal("GEN-409", (await Replan(world.NewId(), request with { BasedOn = 99 })).Refusals.Single().Code);
        var id = world.NewId();
        var rest = (await Replan(id, request)).Must();
        Assert.Contains(rest.Diff.Changes, c => c.What == "Added");
        foreach (var change in rest.Diff.Changes.Where(c => c is { FromStart: not null, ToStart: not null }))
            Assert.InRange((change.ToStart!.Value - change.FromStart!.Value).TotalMinutes, -30.1, 30.1);
        // The crews keep what they have until it is published.
        Assert.Equal(
            PlanState.Published,
            await world.Look(db => db.Plans.Where(p => p.Id == plan.PlanId).Select(p => p.State).SingleAsync(Ct))
        );
        Assert.Equal(PlanState.Draft, (await depot.Show(rest.PlanId)).State);
        Assert.Equal(rest.PlanId, (await Replan(id, request)).Must().PlanId);
    }
}
