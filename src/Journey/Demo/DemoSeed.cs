using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Demo;

/// <summary>What a demonstration has: where to look at it.</summary>
public sealed record DemoMade(
    Guid BranchId,
    DateOnly Today,
    int Patients,
    int Units,
    int OrdersToday,
    int OrdersTomorrow,
    int Planned
);

/// <summary>
/// Makes a branch in Columbus, Ohio, through the same use cases its people would use: its shelves, its patients, the two days before
/// (<see cref="DemoPast"/>), then today's and tomorrow's orders and plans. The same seed gives the same town; only the ids differ.
/// </summary>
public sealed class DemoSeed(
    IServiceScopeFactory scopes,
    OutboxPump outbox,
    DemoClock clock,
    DemoIntake intake,
    DemoPast past
)
{
    public const int Patients = 120;
    public const int OrdersToday = 60;
    public const int OrdersTomorrow = 40;

    public static readonly Actor Actor = Actor.System with { Name = "Demonstration" };

    public async Task<DemoMade> Run(int seed, CancellationToken ct)
    {
        var dice = new Random(seed);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        clock.Hold(DemoPast.Morning(today.AddDays(-DemoPast.Days), zone));
        var made = await Open(today, ct);
        var units = await Shelve(made, today, ct);
        var patients = new List<Guid>();
        for (var n = 0; n < Patients; n++)
            patients.Add(await intake.Register(made.Branch.Id, n, dice, today, ct));
        await outbox.Drain(ct);
        await past.Run(made.Branch.Id, patients, today, zone, seed, ct);
        clock.Release();
        for (var n = 0; n < OrdersToday + OrdersTomorrow; n++)
            await intake.Order(
                made.Branch.Id,
                patients[n],
                DemoOrders.Of(n),
                n,
                dice,
                today,
                n < OrdersToday ? 0 : 1,
                gaps: true,
                ct
            );
        await outbox.Drain(ct);
        var planned = await Plan(made.Branch.Id, today, seed, ct);
        await outbox.Drain(ct);
        return new(made.Branch.Id, today, Patients, units, OrdersToday, OrdersTomorrow, planned);
    }

    private Task<DemoBranch.Made> Open(DateOnly today, CancellationToken ct) =>
        In(
            async (Desk desk) =>
            {
                var branch = new DemoBranch(desk).Build(today);
                foreach (var (npi, name) in DemoTown.Practitioners)
                    desk.Db.Add(
                        new Practitioner
                        {
                            Id = desk.NewId(),
                            Npi = npi,
                            Name = name,
                            Phone = "+16145550170",
                        }
                    );
                foreach (var (name, kind) in Referrals)
                    desk.Db.Add(
                        new ReferralSource
                        {
                            Id = desk.NewId(),
                            Name = name,
                            Kind = kind,
                            Phone = "+16145550180",
                        }
                    );
                await desk.Db.SaveChangesAsync(ct);
                return branch;
            }
        );

    private static readonly (string Name, string Kind)[] Referrals =
    [
        ("Riverside Methodist, discharge planning", "hospital"),
        ("OhioHealth Grant, case management", "hospital"),
        ("Scioto Valley Hospice", "hospice"),
        ("Clintonville Family Practice", "physician"),
    ];

    private async Task<int> Shelve(DemoBranch.Made made, DateOnly today, CancellationToken ct)
    {
        var items = await In((JourneyDb db) => db.Items.AsNoTracking().Where(i => i.Active).ToListAsync(ct));
        var units = 0;
        foreach (var (code, count) in DemoOrders.Shelves)
        {
            var scans = Enumerable
                .Range(1, count)
                .Select(n => new ReceiveRow($"{code.Replace("-", "", StringComparison.Ordinal)}{n:0000}"))
                .ToList();
            var receipt = await Do(
                (ReceiveUnits u) => u.Run(new(Id(), new(made.Bins[BinKind.Clean].Id, scans) { Item = code }), ct)
            );
            units += receipt.Received;
        }
        foreach (var item in items.Where(i => i.Tracking != Tracking.Serial))
            await Do(
                (ReceiveLot u) =>
                    u.Run(
                        new(
                            Id(),
                            new(
                                made.Bins[item.HazmatGross.Grams > 0 ? BinKind.Oxygen : BinKind.Clean].Id,
                                item.HazmatGross.Grams > 0 ? 160 : 120
                            )
                            {
                                Item = item.Code,
                                Lot = item.Tracking == Tracking.Lot ? $"L{today:yyMM}-{item.Code[..3]}" : null,
                                ExpiresOn = item.Tracking == Tracking.Lot ? today.AddMonths(18) : null,
                            }
                        ),
                        ct
                    )
            );
        return units;
    }

    private async Task<int> Plan(Guid branch, DateOnly today, int seed, CancellationToken ct)
    {
        var planned = 0;
        for (var day = 0; day <= 1; day++)
        {
            var plan = await Do(
                (PlanDay u) => u.Run(new(Id(), new(branch, today.AddDays(day), null, new() { Seed = seed })), ct)
            );
            await outbox.Drain(ct);
            if (day == 0)
                await Do((PublishPlan u) => u.Run(new(Id(), new(plan.PlanId, plan.VersionNo)), ct));
            planned += plan.Planned;
        }
        return planned;
    }

    private Guid Id() => Ids.New(clock);

    private async Task<T> Do<TUseCase, T>(Func<TUseCase, Task<Outcome<T>>> act)
        where TUseCase : notnull => (await In(act)).Must();

    private Task<T> In<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull => scopes.As(Actor, act);
}
