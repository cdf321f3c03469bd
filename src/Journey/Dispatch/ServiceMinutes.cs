using System.Globalization;
using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Intake;

namespace Homeward.Journey.Dispatch;

/// <summary>What the crew will do with one item at the door.</summary>
public sealed record ServiceTask(LineKind Kind, string Item, int Quantity, WorkTime Setup, WorkTime Pickup);

/// <summary>One line of the reckoning, as it is shown.</summary>
public sealed record ServicePart(string What, WorkTime Time);

/// <summary>How long a visit takes, and how that was reckoned: the parts add up to the total.</summary>
public sealed record ServiceTime(WorkTime Total, IReadOnlyList<ServicePart> Parts);

/// <summary>
/// The time at the door before anything was learned: arriving, paperwork, each item's own minutes from the catalogue, stairs.
/// Further pieces of one item go at half, since the talk and the unpacking are shared. An exchange is 0.6 of a set-up (the patient
/// knows the machine) and a pickup. Stairs count once a visit, 5 minutes a flight, unless there is an elevator. The numbers are ours.
/// </summary>
public static class ServiceMinutes
{
    public static readonly WorkTime Arrive = WorkTime.FromMinutes(3);
    public static readonly WorkTime Paperwork = WorkTime.FromMinutes(4);
    public static readonly WorkTime PerFlight = WorkTime.FromMinutes(5);
    public const double ExchangeShare = 0.6;
    public const double FurtherShare = 0.5;

    public static ServiceTime Of(IEnumerable<ServiceTask> tasks, int flightsOfStairs, bool elevator)
    {
        var parts = new List<ServicePart> { new("Arrive and park", Arrive), new("Paperwork and signature", Paperwork) };
        foreach (var task in tasks)
        {
            var (verb, one) = task.Kind switch
            {
                LineKind.Deliver => ("Set up", (double)task.Setup.Seconds),
                LineKind.Pickup => ("Pick up", task.Pickup.Seconds),
                LineKind.Exchange => ("Exchange", task.Setup.Seconds * ExchangeShare + task.Pickup.Seconds),
                _ => ("Service", task.Setup.Seconds),
            };
            var seconds = one * (1 + Math.Max(0, task.Quantity - 1) * FurtherShare);
            if (seconds <= 0)
                continue;
            var count = task.Quantity > 1 ? string.Create(CultureInfo.InvariantCulture, $"{task.Quantity} x ") : "";
            var half = task.Quantity > 1 ? " (further ones at half)" : "";
            parts.Add(new($"{verb} {count}{task.Item}{half}", new((int)Math.Round(seconds))));
        }
        if (flightsOfStairs > 0 && !elevator)
            parts.Add(
                new(
                    flightsOfStairs == 1
                        ? "1 flight of stairs, no elevator"
                        : $"{flightsOfStairs} flights of stairs, no elevator",
                    new(PerFlight.Seconds * flightsOfStairs)
                )
            );
        return new(new(parts.Sum(p => p.Time.Seconds)), parts);
    }

    /// <summary>The same for lines of a visit: a drop and a fetch of one order line are an exchange.</summary>
    public static ServiceTime Of(
        IReadOnlyCollection<VisitLine> lines,
        IReadOnlyDictionary<Guid, CatalogueItem> items,
        Patient patient
    ) => Of(Tasks(lines, items), patient.FlightsOfStairs, patient.Elevator);

    private static IEnumerable<ServiceTask> Tasks(
        IReadOnlyCollection<VisitLine> lines,
        IReadOnlyDictionary<Guid, CatalogueItem> items
    )
    {
        var exchanged = lines
            .Where(l => l.Direction == Direction.Fetch && l.OrderLineId is not null)
            .Select(l => l.OrderLineId)
            .Intersect(lines.Where(l => l.Direction == Direction.Drop).Select(l => l.OrderLineId))
            .ToHashSet();
        return lines
            .Where(l => l.Direction != Direction.Fetch || !exchanged.Contains(l.OrderLineId))
            .GroupBy(l => (Kind: KindOf(l, exchanged.Contains(l.OrderLineId)), l.ItemId))
            .OrderBy(g => g.Key.Kind)
            .ThenBy(g => items[g.Key.ItemId].Name, StringComparer.Ordinal)
            .Select(g =>
            {
                var item = items[g.Key.ItemId];
                return new ServiceTask(g.Key.Kind, item.Name, g.Sum(l => l.Quantity), item.Setup, item.Pickup);
            });
    }

    private static LineKind KindOf(VisitLine line, bool exchanged) =>
        line.Direction switch
        {
            Direction.Drop => exchanged ? LineKind.Exchange : LineKind.Deliver,
            Direction.Fetch => LineKind.Pickup,
            _ => LineKind.Service,
        };
}
