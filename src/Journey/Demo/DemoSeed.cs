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
/// Makes a branch in Columbus, Ohio, through the same use cases its people would use. The same seed gives the same town; only the
/// ids differ. Every step runs in a scope of its own, as requests do.
/// </summary>
public sealed class DemoSeed(IServiceScopeFactory scopes, OutboxPump outbox, TimeProvider clock)
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
        var made = await In(
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
        var units = await Shelve(made, today, ct);
        var patients = new List<Guid>();
        for (var n = 0; n < Patients; n++)
            patients.Add(await Register(made.Branch.Id, n, dice, today, ct));
        for (var n = 0; n < OrdersToday + OrdersTomorrow; n++)
            await Order(made.Branch.Id, patients[n], n, dice, today, n < OrdersToday ? 0 : 1, ct);
        await outbox.Drain(ct);
        var planned = await Plan(made.Branch.Id, today, seed, ct);
        await outbox.Drain(ct);
        return new(made.Branch.Id, today, Patients, units, OrdersToday, OrdersTomorrow, planned);
    }

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

    private async Task<Guid> Register(Guid branch, int n, Random dice, DateOnly today, CancellationToken ct)
    {
        var quarter = DemoTown.Quarters[n % DemoTown.Quarters.Length];
        var wish = DemoOrders.Of(n);
        var taken = await Do(
            (RegisterPatients u) =>
                u.Run(
                    new(
                        Id(),
                        new NewPatient
                        {
                            BranchId = branch,
                            // Two strides that meet each name, and never the same pair twice among the first sixteen hundred.
                            FirstName = DemoTown.First[(n * 7 + n / DemoTown.First.Length) % DemoTown.First.Length],
                            LastName = DemoTown.Last[n * 11 % DemoTown.Last.Length],
                            BirthDate = today.AddYears(-48 - dice.Next(45)).AddDays(-dice.Next(365)),
                            Sex = dice.Next(2) == 0 ? "female" : "male",
                            Phone = $"614555{1000 + n * 13 % 9000:0000}",
                            Language = n % 11 == 3 ? "es" : "en",
                            AddressLine =
                                $"{100 + dice.Next(1900)} {quarter.Streets[dice.Next(quarter.Streets.Length)]}",
                            City = quarter.City,
                            State = "OH",
                            Zip = quarter.Zip,
                            Latitude = Math.Round(quarter.Latitude + (dice.NextDouble() - 0.5) * 0.022, 5),
                            Longitude = Math.Round(quarter.Longitude + (dice.NextDouble() - 0.5) * 0.026, 5),
                            FlightsOfStairs = dice.Next(5) == 0 ? 1 + dice.Next(2) : 0,
                            GateCode = dice.Next(12) == 0 ? $"#{dice.Next(1000, 9999)}" : null,
                            Pets = dice.Next(6) == 0 ? "Dog, friendly" : null,
                            AccessNotes = dice.Next(4) == 0 ? "Side door; the bell does not work." : null,
                            Hospice = wish.Situation == Situation.Hospice,
                        }
                    ),
                    ct
                )
        );
        await In(
            async (Desk desk) =>
            {
                desk.Db.Add(
                    new Coverage
                    {
                        Id = desk.NewId(),
                        PatientId = taken.Id,
                        Payer = wish.Payer,
                        MemberId = $"DEMO{100000 + n}",
                        From = today.AddYears(-2),
                        Eligibility = Eligibility.Active,
                        EligibilityCheckedAt = desk.Now,
                    }
                );
                return await desk.Db.SaveChangesAsync(ct);
            }
        );
        return taken.Id;
    }

    private async Task Order(
        Guid branch,
        Guid patient,
        int n,
        Random dice,
        DateOnly today,
        int inDays,
        CancellationToken ct
    )
    {
        var wish = DemoOrders.Of(n);
        // One in nine waits for a paper: the documentation stop has something to stop.
        var papers = dice.Next(9) == 0 ? wish.Papers[..^1] : wish.Papers;
        var documents = await In(
            async (Desk desk) =>
            {
                var rows = papers
                    .Select(kind => new PatientDocument
                    {
                        Id = desk.NewId(),
                        PatientId = patient,
                        Kind = kind,
                        DatedOn = today.AddDays(-3 - dice.Next(20)),
                        ReceivedAt = desk.Now,
                        FileName = $"{Words.Of(kind.ToString())}.pdf",
                        ContentType = "application/pdf",
                    })
                    .ToList();
                desk.Db.AddRange(rows);
                await desk.Db.SaveChangesAsync(ct);
                return rows.Select(r => r.Id).ToList();
            }
        );
        var hour = 8 + dice.Next(4) * 2;
        var (npi, _) = DemoTown.Practitioners[n % DemoTown.Practitioners.Length];
        await Do(
            (PlaceOrder u) =>
                u.Run(
                    new(
                        Id(),
                        new NewOrder
                        {
                            BranchId = branch,
                            PatientId = patient,
                            Channel = n % 3 == 0 ? OrderChannel.Portal : OrderChannel.Screen,
                            OrderedOn = today.AddDays(-1),
                            Situation = wish.Situation,
                            WantedOn = today.AddDays(inDays),
                            WantedFrom = dice.Next(3) == 0 ? null : new TimeOnly(hour, 0),
                            WantedTo = dice.Next(3) == 0 ? null : new TimeOnly(hour + 4, 0),
                            Practitioner = new(npi),
                            Diagnoses = [wish.Diagnosis],
                            Lines =
                            [
                                .. wish.Lines.Select(l => new NewLine
                                {
                                    Item = l.Code,
                                    Quantity = l.Quantity,
                                    Prescription = l.Prescription,
                                }),
                            ],
                            Documents = documents,
                            Accept = true,
                        }
                    ),
                    ct
                )
        );
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

    private async Task<T> In<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor;
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
