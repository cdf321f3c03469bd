using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Retrieval;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Demo;

/// <summary>
/// The days before the demonstration, lived through and not made up: orders are taken, planned, published and driven by the
/// simulated people on a clock that is moved by hand. So patients have equipment, returns are on the bench, figures have visits.
/// </summary>
public sealed class DemoPast(
    IServiceScopeFactory scopes,
    OutboxPump outbox,
    DemoClock clock,
    DemoIntake intake,
    DemoDrivers drivers,
    DemoWarehouse warehouse
)
{
    public const int Days = 2;
    private const int Pickups = 7;

    // Patients of the list who ordered on each of the days: those of tomorrow, and those without an order of the coming days.
    private static readonly (int From, int To)[] Ordered = [(92, 120), (60, 82)];
    private static readonly TimeOnly Begins = new(6, 30);
    private static readonly TimeSpan Shift = TimeSpan.FromHours(12);
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(5);

    internal static DateTimeOffset Morning(DateOnly day, TimeZoneInfo zone) =>
        new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(Begins), zone), TimeSpan.Zero);

    internal async Task Run(
        Guid branch,
        List<Guid> patients,
        DateOnly today,
        TimeZoneInfo zone,
        int seed,
        CancellationToken ct
    )
    {
        var dice = new Random(seed + 1);
        for (var ago = Days; ago > 0; ago--)
        {
            var day = today.AddDays(-ago);
            clock.Hold(Morning(day, zone));
            var (first, end) = Ordered[Days - ago];
            for (var n = first; n < end; n++)
                await intake.Order(branch, patients[n], Wish(n), n, dice, day, 0, gaps: false, ct);
            await outbox.Drain(ct);
            await Publish(branch, day, seed, ct);
            for (var at = TimeSpan.Zero; at <= Shift; at += Tick)
            {
                clock.Hold(Morning(day, zone) + at);
                await drivers.Tick(trail: false, ct);
                await warehouse.Tick(ct);
                await outbox.Drain(ct);
            }
            await warehouse.Evening(ct);
            await AskForPickups(branch, day, ct);
            await outbox.Drain(ct);
        }
    }

    // Hospice patients are given no other patient's wish, and the others none of theirs.
    private static DemoOrders.Wish Wish(int n) =>
        Enumerable
            .Range(0, DemoOrders.Wishes.Length)
            .Select(i => DemoOrders.Of(n + 17 + i))
            .First(w => w.Situation != Situation.Hospice);

    private async Task Publish(Guid branch, DateOnly day, int seed, CancellationToken ct)
    {
        var plan = await Do(
            (PlanDay u) => u.Run(new(Ids.New(clock), new(branch, day, null, new() { Seed = seed })), ct)
        );
        await outbox.Drain(ct);
        await Do((PublishPlan u) => u.Run(new(Ids.New(clock), new(plan.PlanId, plan.VersionNo)), ct));
        await outbox.Drain(ct);
    }

    /// <summary>In the evening some families say that the need has ended; their pickups are for the next open day.</summary>
    private async Task AskForPickups(Guid branch, DateOnly day, CancellationToken ct)
    {
        var holders = await In(
            (JourneyDb db) =>
            {
                var requests = db.PickupRequests;
                return db
                    .Units.Where(u =>
                        u.BranchId == branch
                        && u.State == UnitState.WithPatient
                        && requests.All(r => r.PatientId != u.PlaceId)
                    )
                    .GroupBy(u => u.PlaceId)
                    .OrderBy(g => g.Min(u => u.Serial))
                    .Select(g => g.Key)
                    .Take(Pickups)
                    .ToListAsync(ct);
            }
        );
        foreach (var (holder, n) in holders.Select((h, n) => (h, n)))
            await Do(
                (RequestPickup u) =>
                    u.Run(
                        new(
                            Ids.New(clock),
                            new(holder, n % 3 == 1 ? "moved" : "end-of-need", n % 2 == 0 ? "Daughter" : "Patient")
                            {
                                RentalStopsOn = day,
                            }
                        ),
                        ct
                    )
            );
    }

    private async Task<T> Do<TUseCase, T>(Func<TUseCase, Task<Outcome<T>>> act)
        where TUseCase : notnull => (await In(act)).Must();

    private Task<T> In<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull => scopes.As(DemoSeed.Actor, act);
}
