using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

/// <summary>One visit that differs between two versions of a day.</summary>
public sealed record PlanChange(
    Guid VisitId,
    string Number,
    string Patient,
    string What,
    string? FromVan,
    string? ToVan,
    DateTime? FromStart,
    DateTime? ToStart
);

public sealed record PlanComparison(int From, int To, Money FromCost, Money ToCost, IReadOnlyList<PlanChange> Changes);

/// <summary>What changes for whom between two versions of a day.</summary>
public sealed class ComparePlans(FindPlans plans)
{
    public async Task<Outcome<PlanComparison>> Run(Guid fromId, Guid toId, CancellationToken ct)
    {
        if (await plans.Run(fromId, ct) is not { } from || await plans.Run(toId, ct) is not { } to)
            return new NoSuch("plan");
        if (from.BranchId != to.BranchId || from.Date != to.Date)
            return new InvalidField("to", "Only two versions of the same day can be compared.");
        var origin = DateTime.SpecifyKind(from.Date.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc).AddDays(-1);
        var stops = from
            .Routes.Concat(to.Routes)
            .SelectMany(r => r.Stops)
            .Where(s => s.VisitId is not null)
            .GroupBy(s => s.Number)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var changes = Routing
            .RoutePlanner.Diff(Bare(from, origin), Bare(to, origin))
            .Select(c => new PlanChange(
                stops[c.Visit].VisitId!.Value,
                c.Visit,
                stops[c.Visit].Patient,
                c.Kind.ToString(),
                c.FromVehicle,
                c.ToVehicle,
                c.FromStart is { } f ? origin.AddSeconds(f.Value) : null,
                c.ToStart is { } t ? origin.AddSeconds(t.Value) : null
            ));
        return new PlanComparison(
            from.VersionNo,
            to.VersionNo,
            new(from.Routes.Sum(r => r.Cost.Cents)),
            new(to.Routes.Sum(r => r.Cost.Cents)),
            [.. changes]
        );
    }

    /// <summary>A stored version as far as a comparison needs it: who comes when.</summary>
    private static Routing.Plan Bare(PlanView plan, DateTime origin)
    {
        Routing.Seconds At(DateTime utc) => new((int)(utc - origin).TotalSeconds);
        return new()
        {
            Routes =
            [
                .. plan.Routes.Select(r => new Routing.Route
                {
                    Vehicle = r.Van,
                    Leaves = At(r.StartsAt),
                    Ends = At(r.EndsAt),
                    Stops =
                    [
                        .. r
                            .Stops.Where(s => s.VisitId is not null)
                            .Select(s => new Routing.Stop(
                                s.Number,
                                0,
                                At(s.ArrivesAt),
                                At(s.StartsAt),
                                At(s.LeavesAt),
                                default
                            )),
                    ],
                    Legs = [],
                    Breaks = [],
                    Distance = new(r.Length.Metres),
                    Co2Grams = 0,
                    Cost = Routing.CostTerms.None,
                }),
            ],
            Unplanned = [],
            Cost = Routing.CostTerms.None,
            Provenance = new("stored", 0, 0, TimeSpan.Zero),
        };
    }
}
