using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

public static class OrderVisibility
{
    /// <summary>A referral partner sees what it referred, nothing else; for everybody else the branch filter is enough.</summary>
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Actor actor) =>
        actor.ReferralSourceId is { } mine ? orders.Where(o => o.ReferralSourceId == mine) : orders;

    /// <summary>The order with its lines, ready to be changed; null when it is not there for this actor.</summary>
    internal static Task<Order?> OrderToChange(this Desk desk, Guid id, CancellationToken ct) =>
        desk
            .Db.Orders.Include(o => o.Lines.OrderBy(l => l.No))
            .VisibleTo(desk.Actor)
            .FirstOrDefaultAsync(o => o.Id == id, ct);
}
