using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
/// <param name="AnnouncedMinutes">How far an announced start may move, 0 to 240.</param>
/// <param name="StayCents">What it costs to give a visit to another van: the price of unrest, 0 to 100,000.</param>
public sealed record ReplanRestRequest(
    Guid BranchId,
    DateOnly Date,
    int BasedOn,
    int Seconds = 5,
    int AnnouncedMinutes = 30,
    int StayCents = 2_000
);

/// <summary>
/// The rest of the day planned anew, as a draft beside the running version: the crews have what they had until it is published.
/// </summary>
public sealed record RestReplanned(Guid PlanId, int VersionNo, PlanComparison Diff);

/// <summary>
/// Plans what is left of a day anew from where the vans are: announced starts are frozen, and a visit changes its van only where
/// that saves more than unrest costs. The crews keep what they have; the dispatcher sees the difference first, and publishes it or
/// leaves it.
/// </summary>
public sealed class ReplanRest(Desk desk, StatDay running, SavePlan save, ComparePlans compare)
{
    // A minute away from an announced start, where the tolerance allows it at all.
    private static readonly Cents MovedMinute = new(20);

    public async Task<Outcome<RestReplanned>> Run(Command<ReplanRestRequest> command, CancellationToken ct)
    {
        var request = command.Data;
        if (Ranges(request) is { Count: > 0 } bad)
            return bad;
        var outcome = await running.Of(
            request.BranchId,
            request.Date,
            null,
            new() { AnnouncedMinutes = request.AnnouncedMinutes },
            ct
        );
        if (!outcome.Ok)
            return outcome.Refused<RestReplanned>();
        var now = outcome.Value;
        Routing.Plan? solved = null;
        Dictionary<string, Block> why = [];
        // Sent again, it was solved already: the stored answer is given.
        if (!await desk.Db.Commands.AnyAsync(c => c.Id == command.Id, ct))
        {
            if (request.BasedOn != now.Day.LatestVersion)
                return new StaleVersion("plan");
            var problem = Steady(now, request);
            solved = await Task.Run(
                () =>
                    RoutePlanner.Solve(
                        problem,
                        new()
                        {
                            TimeLimit = TimeSpan.FromSeconds(request.Seconds),
                            Iterations = 20_000,
                            From = now.Now,
                        },
                        ct
                    ),
                ct
            );
            ct.ThrowIfCancellationRequested();
            // Told at the day's own prices, so that versions can be compared; obeyed by the day's own rules.
            solved = RoutePlanner.Evaluate(now.Day.Problem, [.. solved.Routes.Select(r => r.Order)]).Plan with
            {
                Provenance = solved.Provenance,
            };
            if (now.Worse(RoutePlanner.Check(now.Day.Problem, solved)) is [var fault, ..])
                return new PlanFailsCheck(Reasons.Of(now.Day, fault));
            why = solved.Unplanned.ToDictionary(
                u => u.Visit,
                u => Reasons.Of(now.Day, RoutePlanner.Explain(now.Day.Problem, solved, u.Visit)),
                StringComparer.Ordinal
            );
        }
        var made = await desk.Once<Saved>(
            command.Id,
            request,
            async () =>
            {
                if (solved is null)
                    return new Busy();
                if (await save.Moved(now.Day, ct) is { } refusal)
                    return refusal;
                var plan = await save.Next(now.Day, solved, "Rest of the day planned anew", [], v => why[v], ct);
                return new Saved(now.Plan.Id, plan.PlanId, plan.VersionNo);
            },
            ct
        );
        if (!made.Ok)
            return made.Refused<RestReplanned>();
        var diff = await compare.Run(made.Value.From, made.Value.PlanId, ct);
        return diff.Ok
            ? new RestReplanned(made.Value.PlanId, made.Value.VersionNo, diff.Value)
            : diff.Refused<RestReplanned>();
    }

    internal sealed record Saved(Guid From, Guid PlanId, int VersionNo);

    private static Problem Steady(RunningDay now, ReplanRestRequest request)
    {
        var day = now.Day;
        return new(
            day.Problem.Profiles,
            day.Problem.Vehicles,
            day.Problem.Visits.Select(v =>
                now.Now.Find(v.Id) is { } at
                    ? v with
                    {
                        PreferredVehicle = at.Route.Vehicle,
                        OtherVehiclePrice = new(request.StayCents),
                        Promise = v.Promise is { } p ? p with { PerMinute = MovedMinute } : null,
                    }
                    : v
            ),
            day.Problem.Dimensions,
            day.Problem.Teams,
            day.Problem.Traffic
        );
    }

    private static List<Refusal> Ranges(ReplanRestRequest r)
    {
        var bad = new List<Refusal>();
        void Within(string field, int value, int least, int most)
        {
            if (value < least || value > most)
                bad.Add(new InvalidField(field, $"{field} must be from {least} to {most}; it is {value}."));
        }
        Within("seconds", r.Seconds, 1, 120);
        Within("announcedMinutes", r.AnnouncedMinutes, 0, 240);
        Within("stayCents", r.StayCents, 0, 100_000);
        return bad;
    }
}
