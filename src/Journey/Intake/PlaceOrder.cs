using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>Takes an order, whatever channel it came by: the same checks, the same duplicates, the same answer.</summary>
public sealed class PlaceOrder(Desk desk)
{
    public Task<Outcome<OrderTaken>> Run(Command<NewOrder> command, CancellationToken ct) =>
        desk.Once<OrderTaken>(
            command.Id,
            command.Data,
            () => Task.FromResult<Outcome<OrderTaken>>(new NoSuch("branch")),
            ct
        );
}
