using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>A visit of a plan and whether it may go out.</summary>
public sealed record VisitVerdict(Guid VisitId, string Number, string Patient, bool Goes, IReadOnlyList<Block> Blocks)
{
    /// <summary>What does not keep it back and should be seen to: a credential that ends soon, stock the branch lets go without.</summary>
    public IReadOnlyList<Block> Warnings { get; init; } = [];
}

/// <summary>
/// What keeps visits at the dock: papers (unless a clinician released the order by name), holds, credentials on the day, the van's
/// inspection, equipment that is not promised or no longer fit, a door nobody can find, cylinders beyond what van or driver may carry.
/// </summary>
public sealed partial class WhatBlocks(
    Desk desk,
    WhatIsMissing missing,
    Qualified qualified,
    CrewOfDay crewOfDay,
    BranchRules rules
)
{
    private readonly JourneyDb db = desk.Db;

    /// <summary>Of visits without a route: what can be said before one is planned.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Block>>> Of(
        IReadOnlyCollection<Visit> visits,
        DateOnly day,
        CancellationToken ct
    )
    {
        var orderIds = visits.Select(v => v.OrderId).OfType<Guid>().Distinct().ToList();
        var stops = await missing.Stops(orderIds, day, ct);
        var orders = await db
            .Orders.AsNoTracking()
            .Where(o => orderIds.Contains(o.Id))
            .Select(o => new
            {
                o.Id,
                o.Number,
                o.State,
            })
            .ToDictionaryAsync(o => o.Id, ct);
        var patientIds = visits.Select(v => v.PatientId).Distinct().ToList();
        var patients = await db
            .Patients.AsNoTracking()
            .Where(p => patientIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, ct);
        var lineIds = visits.SelectMany(v => v.Lines).Select(l => l.OrderLineId).OfType<Guid>().Distinct().ToList();
        var promised = await db
            .Reservations.AsNoTracking()
            .Where(r => lineIds.Contains(r.OrderLineId))
            .GroupBy(r => r.OrderLineId)
            .Select(g => new { g.Key, Sum = g.Sum(r => r.Quantity) })
            .ToDictionaryAsync(g => g.Key, g => g.Sum, ct);
        var itemIds = visits.SelectMany(v => v.Lines).Select(l => l.ItemId).Distinct().ToList();
        var items = await db
            .Items.AsNoTracking()
            .Where(i => itemIds.Contains(i.Id))
            .ToDictionaryAsync(i => i.Id, i => i.Name, ct);
        var unfit = await Unfit(lineIds, day, ct);
        var stockStops = new Dictionary<Guid, bool>();
        foreach (var branch in visits.Select(v => v.BranchId).Distinct())
            stockStops[branch] = (await rules.On(branch, day, ct)).Yes(KnownRules.StockStops);
        var answer = new Dictionary<Guid, IReadOnlyList<Block>>();
        foreach (var visit in visits)
        {
            var blocks = new List<Block>();
            var patient = patients[visit.PatientId];
            if (visit.HoldReason is { } hold)
                blocks.Add(new("DSP-104", $"On hold: {hold}", "Release its order."));
            if (visit.OrderId is { } id && orders.TryGetValue(id, out var order))
            {
                if (order.State is not (OrderState.Accepted or OrderState.Partial))
                    blocks.Add(
                        new(
                            "DSP-105",
                            $"Order {order.Number} is {Words.Of(order.State.ToString())}.",
                            "Open the order."
                        )
                    );
                blocks.AddRange(stops.GetValueOrDefault(id, []).Select(row => new Block(row.Code, row.What, row.ToDo)));
            }
            if (patient.Latitude is null || patient.Location == LocationGrade.None)
            {
                blocks.RemoveAll(b =>
                    b.Code.StartsWith("MIS-", StringComparison.Ordinal)
                    && b.Sentence.Contains("map", StringComparison.Ordinal)
                );
                blocks.Add(
                    new("DSP-106", $"{patient.Name} has no place on the map.", "Open the patient and set the place.")
                );
            }
            if (patient.DiedOn is not null && visit.Lines.Exists(l => l.Direction == Direction.Drop))
                blocks.Add(new("DSP-107", $"{patient.Name} has died.", "Cancel the delivery with its order."));
            foreach (var line in visit.Lines.Where(l => l is { Direction: Direction.Drop, OrderLineId: not null }))
            {
                var short_ = line.Quantity - promised.GetValueOrDefault(line.OrderLineId!.Value);
                blocks.AddRange(unfit[line.OrderLineId!.Value]);
                if (short_ > 0 && stockStops[visit.BranchId])
                    blocks.Add(
                        new(
                            "DSP-103",
                            $"{short_} of {line.Quantity} {items[line.ItemId]} not promised: no free stock.",
                            "Receive, transfer or substitute it, or split the order."
                        )
                    );
            }
            answer[visit.Id] = blocks;
        }
        return answer;
    }

    /// <summary>Of a plan's visits, with what the route adds: who drives, what they may do on the day, the van.</summary>
    public async Task<IReadOnlyList<VisitVerdict>> Of(
        Plan plan,
        IReadOnlyCollection<Visit> visits,
        CancellationToken ct
    )
    {
        var blocks = await Of(visits, plan.Date, ct);
        var held = await qualified.Held(null, plan.Date, ct);
        var shifts = (await crewOfDay.Run(plan.BranchId, plan.Date, ct)).Must();
        var vehicles = await db
            .Vehicles.AsNoTracking()
            .Where(v => v.BranchId == plan.BranchId)
            .ToDictionaryAsync(v => v.Id, ct);
        var personIds = plan
            .Routes.SelectMany(r => new[] { r.PersonId, r.SecondPersonId ?? r.PersonId })
            .Distinct()
            .ToList();
        var names = await db
            .People.AsNoTracking()
            .Where(p => personIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var patientIds = visits.Select(v => v.PatientId).Distinct().ToList();
        var patients = await db
            .Patients.AsNoTracking()
            .Where(p => patientIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var byId = visits.ToDictionary(v => v.Id);
        var day = await rules.On(plan.BranchId, plan.Date, ct);
        var (soon, cylinders) = (await Ending(personIds, plan.Date, day, ct), await Cylinders(visits, ct));
        var shortages = await Short(visits, day, ct);
        var verdicts = new List<VisitVerdict>();
        foreach (var route in plan.Routes)
        {
            Guid[] crew = route.SecondPersonId is { } second ? [route.PersonId, second] : [route.PersonId];
            var skills = crew.SelectMany(p => held.GetValueOrDefault(p) ?? new HashSet<string>())
                .ToHashSet(StringComparer.Ordinal);
            var ofRoute = new List<Block>();
            foreach (var person in crew.Where(p => !shifts.Any(s => s.PersonId == p)))
                ofRoute.Add(
                    new(
                        "DSP-101",
                        $"{names.GetValueOrDefault(person, "The driver")} does not work on that day any more.",
                        "Plan the day again, or give them a shift."
                    )
                );
            if (!vehicles.TryGetValue(route.VehicleId, out var van) || !van.FitOn(plan.Date))
                ofRoute.Add(
                    new(
                        "DSP-102",
                        van is null ? "The van is not of this branch any more."
                            : van.InService ? $"The inspection of {van.Name} was due on {van.InspectionDue:MM/dd/yyyy}."
                            : $"{van.Name} is out of service.",
                        "Take another van, or have it inspected and record it."
                    )
                );
            var ofCylinders = Hazmat(route, van, crew, held, names, day);
            foreach (var stop in route.Stops.OrderBy(s => s.Sequence))
            {
                if (stop.VisitId is not { } id || !byId.TryGetValue(id, out var visit))
                    continue;
                var all = blocks[id].Concat(ofRoute).ToList();
                if (cylinders.Contains(id))
                    all.AddRange(ofCylinders);
                var lacking = visit.Skills.Where(s => !skills.Contains(s)).ToList();
                if (lacking.Count > 0)
                    all.Add(
                        new(
                            "DSP-100",
                            $"{string.Join(" and ", crew.Select(p => names.GetValueOrDefault(p, "The driver")))} may not do it: {string.Join(", ", lacking)} is not valid on {plan.Date:MM/dd/yyyy}.",
                            "Plan the day again: somebody who holds it is found, or the plan says who is missing."
                        )
                    );
                verdicts.Add(
                    new(id, visit.Number, patients.GetValueOrDefault(visit.PatientId, ""), all.Count == 0, all)
                    {
                        Warnings =
                        [
                            .. crew.SelectMany(p => soon[p])
                                .Where(c => visit.Skills.Contains(c.Skill))
                                .Select(c => c.Say),
                            .. shortages[id],
                        ],
                    }
                );
            }
        }
        return verdicts;
    }
}

/// <summary>The verdict on every visit of a plan before it is published.</summary>
public sealed class CheckPublish(Desk desk, WhatBlocks blocks)
{
    public async Task<Outcome<IReadOnlyList<VisitVerdict>>> Run(Guid planId, CancellationToken ct)
    {
        var plan = await desk
            .Db.Plans.AsNoTracking()
            .Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .FirstOrDefaultAsync(p => p.Id == planId, ct);
        if (plan is null)
            return new NoSuch("plan");
        var ids = plan.Routes.SelectMany(r => r.Stops).Select(s => s.VisitId).OfType<Guid>().ToList();
        var visits = await desk
            .Db.Visits.AsNoTracking()
            .Include(v => v.Lines)
            .Where(v => ids.Contains(v.Id))
            .ToListAsync(ct);
        visits.RemoveAll(v => !v.State.IsOpen());
        return Outcomes.Of(await blocks.Of(plan, visits, ct));
    }
}

internal static class Outcomes
{
    // C# does not convert an interface implicitly: this says it in words.
    public static Outcome<IReadOnlyList<T>> Of<T>(IReadOnlyList<T> list) => list.ToArray();
}
