using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// Takes an urgent visit into the running day and gives the new version to the crews. Two saves, each whole by itself: the version,
/// then its publication. What breaks off between the two is finished by the same command sent again.
/// </summary>
public sealed class AcceptStat(Desk desk, StatOptions options, StatDay day, WhatBlocks blocks, PublishPlan publish)
{
    public async Task<Outcome<StatAccepted>> Run(Command<AcceptStatRequest> command, CancellationToken ct)
    {
        var request = command.Data;
        if (!desk.Actor.Can(May.PublishPlan))
            return new NotAllowed("give a plan to the crews");
        var saved = await desk.Once<StatSaved>(
            command.Id,
            request,
            async () =>
            {
                var outcome = await options.Find(request.VisitId, request.BasedOn, ct);
                if (!outcome.Ok)
                    return outcome.Refused<StatSaved>();
                var (running, offer, routes) = outcome.Value;
                var chosen = offer.Options.FirstOrDefault(o =>
                    o.VehicleId == request.VehicleId && o.Position == request.Position
                );
                if (chosen is null)
                    return new PlaceIsGone(offer.Number);
                if (chosen.Broken.Count > 0 && !request.Accept)
                    return chosen.Broken.Select(b => (Refusal)new MoveAsks(b)).ToList();
                if (await Blocked(request.VisitId, offer.Date, ct) is { Count: > 0 } why)
                    return why;
                var route = routes[chosen.No - 1];
                var orders = Merge(running.Orders, route, offer.Number);
                var made = await day.Save(
                    running,
                    running.Day,
                    RoutePlanner.Evaluate(running.Day.Problem, orders),
                    $"STAT {offer.Number} on {chosen.Van}",
                    null,
                    ct
                );
                return made.Ok
                    ? new StatSaved(made.Value.PlanId, made.Value.VersionNo, chosen.StartsAt, [.. chosen.Shifts])
                    : made.Refused<StatSaved>();
            },
            ct
        );
        if (!saved.Ok)
            return saved.Refused<StatAccepted>();
        var (planId, version, starts, shifts) = saved.Value;
        var gone = await publish.Run(
            new(StatDay.Then(command.Id, "publish"), new PublishPlanRequest(planId, version)),
            ct
        );
        return gone.Ok
            ? new StatAccepted(
                gone.Value.PlanId,
                gone.Value.VersionNo,
                request.VehicleId,
                starts,
                shifts,
                [.. gone.Value.Visits.Where(v => !v.Goes)]
            )
            : gone.Refused<StatAccepted>();
    }

    internal sealed record StatSaved(Guid PlanId, int VersionNo, DateTime StartsAt, List<StatShift> Shifts);

    /// <summary>The orders with one route replaced and the visit nowhere else.</summary>
    internal static List<FixedRoute> Merge(List<FixedRoute> orders, FixedRoute route, string number)
    {
        var merged = orders
            .Where(o => o.Vehicle != route.Vehicle)
            .Select(o =>
            {
                var stops = o.Stops.Where(s => s != number).ToList();
                DayModel.Tidy(stops);
                return o with { Stops = stops };
            })
            .Where(o => o.Stops.Count > 0)
            .ToList();
        merged.Add(route);
        return merged;
    }

    private async Task<List<Refusal>> Blocked(Guid visitId, DateOnly date, CancellationToken ct)
    {
        var visit = await desk.Db.Visits.AsNoTracking().Include(v => v.Lines).FirstAsync(v => v.Id == visitId, ct);
        var found = await blocks.Of([visit], date, ct);
        return found[visitId].Select(b => (Refusal)new VisitCannotGo(visit.Number, b.Sentence, b.ToDo)).ToList();
    }
}
