using Homeward.Journey.Branches;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <param name="OrderId">The order to split.</param>
/// <param name="Version">As it was read.</param>
/// <param name="Lines">What moves to the new order.</param>
/// <param name="WantedOn">The new order's day, where it is another one.</param>
public sealed record OrderSplit(Guid OrderId, int Version, List<SplitLine> Lines, DateOnly? WantedOn = null);

/// <param name="LineId">The line.</param>
/// <param name="Quantity">How many of what is left move; null: all of them.</param>
public sealed record SplitLine(Guid LineId, int? Quantity = null);

public sealed record SplitResult(OrderStands Order, Guid NewOrderId, string NewNumber);

/// <summary>Moves open lines to an order of their own, with the same patient, papers and state: one part goes today, the other later.</summary>
public sealed class SplitOrder(Desk desk, OrderSteps steps, PlaceOrder place, BranchTime time)
{
    public Task<Outcome<SplitResult>> Run(Command<OrderSplit> command, CancellationToken ct) =>
        desk.Once<SplitResult>(
            command.Id,
            command.Data,
            async () =>
            {
                Order? made = null;
                var outcome = await steps.Take(
                    command.Id,
                    command.Data,
                    new(command.Data.OrderId, command.Data.Version),
                    async (order, problems) => made = await Split(order, command.Data, problems, ct),
                    ct
                );
                return outcome.Ok
                    ? new SplitResult(outcome.Value, made!.Id, made.Number)
                    : outcome.Refused<SplitResult>();
            },
            ct
        );

    private async Task<Order?> Split(Order order, OrderSplit request, List<Refusal> problems, CancellationToken ct)
    {
        if (order.State.IsOver())
        {
            problems.Add(new OrderIsOver(Words.Of(order.State.ToString())));
            return null;
        }
        var clock = (await time.Of(order.BranchId, ct))!;
        OrderLimits.Dates(
            problems,
            new(null, request.WantedOn, null, null, null, order.NotBefore),
            clock.DayOf(desk.Now),
            desk.Now
        );
        var moves = Moves(order, request.Lines ?? [], problems);
        if (problems.Count > 0)
            return null;

        var made = new Order
        {
            Id = desk.NewId(),
            BranchId = order.BranchId,
            PatientId = order.PatientId,
            Number = await place.NextNumber(ct),
            // The part that moves has delivered nothing: it stands where a whole order of its kind stands.
            State = order.State is OrderState.Partial ? OrderState.Accepted : order.State,
            HeldFrom = order.HeldFrom is OrderState.Partial ? OrderState.Accepted : order.HeldFrom,
            HoldReason = order.HoldReason,
            Channel = order.Channel,
            ReceivedAt = order.ReceivedAt,
            ChangedAt = desk.Now,
            AcceptedAt = order.AcceptedAt,
            OrderedOn = order.OrderedOn,
            UrgencyAsked = request.WantedOn is null ? order.UrgencyAsked : null,
            Situation = order.Situation,
            DischargeAt = order.DischargeAt,
            WantedOn = request.WantedOn ?? order.WantedOn,
            WantedFrom = request.WantedOn is null ? order.WantedFrom : null,
            WantedTo = request.WantedOn is null ? order.WantedTo : null,
            NotBefore = order.NotBefore,
            PractitionerId = order.PractitionerId,
            ReferralSourceId = order.ReferralSourceId,
            CoverageId = order.CoverageId,
            Diagnoses = [.. order.Diagnoses],
            Notes = order.Notes,
            DeliveryNotes = order.DeliveryNotes,
            SplitFrom = order.Id,
            ReleasedAt = order.ReleasedAt,
            ReleasedBy = order.ReleasedBy,
            ReleasedByName = order.ReleasedByName,
            ReleaseReason = order.ReleaseReason,
        };
        desk.Db.Add(made);
        foreach (var (line, quantity) in moves)
            Move(order, made, line, quantity);
        order.Settle();
        await place.SetDue(order, clock, ct);
        await place.SetDue(made, clock, ct);
        if (order.State is OrderState.Accepted or OrderState.Partial or OrderState.Fulfilled)
            desk.Emit(new OrderChanged(order.Id));
        if (made.State == OrderState.Accepted)
            desk.Emit(new OrderAccepted(made.Id));
        return made;
    }

    private static List<(OrderLine Line, int Quantity)> Moves(
        Order order,
        List<SplitLine> asked,
        List<Refusal> problems
    )
    {
        var moves = new List<(OrderLine, int)>();
        foreach (var (split, i) in asked.Select((s, i) => (s, i)))
        {
            var line = order.Lines.FirstOrDefault(l => l.Id == split.LineId);
            var left = line is null ? 0 : line.Quantity - line.DeliveredQuantity;
            if (line is null)
                problems.Add(new NoSuchLine(split.LineId) { Field = $"lines[{i}].lineId" });
            else if (line.State != LineState.Open)
                problems.Add(
                    new LineIsClosed(line.No, Words.Of(line.State.ToString())) { Field = $"lines[{i}].lineId" }
                );
            else if (split.Quantity is { } some && (some < 1 || some > left))
                problems.Add(new TooManyAtOnce(some) { Field = $"lines[{i}].quantity" });
            else if (moves.All(m => m.Item1 != line))
                moves.Add((line, split.Quantity ?? left));
        }
        var open = order.Lines.Where(l => l.State == LineState.Open).Sum(l => l.Quantity - l.DeliveredQuantity);
        var moving = moves.Sum(m => m.Item2);
        // Moving all that is left is no split, unless something was delivered and the old order is thereby done.
        if (problems.Count == 0 && (moving == 0 || moving == open && order.Lines.All(l => l.DeliveredQuantity == 0)))
            problems.Add(new SplitNeedsRest { Field = "lines" });
        return moves;
    }

    private void Move(Order order, Order made, OrderLine line, int quantity)
    {
        var whole = line.DeliveredQuantity == 0 && quantity == line.Quantity;
        if (whole)
        {
            // The same line moves, so that a visit that carries it still knows it.
            order.Lines.Remove(line);
            line.OrderId = made.Id;
            line.No = made.Lines.Count + 1;
            made.Lines.Add(line);
            return;
        }
        line.Quantity -= quantity;
        if (line.DeliveredQuantity == line.Quantity)
            line.State = LineState.Delivered;
        made.Lines.Add(
            new OrderLine
            {
                Id = desk.NewId(),
                OrderId = made.Id,
                No = made.Lines.Count + 1,
                Kind = line.Kind,
                ItemId = line.ItemId,
                Quantity = quantity,
                KitId = line.KitId,
                UnitId = line.UnitId,
                ExchangeReason = line.ExchangeReason,
                AuthorisationId = line.AuthorisationId,
                Prescription = line.Prescription,
            }
        );
    }
}
