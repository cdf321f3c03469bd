using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Demo;

/// <summary>Registers the town's patients and takes their orders, through the same use cases an intake representative uses.</summary>
public sealed class DemoIntake(IServiceScopeFactory scopes, TimeProvider clock)
{
    internal async Task<Guid> Register(Guid branch, int n, Random dice, DateOnly today, CancellationToken ct)
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

    /// <param name="branch">Where it is ordered.</param>
    /// <param name="patient">For whom.</param>
    /// <param name="wish">What.</param>
    /// <param name="n">The how manieth order it is.</param>
    /// <param name="dice">Chance, by seed.</param>
    /// <param name="today">The day it is ordered.</param>
    /// <param name="inDays">How many days later it is wanted.</param>
    /// <param name="gaps">Whether one in nine lacks a paper, so that the documentation stop has something to stop.</param>
    /// <param name="ct">Ends it.</param>
    internal async Task Order(
        Guid branch,
        Guid patient,
        DemoOrders.Wish wish,
        int n,
        Random dice,
        DateOnly today,
        int inDays,
        bool gaps,
        CancellationToken ct
    )
    {
        var papers = dice.Next(9) == 0 && gaps ? wish.Papers[..^1] : wish.Papers;
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

    private Guid Id() => Ids.New(clock);

    private async Task<T> Do<TUseCase, T>(Func<TUseCase, Task<Outcome<T>>> act)
        where TUseCase : notnull => (await scopes.As(DemoSeed.Actor, act)).Must();

    private Task<T> In<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull => scopes.As(DemoSeed.Actor, act);
}

internal static class DemoScopes
{
    /// <summary>Runs a use case in a scope of its own, as a request does.</summary>
    public static async Task<T> As<TService, T>(
        this IServiceScopeFactory scopes,
        Actor actor,
        Func<TService, Task<T>> act
    )
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = actor;
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
